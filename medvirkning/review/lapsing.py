"""What no longer counts when somebody steps aside: their own points, and agreements with or by them."""

from datetime import datetime

from medvirkning.grants.models import Application
from medvirkning.journal.actions import record
from medvirkning.people.models import Person
from medvirkning.review.agreements import Agreement, agreed_with, agreement_of
from medvirkning.review.cases import assessment_of


def set_aside(member: Person, application: Application, *, by: Person, at: datetime) -> None:
    """Let nothing count that this member has said of the case. Whoever agreed with them is to look once more.

    The caller holds the case.
    """
    assessment = assessment_of(member, application)
    if assessment is not None and assessment.submitted_at is not None:
        assessment.submitted_at = None
        _tell(application, "assessment_set_aside", member, by, at)
        for each in agreed_with(assessment.id):
            _lapse(each, application, by=by, at=at)
    own = agreement_of(member.id, application.id)
    if own is not None and own.agreed_at is not None:
        _lapse(own, application, by=by, at=at)


def _lapse(agreement: Agreement, application: Application, *, by: Person, at: datetime) -> None:
    agreement.assessment_id, agreement.agreed_at = None, None
    _tell(application, "agreement_lapsed", agreement.person, by, at)


def _tell(application: Application, event: str, about: Person, by: Person, at: datetime) -> None:
    facts = {"person": str(about.id)}
    record(application, event, by=by, at=at, programme_id=application.programme_id, facts=facts)
