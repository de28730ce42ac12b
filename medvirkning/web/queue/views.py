"""The queue: which applications need this member, what is missing, and where one steps aside."""

from typing import Any

from flask import render_template, request

from medvirkning.grants.applicant_words import RegisterWarning
from medvirkning.grants.queries import criteria_of, drafts_in
from medvirkning.grants.register_answers import warnings_of
from medvirkning.grants.reminders import reminded_in
from medvirkning.grants.schemes import Criterion
from medvirkning.permissions import Can
from medvirkning.programmes.models import Programme
from medvirkning.programmes.queries import roles
from medvirkning.review.queue import PAGE_SIZE, Counts, counts, place_in
from medvirkning.review.rows import Row, regulars, rows
from medvirkning.review.rules import GROUP, must_declare
from medvirkning.review.undeclared import left_to_declare
from medvirkning.review.words import Sort, Tab
from medvirkning.web.access import requires, signed_in
from medvirkning.web.context import allowed
from medvirkning.web.fragments import page_or_part
from medvirkning.web.lists import asked_page, page_count
from medvirkning.web.loading import programme_at
from medvirkning.web.macros import query_url
from medvirkning.web.queue import (  # noqa: F401  (their views are this blueprint's too)
    agreeing,
    attachments,
    calling_in,
    checking,
    declaring,
    declaring_list,
    review,
    settling,
    talking,
)
from medvirkning.web.queue.badges import badges, progress
from medvirkning.web.queue.blueprint import blueprint
from medvirkning.web.queue.wishes import SORTS, TABS, Asked, asked


@blueprint.get("")
@requires(Can.READ_QUEUE, programme_at)
def applications(programme: Programme) -> Any:
    """A page of the queue, as the address asks for it."""
    someone = signed_in()
    wanted = asked(programme, someone, request.args)
    if wanted is None:
        return render_template("queue/no_round.html")
    held = roles(someone.id, programme.id)
    declares, scores = must_declare(held), not GROUP.isdisjoint(held)
    numbers = counts(wanted.wish)
    pages = page_count(numbers.on(wanted.wish.tab), PAGE_SIZE)
    page = asked_page(pages)
    start = (page - 1) * PAGE_SIZE
    ids = place_in(wanted.wish, start=start, most=PAGE_SIZE)
    found = rows(ids, person_id=someone.id, group=regulars(programme.id))
    criteria = criteria_of(wanted.round)[1] if scores else []
    warned = warnings_of((row.application.id, row.application.organisation_number) for row in found)
    return page_or_part(
        "queue/applications.html",
        "queue",
        programme=programme,
        asked=wanted,
        numbers=numbers,
        tabs=_tabs(wanted, numbers, declares=declares, scores=scores, checks=allowed(Can.CHECK_APPLICATION, programme)),
        sorts={word: sort for word, sort in SORTS.items() if scores or sort is not Sort.POINTS},
        rows=[
            _shown(row, wanted, place, criteria, warned.get(row.application.id, []))
            for place, row in enumerate(found, start + 1)
        ],
        scores=scores,
        undeclared=left_to_declare(wanted.round.id, someone, programme.id),
        drafts=drafts_in(wanted.round.id),
        reminded=reminded_in([wanted.round.id]).get(wanted.round.id, 0),
        page=page,
        pages=pages,
    )


def _tabs(wanted: Asked, numbers: Counts, *, declares: bool, scores: bool, checks: bool) -> list[dict[str, Any]]:
    """The tabs that mean something to this person, as links."""
    meaningless = {Tab.LEFT: not scores, Tab.UNCHECKED: not checks, Tab.CLOSED: not declares and not numbers.closed}
    return [
        {
            "tab": tab,
            "href": query_url(vis=None if tab is Tab.ALL else word),
            "count": numbers.on(tab),
            "current": tab is wanted.wish.tab,
        }
        for word, tab in TABS.items()
        if not meaningless.get(tab)
    ]


def _shown(
    row: Row, wanted: Asked, place: int, criteria: list[Criterion], warned: list[RegisterWarning]
) -> dict[str, Any]:
    """A row as the page needs it, without figures where the case is closed to this person."""
    out = row.steps_aside
    levels = [
        None if (points := row.scores.get(each.id)) is None else round(3 * points / each.most) for each in criteria
    ]
    return {
        "href": wanted.case_url(row.application.id, place),
        "application": row.application,
        "zone": next((zone for zone in wanted.programme.zones if zone.id == row.application.zone_id), None),
        "badges": badges(row, wanted.round, warned),
        "out": out,
        "progress": "" if out else progress(row),
        "amount": None if out else row.application.asked,
        "levels": [] if out else levels,
        "points": None if out or not row.handed_in else row.points,
        "most": sum(each.most for each in criteria),
    }
