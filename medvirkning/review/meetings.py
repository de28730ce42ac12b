"""What a round's meeting leaves behind: its draft's steps and saved drafts, who was there, and how they voted."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from medvirkning.kernel.database import UTCDateTime, db, one_of
from medvirkning.people.models import Person
from medvirkning.review.models import DecisionChange
from medvirkning.review.words import Outcome, SeatKind, Tool

MOST_NAME = 40  # characters of a saved draft's name
_OPEN = text("closed_at IS NULL")


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


class Meeting(db.Model):
    """One of the meetings a round is decided in, numbered from 1. At most one of a round is open.

    Nothing about it changes once it is closed, and it is never opened again: the database refuses. The group goes on
    in the next.
    """

    __table_args__ = (
        UniqueConstraint("round_id", "number"),
        Index("uq_meeting_open", "round_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        CheckConstraint("closed_at IS NULL OR closed_at >= opened_at", name="closed_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("grant_round.id"))
    number: Mapped[int] = mapped_column(server_default="1")
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    leader_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))  # named by those there, with no chair

    attendance: Mapped[list["Attendance"]] = relationship(cascade="all, delete-orphan")

    @property
    def is_open(self) -> bool:
        """Whether the group can decide in it now."""
        return self.closed_at is None


class KeptMinutes(db.Model):
    """The minutes of a meeting as they were when it was closed, in each language. The database lets nothing change.

    `digest` is of the content. What a reader may not see yet is left out when they are read.
    """

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class Attendance(db.Model):
    """Somebody who was called to a meeting: the leader, a member or a substitute, and whether they came."""

    __table_args__ = (CheckConstraint("stands_in_for_id IS NULL OR seat = 'substitute'", name="substitute"),)

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    seat: Mapped[SeatKind] = mapped_column(one_of(SeatKind))
    present: Mapped[bool] = mapped_column(default=False)
    stands_in_for_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    stands_in_for: Mapped[Person | None] = relationship(foreign_keys=[stands_in_for_id])


class TimeOut(db.Model):
    """Somebody left the room while a case was handled, and came back."""

    __table_args__ = (CheckConstraint("in_at IS NULL OR in_at >= out_at", name="in_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), index=True)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    out_at: Mapped[datetime] = mapped_column(UTCDateTime)
    in_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    person: Mapped[Person] = relationship()


class Ballot(db.Model):
    """How an elected group voted on one case, made with the decision and as little changed: the database refuses."""

    __table_args__ = (
        CheckConstraint("against >= 0 AND in_favour >= against AND in_favour > 0", name="carried"),
        CheckConstraint("2 * (in_favour + against) >= seats AND in_favour + against <= seats", name="quorum"),
    )

    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"), primary_key=True)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"), index=True)
    in_favour: Mapped[int]
    against: Mapped[int]
    seats: Mapped[int]  # how many members there are

    @property
    def casting(self) -> bool:
        """Whether the votes were equal, and the leader's decided."""
        return self.in_favour == self.against


class LaterBallot(db.Model):
    """How an elected group voted in a case that had been decided: on another answer, or on claiming money back.

    Made with what was decided, and never changed or deleted: the database refuses. `claimed` is in whole kroner, 0 for
    nothing; `claim_change_id` where that came in a claim's place after an appeal.
    """

    __table_args__ = (
        CheckConstraint("against >= 0 AND in_favour >= against AND in_favour > 0", name="carried"),
        CheckConstraint("2 * (in_favour + against) >= seats AND in_favour + against <= seats", name="quorum"),
        CheckConstraint("(change_id IS NULL) <> (claimed IS NULL)", name="matter"),
        Index("ix_later_ballot_in", "meeting_id", "application_id", "at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"))
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    change_id: Mapped[UUID | None] = mapped_column(ForeignKey("decision_change.id"), unique=True)
    claimed: Mapped[int | None] = mapped_column(BigInteger)
    claim_change_id: Mapped[UUID | None] = mapped_column(ForeignKey("claim_change.id"))
    in_favour: Mapped[int]
    against: Mapped[int]
    seats: Mapped[int]
    at: Mapped[datetime] = mapped_column(UTCDateTime)

    change: Mapped[DecisionChange | None] = relationship()

    @property
    def casting(self) -> bool:
        """Whether the votes were equal, and the leader's decided."""
        return self.in_favour == self.against


class Recommendation(db.Model):
    """What the group recommended in one case, and why. Never changed: the database refuses. An officer decides."""

    __table_args__ = (CheckConstraint("amount >= 0", name="amount"),)

    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"), primary_key=True)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("grant_round.id"), index=True)
    outcome: Mapped[Outcome] = mapped_column(one_of(Outcome))
    amount: Mapped[int] = mapped_column(BigInteger)  # kroner
    reasons: Mapped[str] = mapped_column(Text)
    cut_reasons: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)

    by: Mapped[Person] = relationship()
