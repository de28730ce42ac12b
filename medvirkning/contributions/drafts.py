"""What somebody is writing: kept under the id made with the form, forgotten when sent or when its days are over."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select

from medvirkning.attachments.actions import attach, detach
from medvirkning.attachments.models import Attachment
from medvirkning.attachments.queries import attached_to, attachment_of
from medvirkning.attachments.words import AttachmentKind
from medvirkning.contributions import rules
from medvirkning.contributions.models import Contribution, Draft
from medvirkning.contributions.queries import draft_in
from medvirkning.contributions.words import ContributionKind
from medvirkning.contributions.words import ContributionState as State
from medvirkning.kernel.clock import oslo_date, oslo_moment
from medvirkning.kernel.database import changed, db, insert_into
from medvirkning.kernel.errors import NotThere, refuse
from medvirkning.kernel.pictures import CleanPicture
from medvirkning.programmes.models import Goal, Zone


def save_draft(
    draft_id: UUID, *, programme_id: UUID, kind: ContributionKind, text: str, as_it_is: bool = False, at: datetime
) -> None:
    """Keep what is being written under the id made with the form: a new draft, or the same one with other words.

    An id that belongs to another programme's draft is left alone. The text may still be too little or too much.
    """
    words = {"kind": kind, "text": text, "as_it_is": as_it_is, "updated_on": oslo_date(at)}
    new = insert_into(Draft).values(id=draft_id, programme_id=programme_id, whole_area=False, place="", **words)
    changed(new.on_conflict_do_update(index_elements=["id"], set_=words, where=Draft.programme_id == programme_id))


def save_place(draft: Draft, *, zone: Zone | None, whole_area: bool = False, place: str = "", at: datetime) -> None:
    """Keep where it is about: a zone, all of the area, or nowhere; and nearer, in the sender's words."""
    draft.zone_id = None if zone is None else zone.id
    draft.whole_area, draft.place = whole_area and zone is None, place
    draft.updated_on = oslo_date(at)


def save_theme(draft: Draft, theme: Goal | None, *, at: datetime) -> None:
    """Keep which of the programme's themes it is about; None where they have chosen none."""
    draft.goal_id, draft.updated_on = None if theme is None else theme.id, oslo_date(at)


def add_draft_photo(draft_id: UUID, photo: CleanPicture, *, programme_id: UUID, at: datetime) -> Attachment:
    """Keep a photo with a draft that has been saved. Raises RuleBroken when there are enough, NotThere."""
    draft = draft_in(programme_id, draft_id)
    if draft is None:
        raise NotThere("draft")
    objections = rules.objections_to_photo(State.RECEIVED, None, len(attached_to(Draft.__tablename__, draft_id)))
    refuse(objections)
    return attach_photo(draft, photo, at=at)


def drop_draft_photo(draft_id: UUID, photo_id: UUID) -> None:
    """Take a photo out of a draft. Gone already is as good."""
    photo = attachment_of(Draft.__tablename__, draft_id, photo_id)
    if photo is not None:
        detach(photo)


def attach_photo(owner: Draft | Contribution, photo: CleanPicture, *, at: datetime, about: str = "") -> Attachment:
    """Attach a sender's photo: under a name of ours, on a day and not at a minute."""
    return attach(
        owner,
        photo.data,
        kind=AttachmentKind.PHOTO,
        name="bilde.jpg",
        media_type=photo.media_type,
        at=day_of(at),
        about=about,
        size=(photo.width, photo.height),
    )


def forget_draft(draft: Draft, photos: list[Attachment]) -> None:
    """Let go of a draft and of these photos of it."""
    for photo in photos:
        detach(photo)
    db.session.flush()
    db.session.expunge(draft)
    changed(delete(Draft).where(Draft.id == draft.id))


def prune_drafts(*, today: date) -> int:
    """Forget drafts older than their day and the next, with their photos; how many went. The mail worker calls it."""
    old = select(Draft.id).where(Draft.updated_on < today - timedelta(days=rules.DRAFT_DAYS))
    photos = select(Attachment).where(Attachment.owner_kind == Draft.__tablename__, Attachment.owner_id.in_(old))
    for photo in db.session.scalars(photos):
        detach(photo)
    db.session.flush()
    return changed(delete(Draft).where(Draft.id.in_(old)))


def day_of(at: datetime) -> datetime:
    """The beginning of the day in Oslo: all that is kept of when a resident did something."""
    return oslo_moment(oslo_date(at))
