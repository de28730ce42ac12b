"""What was said at a stop and has been answered, for those who choose what is told there, and for everybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select

from medvirkning.caravan.origins import SaidAtStop, ToldAtStop
from medvirkning.caravan.queries import fewest_shown
from medvirkning.caravan.reply_rules import may_name_stop
from medvirkning.caravan.stops import Stop
from medvirkning.contributions.correspondence import Answer
from medvirkning.contributions.models import Contribution
from medvirkning.contributions.words import AnswerOutcome, ContributionState, Desk
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db

MOST_LISTED = 60


@dataclass(frozen=True)
class Reply:
    """A contribution, and what came of it, as the board shows it: never a name. `outcome` is None once it is done."""

    contribution_id: UUID
    said: str
    outcome: AnswerOutcome | None
    replied: str  # the newest answer, or the story of what was done
    on: date


@dataclass(frozen=True)
class Heard:
    """How it stands with what was said at a stop: counts for those who can read all of it in the inbox."""

    said: int
    waiting: int  # for an answer
    answered: int  # and on the board
    crowded: bool  # whether enough was said on one day for anything to be told
    small: int


def replies_at(stop: Stop, *, chosen: bool = False) -> list[Reply]:
    """What was said at the stop, is on the board, is answered and may be told, newest first; or what is `chosen`."""
    newest = func.max(Answer.at)
    answers = select(Answer.contribution_id, newest.label("at")).group_by(Answer.contribution_id).subquery()
    wanted = (
        select(Contribution, Answer)
        .join(SaidAtStop, SaidAtStop.contribution_id == Contribution.id)
        .outerjoin(answers, answers.c.contribution_id == Contribution.id)
        .outerjoin(Answer, (Answer.contribution_id == Contribution.id) & (Answer.at == answers.c.at))
        .where(SaidAtStop.stop_id == stop.id, *_answered())
    )
    if chosen:
        of_stop = (ToldAtStop.contribution_id == Contribution.id) & (ToldAtStop.stop_id == stop.id)
        wanted = wanted.join(ToldAtStop, of_stop)
    rows = {one.id: (one, answer) for one, answer in db.session.execute(wanted)}
    if not rows:
        return []
    crowds, small = _crowds(stop.id), fewest_shown(stop.programme_id)
    told = [
        _reply(one, answer) for one, answer in rows.values() if may_name_stop(crowds.get(one.received_on, 0), small)
    ]
    return sorted(told, key=lambda reply: (reply.on, reply.contribution_id), reverse=True)[:MOST_LISTED]


def heard_at(stop: Stop) -> Heard:
    """How it stands with what was said there."""
    crowds, small = _crowds(stop.id), fewest_shown(stop.programme_id)
    return Heard(
        said=sum(crowds.values()),
        waiting=_how_many(stop.id, Contribution.desk == Desk.WAITING),
        answered=_how_many(stop.id, *_answered()),
        crowded=any(may_name_stop(crowd, small) for crowd in crowds.values()),
        small=small,
    )


def _how_many(stop_id: UUID, *those: ColumnElement[bool]) -> int:
    said = select(func.count()).select_from(SaidAtStop)
    wanted = said.join(Contribution, Contribution.id == SaidAtStop.contribution_id).where(SaidAtStop.stop_id == stop_id)
    return db.session.scalar(wanted.where(*those)) or 0


def _answered() -> tuple[ColumnElement[bool], ...]:
    return (
        Contribution.board_group.is_not(None),
        or_(Contribution.outcome.is_not(None), Contribution.state == ContributionState.DONE),
    )


def _crowds(stop_id: UUID) -> Mapping[date, int]:
    """How many were said at the stop on each day, whatever became of them."""
    wanted = (
        select(Contribution.received_on, func.count())
        .join(SaidAtStop, SaidAtStop.contribution_id == Contribution.id)
        .where(SaidAtStop.stop_id == stop_id)
        .group_by(Contribution.received_on)
    )
    return dict(list(db.session.execute(wanted)))


def _reply(one: Contribution, answer: Answer | None) -> Reply:
    if one.state is ContributionState.DONE or answer is None:
        return Reply(one.id, one.text, None, one.outcome_story, one.done_on or one.received_on)
    return Reply(one.id, one.text, answer.outcome, answer.text, oslo_date(answer.at))
