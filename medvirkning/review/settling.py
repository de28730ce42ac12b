"""The whole list in one press: recommended, decided or confirmed, all of it or none of it.

A press takes `AT_ONCE` of them, and the page shows as many: meanwhile others wait to write, and a form has a limit.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import ApplicationState, ApplicationVerb
from medvirkning.journal.actions import record
from medvirkning.kernel.content_digest import digest
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import Objection, RuleBroken, Stale, refuse
from medvirkning.people.models import Person
from medvirkning.review.attendance import meeting_of
from medvirkning.review.authority import recommendations, to_decide, to_recommend
from medvirkning.review.cases import locked
from medvirkning.review.deciding import decide
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


class ListBroken(RuleBroken):
    """Something stands in the way of the whole list. Carries the case it is about."""

    def __init__(self, application_id: UUID, objections: Iterable[Objection]) -> None:
        self.application_id = application_id
        super().__init__(objections)


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

    Raises Stale where the list has changed, ListBroken with the first case that can't be decided.
    """
    decided, items = [], _sealed(the_round, seen, by)
    meeting = meeting_of(the_round.id)
    for item in items:
        application, told = db.session.get_one(Application, item.id), why.get(item.id, Reasons(""))
        try:
            decided.append(
                decide(
                    application,
                    outcome=item.outcome,
                    amount=item.amount,
                    reasons=told.reasons,
                    cut_reasons=told.cut_reasons,
                    by=by,
                    at=at,
                    compose=compose,
                    meeting=meeting,
                )
            )
        except RuleBroken as broken:
            raise ListBroken(item.id, broken.objections) from broken
    return decided


def recommend_all(
    the_round: Round, why: Mapping[UUID, Reasons], *, seen: str, by: Person, at: datetime
) -> list[Recommendation]:
    """Put the whole list forward as what the group recommends, frozen. The officer decides; the pot is not touched.

    Raises Stale where the list has changed, ListBroken with the first case that can't be recommended.
    """
    items, made = _sealed(the_round, seen, by), []
    left = the_round.pot - the_round.granted
    left -= sum(each.amount for each in recommendations(the_round.id).values() if _open(each))
    refuse(may_open(the_round.deadline, at=at))
    for item in items:
        application, told = locked(db.session.get_one(Application, item.id)), why.get(item.id, Reasons(""))
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
            raise ListBroken(item.id, objections)
        left -= item.amount
        made.append(_recommend(application, item, told, by=by, at=at))
    return made


def _sealed(the_round: Round, seen: str, by: Person) -> list[Item]:
    hold(the_round)
    items, _unsaid = to_settle(the_round, by)
    items = items[:AT_ONCE]
    if not items or seal(items) != seen:
        raise Stale("list")
    return items


def _open(advice: Recommendation) -> bool:
    application = db.session.get_one(Application, advice.application_id)
    return application.may(ApplicationVerb.DECIDE)


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
    facts = {"outcome": item.outcome.value, "amount": item.amount}
    record(
        application,
        "recommended",
        by=by,
        at=at,
        programme_id=application.programme_id,
        verb=ApplicationVerb.RECOMMEND,
        facts=facts,
    )
    return made
