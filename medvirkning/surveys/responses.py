"""What residents answer: while they write, once sent, and the sender's own copy. Days only, random ids.

Not even the order of arrival is kept: on SQLite these tables have no row number (WITHOUT ROWID), and on PostgreSQL,
where rows lie as they came, they are written anew every hour (`stirring`). And none points at another: when an
anonymous response is sent, the row it was written in is gone (promises A1 and A2).
"""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from medvirkning.kernel.database import db, one_of
from medvirkning.surveys.models import Survey
from medvirkning.surveys.words import Channel


def of_version() -> ForeignKeyConstraint:
    """That a row names a version of its survey's questions which is there."""
    there = ["survey_version.survey_id", "survey_version.number"]
    return ForeignKeyConstraint(["survey_id", "version_number"], there)


class Answering(db.Model):
    """What somebody is writing, under the id made with the page. Gone when sent, or 30 days after the last touch."""

    __tablename__ = "survey_answering"
    __table_args__ = (
        of_version(),
        Index("ix_survey_answering_updated_on", "updated_on"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id"))
    version_number: Mapped[int]
    language: Mapped[str] = mapped_column(String(20))
    channel: Mapped[Channel] = mapped_column(one_of(Channel))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)  # question key → answer, also of what doesn't count now
    last: Mapped[str] = mapped_column(String(40), default="")  # the question answered or skipped last: go on after it
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    code_turn: Mapped[int] = mapped_column(default=0)  # above 0 only where an earlier code was taken
    seal: Mapped[bytes | None] = mapped_column(LargeBinary)  # of the own copy to be, covered; what lacks it seals late
    changes_sent: Mapped[bool] = mapped_column(default=False)  # opened by the code of a response that it will replace
    updated_on: Mapped[date]

    survey: Mapped[Survey] = relationship()


class Response(db.Model):
    """What somebody has sent: the answers that count. An anonymous one has nothing to find it again by."""

    __tablename__ = "survey_response"
    __table_args__ = (
        of_version(),
        CheckConstraint("NOT anonymous OR (code_hash IS NULL AND key_hash IS NULL)", name="anonymous"),
        {"sqlite_with_rowid": False},
    )

    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id"), primary_key=True)  # first: a survey's lie together
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    version_number: Mapped[int]
    channel: Mapped[Channel] = mapped_column(one_of(Channel))
    language: Mapped[str] = mapped_column(String(20))
    received_on: Mapped[date]  # the day and never the minute
    anonymous: Mapped[bool]  # as the survey is: the database refuses another
    content: Mapped[dict[str, Any]] = mapped_column(JSON)  # question key → answer, in the order of the questions
    code_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    key_hash: Mapped[str | None] = mapped_column(String(64), unique=True)  # of the id made with the page

    survey: Mapped[Survey] = relationship()


class OwnCopy(db.Model):
    """The sender's copy, sealed with a key that only the code gives. Says of what survey it is only inside the seal.

    `sealed` is as long as many others, whatever is in it.
    """

    __tablename__ = "survey_own_copy"
    __table_args__ = (Index("ix_survey_own_copy_forget_on", "forget_on"), {"sqlite_with_rowid": False})

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    lookup: Mapped[str] = mapped_column(String(64), unique=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    forget_on: Mapped[date]
