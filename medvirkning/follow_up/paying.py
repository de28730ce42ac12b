"""Payment lists: made by one, approved by another, paid by the economy system, and marked as paid here."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from medvirkning.follow_up.accepting import aside
from medvirkning.follow_up.models import Acceptance, Payment, PaymentList
from medvirkning.follow_up.queries import due, waiting_changes
from medvirkning.follow_up.rules import may_list, may_pay, second_person
from medvirkning.follow_up.words import TO_BE_PAID, FollowWord, ListVerb
from medvirkning.grants.words import ApplicationVerb
from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db, hold, in_turn
from medvirkning.kernel.errors import Objection, refuse
from medvirkning.people.models import Person


def make_list(programme_id: UUID, amounts: Mapping[UUID, int], *, by: Person, at: datetime) -> PaymentList:
    """A list of these amounts (kroner, by the application's id) of grants that are due. Another person approves it.

    Raises RuleBroken, each objection with the `application` it is about.
    """
    in_turn(f"payment list {programme_id}")
    known = {each.application_id: each for each in due(programme_id)}
    for acceptance in known.values():
        hold(acceptance)
    waiting = waiting_changes(programme_id)
    objections = [] if amounts else [Objection(FollowWord.NOTHING_CHOSEN)]
    for application_id, amount in amounts.items():
        found = known.get(application_id)
        told = may_list(
            amount=amount,
            left=found.due_now if found else 0,
            change_waits=application_id in waiting,
            to_be_paid=found is not None and found.application.state in TO_BE_PAID,
        )
        told += aside(by, found.application) if found else []
        objections += [Objection(each.code, each.law, application=application_id, **each.facts) for each in told]
    refuse(objections)
    count = select(func.coalesce(func.max(PaymentList.number), 0)).where(PaymentList.programme_id == programme_id)
    made = PaymentList(
        programme_id=programme_id, number=db.session.scalars(count).one() + 1, made_by_id=by.id, made_at=at
    )
    made.payments = [
        Payment(position=place, acceptance=known[application_id], amount=amount,
                account_number=known[application_id].account_number)
        for place, (application_id, amount) in enumerate(amounts.items(), 1)
    ]  # fmt: skip
    db.session.add(made)
    db.session.flush()
    _read_sums(made)
    _record(made, "payment_list_made", by, at, payments=len(made.payments), amount=total(made))
    return made


def approve(made: PaymentList, *, by: Person, at: datetime) -> None:
    """Another person's yes. Raises RuleBroken for whoever made it, or who has stepped aside from a case on it."""
    hold(made)
    refuse([*second_person(made.made_by_id, by.id), *_aside_from(made, by)])
    made.step(ListVerb.APPROVE)
    made.approved_by_id, made.approved_at = by.id, at
    _record(made, "payment_list_approved", by, at, ListVerb.APPROVE, amount=total(made))


def drop(made: PaymentList, *, by: Person, at: datetime) -> None:
    """Take a list back before it is paid. What stood on it is due again."""
    hold(made)
    refuse(_aside_from(made, by))
    made.step(ListVerb.DROP)
    for payment in made.payments:
        payment.live = False
    db.session.flush()
    _read_sums(made)
    _record(made, "payment_list_dropped", by, at, ListVerb.DROP)


def note_paid(made: PaymentList, *, on: date, by: Person, at: datetime) -> None:
    """The economy system has paid the list on this day. Each case moves on, and whoever applied is told by e-mail."""
    hold(made)
    refuse(_aside_from(made, by))
    approved = made.approved_at
    if approved is not None:
        refuse(may_pay(approved_on=oslo_date(approved), paid_on=on, today=oslo_date(at)))
    made.step(ListVerb.PAY)
    made.paid_on = on
    for payment in made.payments:
        payment.paid_on = on
    db.session.flush()
    _read_sums(made)
    _record(made, "payment_list_paid", by, at, ListVerb.PAY, on=on.isoformat(), amount=total(made))
    for payment in made.payments:
        _pay(payment, payment.acceptance, on, by, at)


def total(made: PaymentList) -> int:
    """What the list adds up to, in kroner."""
    return sum(payment.amount for payment in made.payments)


def _pay(payment: Payment, acceptance: Acceptance, on: date, by: Person, at: datetime) -> None:
    application = acceptance.application
    hold(application)
    whole = acceptance.paid >= acceptance.in_all
    verb = ApplicationVerb.PAY if whole else ApplicationVerb.PAY_PART
    application.step(verb)
    facts = {"amount": payment.amount, "paid": acceptance.paid, "granted": acceptance.granted, "on": on.isoformat()}
    record(application, "paid", by=by, at=at, programme_id=application.programme_id, verb=verb, facts=facts)
    if whole and acceptance.approved is not None:  # the report was good, and now the rest has gone out
        application.step(ApplicationVerb.CLOSE)
        verb = ApplicationVerb.CLOSE
        record(application, "case_closed", by=by, at=at, programme_id=application.programme_id, verb=verb)


def _aside_from(made: PaymentList, person: Person) -> list[Objection]:
    """One objection where the person has stepped aside from any case on the list."""
    for payment in made.payments:
        if found := aside(person, payment.acceptance.application):
            return found
    return []


def _read_sums(made: PaymentList) -> None:
    """The database has added up anew."""
    for payment in made.payments:
        db.session.refresh(payment.acceptance, ["listed", "paid"])


def _record(
    made: PaymentList, event: str, by: Person, at: datetime, verb: ListVerb | None = None, **facts: Any
) -> None:
    record(made, event, by=by, at=at, programme_id=made.programme_id, verb=verb, facts=facts)
