"""How many contributions came from each zone and in each way, as it was counted last."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import JSON

from medvirkning.kernel.database import UTCDateTime, db


class ReachReading(db.Model):
    """A programme's, one row. `counted` is what `reach_rules.reached` gave: shown only through it."""

    __tablename__ = "reach_reading"

    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"), primary_key=True)
    counted: Mapped[dict[str, Any]] = mapped_column(JSON)
    read_at: Mapped[datetime] = mapped_column(UTCDateTime)  # when the numbers that stand were counted
