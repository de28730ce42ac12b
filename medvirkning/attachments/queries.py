"""Looking up attachments."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from medvirkning.attachments.models import Attachment
from medvirkning.kernel.database import db


def attached_to(owner_kind: str, owner_id: UUID) -> list[Attachment]:
    """An owner's attachments, in the order they were added."""
    wanted = select(Attachment).where(Attachment.owner_kind == owner_kind, Attachment.owner_id == owner_id)
    return list(db.session.scalars(wanted.order_by(Attachment.added_at, Attachment.id)))


def attached_to_many(owner_kind: str, owner_ids: Iterable[UUID]) -> dict[UUID, list[Attachment]]:
    """The attachments of many owners in one query; owners without any are left out."""
    wanted = select(Attachment).where(Attachment.owner_kind == owner_kind, Attachment.owner_id.in_(list(owner_ids)))
    found: dict[UUID, list[Attachment]] = {}
    for attachment in db.session.scalars(wanted.order_by(Attachment.added_at, Attachment.id)):
        found.setdefault(attachment.owner_id, []).append(attachment)
    return found


def attachment_of(owner_kind: str, owner_id: UUID, attachment_id: UUID) -> Attachment | None:
    """This attachment, if it is this owner's."""
    attachment = db.session.get(Attachment, attachment_id)
    if attachment is None or (attachment.owner_kind, attachment.owner_id) != (owner_kind, owner_id):
        return None
    return attachment
