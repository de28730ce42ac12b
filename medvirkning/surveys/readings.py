"""Results as they were read off: copies of the tallies that never change, so that no two looks differ by one person.

Whoever watched the tallies as answers came in would see what each new one said. So nothing is shown of them; what is
shown is a reading, taken when the survey is closed. The next one has enough new people in it, or is not taken.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import JSON

from medvirkning.kernel.database import UTCDateTime, db


class Reading(db.Model):
    """One time the results were read off: 1, 2, 3 … Frozen. `numbers`: {question: [people, sum]} of NUMBER."""

    __tablename__ = "survey_reading"
    __table_args__ = (CheckConstraint("number > 0", name="number"), CheckConstraint("people >= small", name="people"))

    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    people: Mapped[int]
    small: Mapped[int]  # the survey's then; the first reading's holds for all
    numbers: Mapped[dict[str, Any]] = mapped_column(JSON)
    read_at: Mapped[datetime] = mapped_column(UTCDateTime)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))


class ReadingCell(db.Model):
    """How many people were in these two cells then: the rows of `Tally`. Frozen."""

    __tablename__ = "survey_reading_cell"
    __table_args__ = ({"sqlite_with_rowid": False},)

    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    b: Mapped[str] = mapped_column(String(90), primary_key=True)
    a: Mapped[str] = mapped_column(String(90), primary_key=True)
    a_cell: Mapped[str] = mapped_column(String(90), primary_key=True)
    b_cell: Mapped[str] = mapped_column(String(90), primary_key=True)
    people: Mapped[int]
