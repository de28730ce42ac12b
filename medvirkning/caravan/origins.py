"""Which contributions were said at which stop, and which of them are told of again there.

Only of those that came by a tablet is there a row.
"""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from medvirkning.caravan.stops import Stop
from medvirkning.caravan.words import TabletChannel
from medvirkning.kernel.database import db, one_of


class SaidAtStop(db.Model):
    """That a contribution was said at the caravan, by the person themselves or by somebody who wrote for them."""

    __table_args__ = ({"sqlite_with_rowid": False},)

    contribution_id: Mapped[UUID] = mapped_column(ForeignKey("contribution.id"), primary_key=True)
    stop_id: Mapped[UUID] = mapped_column(ForeignKey("stop.id"), index=True)
    channel: Mapped[TabletChannel] = mapped_column(one_of(TabletChannel))

    stop: Mapped[Stop] = relationship()


class ToldAtStop(db.Model):
    """That a coordinator wants a contribution on the stop's page and poster, for as long as the board shows it."""

    __tablename__ = "told_at_stop"

    stop_id: Mapped[UUID] = mapped_column(ForeignKey("stop.id"), primary_key=True)
    contribution_id: Mapped[UUID] = mapped_column(ForeignKey("said_at_stop.contribution_id"), primary_key=True)
