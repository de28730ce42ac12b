"""How it went: the report of a grant, what more was asked for, and which reminders have gone."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from medvirkning.follow_up.models import Acceptance
from medvirkning.kernel.database import UTCDateTime, db
from medvirkning.people.models import Person


class Report(db.Model):
    """The report of one grant, kept as it is written. `spent` is budget line → kroner as written.

    What was sent is a snapshot; `sent_at` is the newest one's, and the database takes no other.
    """

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("acceptance.application_id"), unique=True)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    what: Mapped[str] = mapped_column(Text, default="")
    evaluation: Mapped[str] = mapped_column(Text, default="")
    participants: Mapped[str] = mapped_column(Text, default="")
    spent: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    left_over: Mapped[str] = mapped_column(Text, default="")
    second_name: Mapped[str] = mapped_column(Text, default="")
    consent: Mapped[bool] = mapped_column(default=False)
    last_form: Mapped[str] = mapped_column(String(32), default="")  # the page that saved it last
    version: Mapped[int] = mapped_column()
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    acceptance: Mapped[Acceptance] = relationship()

    __mapper_args__ = {"version_id_col": version}


class ReportSnapshot(db.Model):
    """A report as it was sent, with the digest of its content. Never changed or removed: the database refuses.

    The first is number 1; where more was asked for, the next is laid beside it.
    """

    __table_args__ = (CheckConstraint("number > 0", name="number"),)

    report_id: Mapped[UUID] = mapped_column(ForeignKey("report.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))
    sent_at: Mapped[datetime] = mapped_column(UTCDateTime)


class ReportRequest(db.Model):
    """More that is asked for, why, and by which day."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    report_id: Mapped[UUID] = mapped_column(ForeignKey("report.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    answer_by: Mapped[date]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)

    by: Mapped[Person] = relationship()


class Reminder(db.Model):
    """A reminder that has gone, or whose day was passed by: never sent again. `days` counts from the day it is due."""

    application_id: Mapped[UUID] = mapped_column(ForeignKey("acceptance.application_id"), primary_key=True)
    due_on: Mapped[date] = mapped_column(primary_key=True)
    days: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime)
