"""Asking for fuller reasons, and giving them: the time to appeal then counts anew (law key `reasons_left_out`)."""

from datetime import datetime

from medvirkning.appeals.models import ReasonsDemand
from medvirkning.appeals.queries import demands, last_day_now
from medvirkning.appeals.words import AppealWord
from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import Conflict, Objection, refuse
from medvirkning.kernel.plain_text import tidy
from medvirkning.outbox.actions import post
from medvirkning.people.models import Person
from medvirkning.review.cases import closed_to
from medvirkning.review.models import Decision


def demand_reasons(decision: Decision, *, question: str, by: Person, at: datetime) -> ReasonsDemand | None:
    """Ask for fuller reasons, in time (`reasons_left_out`); None where they are asked for already.

    Raises Conflict once it is too late: then there is nothing to start anew.
    """
    hold(decision.application)
    until = last_day_now(decision)
    if until is None or oslo_date(at) > until:
        raise Conflict("too late to ask for reasons")
    if any(each.answered_at is None for each in demands(decision.id)):
        return None
    made = ReasonsDemand(
        programme_id=decision.programme_id,
        decision_id=decision.id,
        question=tidy(question),
        demanded_at=at,
        demanded_by_id=by.id,
    )
    made.decision = decision
    db.session.add(made)
    db.session.flush()
    facts = {"laws": ["reasons_left_out"]}
    record(decision.application, "reasons_demanded", by=by, at=at, programme_id=made.programme_id, facts=facts)
    return made


def give_reasons(demand: ReasonsDemand, *, answer: str, by: Person, at: datetime) -> None:
    """Answer a demand for fuller reasons: the time to appeal counts from today. Raises RuleBroken, Conflict."""
    hold(demand)
    application = demand.decision.application
    if demand.answered_at is not None:
        raise Conflict("answered already")
    refuse(closed_to(by, application))
    if not answer.strip():
        refuse([Objection(AppealWord.REASONS_MISSING, "reasons_content")])
    demand.answer, demand.answered_by_id, demand.answered_at = tidy(answer), by.id, at
    db.session.flush()
    facts = {"demand": str(demand.id), "laws": ["reasons_left_out", "appeal_deadline"]}
    record(application, "reasons_given", by=by, at=at, programme_id=demand.programme_id, facts=facts)
    number = application.number or ""
    post(
        "reasons_given", to=application.owner.email, language=application.language, at=at, number=number,
        application_id=application.id,
    )  # fmt: skip
