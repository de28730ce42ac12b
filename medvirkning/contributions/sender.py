"""What the sender does afterwards, with the code in hand: one more photo, another address, or taking it all back."""

from datetime import datetime

from sqlalchemy import delete

from medvirkning.attachments.actions import detach
from medvirkning.attachments.models import Attachment
from medvirkning.attachments.queries import attached_to
from medvirkning.contributions import rules
from medvirkning.contributions.actions import DONE_PHOTO, UNSEEN_PHOTO
from medvirkning.contributions.correspondence import Contact, SentTwice, Support, Verdict
from medvirkning.contributions.drafts import attach_photo, day_of
from medvirkning.contributions.models import Contribution
from medvirkning.contributions.telling import tell
from medvirkning.contributions.words import ContactRole, ContributionEvent, ContributionVerb
from medvirkning.journal.actions import record
from medvirkning.kernel.database import changed, db, hold
from medvirkning.kernel.errors import Objection, RuleBroken, refuse
from medvirkning.kernel.pictures import CleanPicture


def sender_photos(contribution: Contribution) -> list[Attachment]:
    """The photos that came from the sender, unlike the one of what was done."""
    photos = attached_to(contribution.__tablename__, contribution.id)
    return [photo for photo in photos if photo.about != DONE_PHOTO]


def add_photo(contribution: Contribution, photo: CleanPicture, *, at: datetime) -> Attachment:
    """Add one more photo to what was sent. Raises RuleBroken when there are enough or the case is over.

    What is on the board already gets no new photo there until a person has looked at it.
    """
    hold(contribution)
    objections = rules.objections_to_photo(contribution.state, contribution.outcome, len(sender_photos(contribution)))
    refuse(objections)
    about = UNSEEN_PHOTO if contribution.state in rules.PUBLIC else ""
    added = attach_photo(contribution, photo, at=at, about=about)
    _record(contribution, ContributionEvent.PHOTO_ADDED, at=at)
    return added


def change_contact(contribution: Contribution, email: str | None, *, language: str, at: datetime) -> None:
    """Be told at another address, or (None) at none. Raises RuleBroken when there is no more to tell."""
    hold(contribution)
    over = rules.closes_case(contribution.state, contribution.outcome)
    if email is not None and over:
        raise RuleBroken([Objection(rules.Fault.CLOSED_TO_SENDER)])
    own = Contact.contribution_id == contribution.id
    changed(delete(Contact).where(own, Contact.role == ContactRole.SENDER))
    if email is not None:
        changed(delete(Contact).where(own, Contact.email == email))
        new = Contact(contribution_id=contribution.id, role=ContactRole.SENDER, email=email, language=language)
        db.session.add(new)
        db.session.flush()


def withdraw(contribution: Contribution, *, at: datetime, version: int | None = None) -> None:
    """Take it all back: words, place, name, photos and agreement are gone for good. Raises WrongStep, Stale.

    Left is that there was something, its answers, and hashes, so that the form can't be sent once more by a retry.
    """
    hold(contribution)
    contribution.same_version(version)
    contribution.step(ContributionVerb.WITHDRAW)
    contribution.text = contribution.place = contribution.name = contribution.searched = ""
    contribution.outcome_story = contribution.hidden_reason = ""
    contribution.name_public = False
    for photo in attached_to(contribution.__tablename__, contribution.id):
        detach(photo)
    for kind in (SentTwice, Support, Verdict):
        changed(delete(kind).where(kind.contribution_id == contribution.id))
    contribution.supporters = 0
    _record(contribution, ContributionEvent.WITHDRAWN, at=at, verb=ContributionVerb.WITHDRAW)
    tell(contribution, ContributionEvent.WITHDRAWN, at=at)


def _record(
    contribution: Contribution, event: ContributionEvent, *, at: datetime, verb: ContributionVerb | None = None
) -> None:
    """A resident's act is in the journal under its day, by nobody."""
    record(contribution, event.value, by=None, at=day_of(at), programme_id=contribution.programme_id, verb=verb)
