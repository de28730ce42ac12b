"""What senders write is written anew every hour, on PostgreSQL. The mail worker calls it.

There rows lie in the order they came, each with the number of the transaction that wrote it. Beside any row that has a
time, that tells the minute somebody sent, and which rows are one person's. On SQLite these tables lie in the order of
their keys, with no such number.
"""

from datetime import date, timedelta

from sqlalchemy import text

from medvirkning.kernel.database import db

STIR = (  # rows of a table, written anew by one transaction in an order of its own
    "WITH taken AS (DELETE FROM {table} WHERE {which} RETURNING *)"
    " INSERT INTO {table} SELECT * FROM taken ORDER BY {order}"
)
_COPIES = text(STIR.format(table="survey_own_copy", which="true", order="id"))
_FORMS = text(STIR.format(table="survey_keyed_form", which="approved_at IS NOT NULL", order="number"))
_ALONE = text("LOCK TABLE survey_response IN EXCLUSIVE MODE")  # whoever sends or changes now waits; to read is free
_DAYS = (
    "received_on IN (SELECT received_on FROM survey_response GROUP BY received_on"
    " HAVING received_on >= :since OR count(DISTINCT CAST(xmin AS text)) > 1)"
)
_OF_THESE = "owner_kind = 'survey_response' AND owner_id IN (SELECT id FROM survey_response WHERE {days})"
_PHOTOS = text(STIR.format(table="attachment", which=_OF_THESE.format(days=_DAYS), order="id"))
_RESPONSES = text(STIR.format(table="survey_response", which=_DAYS, order="survey_id, id"))
_COUNTED = text(
    "SELECT id FROM survey WHERE responses = 1 OR id IN (SELECT survey_id FROM survey_tally"
    " GROUP BY survey_id HAVING count(DISTINCT CAST(xmin AS text)) > 1) ORDER BY id FOR NO KEY UPDATE"
)
_TALLIES = [
    text(STIR.format(table=table, which="survey_id = ANY(:surveys)", order=order))
    for table, order in (
        ("survey_tally", "survey_id, b, a, a_cell, b_cell"),
        ("survey_number_tally", "survey_id, question"),
    )
]


def stir_copies() -> None:
    """Write the own copies anew, all in one transaction and in the order of their random ids.

    Each was written by the transaction that made the response.
    """
    if in_the_order_they_came():
        db.session.execute(_COPIES)


def stir_forms() -> None:
    """Write the forms on paper that count anew, all in one transaction and in the order of their numbers.

    As with the copies: each was marked in the transaction that made its response.
    """
    if in_the_order_they_came():
        db.session.execute(_FORMS)


def stir_responses(*, today: date) -> None:
    """Write the responses of yesterday and today anew with their photos, in the order of their random ids.

    And those of any day that were not all written together, as when nobody has stirred for some days.
    """
    if in_the_order_they_came():
        since = {"since": today - timedelta(days=1)}
        db.session.execute(_ALONE)
        db.session.execute(_PHOTOS, since)
        db.session.execute(_RESPONSES, since)


def stir_tallies() -> None:
    """Write anew what is counted, of the surveys where somebody has been counted since.

    The rows that one transaction wrote are one person's cells. Whoever sends waits for the survey's row, as two who
    send at once do.
    """
    if in_the_order_they_came():
        surveys = {"surveys": list(db.session.scalars(_COUNTED))}
        for statement in _TALLIES:
            db.session.execute(statement, surveys)


def in_the_order_they_came() -> bool:
    """Whether the database keeps rows so, each with the number of the transaction that wrote it."""
    return db.engine.dialect.name != "sqlite"
