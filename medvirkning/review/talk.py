"""Looking up what is said and flagged in cases, one at a time and for a page of the queue."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from medvirkning.kernel.database import db
from medvirkning.review.correspondence import Flag, Message


def messages_of(application_id: UUID) -> list[Message]:
    """All that has been said, the oldest first."""
    wanted = select(Message).where(Message.application_id == application_id).options(joinedload(Message.by))
    return list(db.session.scalars(wanted.order_by(Message.at, Message.id)))


def unread(application_id: UUID, *, from_applicant: bool) -> list[Message]:
    """What one side has said and the other has not yet said that they have read."""
    wanted = select(Message).where(
        Message.application_id == application_id, Message.from_applicant == from_applicant, Message.read_at.is_(None)
    )
    return list(db.session.scalars(wanted))


def flags_of(application_id: UUID) -> list[Flag]:
    """Every flag there has been, those that stand first, then the newest first."""
    wanted = select(Flag).where(Flag.application_id == application_id)
    wanted = wanted.options(joinedload(Flag.raised_by), joinedload(Flag.resolved_by))
    return sorted(db.session.scalars(wanted.order_by(Flag.raised_at.desc())), key=lambda flag: bool(flag.resolved_at))


def standing_flags(ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    """The words of the flags that stand in these cases."""
    wanted = select(Flag.application_id, Flag.word).where(
        Flag.application_id.in_(list(ids)), Flag.resolved_at.is_(None)
    )
    found: dict[UUID, list[str]] = {}
    for application_id, word in db.session.execute(wanted.order_by(Flag.raised_at)):
        found.setdefault(application_id, []).append(word)
    return found


def unread_from_applicants(ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many messages nobody has read yet in these cases; those without any are left out."""
    return _unread_in(ids, from_applicant=True)


def unread_by_applicants(ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many messages from staff the applicant has not read yet in these cases; those without any are left out."""
    return _unread_in(ids, from_applicant=False)


def _unread_in(ids: Sequence[UUID], *, from_applicant: bool) -> dict[UUID, int]:
    wanted = select(Message.application_id, func.count()).where(
        Message.application_id.in_(list(ids)), Message.from_applicant == from_applicant, Message.read_at.is_(None)
    )
    return {row[0]: row[1] for row in db.session.execute(wanted.group_by(Message.application_id))}


def told_to_wait(ids: Sequence[UUID]) -> set[UUID]:
    """Those of these cases where the applicant has had a preliminary answer."""
    wanted = select(Message.application_id).where(Message.application_id.in_(list(ids)), Message.preliminary)
    return set(db.session.scalars(wanted))
