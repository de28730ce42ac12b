"""Fetching appeals for the desk. Whoever steps aside from the case stays out, and so does the appeal body's member
who took part in the decision.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import abort, make_response, render_template

from medvirkning.appeals.models import Appeal, ReasonsDemand, RulingLetter
from medvirkning.appeals.parts import locked_out_of
from medvirkning.appeals.queries import appeal_in, demand_in, letter_of, ruling_of
from medvirkning.appeals.words import AppealState, BodyOutcome, RulingKind
from medvirkning.attachments.models import Attachment
from medvirkning.attachments.queries import attachment_of
from medvirkning.follow_up.reclaiming import STAND
from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme
from medvirkning.programmes.queries import roles
from medvirkning.programmes.words import Role
from medvirkning.review.cases import may_open_decision
from medvirkning.web.cases import Case, law_text, open_case
from medvirkning.web.loading import InProgramme, programme_at

AT_THE_BODY = (AppealState.FORWARDED, AppealState.FINAL)


@dataclass(frozen=True)
class Desk(InProgramme):
    """An appeal that is open to whoever asks, in its programme, and perhaps one letter or file of it."""

    appeal: Appeal
    programme: Programme
    case: Case
    letter: RulingLetter | None = None
    file: Attachment | None = None


@dataclass(frozen=True)
class Asked(InProgramme):
    """A demand for fuller reasons, in a case that is open to whoever asks."""

    demand: ReasonsDemand
    programme: Programme


def appeal_at(person: Person, slug: str, appeal_id: UUID, **_rest: Any) -> Desk | None:
    """Loader: the appeal, if its case is open to the reader. One who is locked out gets a page that says why (403)."""
    programme = programme_at(person, slug)
    found = None if programme is None else appeal_in(programme.id, appeal_id)
    if programme is None or found is None:
        return None
    case = open_case(person, slug, found.application_id)
    if case is None:
        return None
    held = roles(person.id, programme.id)
    if held and found.owner_id == person.id:
        abort(403)
    if Role.APPEAL_BODY in held and found.state in AT_THE_BODY and (out := locked_out_of(person, found)):
        page = render_template("appeals/locked_out.html", programme=programme, law=law_text(out[0].law))
        abort(make_response(page, 403))
    return Desk(found, programme, case)


def appeal_to_change(person: Person, slug: str, appeal_id: UUID) -> Desk | None:
    """Loader: an appeal in a case that is this person's to decide; others get 403."""
    desk = appeal_at(person, slug, appeal_id)
    if desk is not None and roles(person.id, desk.programme_id) and may_open_decision(person, desk.appeal.application):
        abort(403)
    return desk


def appeal_letter(person: Person, slug: str, appeal_id: UUID, letter_id: UUID) -> Desk | None:
    """Loader: a letter about the appeal. What the appeal body has decided is its own until it has been sent."""
    desk = appeal_at(person, slug, appeal_id)
    letter = None if desk is None else letter_of(desk.appeal, letter_id)
    if desk is None or letter is None:
        return None
    held = roles(person.id, desk.programme_id)
    bodys_own = letter.ruling.kind is RulingKind.FINAL and letter.sent_at is None
    if bodys_own and held and Role.APPEAL_BODY not in held:
        abort(403)
    return Desk(desk.appeal, desk.programme, desk.case, letter=letter)


def letter_to_send(person: Person, slug: str, appeal_id: UUID, letter_id: UUID) -> Desk | None:
    """Loader: a letter this person may send: the appeal body its own, the desk the others (403)."""
    desk = appeal_letter(person, slug, appeal_id, letter_id)
    if desk is None or desk.letter is None:
        return None
    held = roles(person.id, desk.programme_id)
    if held and not sends(held, desk.letter):
        abort(403)
    return desk


def sends(held: frozenset[Role], letter: RulingLetter) -> bool:
    """Whether somebody with these roles sends this letter."""
    if letter.ruling.kind is RulingKind.FINAL:
        return Role.APPEAL_BODY in held
    return not held.isdisjoint({Role.CHAIR, Role.COORDINATOR, Role.OFFICER})


def appeal_file(person: Person, slug: str, appeal_id: UUID, attachment_id: UUID) -> Desk | None:
    """Loader: a file that came with the appeal."""
    desk = appeal_at(person, slug, appeal_id)
    file = None if desk is None else attachment_of(Appeal.__tablename__, desk.appeal.id, attachment_id)
    return None if desk is None or file is None else Desk(desk.appeal, desk.programme, desk.case, file=file)


def demand_at(person: Person, slug: str, demand_id: UUID) -> Asked | None:
    """Loader: a demand for fuller reasons, if its case is open to the reader."""
    programme = programme_at(person, slug)
    demand = None if programme is None else demand_in(programme.id, demand_id)
    if programme is None or demand is None or open_case(person, slug, demand.decision.application_id) is None:
        return None
    return Asked(demand, programme)


def was_set_aside(appeal: Appeal) -> bool:
    """Whether the appeal body has set aside what was appealed and told of it, and nobody has decided anew."""
    final, claim = ruling_of(appeal, RulingKind.FINAL), appeal.claim
    told = (
        final is not None
        and appeal.about_id is None
        and final.outcome is BodyOutcome.SET_ASIDE
        and final.letter.sent_at is not None
    )
    open_claim = claim is None or (claim.state in STAND and claim.stands.amount is None)
    return told and open_claim and ruling_of(appeal, RulingKind.ANEW) is None
