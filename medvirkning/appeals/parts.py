"""Who took part in a decision, and so is out of the appeal at the appeal body.

Whoever was at a meeting that had the case up did, and whoever claimed money back, recommended, gave points, proposed or
prepared: helped the applicant to write, looked through the form, asked for corrections or for more in a report, wrote
to the applicant, told that money may be claimed back, flagged something, sent a letter, or dealt with the appeal before
it went on. Writing in an appeal that came on paper is no part.
"""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select

from medvirkning.appeals.models import Appeal, ReasonsDemand, Ruling, RulingLetter
from medvirkning.appeals.rules import locked_out
from medvirkning.appeals.words import Part, RulingKind
from medvirkning.follow_up.models import Acceptance
from medvirkning.follow_up.repayments import ClaimChange, Repayment
from medvirkning.follow_up.reports import Report, ReportRequest
from medvirkning.grants.handling import Correction, FormCheck
from medvirkning.grants.helping import HelpedEntry
from medvirkning.grants.models import Application
from medvirkning.journal.models import JournalEvent
from medvirkning.kernel.database import db
from medvirkning.kernel.errors import Objection
from medvirkning.people.models import Person
from medvirkning.review.agreements import Agreement
from medvirkning.review.corrected_letters import CorrectedLetter
from medvirkning.review.correspondence import Flag, Message
from medvirkning.review.meetings import Attendance, LaterBallot, Meeting, Recommendation
from medvirkning.review.models import Assessment, Decision, DecisionChange, Letter, Proposal
from medvirkning.review.ties import Participation

DEALT_WITH = ("appeal_asked", "appeal_taken_late")  # the journal's words for what leaves no row of its own


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
    theirs = [*_decided(person_id), *((Part.ASSESSED, each) for each in _assessed(person_id))]
    theirs += [(Part.PREPARED, each) for each in (*_prepared(person_id), *_dealt_with(person_id))]
    return [(part, wanted.where(_case_of(wanted).in_(cases))) for part, wanted in theirs]


def _case_of(wanted: Select) -> ColumnElement:
    return next(iter(wanted.selected_columns))


def _decided(person_id: UUID) -> list[tuple[Part, Select]]:
    met = select(Application.id).join(Meeting, _had_it_up()).join(Meeting.attendance)
    changed = select(Decision.application_id).join(DecisionChange, DecisionChange.decision_id == Decision.id)
    changed = changed.outerjoin(Ruling, Ruling.change_id == DecisionChange.id)
    claimed = select(Repayment.application_id)
    claims = claimed.join(Repayment.changes).outerjoin(Ruling, Ruling.claim_change_id == ClaimChange.id)
    found = [
        select(Decision.application_id).where(Decision.by_id == person_id),
        claimed.where(Repayment.claimed_by_id == person_id),
        claims.where(ClaimChange.by_id == person_id, Ruling.kind.is_distinct_from(RulingKind.FINAL)),
        met.where(Attendance.person_id == person_id, Attendance.present),
        select(Recommendation.application_id).where(Recommendation.by_id == person_id),
        changed.where(DecisionChange.by_id == person_id, Ruling.kind.is_distinct_from(RulingKind.FINAL)),
    ]
    return [(Part.DECIDED, each) for each in found]


def _had_it_up() -> ColumnElement[bool]:
    """That a meeting had to do with the application: held while it waited, or with votes on it afterwards."""
    of_round = Meeting.round_id == Application.round_id
    before = exists().where(Decision.application_id == Application.id, Decision.at < Meeting.opened_at)
    after = Meeting.closed_at.is_not(None) & (Meeting.closed_at < Application.sent_at)
    again = exists().where(LaterBallot.application_id == Application.id, LaterBallot.meeting_id == Meeting.id)
    return and_(of_round, or_(and_(~before, ~after), again))


def _assessed(person_id: UUID) -> list[Select]:
    """By points of their own, or by agreeing with another's."""
    points = select(Assessment.application_id).where(Assessment.person_id == person_id)
    agreed = select(Agreement.application_id).where(Agreement.person_id == person_id)
    return [points.where(Assessment.submitted_at.is_not(None)), agreed.where(Agreement.agreed_at.is_not(None))]


def _prepared(person_id: UUID) -> list[Select]:
    """Before it was decided, and what was sent of it."""
    corrected = select(Decision.application_id).join(CorrectedLetter, CorrectedLetter.decision_id == Decision.id)
    return [
        select(Proposal.application_id).where(Proposal.by_id == person_id),
        select(Repayment.application_id).where(Repayment.notified_by_id == person_id),
        select(Acceptance.application_id)
        .join(Report.acceptance)
        .join(ReportRequest)
        .where(ReportRequest.by_id == person_id),
        select(Participation.application_id).where(Participation.person_id == person_id),
        select(HelpedEntry.application_id).where(HelpedEntry.helper_id == person_id),
        select(FormCheck.application_id).where(FormCheck.by_id == person_id),
        select(Correction.application_id).where(Correction.by_id == person_id),
        select(Message.application_id).where(Message.by_id == person_id, ~Message.from_applicant),
        select(Flag.application_id).where(or_(Flag.raised_by_id == person_id, Flag.resolved_by_id == person_id)),
        select(Decision.application_id).join(Decision.letter).where(Letter.sent_by_id == person_id),
        corrected.where(or_(CorrectedLetter.written_by_id == person_id, CorrectedLetter.sent_by_id == person_id)),
    ]


def _dealt_with(person_id: UUID) -> list[Select]:
    """The appeal, at the first turn."""
    ruled = select(Appeal.application_id).join(Appeal.rulings).where(Ruling.kind != RulingKind.FINAL)
    asked = select(Decision.application_id).join(ReasonsDemand, ReasonsDemand.decision_id == Decision.id)
    told = select(Appeal.application_id).join(JournalEvent, JournalEvent.subject_id == Appeal.id)
    told = told.where(JournalEvent.subject_kind == Appeal.__tablename__, JournalEvent.event.in_(DEALT_WITH))
    return [
        ruled.where(Ruling.by_id == person_id),
        ruled.join(Ruling.letter).where(RulingLetter.sent_by_id == person_id),
        asked.where(ReasonsDemand.answered_by_id == person_id),
        told.where(JournalEvent.by_id == person_id),
    ]
