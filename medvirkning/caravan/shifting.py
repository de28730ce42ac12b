"""Opening a shift, changing what is on offer, ending it."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import pbkdf2_hmac

from sqlalchemy import select, update

from medvirkning.caravan.devices import Tablet
from medvirkning.caravan.keeping_keys import key_to_use
from medvirkning.caravan.reporting import report_anew, told_offer
from medvirkning.caravan.rules import objections_to_offer, objections_to_pin
from medvirkning.caravan.shifts import AtWork, Shift
from medvirkning.caravan.stops import Stop
from medvirkning.caravan.words import CaravanEvent, CaravanFault, ShiftVerb
from medvirkning.journal.actions import record
from medvirkning.kernel.database import changed, db, hold, in_turn
from medvirkning.kernel.errors import Objection, refuse
from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme

ROUNDS = 200_000  # of PBKDF2: a tablet takes a tenth of a second for it; WebCrypto has nothing slower to offer
SALT = 16


@dataclass(frozen=True)
class Offer:
    """What people can do at a shift: in which languages, whether to say what they want, and which surveys to answer.

    `themes`: those among which they choose what they say something about; none, and they are not asked.
    """

    languages: Sequence[str]
    contributions: bool
    surveys: Sequence[str]  # ids
    themes: Sequence[str] = ()  # ids


def open_shift(
    stop: Stop,
    tablets: Collection[Tablet],
    offer: Offer,
    *,
    pin: str,
    open_surveys: Collection[str],
    by: Person,
    secret: bytes,
    at: datetime,
) -> Shift:
    """Open a shift at a stop, on these tablets. Raises RuleBroken with all that stands in the way.

    `open_surveys` are the ids of those that can be answered today.
    """
    in_turn(f"shifts of {stop.programme_id}")
    off = [Objection(CaravanFault.STOP_CANCELLED)] if stop.cancelled else []
    refuse([*off, *_tablets(tablets), *_offer(offer, open_surveys, stop.programme), *objections_to_pin(pin)])
    key_to_use(secret=secret, at=at)
    salt = secrets.token_hex(SALT)
    shift = Shift(
        programme_id=stop.programme_id,
        stop_id=stop.id,
        state=Shift.LIFECYCLE.start,
        languages=list(offer.languages),
        contributions=offer.contributions,
        surveys=list(offer.surveys),
        themes=list(offer.themes),
        offer=1,
        pin=pin_kept(pin, salt),
        pin_salt=salt,
        opened_by_id=by.id,
        opened_at=at,
    )
    shift.at_work = [AtWork(tablet_id=tablet.id, ended=False) for tablet in tablets]
    db.session.add(shift)
    told = told_offer(shift)
    record(shift, CaravanEvent.SHIFT_OPENED, by=by, at=at, programme_id=shift.programme_id, facts=told)
    return shift


def change_offer(shift: Shift, offer: Offer, *, open_surveys: Collection[str], by: Person, at: datetime) -> None:
    """Offer something else from now on; tablets fetch it when they next have network. Raises RuleBroken."""
    hold(shift)
    refuse(_ended(shift))
    refuse(_offer(offer, [*open_surveys, *shift.surveys], shift.programme))
    shift.languages, shift.contributions = list(offer.languages), offer.contributions
    shift.surveys, shift.themes, shift.offer = list(offer.surveys), list(offer.themes), shift.offer + 1
    told = told_offer(shift)
    record(shift, CaravanEvent.SHIFT_CHANGED, by=by, at=at, programme_id=shift.programme_id, facts=told)


def join_shift(shift: Shift, tablets: Collection[Tablet], *, by: Person, at: datetime) -> None:
    """Let more tablets into a shift that goes on, or one in again that has handed itself in. Raises RuleBroken."""
    in_turn(f"shifts of {shift.programme_id}")
    hold(shift)
    refuse([*_ended(shift), *_tablets(tablets)])
    been = {one.tablet_id: one for one in shift.at_work}
    for tablet in tablets:
        if (again := been.get(tablet.id)) is None:
            shift.at_work.append(AtWork(tablet_id=tablet.id, ended=False))
        else:
            again.ended, again.told_taken, again.told_waiting = False, None, None
    db.session.flush()
    facts = {"tablets": sorted(tablet.name for tablet in tablets)}
    record(shift, CaravanEvent.SHIFT_JOINED, by=by, at=at, programme_id=shift.programme_id, facts=facts)


def change_pin(shift: Shift, pin: str, *, by: Person, at: datetime) -> None:
    """Let another PIN open the corner; tablets have it when they next have network. Raises RuleBroken."""
    hold(shift)
    refuse([*_ended(shift), *objections_to_pin(pin)])
    shift.pin_salt = secrets.token_hex(SALT)
    shift.pin, shift.offer = pin_kept(pin, shift.pin_salt), shift.offer + 1
    record(shift, CaravanEvent.PIN_CHANGED, by=by, at=at, programme_id=shift.programme_id)


def end_shift(shift: Shift, *, by: Person, at: datetime) -> None:
    """End the shift for all its tablets. What still lies on one is taken whenever it comes. Raises WrongStep."""
    hold(shift)
    who = by.id  # read first: between the step and the time there is nothing to write
    shift.step(ShiftVerb.END)
    shift.ended_by_id, shift.ended_at = who, at
    changed(update(AtWork).where(AtWork.shift_id == shift.id).values(ended=True))
    record(shift, CaravanEvent.SHIFT_ENDED, by=by, at=at, programme_id=shift.programme_id, verb=ShiftVerb.END)
    report_anew(shift)


def resume_shift(shift: Shift, *, by: Person, at: datetime) -> None:
    """Go on with a shift that was ended, on those of its tablets that have not been shut out since.

    Raises WrongStep, and RuleBroken where a tablet is at work elsewhere or none is left.
    """
    in_turn(f"shifts of {shift.programme_id}")
    hold(shift)
    shift.step(ShiftVerb.RESUME)
    shift.ended_by_id, shift.ended_at = None, None
    tablets = [one.tablet for one in shift.at_work if one.tablet.revoked_at is None]
    refuse(_tablets(tablets))
    again = AtWork.shift_id == shift.id, AtWork.tablet_id.in_([tablet.id for tablet in tablets])
    changed(update(AtWork).where(*again).values(ended=False, told_taken=None, told_waiting=None))
    record(shift, CaravanEvent.SHIFT_RESUMED, by=by, at=at, programme_id=shift.programme_id, verb=ShiftVerb.RESUME)


def hand_in(shift: Shift, tablet: Tablet, *, taken: int, waiting: int) -> None:
    """Take a tablet out of the shift, with what it says that it took in and has yet to send. Again is no matter."""
    told = {"ended": True, "told_taken": taken, "told_waiting": waiting}
    changed(update(AtWork).where(AtWork.shift_id == shift.id, AtWork.tablet_id == tablet.id).values(**told))


def pin_kept(pin: str, salt: str) -> str:
    """What is kept of a PIN: PBKDF2 with SHA-256 in hexadecimal, which a tablet can make again by itself."""
    return pbkdf2_hmac("sha256", pin.encode(), bytes.fromhex(salt), ROUNDS).hex()


def _ended(shift: Shift) -> list[Objection]:
    return [] if shift.may(ShiftVerb.END) else [Objection(CaravanFault.SHIFT_ENDED)]


def _offer(offer: Offer, open_surveys: Collection[str], programme: Programme) -> list[Objection]:
    surveys = {"surveys": offer.surveys, "open_surveys": open_surveys}
    themes = {"themes": offer.themes, "own_themes": [str(theme.id) for theme in programme.themes]}
    return objections_to_offer(languages=offer.languages, contributions=offer.contributions, **surveys, **themes)


def _tablets(tablets: Collection[Tablet]) -> list[Objection]:
    if not tablets:
        return [Objection(CaravanFault.NO_TABLET)]
    wanted = [tablet.id for tablet in tablets]
    busy = set(db.session.scalars(select(AtWork.tablet_id).where(AtWork.tablet_id.in_(wanted), ~AtWork.ended)))
    found = [Objection(CaravanFault.TABLET_BUSY, tablet=one.name) for one in tablets if one.id in busy]
    return found + [
        Objection(CaravanFault.TABLET_REVOKED, tablet=one.name) for one in tablets if one.revoked_at is not None
    ]
