"""The tablets of a programme, and the codes by which they are let in."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from medvirkning.kernel.database import UTCDateTime, db
from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme


class Tablet(db.Model):
    """A tablet that belongs to a programme. It is known by a token, of which we keep the hash.

    A revoked one keeps its hash: what still lies on it is taken, and marked, but it gets nothing any more.
    """

    __table_args__ = (CheckConstraint("name <> ''", name="named"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    paired_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    paired_at: Mapped[datetime] = mapped_column(UTCDateTime)
    revoked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    seen_on: Mapped[date | None]  # the last day it sent something

    programme: Mapped[Programme] = relationship()


class Pairing(db.Model):
    """A code that lets one tablet in, once, for a quarter of an hour."""

    __tablename__ = "tablet_pairing"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    name: Mapped[str] = mapped_column(String(60))  # what the tablet will be called
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    until: Mapped[datetime] = mapped_column(UTCDateTime, index=True)

    made_by: Mapped[Person] = relationship()
