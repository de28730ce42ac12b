"""Which cases of a round somebody has said nothing of yet, a page at a time: those that are not decided."""

from uuid import UUID

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import load_only

from medvirkning.grants.models import Application
from medvirkning.grants.words import DECIDED, NOT_SENT
from medvirkning.kernel.database import db
from medvirkning.people.models import Person
from medvirkning.programmes.queries import roles
from medvirkning.review.models import Declaration
from medvirkning.review.rules import must_declare

# What may be known before declaring, and what declaring itself needs.
_KNOWN = (
    Application.id,
    Application.programme_id,
    Application.round_id,
    Application.owner_id,
    Application.number,
    Application.state,
    Application.title,
    Application.applicant_name,
    Application.organisation_number,
    Application.contact_name,
    Application.zone_id,
    Application.sent_at,
    Application.version,
)


def left_to_declare(round_id: UUID, person: Person, programme_id: UUID) -> int:
    """How many cases of the round this person has yet to declare in; 0 for one who need not."""
    if not must_declare(roles(person.id, programme_id)):
        return 0
    return db.session.scalar(_undeclared(select(func.count()).select_from(Application), round_id, person.id)) or 0


def undeclared(round_id: UUID, person: Person, *, start: int, most: int) -> list[Application]:
    """Those cases from place `start` (the first is 0), in the order they came: a new one comes last."""
    listed = _undeclared(select(Application), round_id, person.id).order_by(Application.sent_at, Application.id)
    return list(db.session.scalars(listed.options(load_only(*_KNOWN)).offset(start).limit(most)))


def undeclared_among(round_id: UUID, person: Person, ids: list[UUID]) -> list[Application]:
    """Those of these cases, in the same order."""
    listed = _undeclared(select(Application), round_id, person.id).where(Application.id.in_(ids))
    return list(db.session.scalars(listed.options(load_only(*_KNOWN)).order_by(Application.sent_at, Application.id)))


def _undeclared(chosen: Select, round_id: UUID, person_id: UUID) -> Select:
    said = exists().where(Declaration.application_id == Application.id, Declaration.person_id == person_id)
    return chosen.where(
        Application.round_id == round_id,
        Application.sent_at.is_not(None),
        Application.state.not_in(NOT_SENT | DECIDED),
        Application.owner_id != person_id,
        ~said.correlate(Application),
    )
