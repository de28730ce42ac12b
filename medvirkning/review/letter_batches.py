"""Sending many letters in one go: what was pressed for, and how it went with each. The mail worker works it off."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from medvirkning.grants.schemes import Round
from medvirkning.kernel.database import UTCDateTime, db, one_of
from medvirkning.people.models import Person
from medvirkning.review.models import Letter
from medvirkning.review.words import BatchState, BatchStop


class LetterBatch(db.Model):
    """One press on «send all that are complete», by one person. A round has at most one that is not finished."""

    __table_args__ = (
        Index(
            "ix_letter_batch_open",
            "round_id",
            unique=True,
            sqlite_where=text("finished_at IS NULL"),
            postgresql_where=text("finished_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    round_id: Mapped[UUID] = mapped_column(ForeignKey("grant_round.id"))
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    started_at: Mapped[datetime] = mapped_column(UTCDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    claimed_until: Mapped[datetime | None] = mapped_column(UTCDateTime)  # one worker has it until then

    by: Mapped[Person] = relationship()
    round: Mapped[Round] = relationship()


class BatchLetter(db.Model):
    """A letter in a batch. `digest` is of what was looked at: if it says something else by its turn, it stays."""

    batch_id: Mapped[UUID] = mapped_column(ForeignKey("letter_batch.id"), primary_key=True)
    letter_id: Mapped[UUID] = mapped_column(ForeignKey("letter.id"), primary_key=True)
    position: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    state: Mapped[BatchState] = mapped_column(one_of(BatchState), default=BatchState.WAITING)
    why: Mapped[BatchStop | None] = mapped_column(one_of(BatchStop))  # why it stayed

    letter: Mapped[Letter] = relationship()
