"""What is left of things said on tablets is written anew every hour, on PostgreSQL. The mail worker calls it.

There the transaction that makes a contribution or a response also marks what was sent as taken in, and counts it. By
its number, which lies in the header of each row, whoever has the database could tell which contribution was said in the
one language that nobody else chose, and from which tablet it came. See `surveys.stirring`.
"""

from datetime import date, timedelta

from sqlalchemy import text

from medvirkning.kernel.database import db
from medvirkning.surveys.stirring import STIR, in_the_order_they_came

# Of the last two days, and of any day whose rows were not all written together since.
_DAYS = (
    "envelope IS NULL AND received_on IN (SELECT received_on FROM {table} WHERE envelope IS NULL"
    " GROUP BY received_on HAVING received_on >= :since OR count(DISTINCT CAST(xmin AS text)) > 1)"
)
_SENT = [
    text(STIR.format(table=table, which=_DAYS.format(table=table), order="received_on, id"))
    for table in ("tablet_photo", "tablet_item")
]
_COUNTED = text(
    "SELECT id FROM shift WHERE opened_at >= :since OR id IN (SELECT shift_id FROM shift_tally"
    " GROUP BY shift_id HAVING count(DISTINCT CAST(xmin AS text)) > 1) ORDER BY id FOR NO KEY UPDATE"
)
_TALLIES = text(STIR.format(table="shift_tally", which="shift_id = ANY(:shifts)", order="shift_id, counted, cell"))


def stir_sent(*, today: date) -> None:
    """Write what is known of things that were taken in anew, with their photos, in the order of their random ids."""
    if in_the_order_they_came():
        for statement in _SENT:
            db.session.execute(statement, {"since": today - timedelta(days=1)})


def stir_shift_tallies(*, today: date) -> None:
    """Write anew what is counted of shifts, where somebody has been counted since.

    Whoever is taken in waits for the shift's row, as two who are taken in at once do.
    """
    if in_the_order_they_came():
        shifts = list(db.session.scalars(_COUNTED, {"since": today - timedelta(days=1)}))
        db.session.execute(_TALLIES, {"shifts": shifts})
