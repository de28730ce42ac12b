"""Who holds a round's meeting: opens it, notes who is there, closes it and goes on with it; and who of them is out."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from medvirkning.grants.models import Application
from medvirkning.grants.words import NOT_SENT
from medvirkning.kernel.database import db
from medvirkning.programmes.queries import people_with
from medvirkning.programmes.words import Role
from medvirkning.review.cases import STEPS_ASIDE
from medvirkning.review.meetings import Meeting
from medvirkning.review.models import Declaration


@dataclass(frozen=True, slots=True)
class Holders:
    """Those who may hold one meeting, and those of them who step aside from a case in its round."""

    all: frozenset[UUID]
    aside: frozenset[UUID]


def holders(programme_id: UUID, round_id: UUID) -> Holders:
    """Whoever leads the meeting, and the coordinator, who is the group's secretary.

    The members too where every chair steps aside from a case of the round.
    """
    chairs = _with(programme_id, Role.CHAIR)
    named = select(Meeting.leader_id).where(Meeting.round_id == round_id, Meeting.leader_id.is_not(None))
    found = {*chairs, *_with(programme_id, Role.COORDINATOR), *db.session.scalars(named)}
    if chairs <= _aside(round_id, chairs):
        found |= _with(programme_id, Role.MEMBER)
    return Holders(frozenset(found), frozenset(_aside(round_id, found)))


def _with(programme_id: UUID, role: Role) -> set[UUID]:
    return {person.id for person in people_with(programme_id, role)}


def _aside(round_id: UUID, people: Collection[UUID]) -> set[UUID]:
    """Those of these people who step aside from a case of the round, or have applied in it."""
    of_round = (Application.round_id == round_id, Application.state.not_in(NOT_SENT))
    declared = (
        select(Declaration.person_id)
        .join(Application, Application.id == Declaration.application_id)
        .where(Declaration.round_id == round_id, Declaration.person_id.in_(people), *of_round)
    )
    applied = select(Application.owner_id).where(Application.owner_id.in_(people), *of_round)
    return {*db.session.scalars(declared.where(Declaration.answer.in_(STEPS_ASIDE))), *db.session.scalars(applied)}
