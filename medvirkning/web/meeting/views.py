"""The meeting: the rounds, and sharing out a round's money in a draft that saves itself."""

from typing import Any

from flask import abort, flash, redirect, render_template, request
from flask_babel import gettext as _

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.permissions import Can
from medvirkning.programmes.models import Programme
from medvirkning.review.cases import case
from medvirkning.review.meeting import waiting_and_decided
from medvirkning.review.proposing import ProposalChanged, propose
from medvirkning.review.queue import rounds as rounds_of
from medvirkning.review.words import Closed
from medvirkning.web.access import requires, signed_in
from medvirkning.web.loading import programme_at
from medvirkning.web.meeting import deciding, minutes, room, tools, wall, whole  # noqa: F401  (their views are this blueprint's too)
from medvirkning.web.meeting.blueprint import blueprint
from medvirkning.web.meeting.loaders import Meeting, meeting_at
from medvirkning.web.meeting.page import chosen_order, here, sharing_page, what_if
from medvirkning.web.meeting.saying import Said, read_said


@blueprint.get("")
@requires(Can.READ_MEETING, programme_at)
def rounds(programme: Programme) -> str:
    """The programme's rounds, with what waits in each."""
    found = rounds_of(programme.id)
    return render_template(
        "meeting/rounds.html", rounds=found, counts=waiting_and_decided([each.id for each in found]), at=now()
    )


@blueprint.get("/<uuid:round_id>")
@requires(Can.READ_MEETING, meeting_at)
def sharing(meeting: Meeting) -> str:
    """The pot, and the applications in order."""
    return sharing_page(meeting)


@blueprint.post("/<uuid:round_id>")
@requires(Can.PROPOSE, meeting_at)
def lean(meeting: Meeting) -> Any:
    """Save what was changed since the page was shown. What can't be saved stays in its row, with why."""
    said, writing = read_said(request.form), request.headers.get("HX-Request") == "true"
    for each in said.values():
        if each.pending and writing:
            each.fault, each.changed = "", False  # the field has just been opened
    statuses = {_save(meeting, each) for each in said.values() if each.changed}
    if not statuses - {200} and not writing:
        flash(_("The draft is saved."))
        return redirect(here(meeting, **chosen_order(), **what_if()), 303)
    return sharing_page(meeting, said), max(statuses, key=(200, 422, 409, 403).index, default=200)


def _save(meeting: Meeting, said: Said) -> int:
    """Save one row; the status it answers with, and why in the row where it is not saved."""
    if said.fault:
        return 422
    try:
        with transaction():
            application = case(meeting.programme_id, said.application_id)
            if application is None or application.round_id != meeting.round.id:
                abort(404)
            amount = said.amount_of(application.asked)
            kept = propose(
                application, outcome=said.outcome, amount=amount, version=said.version, by=signed_in(), at=now()
            )
            said.kept(kept)
    except RuleBroken as broken:
        said.refuse(broken.objections)
        return 403 if any(isinstance(objection.code, Closed) for objection in broken.objections) else 422
    except ProposalChanged as changed:
        said.changed_by(changed.proposal)
        return 409
    return 200
