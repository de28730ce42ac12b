"""Fetching what is the applicant's own after the answer; before it there is nothing here."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from medvirkning.attachments.models import Attachment
from medvirkning.attachments.queries import attachment_of
from medvirkning.follow_up.queries import course_of, repayment_in, report_of
from medvirkning.follow_up.repayments import Repayment
from medvirkning.follow_up.reports import Report
from medvirkning.grants.models import Application
from medvirkning.grants.queries import own_application
from medvirkning.people.models import Person
from medvirkning.web.loading import OfApplication, shown


def own_answered(person: Person, application_id: UUID, **_rest: Any) -> Application | None:
    """The person's own application, once its letter has been sent."""
    found = own_application(person.id, application_id)
    if found is None or course_of(found) is None:
        return None
    shown(found.round.scheme.programme)
    return found


@dataclass(frozen=True)
class ReportFileOf(OfApplication):
    """A file of a report, with the standing of its application."""

    application: Application
    file: Attachment


@dataclass(frozen=True)
class OwnRepayment(OfApplication):
    """A matter of repayment, with the standing of its application."""

    application: Application
    repayment: Repayment


def own_repayment(person: Person, application_id: UUID, repayment_id: UUID) -> OwnRepayment | None:
    """A matter of repayment in the person's own case."""
    application = own_answered(person, application_id)
    found = None if application is None else repayment_in(application.id, repayment_id)
    return OwnRepayment(application, found) if application and found else None


def own_report_file(person: Person, application_id: UUID, attachment_id: UUID) -> ReportFileOf | None:
    """A file of the person's own report."""
    application = own_answered(person, application_id)
    report = None if application is None else report_of(application.id)
    file = None if report is None else attachment_of(Report.__tablename__, report.id, attachment_id)
    return ReportFileOf(application, file) if application and file else None
