"""Looking up tablets, shifts, and what came in at them."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from medvirkning.caravan.devices import Tablet
from medvirkning.caravan.items import Item
from medvirkning.caravan.shifts import AtWork, Shift
from medvirkning.caravan.tallies import ShiftTally
from medvirkning.caravan.words import ItemState, ShiftState
from medvirkning.kernel.database import db
from medvirkning.surveys.models import Survey
from medvirkning.surveys.rules import USUAL_SMALL


def tablets_of(programme_id: UUID) -> list[Tablet]:
    """The programme's tablets by name, those that are shut out last."""
    wanted = select(Tablet).where(Tablet.programme_id == programme_id)
    return list(db.session.scalars(wanted.order_by(Tablet.revoked_at.is_not(None), Tablet.name, Tablet.id)))


def tablet_in(programme_id: UUID, tablet_id: UUID) -> Tablet | None:
    """This tablet, if it is the programme's."""
    found = db.session.get(Tablet, tablet_id)
    return found if found is not None and found.programme_id == programme_id else None


def free_tablets(programme_id: UUID) -> list[Tablet]:
    """The tablets that can be put to work: in no shift, and not shut out."""
    at_work = select(AtWork.tablet_id).where(~AtWork.ended)
    wanted = select(Tablet).where(
        Tablet.programme_id == programme_id, Tablet.revoked_at.is_(None), Tablet.id.not_in(at_work)
    )
    return list(db.session.scalars(wanted.order_by(Tablet.name, Tablet.id)))


def shift_in(programme_id: UUID, shift_id: UUID) -> Shift | None:
    """This shift with its tablets, if it is the programme's."""
    with_tablets = selectinload(Shift.at_work).joinedload(AtWork.tablet)
    found = db.session.get(Shift, shift_id, options=[with_tablets, joinedload(Shift.opened_by), joinedload(Shift.stop)])
    return found if found is not None and found.programme_id == programme_id else None


def shifts_of(programme_id: UUID, state: ShiftState, *, most: int = 30) -> list[Shift]:
    """The programme's shifts in this state, the newest first."""
    wanted = select(Shift).where(Shift.programme_id == programme_id, Shift.state == state)
    whole = (selectinload(Shift.at_work).joinedload(AtWork.tablet), joinedload(Shift.stop))
    return list(db.session.scalars(wanted.order_by(Shift.opened_at.desc(), Shift.id).limit(most).options(*whole)))


def shift_at(tablet_id: UUID) -> Shift | None:
    """The shift this tablet is at work in."""
    wanted = select(Shift).join(AtWork, AtWork.shift_id == Shift.id).where(AtWork.tablet_id == tablet_id)
    return db.session.scalar(wanted.where(~AtWork.ended))


def came_in(shift_ids: Sequence[UUID]) -> Mapping[UUID, Mapping[ItemState, int]]:
    """How many things came in at each of these shifts, by where they stand. What nobody has opened is in none."""
    counted = (
        select(Item.shift_id, Item.stands, func.count())
        .where(Item.shift_id.in_(shift_ids))
        .group_by(Item.shift_id, Item.stands)
    )
    found: dict[UUID, dict[ItemState, int]] = {shift_id: {} for shift_id in shift_ids}
    for shift_id, stands, people in db.session.execute(counted):
        if shift_id is not None:
            found[shift_id][stands] = people
    return found


def tallies_of(shift_id: UUID) -> Mapping[str, Mapping[str, int]]:
    """What is counted of a shift → cell → people. For the small-number guard, never for a page."""
    found: dict[str, dict[str, int]] = {}
    for row in db.session.scalars(select(ShiftTally).where(ShiftTally.shift_id == shift_id)):
        found.setdefault(row.counted, {})[row.cell] = row.people
    return found


def fewest_shown(programme_id: UUID) -> int:
    """The fewest people that a shown number is of: as the strictest of the programme's surveys has it."""
    wanted = select(Survey.small).where(Survey.programme_id == programme_id)
    return max([USUAL_SMALL, *db.session.scalars(wanted)])


def item_in(programme_id: UUID, item_id: UUID) -> Item | None:
    """This thing that a tablet sent, if it is the programme's."""
    found = db.session.get(Item, item_id)
    return found if found is not None and found.programme_id == programme_id else None
