"""Shifts: a day's work at a stop, what is on offer there, and on which tablets."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from medvirkning.caravan.devices import Tablet
from medvirkning.caravan.lifecycle import SHIFT
from medvirkning.caravan.stops import Stop
from medvirkning.caravan.words import ShiftState
from medvirkning.kernel.database import UTCDateTime, db, one_of
from medvirkning.kernel.stateful import Stateful
from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme

NOT_ENDED = text("NOT ended")


class Shift(Stateful, db.Model):
    """A shift at a stop. `contributions`: whether people can say what they want; `surveys`: ids of those on offer.
    `themes`: ids of those among which people choose what they say something about.

    The PIN opens the coordinator's corner, also without network: `pin` is what PBKDF2 makes of it with `pin_salt`.
    """

    __tablename__ = "shift"
    __table_args__ = (
        CheckConstraint("(state = 'ended') = (ended_at IS NOT NULL)", name="ended_at_a_time"),
        Index("ix_shift_programme_id_opened_at", "programme_id", "opened_at"),
    )
    LIFECYCLE = SHIFT

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    stop_id: Mapped[UUID] = mapped_column(ForeignKey("stop.id"), index=True)
    state: Mapped[ShiftState] = mapped_column(one_of(ShiftState))
    version: Mapped[int] = mapped_column()
    languages: Mapped[list[str]] = mapped_column(JSON)
    contributions: Mapped[bool]
    surveys: Mapped[list[str]] = mapped_column(JSON)
    themes: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    offer: Mapped[int]  # counts up each time what is on offer changes: which package a tablet has
    pin: Mapped[str] = mapped_column(String(64))
    pin_salt: Mapped[str] = mapped_column(String(32))
    opened_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    reported: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # see `reporting`

    __mapper_args__: dict[str, Any] = {"version_id_col": version}

    programme: Mapped[Programme] = relationship()
    stop: Mapped[Stop] = relationship()
    opened_by: Mapped[Person] = relationship(foreign_keys=[opened_by_id])
    at_work: Mapped[list["AtWork"]] = relationship(back_populates="shift", cascade="all, delete-orphan")


class AtWork(db.Model):
    """That a tablet is in a shift. It is in one at a time."""

    __tablename__ = "shift_tablet"
    __table_args__ = (
        Index(
            "uq_shift_tablet_one_at_a_time", "tablet_id",
            unique=True, sqlite_where=NOT_ENDED, postgresql_where=NOT_ENDED,
        ),
    )  # fmt: skip

    shift_id: Mapped[UUID] = mapped_column(ForeignKey("shift.id"), primary_key=True)
    tablet_id: Mapped[UUID] = mapped_column(ForeignKey("tablet.id"), primary_key=True)
    ended: Mapped[bool] = mapped_column(default=False)  # as the shift is
    told_taken: Mapped[int | None]  # what the tablet itself counted when it was handed in
    told_waiting: Mapped[int | None]

    shift: Mapped[Shift] = relationship(back_populates="at_work")
    tablet: Mapped[Tablet] = relationship()
