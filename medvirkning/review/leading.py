"""Who holds a round's meeting: opens it, notes who is there, closes it and goes on with it; and who of them is out."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from medvirkning.grants.models import Application
from medvirkning.kernel.database import db
from medvirkning.programmes.queries import people_with
from medvirkning.programmes.words import Role
from medvirkning.review.cases import STEPS_ASIDE, named_leader
from medvirkning.review.models import Declaration
from medvirkning.review.sittings import Span, handled_in, span_now


@dataclass(frozen=True, slots=True)
class Holders:
    """Those who may hold one meeting, and those of them who step aside from a case that it has to do with."""

    all: frozenset[UUID]
    aside: frozenset[UUID]


def holders(programme_id: UUID, round_id: UUID) -> Holders:
    """Whoever leads the meeting that is open or to come, and the coordinator, who is the group's secretary.

    The members too where every chair steps aside from a case of it.
    """
    chairs = _with(programme_id, Role.CHAIR)
    found = {*chairs, *_with(programme_id, Role.COORDINATOR)}
    if (named := named_leader(round_id)) is not None:
        found.add(named)
    span = span_now(round_id)
    if chairs <= _aside(span, chairs):
        found |= _with(programme_id, Role.MEMBER)
    return Holders(frozenset(found), frozenset(_aside(span, found)))


def _with(programme_id: UUID, role: Role) -> set[UUID]:
    return {person.id for person in people_with(programme_id, role)}


def _aside(span: Span, people: Collection[UUID]) -> set[UUID]:
    """Those of these people who step aside from a case of the meeting, or have applied in it."""
    handled = handled_in(span)
    declared = (
        select(Declaration.person_id)
        .join(Application, Application.id == Declaration.application_id)
        .where(Declaration.round_id == span.round_id, Declaration.person_id.in_(people), handled)
    )
    applied = select(Application.owner_id).where(Application.owner_id.in_(people), handled)
    return {*db.session.scalars(declared.where(Declaration.answer.in_(STEPS_ASIDE))), *db.session.scalars(applied)}
