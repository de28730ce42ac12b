"""What is attached to what. The file lies in storage under `file_id`; the sender's name for it is only shown."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from medvirkning.attachments.words import AttachmentKind
from medvirkning.kernel.database import UTCDateTime, db, one_of


class Attachment(db.Model):
    """One file of one owner (a row of another department: its table and id). It asks for its owner's rights."""

    __table_args__ = (
        Index("ix_attachment_owner", "owner_kind", "owner_id"),
        CheckConstraint("size > 0", name="size"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    owner_kind: Mapped[str] = mapped_column(String(40))
    owner_id: Mapped[UUID]
    kind: Mapped[AttachmentKind] = mapped_column(one_of(AttachmentKind))
    about: Mapped[str] = mapped_column(String(60), default="")  # which wanted attachment it answers
    name: Mapped[str] = mapped_column(String(120))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]  # bytes
    width: Mapped[int | None]  # pixels, of photos
    height: Mapped[int | None]
    sha256: Mapped[str] = mapped_column(String(64))
    file_id: Mapped[UUID] = mapped_column(unique=True)
    added_at: Mapped[datetime] = mapped_column(UTCDateTime)
