"""What tablets send: closed envelopes, kept until what is in them has become a contribution or answers.

Nothing ties what was sent to what became of it: when an item is taken in, the envelope goes, and left is that something
with this id and this digest came from this tablet, so that the same sent again is known. Days only; no order of rows.

An envelope is read from the database when it is opened, and not before: lists and counts of thousands read none.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from medvirkning.caravan.devices import Tablet
from medvirkning.caravan.shifts import Shift
from medvirkning.caravan.words import HeldFor, ItemKind, ItemState
from medvirkning.kernel.database import db, one_of


class Item(db.Model):
    """Something somebody has said on a tablet, under the id made there at the first touch."""

    __tablename__ = "tablet_item"
    __table_args__ = (
        CheckConstraint("(stands = 'held') = (held_for IS NOT NULL)", name="held_for_a_reason"),
        CheckConstraint("(stands IN ('taken', 'removed')) = (envelope IS NULL)", name="closed_until_taken"),
        Index("ix_tablet_item_programme_id_stands", "programme_id", "stands"),
        Index("ix_tablet_item_shift_id_stands", "shift_id", "stands"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    tablet_id: Mapped[UUID | None] = mapped_column(ForeignKey("tablet.id"))  # None: out of a sealed file
    shift_id: Mapped[UUID | None] = mapped_column(ForeignKey("shift.id"))
    kind: Mapped[ItemKind | None] = mapped_column(one_of(ItemKind))
    stands: Mapped[ItemState] = mapped_column(one_of(ItemState))
    held_for: Mapped[HeldFor | None] = mapped_column(one_of(HeldFor))
    why: Mapped[str] = mapped_column(String(400), default="")  # codes of the rules that stand in the way
    digest: Mapped[str] = mapped_column(String(64))
    envelope: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    sent_as: Mapped[UUID | None]  # the id it was closed and sent under, where something else has that one
    revoked: Mapped[bool] = mapped_column(default=False)  # came from a tablet that had been shut out
    old_package: Mapped[bool] = mapped_column(default=False)  # said with other texts than stood when it came
    received_on: Mapped[date]

    @property
    def closed_as(self) -> UUID:
        """The id that its envelope is closed under."""
        return self.sent_as or self.id

    tablet: Mapped[Tablet | None] = relationship()
    shift: Mapped[Shift | None] = relationship()


class ItemPhoto(db.Model):
    """A photo of an item, which travels apart. `item_id` is None until the item comes, `digest` until itself."""

    __tablename__ = "tablet_photo"
    __table_args__ = (
        CheckConstraint("digest IS NOT NULL OR envelope IS NULL", name="digest_of_what_came"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    item_id: Mapped[UUID | None] = mapped_column(ForeignKey("tablet_item.id"), index=True)
    digest: Mapped[str | None] = mapped_column(String(64))
    envelope: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    received_on: Mapped[date] = mapped_column(index=True)
