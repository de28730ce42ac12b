"""Those who are asked to confirm that they too stand behind an application, and what they answered."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, Text, func, or_, select, text
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column, relationship
from sqlalchemy.sql import ColumnElement

from medvirkning.grants.models import Application
from medvirkning.grants.second_words import SecondEnd, SecondStanding
from medvirkning.grants.seconding import standing
from medvirkning.kernel.codes import token_hash
from medvirkning.kernel.database import UTCDateTime, db, one_of

ANSWERS = (SecondEnd.CONFIRMED, SecondEnd.REFUSED)


class SecondRequest(db.Model):
    """A request to one person, with a link by mail and one more with the reminder: only their hashes are here.

    An answer keeps which snapshot it was about. At most one request of an application is open.
    """

    __table_args__ = (
        ForeignKeyConstraint(
            ["application_id", "snapshot"], ["snapshot.application_id", "snapshot.number"], name="answered_snapshot"
        ),
        CheckConstraint("(ended_at IS NULL) = (ending IS NULL)", name="ended"),
        CheckConstraint(
            "(snapshot IS NOT NULL) = (ending IS NOT NULL AND ending IN ('confirmed', 'refused'))", name="answered"
        ),
        CheckConstraint("(snapshot IS NULL) = (digest IS NULL)", name="digest"),
        Index("ix_second_request_application_id", "application_id", "asked_at"),
        Index(
            "uq_second_request_open",
            "application_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"))
    name: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(String(254))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    reminder_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    answer_by: Mapped[date]  # the last day, Oslo
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ending: Mapped[SecondEnd | None] = mapped_column(one_of(SecondEnd))
    snapshot: Mapped[int | None]  # the number of what the answer is about
    digest: Mapped[str | None] = mapped_column(String(64))  # and its digest

    application: Mapped[Application] = relationship(foreign_keys=[application_id])

    def standing(self, on: date) -> SecondStanding:
        """How it stands on this day."""
        return standing(self.ending, self.answer_by, on=on)


def newest_request(application_id: UUID) -> SecondRequest | None:
    """The request that counts in this case."""
    wanted = select(SecondRequest).where(SecondRequest.application_id == application_id)
    wanted = wanted.where(or_(SecondRequest.ending.is_(None), SecondRequest.ending != SecondEnd.REPLACED))
    return db.session.scalar(wanted.order_by(SecondRequest.ended_at.desc().nulls_first()).limit(1))


def named_seconds(application_ids: Collection[UUID]) -> dict[UUID, list[SecondRequest]]:
    """By case, who has been asked and not replaced by another, whatever they answered; one query."""
    wanted = select(SecondRequest).where(SecondRequest.application_id.in_(list(application_ids)))
    wanted = wanted.where(or_(SecondRequest.ending.is_(None), SecondRequest.ending != SecondEnd.REPLACED))
    found: dict[UUID, list[SecondRequest]] = {}
    for each in db.session.scalars(wanted.order_by(SecondRequest.asked_at)):
        found.setdefault(each.application_id, []).append(each)
    return found


def request_of(token: str) -> SecondRequest | None:
    """The request behind a mailed link, whether or not it can still be answered."""
    kept = token_hash(token)
    return db.session.scalar(
        select(SecondRequest).where(or_(SecondRequest.token_hash == kept, SecondRequest.reminder_hash == kept))
    )


def requests_since(application_id: UUID, since: datetime | None = None) -> int:
    """How many requests have been made in this case, of late or in all."""
    wanted = select(func.count()).select_from(SecondRequest).where(SecondRequest.application_id == application_id)
    return db.session.scalar(wanted if since is None else wanted.where(SecondRequest.asked_at > since)) or 0


def lacks_second(application_id: UUID) -> bool:
    """Whether somebody has been asked to confirm, and has not."""
    newest = newest_request(application_id)
    return newest is not None and newest.ending is not SecondEnd.CONFIRMED


def newest_of(column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    """A column of the request that counts, for each application of a query; nothing where nobody has been asked."""
    wanted = select(column).where(
        SecondRequest.application_id == Application.id,
        or_(SecondRequest.ending.is_(None), SecondRequest.ending != SecondEnd.REPLACED),
    )
    wanted = wanted.order_by(SecondRequest.ended_at.desc().nulls_first()).limit(1)
    return wanted.correlate(Application).scalar_subquery()
