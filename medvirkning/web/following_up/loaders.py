"""Fetching grants and payment lists for staff. A case is closed to whoever steps aside from it, also afterwards."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import abort

from medvirkning.follow_up.models import AccountChange, PaymentList
from medvirkning.follow_up.queries import Course, closed_after, course_of, payment_list_in, repayment_in
from medvirkning.follow_up.repayments import Repayment
from medvirkning.grants.models import Application
from medvirkning.kernel.database import db
from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme
from medvirkning.programmes.queries import roles
from medvirkning.review.cases import closed_ids
from medvirkning.web.cases import Case, closed_page
from medvirkning.web.cases import case_at as any_case
from medvirkning.web.loading import InProgramme, programme_at


@dataclass(frozen=True)
class Followed(InProgramme):
    """A case after its letter."""

    application: Application
    programme: Programme
    course: Course


@dataclass(frozen=True)
class InCase:
    """What belongs to a case after its letter."""

    case: Followed

    @property
    def programme_id(self) -> UUID:
        """Where it belongs."""
        return self.case.programme_id


@dataclass(frozen=True)
class Change(InCase):
    """A change of account and the case it is in."""

    change: AccountChange


@dataclass(frozen=True)
class Matter(InCase):
    """A matter of repayment and the case it is in."""

    repayment: Repayment


@dataclass(frozen=True)
class Listed(InProgramme):
    """A payment list, and those of its cases that the reader steps aside from."""

    list: PaymentList
    programme: Programme
    closed: frozenset[UUID]


def followed_case(person: Person, slug: str, application_id: UUID, **_rest: Any) -> Followed | None:
    """Loader for a case whose letter is sent. One who steps aside gets a page that says why (403)."""
    found = any_case(person, slug, application_id)
    course = None if found is None else course_of(found.application)
    if found is None or course is None:
        return None
    closed = closed_after(person, found.application)
    if closed and roles(person.id, found.programme_id):
        abort(closed_page(Case(found.application, found.programme, found.declaration, closed)))
    return Followed(found.application, found.programme, course)


def account_change(person: Person, slug: str, application_id: UUID, change_id: UUID) -> Change | None:
    """Loader for a change of account in a case."""
    case = followed_case(person, slug, application_id)
    change = None if case is None else db.session.get(AccountChange, change_id)
    if case is None or change is None or change.application_id != case.application.id:
        return None
    return Change(case, change)


def repayment_at(person: Person, slug: str, application_id: UUID, repayment_id: UUID) -> Matter | None:
    """Loader for a matter of repayment."""
    case = followed_case(person, slug, application_id)
    found = None if case is None else repayment_in(case.application.id, repayment_id)
    return Matter(case, found) if case and found else None


def listed(person: Person, slug: str, list_id: UUID) -> Listed | None:
    """Loader for a payment list."""
    programme = programme_at(person, slug)
    found = None if programme is None else payment_list_in(programme.id, list_id)
    if programme is None or found is None:
        return None
    closed = closed_ids(person.id, [payment.application_id for payment in found.payments])
    return Listed(found, programme, frozenset(closed))
