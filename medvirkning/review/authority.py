"""Whose turn it is: what the group recommends, what waits for the officer, and what a leader decides."""

from uuid import UUID

from sqlalchemy import select

from medvirkning.grants.schemes import Round
from medvirkning.grants.words import DecidingMode
from medvirkning.kernel.database import db
from medvirkning.people.models import Person
from medvirkning.programmes.queries import roles
from medvirkning.programmes.words import Role
from medvirkning.review.meeting import Table, led_by
from medvirkning.review.meetings import Recommendation


def recommendation_on(application_id: UUID) -> Recommendation | None:
    """What the group recommended in this case, if it has."""
    return db.session.get(Recommendation, application_id)


def recommendations(round_id: UUID) -> dict[UUID, Recommendation]:
    """What the group has recommended in a round, by application."""
    found = db.session.scalars(select(Recommendation).where(Recommendation.round_id == round_id))
    return {each.application_id: each for each in found}


def to_decide(found: Table, person: Person, the_round: Round) -> list[UUID]:
    """The cases this person can decide now, in order: those they lead, or as officer those that are recommended."""
    if the_round.scheme.deciding_mode is DecidingMode.ELECTED:
        return led_by(found, person, the_round.programme_id)
    if Role.OFFICER not in roles(person.id, the_round.programme_id):
        return []
    return [line.id for line in found.share.seen if line.settled and not line.decided]


def to_recommend(found: Table, person: Person, the_round: Round) -> list[UUID]:
    """The cases this person can put forward as the group's recommendation now, in order: those they lead."""
    if the_round.scheme.deciding_mode is DecidingMode.ELECTED:
        return []
    settled = {line.id for line in found.share.lines if line.settled}
    return [each for each in led_by(found, person, the_round.programme_id) if each not in settled]
