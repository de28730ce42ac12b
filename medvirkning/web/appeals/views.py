"""The desk's list, and one appeal with its history and the one thing to do next."""

from typing import Any

from flask import Response, abort, render_template, request

from medvirkning.appeals.dismissals import appeal_against, dismissal_of
from medvirkning.appeals.parts import parts_in
from medvirkning.appeals.queries import PER_PAGE, DeskWish, demands_waiting, desk_counts, desk_page
from medvirkning.appeals.subjects import timing_of
from medvirkning.appeals.words import AppealTab, Appellant, Timing
from medvirkning.attachments.models import Attachment
from medvirkning.attachments.queries import attached_to
from medvirkning.kernel.clock import today
from medvirkning.kernel.database import db
from medvirkning.permissions import Can
from medvirkning.programmes.models import Programme
from medvirkning.programmes.queries import roles
from medvirkning.programmes.words import Role
from medvirkning.review.cases import closed_ids
from medvirkning.review.letters import letters_sent
from medvirkning.review.standing import changes_of, what_is_told
from medvirkning.web.access import requires, signed_in
from medvirkning.web.appeals import answering, letters, moves, reasons, writing_in  # noqa: F401  (their views)
from medvirkning.web.appeals.answer_forms import BODY_ANSWERS
from medvirkning.web.appeals.blueprint import ONE, blueprint
from medvirkning.web.appeals.happened import happened
from medvirkning.web.appeals.loaders import AT_THE_BODY, Desk, appeal_at, appeal_file
from medvirkning.web.appeals.next_step import next_steps
from medvirkning.web.appeals.rows import clock, shown_row
from medvirkning.web.downloads import download
from medvirkning.web.lists import asked_page, page_count
from medvirkning.web.loading import programme_at
from medvirkning.web.macros import query_url

TABS = {"nye": AppealTab.NEW, "venter": AppealTab.WAITING, "sendt": AppealTab.FORWARDED, "ferdig": AppealTab.FINISHED}
FROM = {"soker": Appellant.APPLICANT, "andre": Appellant.OTHER}


@blueprint.get("")
@requires(Can.READ_APPEALS, programme_at)
def desk(programme: Programme) -> str:
    """A page of the appeals under one tab, those with the shortest time first."""
    someone = signed_in()
    tab, appellant = TABS.get(request.args.get("vis", ""), AppealTab.NEW), FROM.get(request.args.get("fra", ""))
    wish = DeskWish(programme.id, tab, appellant, someone.id)
    counts = desk_counts(wish)
    pages = page_count(counts[tab], PER_PAGE)
    page = asked_page(pages)
    found = desk_page(wish, start=(page - 1) * PER_PAGE)
    locked = set()
    if Role.APPEAL_BODY in roles(someone.id, programme.id):
        locked = {key for key, parts in parts_in(someone.id, found).items() if parts and _at_the_body(key, found)}
    asked = demands_waiting(programme.id)
    hidden = closed_ids(someone.id, [each.decision.application_id for each in asked])
    return render_template(
        "appeals/desk.html",
        tabs=[
            {"tab": each, "href": query_url(vis=None if each is AppealTab.NEW else word), "count": counts[each],
             "current": each is tab} for word, each in TABS.items()
        ],
        appellants=[
            {"appellant": each, "href": query_url(fra=word), "current": each is appellant}
            for word, each in [(None, None), *FROM.items()]
        ],
        rows=[shown_row(each, programme, locked, today()) for each in found],
        demands=[each for each in asked if each.decision.application_id not in hidden],
        filtered=appellant is not None,
        tab=tab,
        page=page,
        pages=pages,
    )  # fmt: skip


def _at_the_body(appeal_id: Any, found: list[Any]) -> bool:
    return any(each.id == appeal_id and each.state in AT_THE_BODY for each in found)


@blueprint.get(ONE)
@requires(Can.READ_APPEALS, appeal_at)
def case(found: Desk) -> str:
    """The decision, the appeal, what has happened, and what to do next."""
    appeal = found.appeal
    return render_template(
        "appeals/case.html",
        desk=found,
        appeal=appeal,
        application=appeal.application,
        decision=appeal.decision,
        stands=what_is_told(appeal.decision),
        changes=changes_of(appeal.decision_id),
        files=attached_to(appeal.__tablename__, appeal.id),
        late=timing_of(appeal) is not Timing.IN_TIME,
        clock=clock(appeal, today()),
        letters=_letters(found),
        steps=next_steps(found, signed_in(), today=today()),
        happened=happened(appeal),
        dismissal=dismissal_of(appeal.about) if appeal.about else None,
        against=appeal_against(appeal.id),
        body_answers={choice.value: choice.label for choice in BODY_ANSWERS[appeal.subject]},
    )


def _letters(found: Desk) -> list[Any]:
    """The letters about the appeal that this reader may open: the appeal body's own only once it has been sent."""
    member = Role.APPEAL_BODY in roles(signed_in().id, found.programme_id)
    made = [ruling.letter for ruling in found.appeal.rulings if ruling.letter]
    return [each for each in made if each.sent_at or member or each.ruling.kind != "final"]


@blueprint.get(f"{ONE}/vedtaket.pdf")
@requires(Can.READ_APPEALS, appeal_at)
def decision_letter(found: Desk) -> Response:
    """The letter about the decision that is appealed, as it was sent; the corrected one where there is one."""
    sent = letters_sent(found.appeal.application_id) or abort(404)
    return download(db.session.get_one(Attachment, sent[-1].attachment_id)) or abort(404)


@blueprint.get(f"{ONE}/fil/<uuid:attachment_id>")
@requires(Can.READ_APPEALS, appeal_file)
def file(found: Desk) -> Response:
    """A file that came with the appeal, as a download under its safe name."""
    assert found.file is not None
    return download(found.file) or abort(404)
