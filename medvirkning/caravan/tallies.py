"""How many came in at a shift: counted as each is taken in, so that what was said need not be asked."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from medvirkning.kernel.database import db


class ShiftTally(db.Model):
    """Of this shift, so many in this cell of what is counted. Shown only through the small-number guard."""

    __tablename__ = "shift_tally"
    __table_args__ = (CheckConstraint("people > 0", name="people"), {"sqlite_with_rowid": False})

    shift_id: Mapped[UUID] = mapped_column(ForeignKey("shift.id"), primary_key=True)
    counted: Mapped[str] = mapped_column(String(20), primary_key=True)  # kind, channel, language, zone, theme, survey
    cell: Mapped[str] = mapped_column(String(60), primary_key=True)
    people: Mapped[int]
