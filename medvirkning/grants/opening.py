"""What of a sent application is open for its owner to change, and what staff have found and asked for."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from medvirkning.grants.checking import LINES, every_field, may_change
from medvirkning.grants.handling import Correction, FormCheck
from medvirkning.grants.models import Application
from medvirkning.grants.queries import phase_of
from medvirkning.grants.words import ApplicationState
from medvirkning.kernel.database import db


def corrections_of(application_id: UUID) -> list[Correction]:
    """What has been asked for in this case, the newest first."""
    wanted = select(Correction).where(Correction.application_id == application_id)
    return list(db.session.scalars(wanted.order_by(Correction.asked_at.desc())))


def open_correction(application_id: UUID) -> Correction | None:
    """What the applicant is asked for now."""
    wanted = select(Correction).where(Correction.application_id == application_id, Correction.ended_at.is_(None))
    return db.session.scalar(wanted)


def open_corrections(ids: Collection[UUID]) -> dict[UUID, Correction]:
    """The same for each of these cases that waits for something."""
    wanted = select(Correction).where(Correction.application_id.in_(list(ids)), Correction.ended_at.is_(None))
    return {each.application_id: each for each in db.session.scalars(wanted)}


def checks_of(application_id: UUID) -> list[FormCheck]:
    """The form checks that have been made, the newest first."""
    wanted = select(FormCheck).where(FormCheck.application_id == application_id)
    return list(db.session.scalars(wanted.order_by(FormCheck.at.desc())))


def open_fields(application: Application, *, at: datetime) -> frozenset[str]:
    """The fields its owner may change now: those asked for, or all while nobody has begun to handle it.

    With the budget's lines goes the least one can do with, which must not be above their sum.
    """
    if application.state is ApplicationState.NEEDS_FIX:
        correction = open_correction(application.id)
        asked = set(correction.fields) if correction else set()
        return frozenset(asked | ({"least_workable"} if LINES in asked else set()))
    handled = application.state is ApplicationState.SENT and bool(
        corrections_of(application.id) or checks_of(application.id)
    )
    if may_change(application.state, phase_of(application.round, at=at), handled=handled):
        return frozenset()
    scheme = application.round.scheme
    return frozenset(every_field((one.key for one in scheme.wanted), scheme.terms))
