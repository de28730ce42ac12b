"""From what a tablet sent to a contribution or to answers: looked into before the transaction, taken in within it.

Nothing that is left says which of the things that were taken in became what.
"""

from collections.abc import Mapping
from datetime import datetime, time
from uuid import UUID

from sqlalchemy import update

from medvirkning.caravan.items import Item, ItemPhoto
from medvirkning.caravan.looking_into import HeldBack, LookedInto, shift_of
from medvirkning.caravan.origins import SaidAtStop
from medvirkning.caravan.reading import AnswersSaid, ContributionSaid, Said
from medvirkning.caravan.reporting import EverOffered, ever_offered, report_anew
from medvirkning.caravan.rules import day_said
from medvirkning.caravan.shifts import Shift
from medvirkning.caravan.tallies import ShiftTally
from medvirkning.caravan.words import CaravanEvent, HeldFor, ItemState, TabletChannel
from medvirkning.contributions.drafts import add_draft_photo, save_draft, save_place, save_theme
from medvirkning.contributions.queries import draft_in
from medvirkning.contributions.sending import send
from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date, oslo_moment
from medvirkning.kernel.database import changed, db, hold, insert_into
from medvirkning.kernel.errors import NotThere
from medvirkning.kernel.pictures import CleanPicture
from medvirkning.people.models import Person
from medvirkning.surveys.bringing_in import Brought, bring_in
from medvirkning.surveys.models import Survey
from medvirkning.surveys.words import Channel


def take_in(
    item_id: UUID,
    found: LookedInto,
    *,
    brought: Brought | None,
    by: Person | None = None,
    secret: bytes,
    at: datetime,
) -> None:
    """Make of what was said what it says. Once taken in, nothing happens. `brought` is `made_ready`, for answers.

    `by` is whoever looked at it, where it had been held back. Raises HeldBack, and what the rules of contributions and
    surveys say against it: RuleBroken, Refused, NotThere, Conflict.
    """
    item = db.session.get_one(Item, item_id)
    hold(item)
    if item.stands not in (ItemState.WAITING, ItemState.HELD):
        return
    said, shift = found.said, shift_of(item, found.said, looked_at=by is not None)
    if shift is None:
        raise HeldBack(HeldFor.UNKNOWN_SHIFT)
    hold(shift)  # one at a time, and either before the shift ends or after: its report has all that is counted
    last = oslo_date(shift.ended_at) if shift.ended_at is not None else oslo_date(at)
    day = day_said(said.day, opened_on=oslo_date(shift.opened_at), last_on=last)
    when = oslo_moment(day, time(12))
    offered = ever_offered(shift)
    if isinstance(said.what, ContributionSaid):
        _contribution(shift, said, said.what, found.photos, secret=secret, at=when)
    else:
        if by is None and str(said.what.survey_id) not in offered.surveys:
            raise HeldBack(HeldFor.UNKNOWN_SURVEY)  # no screen of ours asked it: somebody must look
        _answers(shift, said, said.what, found.photos, brought, secret=secret, at=when)
    _count(shift, said, offered)
    changed(update(ItemPhoto).where(ItemPhoto.item_id == item.id).values(envelope=None))
    changed(update(ItemPhoto).where(ItemPhoto.id.in_(found.named)).values(envelope=None))
    item.kind, item.shift_id, item.old_package = said.kind, shift.id, said.package != str(shift.offer)
    item.stands, item.held_for, item.why, item.envelope = ItemState.TAKEN, None, "", None
    db.session.flush()
    if by is not None:
        lacking = {"without_photos": len(found.named) - len(said.photos)}
        record(item, CaravanEvent.ITEM_TAKEN_BY_HAND, by=by, at=at, programme_id=item.programme_id, facts=lacking)
    if shift.ended_at is not None:
        report_anew(shift)


def survey_of(said: Said) -> Survey | None:
    """The survey that was answered, if that is what was said and it is there."""
    return db.session.get(Survey, said.what.survey_id) if isinstance(said.what, AnswersSaid) else None


def _contribution(
    shift: Shift,
    said: Said,
    told: ContributionSaid,
    photos: Mapping[UUID, CleanPicture],
    *,
    secret: bytes,
    at: datetime,
) -> None:
    programme_id = shift.programme_id
    save_draft(said.form, programme_id=programme_id, kind=told.chosen_kind, text=told.text, as_it_is=True, at=at)
    draft = draft_in(programme_id, said.form)
    if draft is None:
        raise NotThere("draft")
    save_place(draft, zone=shift.programme.zone_with(told.zone), whole_area=told.whole_area, place=told.place, at=at)
    save_theme(draft, shift.programme.theme_with(told.theme), at=at)
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


def _count(shift: Shift, said: Said, offered: EverOffered) -> None:
    """In cells that there are: what is of none counts as nothing said, or words of anybody's could lie among counts."""
    cells = {
        "kind": said.kind.value,
        "language": said.language if said.language in offered.languages else "",
        "channel": TabletChannel.HELPED if said.helped else TabletChannel.TABLET,
    }
    if isinstance(said.what, ContributionSaid):
        zone, theme = shift.programme.zone_with(said.what.zone), said.what.theme
        cells["zone"] = zone.code if zone is not None else ""
        cells["theme"] = theme if theme in offered.themes else ""
    else:
        cells["survey"] = str(said.what.survey_id)
    for counted, cell in cells.items():
        one_more = insert_into(ShiftTally).values(shift_id=shift.id, counted=counted, cell=cell, people=1)
        changed(
            one_more.on_conflict_do_update(
                index_elements=["shift_id", "counted", "cell"], set_={"people": ShiftTally.people + 1}
            )
        )
