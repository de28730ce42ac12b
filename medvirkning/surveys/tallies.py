"""What is counted, kept with the responses in the same transaction, so that results need not read them all."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from medvirkning.kernel.database import db


class Tally(db.Model):
    """How many people have these two variables in these two cells; b is empty where it is of one variable alone.

    a comes before b. Who is in no cell of a variable (skipped, an older version) is in no row of it.
    """

    __tablename__ = "survey_tally"
    __table_args__ = (CheckConstraint("people >= 0", name="people"), {"sqlite_with_rowid": False})

    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    b: Mapped[str] = mapped_column(String(90), primary_key=True)  # before a: all that is alone lies together
    a: Mapped[str] = mapped_column(String(90), primary_key=True)
    a_cell: Mapped[str] = mapped_column(String(90), primary_key=True)
    b_cell: Mapped[str] = mapped_column(String(90), primary_key=True)
    people: Mapped[int]


class NumberTally(db.Model):
    """Sums of the answers to a question about a number. `total` and `squares` are exact, as str(Decimal) has them."""

    __tablename__ = "survey_number_tally"
    __table_args__ = (CheckConstraint("people >= 0", name="people"), {"sqlite_with_rowid": False})

    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    question: Mapped[str] = mapped_column(String(40), primary_key=True)
    people: Mapped[int]
    total: Mapped[str] = mapped_column(String(80))
    squares: Mapped[str] = mapped_column(String(120))
