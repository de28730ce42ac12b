"""Payment lists: made by one, approved by another, paid by the economy system, and marked as paid here."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from medvirkning.follow_up.listing import FETCHED
from medvirkning.follow_up.models import Acceptance, Payment, PaymentList
from medvirkning.follow_up.queries import due, waiting_changes
from medvirkning.follow_up.rules import goes_astray, may_list, may_pay, may_take_back, second_person
from medvirkning.follow_up.words import TO_BE_PAID, FollowWord, ListState, ListVerb
from medvirkning.grants.words import ApplicationVerb
from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db, hold, in_turn
from medvirkning.kernel.errors import Conflict, Objection, refuse
from medvirkning.kernel.holding import hold_all
from medvirkning.outbox.actions import post
from medvirkning.people.models import Person
from medvirkning.programmes.queries import roles
from medvirkning.programmes.words import Role
from medvirkning.review.cases import closed_ids
from medvirkning.review.models import Decision
from medvirkning.review.standing import standings


def make_list(programme_id: UUID, amounts: Mapping[UUID, int], *, by: Person, at: datetime) -> PaymentList:
    """A list of these amounts (kroner, by the application's id) of grants that are due. Another person approves it.

    Raises RuleBroken, each objection with the `application` it is about.
    """
    in_turn(f"payment list {programme_id}")
    known = {each.application_id: each for each in due(programme_id)}
    _hold_cases([known[each] for each in amounts if each in known])
    waiting = waiting_changes(programme_id)
    closed = closed_ids(by.id, amounts)
    objections = [] if amounts else [Objection(FollowWord.NOTHING_CHOSEN)]
    for application_id, amount in amounts.items():
        found = known.get(application_id)
        told = may_list(
            amount=amount,
            left=found.due_now if found else 0,
            change_waits=application_id in waiting,
            has_account=found is not None and found.account_number is not None,
            to_be_paid=found is not None and found.application.state in TO_BE_PAID,
        )
        told += [Objection(FollowWord.STEPPED_ASIDE)] if application_id in closed else []
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
    """Another person's yes. Raises RuleBroken for whoever made it, or who has stepped aside from a case on it.

    As where the money of a case would go to another account than its own: then the list is made anew.
    """
    _hold(made)
    refuse([*second_person(made.made_by_id, by.id), *_aside_from(made, by), *misfits(made)])
    made.step(ListVerb.APPROVE)
    made.approved_by_id, made.approved_at = by.id, at
    _record(made, "payment_list_approved", by, at, ListVerb.APPROVE, amount=total(made))


def drop(made: PaymentList, *, by: Person, at: datetime, reason: str = "") -> None:
    """Take a list back before it is paid. What stood on it is due again.

    An approved one may be in the economy system already: only its approver, or the one who leads, takes it back, with
    a reason. Raises RuleBroken.
    """
    _hold(made)
    made.LIFECYCLE.after(made.state, ListVerb.DROP)
    refuse([*_aside_from(made, by), *may_drop(made, by, reason)])
    made.dropped_reason = reason.strip()
    made.step(ListVerb.DROP)
    for payment in made.payments:
        payment.live = False
    db.session.flush()
    _read_sums(made)
    _record(made, "payment_list_dropped", by, at, ListVerb.DROP)


def may_drop(made: PaymentList, by: Person, reason: str) -> list[Objection]:
    """Why this person can't take this list back, for this reason."""
    leads = Role.LEAD in roles(by.id, made.programme_id)
    is_approver = made.approved_by_id == by.id
    return may_take_back(approved=made.state is ListState.APPROVED, is_approver=is_approver, leads=leads, reason=reason)


def note_fetched(made: PaymentList, *, by: Person, at: datetime) -> None:
    """Somebody takes the file to the economy system: the journal tells who and when. Raises RuleBroken."""
    hold(made)
    refuse(_aside_from(made, by))
    if made.state not in (ListState.APPROVED, ListState.PAID):
        raise Conflict("not approved")
    _record(made, FETCHED, by, at)


def note_paid(made: PaymentList, *, on: date, by: Person, at: datetime, as_listed: bool = False) -> None:
    """The economy system has paid the list on this day. Each case moves on, and whoever applied is told by e-mail.

    Where an account has been changed since, it is refused until somebody has looked: `as_listed` says that the money
    has gone to the accounts on the list all the same.
    """
    _hold(made)
    refuse(_aside_from(made, by))
    approved, wrong = made.approved_at, astray(made)
    refuse(
        [
            *(may_pay(approved_on=oslo_date(approved), paid_on=on, today=oslo_date(at)) if approved else []),
            *([] if as_listed else wrong),
        ]
    )
    made.step(ListVerb.PAY)
    made.paid_on = on
    for payment in made.payments:
        payment.paid_on = on
    db.session.flush()
    _read_sums(made)
    _record(made, "payment_list_paid", by, at, ListVerb.PAY, on=on.isoformat(), amount=total(made),
            other_accounts=len(wrong))  # fmt: skip
    for payment in made.payments:
        _pay(payment, payment.acceptance, on, by, at)


def total(made: PaymentList) -> int:
    """What the list adds up to, in kroner."""
    return sum(payment.amount for payment in made.payments)


def misfits(made: PaymentList) -> list[Objection]:
    """Why the list isn't right any more: its money would go astray, or an appeal has given less since."""
    cases = {payment.application_id: payment.acceptance for payment in made.payments}
    decisions = list(db.session.scalars(select(Decision).where(Decision.application_id.in_(cases))))
    stands = standings(decisions)
    lowered = [cases[each.application_id] for each in decisions
               if cases[each.application_id].listed > stands[each.id].amount]  # fmt: skip
    told = [Objection(FollowWord.TAKEN_AWAY, None, number=each.application.number or "") for each in lowered]
    return [*astray(made), *told]


def astray(made: PaymentList) -> list[Objection]:
    """The cases on the list whose money would go to another account than theirs is, or may come to be."""
    waiting = waiting_changes(made.programme_id)
    found = []
    for payment in made.payments:
        number, current = payment.acceptance.application.number or "", payment.acceptance.account_number
        waits = payment.application_id in waiting
        found += goes_astray(number, listed=payment.account_number, now=current, change_waits=waits)
    return found


def _pay(payment: Payment, acceptance: Acceptance, on: date, by: Person, at: datetime) -> None:
    application = acceptance.application
    whole = acceptance.paid >= acceptance.in_all
    verb = ApplicationVerb.PAY if whole else ApplicationVerb.PAY_PART
    application.step(verb)
    facts = {"amount": payment.amount, "paid": acceptance.paid, "granted": acceptance.granted, "on": on.isoformat()}
    record(application, "paid", by=by, at=at, programme_id=application.programme_id, verb=verb, facts=facts)
    about = {"number": application.number, "application_id": application.id}
    post("grant_paid", to=application.owner.email, language=application.language, at=at, **about)
    if whole and acceptance.approved is not None:  # the report was good, and now the rest has gone out
        application.step(ApplicationVerb.CLOSE)
        verb = ApplicationVerb.CLOSE
        record(application, "case_closed", by=by, at=at, programme_id=application.programme_id, verb=verb)


def _aside_from(made: PaymentList, person: Person) -> list[Objection]:
    """One objection where the person has stepped aside from any case on the list."""
    closed = closed_ids(person.id, [payment.application_id for payment in made.payments])
    return [Objection(FollowWord.STEPPED_ASIDE)] if closed else []


def _hold(made: PaymentList) -> None:
    """The list, and every case on it."""
    hold(made)
    _hold_cases([payment.acceptance for payment in made.payments])


def _hold_cases(found: Collection[Acceptance]) -> None:
    """The applications first, then their grants, as everybody else takes them."""
    hold_all(each.application for each in found)
    hold_all(found)


def _read_sums(made: PaymentList) -> None:
    """The database has added up anew."""
    hold_all(payment.acceptance for payment in made.payments)


def _record(
    made: PaymentList, event: str, by: Person, at: datetime, verb: ListVerb | None = None, **facts: Any
) -> None:
    record(made, event, by=by, at=at, programme_id=made.programme_id, verb=verb, facts=facts)
