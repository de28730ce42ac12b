"""Who took part in a decision, and so is out of the appeal at the appeal body.

Whoever was at the meeting did, and whoever recommended, gave points, proposed or prepared.
"""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Select, or_, select

from medvirkning.appeals.models import Appeal, Ruling
from medvirkning.appeals.rules import locked_out
from medvirkning.appeals.words import Part, RulingKind
from medvirkning.grants.models import Application
from medvirkning.kernel.database import db
from medvirkning.kernel.errors import Objection
from medvirkning.people.models import Person
from medvirkning.review.corrected_letters import CorrectedLetter
from medvirkning.review.meetings import Attendance, Meeting, Recommendation
from medvirkning.review.models import Assessment, Decision, Letter, Proposal


def parts_in(person_id: UUID, appeals: Iterable[Appeal]) -> dict[UUID, set[Part]]:
    """What this person did before each appeal went on to the appeal body, by the appeals' ids."""
    asked = list(appeals)
    found: dict[UUID, set[Part]] = {each.id: set() for each in asked}
    cases = {each.application_id for each in asked}
    by_case: dict[UUID, set[Part]] = {case: set() for case in cases}
    for part, looked_up in _by_case(person_id, cases):
        for case in db.session.scalars(looked_up):
            by_case[case].add(part)
    for each in asked:
        found[each.id] |= by_case[each.application_id]
    return found


def locked_out_of(person: Person, appeal: Appeal) -> list[Objection]:
    """Why this person can't handle the appeal at the appeal body; empty when they can."""
    return locked_out(parts_in(person.id, [appeal])[appeal.id])


def _by_case(person_id: UUID, cases: set[UUID]) -> list[tuple[Part, Select]]:
    return [
        (
            Part.DECIDED,
            select(Decision.application_id).where(Decision.application_id.in_(cases), Decision.by_id == person_id),
        ),
        (
            Part.DECIDED,
            select(Application.id)
            .join(Meeting, Meeting.round_id == Application.round_id)
            .join(Attendance, Attendance.meeting_id == Meeting.id)
            .where(Application.id.in_(cases), Attendance.person_id == person_id, Attendance.present),
        ),
        (
            Part.DECIDED,
            select(Recommendation.application_id).where(
                Recommendation.application_id.in_(cases), Recommendation.by_id == person_id
            ),
        ),
        (
            Part.ASSESSED,
            select(Assessment.application_id).where(
                Assessment.application_id.in_(cases),
                Assessment.person_id == person_id,
                Assessment.submitted_at.is_not(None),
            ),
        ),
        (
            Part.PREPARED,
            select(Proposal.application_id).where(Proposal.application_id.in_(cases), Proposal.by_id == person_id),
        ),
        (
            Part.PREPARED,
            select(Decision.application_id)
            .join(Letter, Letter.decision_id == Decision.id)
            .where(Decision.application_id.in_(cases), Letter.sent_by_id == person_id),
        ),
        (
            Part.PREPARED,
            select(Decision.application_id)
            .join(CorrectedLetter, CorrectedLetter.decision_id == Decision.id)
            .where(
                Decision.application_id.in_(cases),
                or_(CorrectedLetter.written_by_id == person_id, CorrectedLetter.sent_by_id == person_id),
            ),
        ),
        (
            Part.PREPARED,
            select(Appeal.application_id)
            .join(Ruling, Ruling.appeal_id == Appeal.id)
            .where(Appeal.application_id.in_(cases), Ruling.by_id == person_id, Ruling.kind != RulingKind.FINAL),
        ),
    ]
