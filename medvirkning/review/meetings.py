"""What a round's meeting leaves behind: the steps of its draft, and the drafts that were put aside to compare."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from medvirkning.kernel.database import UTCDateTime, db, one_of
from medvirkning.people.models import Person
from medvirkning.review.words import Tool

MOST_NAME = 40  # characters of a saved draft's name


class DraftStep(db.Model):
    """One change to a round's draft, and how what it touched stood before: what undoing puts back.

    `before` is application id → [outcome, amount], or None where nothing was said.
    """

    __table_args__ = (UniqueConstraint("round_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("grant_round.id"))
    number: Mapped[int]
    tool: Mapped[Tool] = mapped_column(one_of(Tool))
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    undone_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    by: Mapped[Person] = relationship()


class SavedDraft(db.Model):
    """A round's draft as it was at one moment, with a name, to lay beside others. `shares` as a step's `before`."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("grant_round.id"), index=True)
    name: Mapped[str] = mapped_column(String(MOST_NAME))
    shares: Mapped[dict[str, Any]] = mapped_column(JSON)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)

    by: Mapped[Person] = relationship()
