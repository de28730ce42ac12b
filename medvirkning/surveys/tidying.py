"""What is let go of: answers that were begun and never sent, and the senders' own copies. The mail worker calls it."""

from datetime import date, timedelta

from sqlalchemy import delete, select

from medvirkning.attachments.actions import detach
from medvirkning.attachments.models import Attachment
from medvirkning.kernel.database import changed, db
from medvirkning.surveys.responses import Answering, OwnCopy
from medvirkning.surveys.rules import ANSWERING_DAYS


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
