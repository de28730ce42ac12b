"""The stops of the caravan: where it comes, and when."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from medvirkning.caravan.stop_lifecycle import STOP
from medvirkning.caravan.stop_rules import NOTHING, StopPlan
from medvirkning.caravan.stop_words import StopState
from medvirkning.kernel.clock import oslo
from medvirkning.kernel.database import LocalizedText, UTCDateTime, db, one_of
from medvirkning.kernel.errors import Stale
from medvirkning.kernel.localized import Localized
from medvirkning.kernel.stateful import Stateful
from medvirkning.programmes.models import Place, Programme, Zone


class Stop(Stateful, db.Model):
    """The caravan at one place, from one moment to another of the same day in Oslo."""

    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="times"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="position"),
        CheckConstraint("(state = 'cancelled') = (CAST(cancelled_because AS TEXT) <> '{}')", name="reason"),
        Index("ix_stop_programme_id_starts_at", "programme_id", "starts_at"),
    )
    LIFECYCLE = STOP

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    starts_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ends_at: Mapped[datetime] = mapped_column(UTCDateTime)
    place_name: Mapped[str] = mapped_column(String(120))  # as people know it
    place_id: Mapped[UUID | None] = mapped_column(ForeignKey("place.id"))
    zone_id: Mapped[UUID | None] = mapped_column(ForeignKey("zone.id"))
    latitude: Mapped[float | None]  # degrees north, WGS84
    longitude: Mapped[float | None]  # degrees east
    note: Mapped[Localized] = mapped_column(LocalizedText, default=NOTHING)
    accessibility: Mapped[Localized] = mapped_column(LocalizedText, default=NOTHING)
    state: Mapped[StopState] = mapped_column(one_of(StopState))
    cancelled_because: Mapped[Localized] = mapped_column(LocalizedText, default=NOTHING)  # told to everybody
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)  # the last time anything of it did
    version: Mapped[int] = mapped_column()  # for two who change it at once; calendars count by it

    __mapper_args__: dict[str, Any] = {"version_id_col": version}

    programme: Mapped[Programme] = relationship()
    place: Mapped[Place | None] = relationship()
    zone: Mapped[Zone | None] = relationship()

    @property
    def day(self) -> date:
        """The day of the stop in Oslo."""
        return oslo(self.starts_at).date()

    @property
    def cancelled(self) -> bool:
        """Whether the caravan does not come after all."""
        return self.state is StopState.CANCELLED

    @property
    def position(self) -> tuple[float, float] | None:
        """Degrees north and east, where somebody has said so."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude

    @property
    def plan(self) -> StopPlan:
        """What is decided about it, as a value."""
        return StopPlan(
            day=self.day,
            begins=oslo(self.starts_at).time(),
            ends=oslo(self.ends_at).time(),
            place_name=self.place_name,
            place_id=self.place_id,
            zone_id=self.zone_id,
            position=self.position,
            note=self.note,
            accessibility=self.accessibility,
        )

    def open_at(self, moment: datetime) -> bool:
        """Whether the caravan stands there at this moment."""
        return not self.cancelled and self.starts_at <= moment < self.ends_at

    def over_at(self, moment: datetime) -> bool:
        """Whether it has been."""
        return self.ends_at <= moment

    def same_version(self, version: int | None) -> None:
        """Raise Stale when a form was filled in from another version than this; None asks nothing."""
        if version is not None and version != self.version:
            raise Stale(f"stop is at version {self.version}, the form at {version}")
