"""A round's meetings, one after another, and which of its cases belong to each."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Exists, and_, exists, or_, select

from medvirkning.grants.models import Application
from medvirkning.grants.words import NOT_SENT
from medvirkning.kernel.database import db
from medvirkning.review.meetings import Ballot, KeptMinutes, LaterBallot, Meeting, Recommendation, TimeOut
from medvirkning.review.models import Decision


@dataclass(frozen=True, slots=True)
class Span:
    """A meeting's place among its round's: from `since`, when the one before it was closed, until it is closed itself.

    What is settled in its time belongs to it. Before it is opened it has no id.
    """

    id: UUID | None
    round_id: UUID
    number: int
    since: datetime | None
    until: datetime | None

    def has(self, at: datetime) -> bool:
        """Whether a moment (UTC) is in its time."""
        return (self.since is None or at > self.since) and (self.until is None or at <= self.until)


def meetings_of(round_id: UUID) -> list[Meeting]:
    """All the round's meetings, the first one first."""
    return list(db.session.scalars(select(Meeting).where(Meeting.round_id == round_id).order_by(Meeting.number)))


def kept_minutes(meeting: Meeting) -> KeptMinutes | None:
    """The minutes as the meeting left them; None while it is open, and where it was closed before they were kept."""
    return db.session.get(KeptMinutes, meeting.id)


def span_of(meeting: Meeting) -> Span:
    """The place of a meeting that has been opened."""
    before = select(Meeting.closed_at).where(Meeting.round_id == meeting.round_id, Meeting.number < meeting.number)
    since = db.session.scalar(before.order_by(Meeting.number.desc()).limit(1)) if meeting.number > 1 else None
    return Span(meeting.id, meeting.round_id, meeting.number, since, meeting.closed_at)


def span_now(round_id: UUID) -> Span:
    """The place of the meeting that is open, or else of the next one."""
    wanted = select(Meeting).where(Meeting.round_id == round_id).order_by(Meeting.number.desc())
    latest = db.session.scalar(wanted.limit(1))
    if latest is None:
        return Span(None, round_id, 1, None, None)
    return span_of(latest) if latest.is_open else Span(None, round_id, latest.number + 1, latest.closed_at, None)


def handled_in(span: Span) -> ColumnElement[bool]:
    """In a query over applications: those that a meeting has to do with.

    Those of the round that were sent by then and that no earlier meeting has settled, and those it has taken up once
    more, after an appeal or to claim money back: voted on, or left the room for.
    """
    sent = and_(Application.round_id == span.round_id, Application.state.not_in(NOT_SENT))
    if span.until is not None:
        sent = and_(sent, Application.sent_at <= span.until)
    if span.since is None:
        return sent
    again = [_any(each).where(each.meeting_id == span.id) for each in (LaterBallot, TimeOut)]
    return and_(sent, or_(~_settled_before(span), *again))


def handled_ids(span: Span, ids: Collection[UUID]) -> set[UUID]:
    """Those of these cases that a meeting has to do with."""
    wanted = select(Application.id).where(Application.id.in_(list(ids)), handled_in(span))
    return {*db.session.scalars(wanted)} if ids else set()


def _settled_before(span: Span) -> ColumnElement[bool]:
    """By votes in an earlier meeting; or, where nobody votes, recommended or decided by the time it was closed."""
    earlier = select(Meeting.id).where(Meeting.round_id == span.round_id, Meeting.number < span.number)
    return or_(
        _any(Ballot).where(Ballot.meeting_id.in_(earlier)),
        _any(Recommendation).where(Recommendation.at <= span.since),
        and_(_any(Decision).where(Decision.at <= span.since), ~_any(Ballot)),
    )


def _any(of: Any) -> Exists:
    return exists().where(of.application_id == Application.id).correlate(Application)
