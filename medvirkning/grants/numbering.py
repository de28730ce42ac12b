"""Case numbers: per scheme and year, from 1, without holes.

The counter is moved in the transaction that sends, so a number is either used or never given: a second sender waits
for the first one's commit, and a rollback takes the number back.
"""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from medvirkning.grants.schemes import Scheme
from medvirkning.kernel.database import db, insert_into


class CaseCounter(db.Model):
    """The last case number used in a scheme and year."""

    __table_args__ = (CheckConstraint("last > 0", name="last"),)

    scheme_id: Mapped[UUID] = mapped_column(ForeignKey("scheme.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


def next_number(scheme: Scheme, year: int) -> str:
    """The next case number, such as `NT-2026-014`; more digits when three are not enough."""
    return next_numbers(scheme, year, 1)[0]


def next_numbers(scheme: Scheme, year: int, count: int) -> list[str]:
    """The next `count` case numbers, in order."""
    first = insert_into(CaseCounter).values(scheme_id=scheme.id, year=year, last=count)
    db.session.execute(
        first.on_conflict_do_update(index_elements=["scheme_id", "year"], set_={"last": CaseCounter.last + count})
    )
    counted = select(CaseCounter.last).where(CaseCounter.scheme_id == scheme.id, CaseCounter.year == year)
    last = db.session.scalar(counted) or count
    return [f"{scheme.case_prefix}-{year}-{number:03}" for number in range(last - count + 1, last + 1)]
