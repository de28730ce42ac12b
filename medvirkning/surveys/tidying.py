"""What is let go of: answers that were begun and never sent, and the senders' own copies. The mail worker calls it."""

from datetime import date, timedelta

from sqlalchemy import delete, select, text

from medvirkning.attachments.actions import detach
from medvirkning.attachments.models import Attachment
from medvirkning.kernel.database import changed, db
from medvirkning.surveys.responses import Answering, OwnCopy
from medvirkning.surveys.rules import ANSWERING_DAYS

_STIR = text(
    "WITH taken AS (DELETE FROM survey_own_copy RETURNING *)"
    " INSERT INTO survey_own_copy SELECT * FROM taken ORDER BY id"
)
_STIR_FORMS = text(
    "WITH taken AS (DELETE FROM survey_keyed_form WHERE approved_at IS NOT NULL RETURNING *)"
    " INSERT INTO survey_keyed_form SELECT * FROM taken ORDER BY number"
)


def forget_begun(*, today: date) -> int:
    """Forget what nobody has touched for thirty days, with its photos; how many went."""
    old = select(Answering.id).where(Answering.updated_on < today - timedelta(days=ANSWERING_DAYS))
    photos = select(Attachment).where(Attachment.owner_kind == Answering.__tablename__, Attachment.owner_id.in_(old))
    for photo in db.session.scalars(photos):
        detach(photo)
    db.session.flush()
    return changed(delete(Answering).where(Answering.id.in_(old)))


def forget_copies(*, today: date) -> int:
    """Forget the own copies whose days are over; how many went."""
    return changed(delete(OwnCopy).where(OwnCopy.forget_on <= today))


def stir_copies() -> None:
    """Write the own copies anew, all in one transaction and in the order of their random ids.

    PostgreSQL keeps with each row which transaction wrote it, and a copy is written by the one that made the response.
    """
    if db.engine.dialect.name != "sqlite":
        db.session.execute(_STIR)


def stir_forms() -> None:
    """Write the forms on paper that count anew, all in one transaction and in the order of their numbers.

    As with the copies: each was marked in the transaction that made its response.
    """
    if db.engine.dialect.name != "sqlite":
        db.session.execute(_STIR_FORMS)
