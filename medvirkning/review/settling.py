"""The whole list in one press: recommended, decided or confirmed, all of it or none of it.

A press takes `AT_ONCE` of them, and the page shows as many: meanwhile others wait to write, and a form has a limit.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import UNDER_REVIEW, ApplicationState, ApplicationVerb
from medvirkning.journal.actions import record_each
from medvirkning.kernel.content_digest import digest
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import Objection, Stale, refuse
from medvirkning.kernel.holding import hold_all
from medvirkning.people.models import Person
from medvirkning.review.authority import recommendations, to_decide, to_recommend
from medvirkning.review.deciding import CaseBroken, Verdict, decide_each
from medvirkning.review.meeting import table
from medvirkning.review.meetings import Recommendation
from medvirkning.review.models import Decision
from medvirkning.review.quorum import may_open
from medvirkning.review.rules import may_decide
from medvirkning.review.words import Outcome, ReviewWord

AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Item:
    """One case of the list as it would be settled: outcome and whole kroner."""

    id: UUID
    outcome: Outcome
    amount: int


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why, and why less than was asked for."""

    reasons: str
    cut_reasons: str = ""


def to_settle(the_round: Round, person: Person) -> tuple[list[Item], list[UUID]]:
    """The list this person can settle now, in the meeting's order, and those of it that nobody has said anything of."""
    found = table(the_round, person)
    advised = recommendations(the_round.id)
    mine = to_decide(found, person, the_round) or to_recommend(found, person, the_round)
    lines = {line.id: line for line in found.share.lines}
    items, unsaid = [], []
    for each in mine:
        line, advice = lines[each], advised.get(each)
        if advice is not None:
            items.append(Item(each, advice.outcome, advice.amount))
        elif line.outcome is not None and line.amount is not None:
            items.append(Item(each, line.outcome, line.amount))
        else:
            unsaid.append(each)
    return items, unsaid


def seal(items: Sequence[Item]) -> str:
    """A digest of the list: what a page showed, so that nothing else is settled by its press."""
    return digest([[str(each.id), each.outcome.value, each.amount] for each in items])


def decide_all(
    the_round: Round,
    why: Mapping[UUID, Reasons],
    *,
    seen: str,
    by: Person,
    at: datetime,
    compose: Callable[[Decision], Any],
) -> list[Decision]:
    """Decide the whole list that `seen` is the seal of, each with its letter. All in the caller's transaction.

    Raises Stale where the list has changed, CaseBroken with the first case that can't be decided.
    """
    items = _sealed(the_round, seen, by)
    cases = _cases(items)
    said = [(cases[each.id], _verdict(each, why.get(each.id, Reasons("")))) for each in items]
    return decide_each(the_round, said, by=by, at=at, compose=compose)


def recommend_all(
    the_round: Round, why: Mapping[UUID, Reasons], *, seen: str, by: Person, at: datetime
) -> list[Recommendation]:
    """Put the whole list forward as what the group recommends, frozen. The officer decides; the pot is not touched.

    Raises Stale where the list has changed, CaseBroken with the first case that can't be recommended.
    """
    items, made = _sealed(the_round, seen, by), []
    left = the_round.pot - the_round.granted - _advised(the_round)
    refuse(may_open(the_round.deadline, at=at))
    cases = _cases(items)
    hold_all(cases.values())
    for item in items:
        application, told = cases[item.id], why.get(item.id, Reasons(""))
        objections = may_decide(
            item.outcome,
            item.amount,
            asked=application.asked,
            ceiling=the_round.scheme.most_amount,
            left=left,
            reasons=told.reasons,
            cut_reasons=told.cut_reasons,
        )
        if application.state is ApplicationState.NEEDS_FIX:
            objections.append(Objection(ReviewWord.WAITS_FOR_CORRECTION, "missing_items"))
        if objections:
            raise CaseBroken(item.id, objections)
        left -= item.amount
        made.append(_recommend(application, item, told, by=by, at=at))
    record_each(
        [(cases[each.id], {"outcome": each.outcome.value, "amount": each.amount}) for each in items],
        "recommended",
        by=by,
        at=at,
        programme_id=the_round.programme_id,
        verb=ApplicationVerb.RECOMMEND,
    )
    return made


def _sealed(the_round: Round, seen: str, by: Person) -> list[Item]:
    hold(the_round)
    items, _unsaid = to_settle(the_round, by)
    items = items[:AT_ONCE]
    if not items or seal(items) != seen:
        raise Stale("list")
    return items


def _cases(items: Sequence[Item]) -> dict[UUID, Application]:
    wanted = select(Application).where(Application.id.in_([each.id for each in items]))
    return {each.id: each for each in db.session.scalars(wanted)}


def _advised(the_round: Round) -> int:
    """Whole kroner that are recommended and not decided."""
    wanted = select(func.sum(Recommendation.amount)).join(Application, Application.id == Recommendation.application_id)
    waits = Application.state.in_(UNDER_REVIEW)
    return int(db.session.scalar(wanted.where(Recommendation.round_id == the_round.id, waits)) or 0)


def _verdict(item: Item, told: Reasons) -> Verdict:
    return Verdict(item.outcome, item.amount, told.reasons, told.cut_reasons)


def _recommend(application: Application, item: Item, told: Reasons, *, by: Person, at: datetime) -> Recommendation:
    made = Recommendation(
        application_id=application.id,
        round_id=application.round_id,
        outcome=item.outcome,
        amount=item.amount,
        reasons=told.reasons.strip(),
        cut_reasons=told.cut_reasons.strip() if item.outcome is Outcome.PARTLY else "",
        by_id=by.id,
        at=at,
    )
    db.session.add(made)
    application.step(ApplicationVerb.RECOMMEND)
    return made
