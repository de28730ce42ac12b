"""Reminders of drafts that are not sent: which have gone, and who wants none."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, func, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import ApplicationState
from medvirkning.kernel.codes import token_hash
from medvirkning.kernel.database import UTCDateTime, db

DAYS_BEFORE = (1, 7)  # the deadline; the nearest first


class DraftReminder(db.Model):
    """A reminder that has gone, once for each of the days. Of the link that turns them off, the hash is kept."""

    __table_args__ = (CheckConstraint("days > 0", name="days"),)

    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"), primary_key=True)
    days: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class NoReminders(db.Model):
    """Somebody who wants no reminders of drafts."""

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime)


def reminder_due(deadline: datetime, begun_at: datetime, gone: Collection[int], *, at: datetime) -> int | None:
    """Which reminder (days before the deadline) a draft should have now, if any.

    Each goes once, and none about a day that had come when the draft was begun; of two that are late, the last alone.
    """
    for days in DAYS_BEFORE:
        day = deadline - timedelta(days=days)
        if day <= at < deadline:
            return None if days in gone or begun_at > day else days
    return None


def drafts_to_remind(*, at: datetime, most: int = 200) -> list[tuple[Application, int]]:
    """Drafts whose owner should be reminded now, and of how many days."""
    near = at + timedelta(days=max(DAYS_BEFORE))
    wanted = (
        select(Application)
        .join(Application.round)
        .outerjoin(NoReminders, NoReminders.person_id == Application.owner_id)
        .where(Application.state == ApplicationState.DRAFT, NoReminders.person_id.is_(None))
        .where(Round.deadline > at, Round.deadline <= near)
        .options(joinedload(Application.round), joinedload(Application.owner))
        .order_by(Round.deadline, Application.id)
    )
    drafts = list(db.session.scalars(wanted))
    gone: dict[UUID, set[int]] = {}
    for reminder in db.session.scalars(
        select(DraftReminder).where(DraftReminder.application_id.in_([draft.id for draft in drafts]))
    ):
        gone.setdefault(reminder.application_id, set()).add(reminder.days)
    found = [
        (draft, reminder_due(draft.round.deadline, draft.begun_at, gone.get(draft.id, ()), at=at))
        for draft in drafts
        if draft.round.deadline
    ]
    return [(draft, days) for draft, days in found if days is not None][:most]


def reminder_of(token: str) -> DraftReminder | None:
    """The reminder whose mail held this token."""
    return db.session.scalar(select(DraftReminder).where(DraftReminder.token_hash == token_hash(token)))


def wants_reminders(person_id: UUID) -> bool:
    """Whether somebody has not turned reminders off."""
    return db.session.get(NoReminders, person_id) is None


def reminded_in(round_ids: Iterable[UUID]) -> dict[UUID, int]:
    """For each round, how many drafts that are still drafts have been reminded of. Counts, never content."""
    counted = (
        select(Application.round_id, func.count(func.distinct(Application.id)))
        .join(DraftReminder, DraftReminder.application_id == Application.id)
        .where(Application.round_id.in_(list(round_ids)), Application.state == ApplicationState.DRAFT)
        .group_by(Application.round_id)
    )
    return {row[0]: row[1] for row in db.session.execute(counted)}
