"""From an envelope to a contribution or to answers: looked into before the transaction, taken in within it.

What stands in the way is told by raising, and whoever calls holds the item back for somebody to look at. Nothing that
is left says which of the things that were taken in became what.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from sqlalchemy import select, update

from medvirkning.caravan.items import Item, ItemPhoto
from medvirkning.caravan.keeping_keys import UnknownKey, item_name, open_envelope, photo_name
from medvirkning.caravan.origins import SaidAtStop
from medvirkning.caravan.reading import AnswersSaid, ContributionSaid, Said, Unreadable, read_said
from medvirkning.caravan.rules import day_said
from medvirkning.caravan.shifts import Shift
from medvirkning.caravan.tallies import ShiftTally
from medvirkning.caravan.words import HeldFor, ItemState, TabletChannel
from medvirkning.contributions.drafts import add_draft_photo, save_draft, save_place
from medvirkning.contributions.queries import draft_in
from medvirkning.contributions.sending import send
from medvirkning.contributions.words import ContributionKind
from medvirkning.kernel.clock import oslo_date, oslo_moment
from medvirkning.kernel.database import changed, db, hold, insert_into
from medvirkning.kernel.envelopes import NotAnEnvelope
from medvirkning.kernel.errors import NotThere
from medvirkning.kernel.pictures import CleanPicture, NotAPicture, clean_picture
from medvirkning.programmes.models import Zone
from medvirkning.surveys.bringing_in import Brought, bring_in
from medvirkning.surveys.models import Survey
from medvirkning.surveys.words import Channel


class HeldBack(Exception):
    """Why an item can't be taken in by itself."""

    def __init__(self, reason: HeldFor, why: str = "") -> None:
        self.reason, self.why = reason, why
        super().__init__(reason.value)


@dataclass(frozen=True)
class LookedInto:
    """What is in an envelope, its pictures drawn anew, and the ids of photos that have not come."""

    said: Said
    photos: Mapping[UUID, CleanPicture]
    missing: frozenset[UUID]


def look_into(item: Item, *, secret: bytes) -> LookedInto:
    """Open the envelope and those of its photos. Takes time: no transaction. Raises HeldBack."""
    assert item.envelope is not None
    said = _said(item.id, item.envelope, secret)
    rows = select(ItemPhoto).where(
        ItemPhoto.programme_id == item.programme_id, ItemPhoto.id.in_([photo.id for photo in said.photos])
    )
    come = {row.id: row.envelope for row in db.session.scalars(rows) if row.envelope is not None}
    missing = frozenset(photo.id for photo in said.photos if photo.id not in come)
    if missing:
        return LookedInto(said, {}, missing)
    return LookedInto(said, {key: _picture(key, envelope, secret) for key, envelope in come.items()}, missing)


def wait_for_photos(item: Item, said: Said, *, at: datetime) -> None:
    """Let the photos that have not come know whose they are."""
    for photo in said.photos:
        new = {"programme_id": item.programme_id, "item_id": item.id, "received_on": oslo_date(at)}
        named = insert_into(ItemPhoto).values(id=photo.id, **new)
        whose = {"set_": {"item_id": item.id}, "where": ItemPhoto.programme_id == item.programme_id}
        changed(named.on_conflict_do_update(index_elements=["id"], **whose))


def take_in(item_id: UUID, found: LookedInto, *, brought: Brought | None, secret: bytes, at: datetime) -> None:
    """Make of what was said what it says. Once taken in, nothing happens. `brought` is `made_ready`, for answers.

    Raises HeldBack, and what the rules of contributions and surveys say against it: RuleBroken, Refused, NotThere,
    Conflict.
    """
    item = db.session.get_one(Item, item_id)
    hold(item)
    if item.stands not in (ItemState.WAITING, ItemState.HELD):
        return
    said, shift = found.said, _shift_of(item, found.said)
    last = oslo_date(shift.ended_at) if shift.ended_at is not None else oslo_date(at)
    day = day_said(said.day, opened_on=oslo_date(shift.opened_at), last_on=last)
    when = oslo_moment(day, time(12))
    if isinstance(said.what, ContributionSaid):
        _contribution(shift, said, said.what, found.photos, secret=secret, at=when)
    else:
        _answers(shift, said, said.what, found.photos, brought, secret=secret, at=when)
    _count(shift, said)
    changed(update(ItemPhoto).where(ItemPhoto.item_id == item.id).values(envelope=None))
    changed(update(ItemPhoto).where(ItemPhoto.id.in_([one.id for one in said.photos])).values(envelope=None))
    item.kind, item.shift_id, item.old_package = said.kind, shift.id, said.package != str(shift.offer)
    item.stands, item.held_for, item.why, item.envelope = ItemState.TAKEN, None, "", None
    db.session.flush()


def hold_back(item_id: UUID, reason: HeldFor, why: str = "") -> None:
    """Keep the item, closed, for somebody to look at. One that is taken in already stays so."""
    here = (Item.id == item_id) & Item.stands.in_([ItemState.WAITING, ItemState.HELD])
    changed(update(Item).where(here).values(stands=ItemState.HELD, held_for=reason, why=why[:400]))


def survey_of(said: Said) -> Survey | None:
    """The survey that was answered, if that is what was said and it is there."""
    return db.session.get(Survey, said.what.survey_id) if isinstance(said.what, AnswersSaid) else None


def _said(item_id: UUID, envelope: bytes, secret: bytes) -> Said:
    try:
        return read_said(open_envelope(envelope, name=item_name(item_id), secret=secret))
    except UnknownKey:
        raise HeldBack(HeldFor.UNKNOWN_KEY) from None
    except (NotAnEnvelope, Unreadable):
        raise HeldBack(HeldFor.UNREADABLE) from None


def _picture(photo_id: UUID, envelope: bytes, secret: bytes) -> CleanPicture:
    try:
        return clean_picture(open_envelope(envelope, name=photo_name(photo_id), secret=secret))
    except (NotAnEnvelope, NotAPicture):
        raise HeldBack(HeldFor.BAD_PHOTO) from None


def _shift_of(item: Item, said: Said) -> Shift:
    shift = db.session.get(Shift, said.shift_id)
    if shift is None or shift.programme_id != item.programme_id:
        raise HeldBack(HeldFor.UNKNOWN_SHIFT)
    if item.tablet_id is not None and item.tablet_id not in {at_work.tablet_id for at_work in shift.at_work}:
        raise HeldBack(HeldFor.UNKNOWN_SHIFT)
    return shift


def _contribution(
    shift: Shift,
    said: Said,
    told: ContributionSaid,
    photos: Mapping[UUID, CleanPicture],
    *,
    secret: bytes,
    at: datetime,
) -> None:
    kind = ContributionKind(told.kind) if told.kind in set(ContributionKind) else ContributionKind.UNSAID
    programme_id = shift.programme_id
    save_draft(said.form, programme_id=programme_id, kind=kind, text=told.text, as_it_is=True, at=at)
    draft = draft_in(programme_id, said.form)
    if draft is None:
        raise NotThere("draft")
    save_place(draft, zone=_zone(shift, told.zone), whole_area=told.whole_area, place=told.place, at=at)
    db.session.flush()
    for photo in said.photos:
        add_draft_photo(draft.id, photos[photo.id], programme_id=programme_id, at=at)
    made = send(draft.id, programme_id=programme_id, secret=secret, at=at)
    channel = TabletChannel.HELPED if said.helped else TabletChannel.TABLET
    origin = insert_into(SaidAtStop).values(contribution_id=made, stop_id=shift.stop_id, channel=channel)
    changed(origin.on_conflict_do_nothing())


def _answers(
    shift: Shift,
    said: Said,
    told: AnswersSaid,
    photos: Mapping[UUID, CleanPicture],
    brought: Brought | None,
    *,
    secret: bytes,
    at: datetime,
) -> None:
    survey = db.session.get(Survey, told.survey_id)
    if survey is None or survey.programme_id != shift.programme_id or brought is None:
        raise HeldBack(HeldFor.UNKNOWN_SURVEY)
    pictures: dict[str, list[CleanPicture]] = {}
    for photo in said.photos:
        pictures.setdefault(photo.question, []).append(photos[photo.id])
    bring_in(
        said.form, survey, brought, photos=pictures, language=said.language,
        channel=Channel.HELPED if said.helped else Channel.TABLET,
        helper=shift.opened_by if said.helped else None, spoken=said.helped.spoken if said.helped else "",
        secret=secret, at=at,
    )  # fmt: skip


def _zone(shift: Shift, code: str) -> Zone | None:
    """A zone that is gone since says no more than nothing."""
    return next((zone for zone in shift.programme.zones if zone.code == code), None) if code else None


def _count(shift: Shift, said: Said) -> None:
    cells = {
        "kind": said.kind.value,
        "language": said.language,
        "channel": TabletChannel.HELPED if said.helped else TabletChannel.TABLET,
    }
    if isinstance(said.what, ContributionSaid):
        cells["zone"] = said.what.zone
    else:
        cells["survey"] = str(said.what.survey_id)
    for counted, cell in cells.items():
        one_more = insert_into(ShiftTally).values(shift_id=shift.id, counted=counted, cell=cell[:60], people=1)
        changed(
            one_more.on_conflict_do_update(
                index_elements=["shift_id", "counted", "cell"], set_={"people": ShiftTally.people + 1}
            )
        )
