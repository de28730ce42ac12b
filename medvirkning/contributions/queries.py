"""Looking up one contribution and what is said about it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from medvirkning.contributions.correspondence import Answer, Contact, Note, SentTwice, Support, Verdict
from medvirkning.contributions.models import Contribution, Draft
from medvirkning.contributions.rules import PUBLIC
from medvirkning.contributions.words import AnswerOutcome, ContactRole, ContributionEvent, Rating
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.codes import code_hash, opaque
from medvirkning.kernel.database import db

TOLD_TO_ALL = frozenset(
    {
        ContributionEvent.RECEIVED,
        ContributionEvent.PUBLISHED,
        ContributionEvent.CONSIDERED,
        ContributionEvent.ANSWERED,
        ContributionEvent.STARTED,
        ContributionEvent.FINISHED,
        ContributionEvent.HIDDEN,
        ContributionEvent.REPUBLISHED,
        ContributionEvent.WITHDRAWN,
        ContributionEvent.PHOTO_ADDED,
    }
)


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something that happened to a contribution, on a day in Oslo; `outcome` where it was an answer."""

    event: ContributionEvent
    on: date
    outcome: AnswerOutcome | None = None


def contribution_in(programme_id: UUID, contribution_id: UUID) -> Contribution | None:
    """This contribution for staff, in whatever state, if it is this programme's."""
    found = db.session.get(Contribution, contribution_id, options=[joinedload(Contribution.zone)])
    return found if found is not None and found.programme_id == programme_id else None


def public_contribution(programme_id: UUID, contribution_id: UUID) -> Contribution | None:
    """This contribution for everyone: None unless it is on the board of this programme."""
    found = contribution_in(programme_id, contribution_id)
    return found if found is not None and found.state in PUBLIC else None


def contribution_by_code(code: str, *, secret: bytes) -> Contribution | None:
    """What a receipt code opens. Raises NotACode for what can't be one; None for a code that nobody has."""
    wanted = select(Contribution).where(Contribution.code_hash == code_hash(secret, code))
    return db.session.scalar(wanted.options(joinedload(Contribution.zone), joinedload(Contribution.programme)))


def contribution_by_key(key: UUID, *, secret: bytes) -> Contribution | None:
    """What was sent with the form that had this id."""
    wanted = select(Contribution).where(Contribution.key_hash == key_hash(key, secret=secret))
    return db.session.scalar(wanted.options(joinedload(Contribution.zone)))


def key_hash(key: UUID, *, secret: bytes) -> str:
    """What is kept of a form's id."""
    return opaque(secret, "contribution key", key)


def draft_in(programme_id: UUID, draft_id: UUID) -> Draft | None:
    """This draft, if it is this programme's."""
    found = db.session.get(Draft, draft_id)
    return found if found is not None and found.programme_id == programme_id else None


def answers(contribution_id: UUID) -> list[Answer]:
    """Every answer, the newest (which counts) first."""
    wanted = select(Answer).where(Answer.contribution_id == contribution_id).options(joinedload(Answer.by))
    return list(db.session.scalars(wanted.order_by(Answer.at.desc())))


def notes(contribution_id: UUID) -> list[Note]:
    """The colleagues' notes, oldest first."""
    wanted = select(Note).where(Note.contribution_id == contribution_id).options(joinedload(Note.by))
    return list(db.session.scalars(wanted.order_by(Note.at)))


def sent_twice(contribution_id: UUID) -> list[SentTwice]:
    """What came with the same form's id and other content."""
    wanted = select(SentTwice).where(SentTwice.contribution_id == contribution_id)
    return list(db.session.scalars(wanted.order_by(SentTwice.received_on, SentTwice.id)))


def contacts(contribution_id: UUID) -> list[Contact]:
    """Everyone who is told what happens. For sending mail only: no page shows an address."""
    return list(db.session.scalars(select(Contact).where(Contact.contribution_id == contribution_id)))


def sender_contact(contribution_id: UUID) -> Contact | None:
    """The sender's address, if one was left."""
    wanted = select(Contact).where(Contact.contribution_id == contribution_id, Contact.role == ContactRole.SENDER)
    return db.session.scalar(wanted)


def supported(contribution_ids: list[UUID], key: str | None, *, secret: bytes) -> set[UUID]:
    """Those of the contributions that the browser with this key agrees with."""
    if not key or not contribution_ids:
        return set()
    hashes = [supporter_hash(contribution_id, key, secret=secret) for contribution_id in contribution_ids]
    wanted = select(Support.contribution_id).where(
        Support.contribution_id.in_(contribution_ids), Support.key_hash.in_(hashes)
    )
    return set(db.session.scalars(wanted))


def supporter_hash(contribution_id: UUID, key: str, *, secret: bytes) -> str:
    """What is kept of a browser's key: another hash for each contribution."""
    return opaque(secret, f"supporter of {contribution_id}", key)


def verdict(contribution_id: UUID, key: str | None, *, secret: bytes) -> Rating | None:
    """What this browser answered to «Ble det bra?»."""
    if not key:
        return None
    found = db.session.get(Verdict, (contribution_id, supporter_hash(contribution_id, key, secret=secret)))
    return None if found is None else found.rating


def timeline(contribution_id: UUID) -> list[TimelineEntry]:
    """What has happened, oldest first, by day. Internal events are left out."""
    entries = []
    for event in history(Contribution.__tablename__, contribution_id):
        if event.event in TOLD_TO_ALL:
            outcome = event.facts.get("outcome")
            what = ContributionEvent(event.event)
            entries.append(TimelineEntry(what, oslo_date(event.at), AnswerOutcome(outcome) if outcome else None))
    return entries
