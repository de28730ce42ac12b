"""The tools above the list: sharing out, cutting and going back in one press; and saved drafts side by side."""

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken, Stale
from medvirkning.permissions import Can, can
from medvirkning.review.meeting import PAGE_SIZE
from medvirkning.review.meetings import MOST_NAME
from medvirkning.review.redrafting import put_aside, redraft, take_into_use, throw_away, undo
from medvirkning.review.saved import MOST_SAVED, beside, names_of, saved_draft, saved_drafts
from medvirkning.review.steps import mark
from medvirkning.review.words import Tool
from medvirkning.web.access import requires, signed_in, standings
from medvirkning.web.labels.lookup import label, sentence
from medvirkning.web.lists import asked_page, page_count
from medvirkning.web.meeting.blueprint import blueprint
from medvirkning.web.meeting.loaders import Meeting, SavedAt, meeting_at, saved_at
from medvirkning.web.meeting.page import PERCENT, chosen_order, here, order, sharing_page, what_if

TOOLS = {
    "fyll": Tool.FILL,
    "resten": Tool.REST,
    "kutt": Tool.CUT,
    "likt": Tool.FIT,
    "minst": Tool.LEAST,
    "tom": Tool.CLEAR,
}


@blueprint.post("/<uuid:round_id>/verktoy")
@requires(Can.PROPOSE, meeting_at)
def use_tool(meeting: Meeting) -> Any:
    """Let one of the tools write the draft."""
    tool = TOOLS.get(request.form.get("tool", ""))
    if tool is None:
        abort(400)
    return _press(
        meeting,
        lambda seen: redraft(
            meeting.round, tool, order=order(), percent=_percent(), seen=seen, by=signed_in(), at=now()
        ),
        _("Done: %(tool)s. It is a draft, and you can undo it.", tool=label(tool).lower()),
    )


@blueprint.post("/<uuid:round_id>/angre")
@requires(Can.PROPOSE, meeting_at)
def take_back(meeting: Meeting) -> Any:
    """Undo the last step."""
    return _press(
        meeting, lambda seen: undo(meeting.round, seen=seen, by=signed_in(), at=now()), _("The last step is undone.")
    )


@blueprint.get("/<uuid:round_id>/forslag")
@requires(Can.READ_MEETING, meeting_at)
def compare(meeting: Meeting) -> str:
    """The saved drafts side by side with the one in use."""
    saved = saved_drafts(meeting.round.id)
    rows = beside(meeting.round, saved, signed_in())
    pages = page_count(len(rows), PAGE_SIZE)
    page = asked_page(pages)
    shown = rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return render_template(
        "meeting/compare.html",
        meeting=meeting,
        round=meeting.round,
        saved=saved,
        rows=shown,
        names=names_of([row.id for row in shown]),
        totals=[
            sum(row.now or 0 for row in rows),
            *(sum(row.saved[n] or 0 for row in rows) for n in range(len(saved))),
        ],
        page=page,
        pages=pages,
        may_propose=can(standings(signed_in(), meeting), Can.PROPOSE),
        seen=mark(meeting.round.id),
        next_name=_next_name(len(saved)),
        room=len(saved) < MOST_SAVED,
        most_name=MOST_NAME,
    )


@blueprint.post("/<uuid:round_id>/forslag")
@requires(Can.PROPOSE, meeting_at)
def save_draft(meeting: Meeting) -> Any:
    """Put the draft aside under a name."""
    saved = saved_drafts(meeting.round.id)
    if len(saved) >= MOST_SAVED:
        flash(_("There is room for %(most)d. Take one away first.", most=MOST_SAVED), "error")
        return redirect(_comparing(meeting), 303)
    name = request.form.get("name", "").strip() or _next_name(len(saved))
    with transaction():
        kept = put_aside(meeting.round, name, by=signed_in(), at=now())
    flash(_("«%(name)s» is saved.", name=kept.name))
    return redirect(_comparing(meeting), 303)


@blueprint.post("/<uuid:round_id>/forslag/<uuid:saved_id>/bruk")
@requires(Can.PROPOSE, saved_at)
def use_draft(found: SavedAt) -> Any:
    """Let the draft be this one again."""
    meeting = found.meeting
    return _press(
        meeting,
        lambda seen: take_into_use(meeting.round, found.saved, seen=seen, by=signed_in(), at=now()),
        _("«%(name)s» is in use. You can undo it.", name=found.saved.name),
    )


@blueprint.post("/<uuid:round_id>/forslag/<uuid:saved_id>/fjern")
@requires(Can.PROPOSE, saved_at)
def remove_draft(found: SavedAt) -> Any:
    """Take a saved draft away."""
    name = found.saved.name
    with transaction():
        saved = saved_draft(found.meeting.round.id, found.saved.id)
        if saved is not None:
            throw_away(found.meeting.round, saved, by=signed_in(), at=now())
    flash(_("«%(name)s» is taken away.", name=name))
    return redirect(_comparing(found.meeting), 303)


def _press(meeting: Meeting, act: Callable[[int], Any], told: str) -> Any:
    """Do it and go back to the list; or show the list as it is now, with why nothing was done."""
    try:
        with transaction():
            act(_number("seen"))
    except RuleBroken as broken:
        why = " ".join(sentence(objection.code, objection.facts) for objection in broken.objections)
        return sharing_page(meeting, fault=why), 422
    except Stale:
        return sharing_page(meeting, fault=_("Somebody changed the draft just now. Look at it, and press again.")), 409
    flash(told)
    return redirect(here(meeting, **chosen_order(), **what_if()), 303)


def _number(field: str) -> int:
    written = request.form.get(field, "").strip()
    return int(written) if written.isascii() and written.isdigit() and len(written) < 9 else -1


def _percent() -> int:
    return _number(PERCENT)


def _next_name(saved: int) -> str:
    return _("Proposal %(letter)s", letter="ABCDEFGHIJ"[min(saved, 9)])


def _comparing(meeting: Meeting) -> str:
    return url_for("meeting.compare", slug=meeting.programme.slug, round_id=meeting.round.id)
