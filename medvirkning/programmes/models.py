"""Programmes and what belongs to one: zones, goals, places and the people's roles."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from medvirkning.kernel.database import LocalizedText, UTCDateTime, db, one_of
from medvirkning.kernel.localized import Localized
from medvirkning.people.models import Person
from medvirkning.programmes.words import GoalKind, PlaceKind, Role


class Programme(db.Model):
    """An area programme (områdesatsing, levekårsløft) of one municipality."""

    __table_args__ = (
        CheckConstraint("reply_days > 0", name="reply_days"),
        CheckConstraint(
            "length(organisation_number) = 9 AND ltrim(organisation_number, '0123456789') = ''",
            name="organisation_number",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(120))  # the place: Storhaug
    term_name: Mapped[Localized] = mapped_column(LocalizedText)  # its own word for itself: Levekårsløftet Storhaug
    group_name: Mapped[Localized] = mapped_column(LocalizedText)  # Bydelsgruppa Storhaug
    municipality: Mapped[str] = mapped_column(String(120))
    organisation_number: Mapped[str | None] = mapped_column(String(9))  # the municipality's; open data name it
    set_up_by: Mapped[Localized | None] = mapped_column(LocalizedText)  # the decision behind it
    help_text: Mapped[Localized] = mapped_column(LocalizedText)  # where to get help in person
    contact_email: Mapped[str] = mapped_column(String(254))
    accessibility_url: Mapped[str] = mapped_column(String(300), default="")
    privacy_url: Mapped[str] = mapped_column(String(300), default="")
    default_language: Mapped[str] = mapped_column(String(5), default="nb")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    reply_days: Mapped[int] = mapped_column(default=5)  # working days within which everything is read
    drawing: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # the quilt's coast and extras, if any
    demo: Mapped[bool] = mapped_column(default=False)

    zones: Mapped[list["Zone"]] = relationship(order_by="Zone.position", back_populates="programme")
    goals: Mapped[list["Goal"]] = relationship(order_by="Goal.position")
    places: Mapped[list["Place"]] = relationship(order_by="Place.name")

    @property
    def themes(self) -> list["Goal"]:
        """Its own themes, in order."""
        return [goal for goal in self.goals if goal.kind is GoalKind.THEME]

    def theme_with(self, key: str) -> "Goal | None":
        """The theme of this id; None where there is none, or none any more."""
        return next((theme for theme in self.themes if str(theme.id) == key), None)

    def zone_with(self, code: str | None) -> "Zone | None":
        """The zone of this code; None where there is none, or none any more."""
        return next((zone for zone in self.zones if zone.code == code), None)


class Zone(db.Model):
    """A part of the programme's area (levekårssone). `drawing` is its patch in the quilt."""

    __table_args__ = (UniqueConstraint("programme_id", "code"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    code: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(120))
    position: Mapped[int]
    partial: Mapped[bool] = mapped_column(default=False)  # «deler av»
    polygon: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # GeoJSON geometry, WGS84
    drawing: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    programme: Mapped[Programme] = relationship(back_populates="zones")


class ZonePopulation(db.Model):
    """How many live in a zone, in which year, and who says so. No row: nobody has said."""

    __table_args__ = (CheckConstraint("people > 0", name="people"), CheckConstraint("source <> ''", name="has_source"))

    zone_id: Mapped[UUID] = mapped_column(ForeignKey("zone.id"), primary_key=True)
    people: Mapped[int]
    year: Mapped[int]
    source: Mapped[str] = mapped_column(String(200))


class Goal(db.Model):
    """Something the programme works for: contributions, measures and grants are tagged with it."""

    __table_args__ = (UniqueConstraint("programme_id", "kind", "position"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    kind: Mapped[GoalKind] = mapped_column(one_of(GoalKind))
    position: Mapped[int]
    name: Mapped[Localized] = mapped_column(LocalizedText)
    icon: Mapped[str | None] = mapped_column(String(40))  # its pictogram, where the programme has chosen one


class Place(db.Model):
    """Somewhere people can meet the programme."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"), index=True)
    zone_id: Mapped[UUID | None] = mapped_column(ForeignKey("zone.id"), index=True)
    kind: Mapped[PlaceKind] = mapped_column(one_of(PlaceKind))
    name: Mapped[str] = mapped_column(String(120))
    open_hours: Mapped[Localized | None] = mapped_column(LocalizedText)

    zone: Mapped[Zone | None] = relationship()


class Membership(db.Model):
    """A person's role in a programme, from one moment until another. Ended, never deleted: minutes refer to it."""

    __table_args__ = (
        Index(
            "uq_membership_current",
            "person_id",
            "programme_id",
            "role",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"), index=True)
    role: Mapped[Role] = mapped_column(one_of(Role))
    since: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    person: Mapped[Person] = relationship()
    programme: Mapped[Programme] = relationship()
