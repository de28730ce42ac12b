"""Messages on their way out: posted in the same transaction as what they tell of, sent after it."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import JSON

from medvirkning.kernel.database import UTCDateTime, db, one_of
from medvirkning.outbox.words import OutboxState


class OutboxMessage(db.Model):
    """One message to one address. `values` are what its template needs: ids, numbers and links, no long texts.

    `message_id` is made with the row and follows every try, so that a second copy after a crash is recognisable. Once
    it is sent, only ids are left of the values.
    """

    __table_args__ = (Index("ix_outbox_message_state_due_at", "state", "due_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    kind: Mapped[str] = mapped_column(String(60))
    to: Mapped[str] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(5))
    values: Mapped[dict[str, Any]] = mapped_column(JSON)
    message_id: Mapped[str] = mapped_column(String(120), unique=True)
    state: Mapped[OutboxState] = mapped_column(one_of(OutboxState))
    tries: Mapped[int] = mapped_column(default=0)
    posted_at: Mapped[datetime] = mapped_column(UTCDateTime)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    claimed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    error: Mapped[str | None] = mapped_column(Text)
