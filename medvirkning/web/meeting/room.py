"""The room: who is at the meeting, who has stepped in for whom, who leaves while a case is handled.

When a meeting is closed, the room waits for the next.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import Conflict, RuleBroken
from medvirkning.mail.sittings import close_meeting, open_meeting
from medvirkning.permissions import Can, can
from medvirkning.review.attendance import asides, meeting_of, places, seats_of
from medvirkning.review.conducting import come_back, leave_room, note_attendance
from medvirkning.review.leading import holders
from medvirkning.review.meetings import Meeting as Held
from medvirkning.review.quorum import may_hold, may_open, quorate, voters
from medvirkning.review.saved import names_of
from medvirkning.review.sittings import handled_ids, meetings_of, span_now
from medvirkning.review.words import SeatKind
from medvirkning.web.access import requires, signed_in, standings
from medvirkning.web.cases import law_text
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.meeting.blueprint import blueprint
from medvirkning.web.meeting.loaders import Meeting, Somebody, meeting_at, somebody_at
from medvirkning.web.meeting.page import mode_of


@blueprint.get("/<uuid:round_id>/mote")
@requires(Can.READ_MEETING, meeting_at)
def room(found: Meeting) -> str:
    """Who is there, and what the meeting is doing."""
    return _page(found)


@blueprint.post("/<uuid:round_id>/mote")
@requires(Can.CONDUCT_MEETING, meeting_at)
def conduct(found: Meeting) -> Any:
    """Open a meeting, note who is there, or close it."""
    acts = {"apne": _open, "lagre": _note, "lukk": _close}
    act = acts.get(request.form.get("act", ""))
    if act is None:
        abort(400)
    return _done(found, lambda: act(found))


@blueprint.post("/<uuid:round_id>/mote/<uuid:application_id>/ut/<uuid:person_id>")
@requires(Can.CONDUCT_MEETING, somebody_at)
def leaves(somebody: Somebody) -> Any:
    """Somebody leaves the room while a case is handled, or comes back."""
    found, who, at_hand, meeting = somebody.meeting, somebody.person, somebody.application, somebody.held
    act = come_back if request.form.get("act") == "inn" else leave_room

    def note() -> str:
        act(meeting, who, at_hand, by=signed_in(), at=now())
        if act is come_back:
            return _("%(name)s is back in the room.", name=who.name)
        return _("%(name)s has left the room.", name=who.name)

    return _done(found, note)


def _open(found: Meeting) -> str:
    open_meeting(found.round, **_seated(found), by=signed_in(), at=now())
    return _("The meeting is open.")


def _note(found: Meeting) -> str:
    meeting = meeting_of(found.round.id) or abort(409)
    note_attendance(meeting, **_seated(found), by=signed_in(), at=now())
    return _("It is noted who is here.")


def _close(found: Meeting) -> str:
    close_meeting(meeting_of(found.round.id) or abort(409), by=signed_in(), at=now())
    return _("The meeting is closed.")


def _done(found: Meeting, act: Callable[[], str]) -> Any:
    try:
        with transaction():
            told = act()
    except RuleBroken as broken:
        return _page(found, " ".join(sentence(each.code, each.facts) for each in broken.objections)), 422
    except Conflict:
        return _page(found, _("Somebody was before you. This is how it is now.")), 409
    flash(told)
    return redirect(url_for("meeting.room", slug=found.programme.slug, round_id=found.round.id), 303)


def _seated(found: Meeting) -> dict[str, Any]:
    """Who is ticked, which substitutes have stepped in for whom (they are here too), and who leads without a chair."""
    here, stands_in = set(), {}
    for place in places(found.programme_id, _open_one(meeting_of(found.round.id))):
        if request.form.get(f"here-{place.person.id}"):
            here.add(place.person.id)
        if (member := _uuid(f"for-{place.person.id}")) is not None and place.seat is SeatKind.SUBSTITUTE:
            stands_in[place.person.id] = member
            here.add(place.person.id)
    return {"present": here, "stands_in": stands_in, "leader": _uuid("leader")}


def _open_one(latest: Held | None) -> Held | None:
    return latest if latest is not None and latest.is_open else None


def _page(found: Meeting, fault: str = "") -> str:
    latest = meeting_of(found.round.id)
    meeting = _open_one(latest)
    everybody = places(found.programme_id, meeting)
    out = asides(found.round.id, meeting)
    handled = handled_ids(span_now(found.round.id), out)
    seats = seats_of(meeting) if meeting else [each.person.id for each in everybody if each.seat != "substitute"]
    here = {each.person.id for each in everybody if each.present}
    stands_in = {each.person.id: each.stands_in_for_id for each in everybody if each.stands_in_for_id}
    voting = voters(seats, here, stands_in, ())
    someone, who = signed_in().id, holders(found.programme_id, found.round.id)
    return render_template(
        "meeting/room.html",
        meeting=found,
        round=found.round,
        held=meeting,
        latest=latest,
        meetings=meetings_of(found.round.id),
        mode=mode_of(found.round),
        places=everybody,
        members=[each for each in everybody if each.seat is not SeatKind.SUBSTITUTE],
        seats=SeatKind,
        parts=[{case: who for case, who in out.items() if (case in handled) is now_up} for now_up in (True, False)],
        names=names_of(list(out)),
        seated={each.person.id for each in everybody},
        voting=len(voting),
        all=len(seats),
        quorate=quorate(len(seats), len(voting)),
        law=law_text("quorum"),
        too_early=may_open(found.round.deadline, at=now()),
        may_conduct=can(standings(signed_in(), found), Can.CONDUCT_MEETING),
        may_hold=not may_hold(someone, holders=who.all),
        stops=" ".join(sentence(each.code, each.facts) for each in may_hold(someone, holders=who.all, aside=who.aside)),
        fault=fault,
    )


def _uuid(field: str) -> UUID | None:
    try:
        return UUID(request.form.get(field, ""))
    except ValueError:
        return None
