"""Attaching and detaching. The file is on disk before the row is written; the sweeper takes it once the row is gone."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from medvirkning.attachments import storage
from medvirkning.attachments.models import Attachment
from medvirkning.attachments.words import ORPHAN_AFTER, AttachmentKind
from medvirkning.kernel.database import changed, db


def attach(
    owner: Any,
    data: bytes,
    *,
    kind: AttachmentKind,
    name: str,
    media_type: str,
    at: datetime,
    about: str = "",
    size: tuple[int, int] | None = None,
) -> Attachment:
    """Keep a file that has been checked and cleaned already. `size` is a photo's width and height in pixels."""
    attachment = Attachment(
        owner_kind=owner.__tablename__,
        owner_id=owner.id,
        kind=kind,
        about=about,
        name=name,
        media_type=media_type,
        size=len(data),
        width=size[0] if size else None,
        height=size[1] if size else None,
        sha256=sha256(data).hexdigest(),
        file_id=storage.write(data),
        added_at=at,
    )
    db.session.add(attachment)
    return attachment


def detach(attachment: Attachment) -> None:
    """Take an attachment away. The file itself is swept later: had it gone first, a rollback would miss it."""
    db.session.delete(attachment)


def move(old_kind: str, old_id: UUID, new_kind: str, new_id: UUID) -> None:
    """Let everything attached to one row (its table and id) belong to another, as when a draft becomes what was sent.

    Attachments in hand are not refreshed by it.
    """
    theirs = (Attachment.owner_kind == old_kind) & (Attachment.owner_id == old_id)
    changed(update(Attachment).where(theirs).values(owner_kind=new_kind, owner_id=new_id))


def sweep(*, at: datetime) -> int:
    """Remove files that no row names and that are older than an hour; how many went."""
    named = {file_id.hex for file_id in db.session.scalars(select(Attachment.file_id))}
    oldest = (at.astimezone(UTC) - ORPHAN_AFTER).timestamp()
    orphans = [path for path, written in storage.everything() if path.name not in named and written < oldest]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def missing_files() -> list[UUID]:
    """Attachments whose file is gone or no longer what it was: empty when all is well."""
    wrong = []
    for attachment in db.session.scalars(select(Attachment)):
        try:
            data = storage.read(attachment.file_id)
        except FileNotFoundError:
            data = b""
        if sha256(data).hexdigest() != attachment.sha256:
            wrong.append(attachment.id)
    return wrong
