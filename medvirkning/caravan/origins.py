"""Which contributions were said at which stop: only of those that came by a tablet is there a row."""

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
