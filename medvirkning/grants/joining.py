"""Naming those who apply together with the applicant, and beginning from what one applied for before."""

from datetime import datetime
from uuid import UUID, uuid4

from medvirkning.grants.applicant_words import JoiningWord
from medvirkning.grants.budget import sums
from medvirkning.grants.models import Application, BudgetLine
from medvirkning.grants.parties import MOST_CO_APPLICANTS, CoApplicant, co_applicants_of
from medvirkning.grants.sections import FIELDS
from medvirkning.grants.words import ApplicationState, Section
from medvirkning.journal.actions import record
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import Conflict, NotThere, Objection, refuse
from medvirkning.kernel.plain_text import tidy
from medvirkning.people.models import Person

# What is about another time, or kept for another reason, and does not go along.
LEFT_BEHIND = frozenset({"starts_on", "ends_on", "zone_id", "applicant_kind", "ticked", "other_aid"})


def name_co_applicant(
    application: Application,
    *,
    name: str,
    organisation_number: str,
    contact_name: str,
    contact_email: str,
    by: Person,
    at: datetime,
) -> CoApplicant:
    """One more who applies together with the applicant; number and address as the kernel's readers give them.

    Raises Conflict once the application has been sent, RuleBroken for one who is there already or one too many.
    """
    _hold_draft(application)
    others = co_applicants_of(application.id)
    objections = []
    numbers = {application.organisation_number, *(other.organisation_number for other in others)}
    if organisation_number in numbers:
        objections.append(Objection(JoiningWord.THERE_ALREADY, None, field="organisation_number"))
    if len(others) >= MOST_CO_APPLICANTS:
        objections.append(Objection(JoiningWord.TOO_MANY, None, field="", most=MOST_CO_APPLICANTS))
    refuse(objections)
    made = CoApplicant(
        application_id=application.id,
        position=max((other.position for other in others), default=0) + 1,
        name=tidy(name),
        organisation_number=organisation_number,
        contact_name=tidy(contact_name),
        contact_email=contact_email,
    )
    db.session.add(made)
    application.updated_at = at
    record(application, "co_applicant_named", by=by, at=at, programme_id=application.programme_id)
    return made


def remove_co_applicant(application: Application, co_applicant_id: UUID, *, by: Person, at: datetime) -> None:
    """One who does not apply after all. Raises NotThere for another's, Conflict once the application is sent."""
    _hold_draft(application)
    found = db.session.get(CoApplicant, co_applicant_id)
    if found is None or found.application_id != application.id:
        raise NotThere("co-applicant")
    db.session.delete(found)
    application.updated_at = at
    record(application, "co_applicant_removed", by=by, at=at, programme_id=application.programme_id)


def copy_into(application: Application, earlier: Application, *, by: Person, at: datetime) -> None:
    """Texts, budget and co-applicants of an earlier application of the same person, into an empty draft.

    Dates are left open and files left out: they may be out of date. What the new scheme does not know (a zone, a kind
    of applicant) is left open too. Raises Conflict for a draft that has been written in, or for somebody else's.
    """
    _hold_draft(application)
    ours = {application.owner_id, earlier.owner_id} == {by.id}
    if not ours or earlier.state is ApplicationState.DRAFT or application.updated_at != application.begun_at:
        raise Conflict("can't be copied")
    names = [name for section in Section for name in FIELDS[section] if name not in LEFT_BEHIND]
    for name in names:
        setattr(application, name, getattr(earlier, name))
    application.unread = {name: text for name, text in earlier.unread.items() if name in names}
    if earlier.applicant_kind in application.round.scheme.terms.kinds:
        application.applicant_kind = earlier.applicant_kind
    if earlier.programme_id == application.programme_id:
        application.zone_id = earlier.zone_id
    for line in earlier.lines:
        values = {column.key: getattr(line, column.key) for column in BudgetLine.__table__.columns}
        application.lines.append(BudgetLine(**{**values, "id": uuid4(), "application_id": application.id}))
    application.asked = sums([line.line for line in application.lines]).asked
    for other in co_applicants_of(earlier.id):
        values = {column.key: getattr(other, column.key) for column in CoApplicant.__table__.columns}
        db.session.add(CoApplicant(**{**values, "id": uuid4(), "application_id": application.id}))
    application.updated_at = at
    facts = {"from": str(earlier.id)}
    record(application, "application_copied", by=by, at=at, programme_id=application.programme_id, facts=facts)


def _hold_draft(application: Application) -> None:
    hold(application)
    if application.state is not ApplicationState.DRAFT:
        raise Conflict("the application has been sent")
