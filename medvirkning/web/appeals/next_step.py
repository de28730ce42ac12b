"""What to do with an appeal now: one thing first, and what else is possible, for whoever is looking."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from medvirkning.appeals.dismissals import can_still_be_appealed, may_be_contested
from medvirkning.appeals.parts import locked_out_of
from medvirkning.appeals.queries import ruling_of
from medvirkning.appeals.ruling import is_taken
from medvirkning.appeals.subjects import timing_of
from medvirkning.appeals.words import AppealState, RulingKind, Subject, Timing
from medvirkning.people.models import Person
from medvirkning.permissions import Can, Standing, can
from medvirkning.programmes.queries import roles
from medvirkning.review.cases import may_open_decision
from medvirkning.web.appeals.loaders import Desk, sends, was_set_aside


@dataclass(frozen=True)
class Step:
    """A button: the first one is the one to press."""

    text: str
    href: str
    icon: str
    seldom: bool = False  # possible, and not what one is here for


def next_steps(desk: Desk, someone: Person, *, today: date) -> list[Step]:
    """The steps this person can take now, the most likely first; empty when it is somebody else's turn."""
    appeal, held = desk.appeal, roles(someone.id, desk.programme_id)
    known = {Standing(role.value) for role in held}
    unsent = [each.letter for each in appeal.rulings if each.letter and each.letter.sent_at is None]
    for letter in unsent if appeal.state is not AppealState.WITHDRAWN else ():
        if sends(held, letter):
            return [_step(desk, "letter", _("Read and send the letter"), "paperplane-fill", letter_id=letter.id)]
    handles, leads = can(known, Can.HANDLE_APPEALS), not may_open_decision(someone, appeal.application)
    if appeal.state is AppealState.FORWARDED:
        told = (ruling := ruling_of(appeal, RulingKind.FORWARDED)) is not None and ruling.letter.sent_at
        concludes = can(known, Can.CONCLUDE_APPEALS) and not locked_out_of(someone, appeal)
        words = _("Write in what the appeal body decided")
        return [_step(desk, "conclude", words, "gavel")] if told and concludes else []
    if ruling_of(appeal, RulingKind.DISMISSED) and may_be_contested(appeal):
        over = not can_still_be_appealed(appeal, today)
        words = _("Write in a late appeal against it") if over else _("Write in an appeal against the dismissal")
        return [replace(_step(desk, "write_in_dismissal", words, "pencil-line"), seldom=over)] if handles else []
    if was_set_aside(appeal):
        again = _("Decide anew whether to claim money back") if appeal.claim else _("Decide the application anew")
        return [_step(desk, "anew", again, "gavel")] if leads else []
    if not (handles or leads):
        return []
    if appeal.state is AppealState.ASKED_TO_COMPLETE:
        came = _step(desk, "came", _("Write in what has come"), "inbox")
        over = appeal.asked_until is not None and today > appeal.asked_until
        away = _step(desk, "dismiss", _("Dismiss the appeal"), "x-mark")
        return ([away, came] if over else [came]) if handles else []
    return _received(desk, handles=handles, leads=leads) if appeal.state is AppealState.RECEIVED else []


def _received(desk: Desk, *, handles: bool, leads: bool) -> list[Step]:
    dismiss = _step(desk, "dismiss", _("Dismiss the appeal"), "x-mark")
    if not is_taken(desk.appeal):
        late = _step(desk, "take_late", _("Look into it all the same"), "clock")
        never = timing_of(desk.appeal) is Timing.TOO_LATE
        return ([dismiss] if never else [late, dismiss]) if handles else []
    found = []
    if handles:
        found.append(_step(desk, "forward", _("Send it on to the appeal body"), "arrow-forward"))
    if desk.appeal.subject is Subject.DISMISSAL:
        found += [_step(desk, "undo", _("Undo the dismissal"), "arrow-undo")] if handles else []
    elif leads:
        another = _("Change the claim") if desk.appeal.subject is Subject.CLAIM else _("Change the decision")
        found.append(_step(desk, "change", another, "pencil-line"))
    if handles:
        found.append(_step(desk, "ask", _("Ask for what is missing"), "questionmark-circle"))
        found += [dismiss] if desk.appeal.reopened_on is None else []
    return found


def _step(desk: Desk, view: str, text: str, icon: str, **values: Any) -> Step:
    return Step(text, url_for(f"appeals.{view}", slug=desk.programme.slug, appeal_id=desk.appeal.id, **values), icon)
