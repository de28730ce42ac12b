"""The keys that tablets close envelopes for. The newest is used; the older ones still open what lies somewhere yet."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from medvirkning.kernel.database import UTCDateTime, db


class SealingKey(db.Model):
    """A key pair. The private one lies under the application's secret: a copy of the database opens nothing."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    public: Mapped[bytes] = mapped_column(LargeBinary)
    private: Mapped[bytes] = mapped_column(LargeBinary)  # nonce and AES-GCM
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
