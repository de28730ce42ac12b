"""Looking up what follows a decision: where each grant is, and what waits to be paid."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.sql import ColumnElement

from medvirkning.attachments.models import Attachment
from medvirkning.attachments.queries import attached_to
from medvirkning.follow_up.models import Acceptance, AccountChange, Closing, Payment, PaymentList
from medvirkning.follow_up.repayments import Repayment
from medvirkning.follow_up.reports import Report, ReportRequest
from medvirkning.follow_up.rules import accept_by
from medvirkning.follow_up.words import FOLLOWED, TO_BE_PAID, RepaymentState
from medvirkning.grants.earlier import late_reports
from medvirkning.grants.models import Application, BudgetLine
from medvirkning.grants.words import ApplicationState, ApplicationVerb, BudgetSide
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db
from medvirkning.kernel.errors import Objection
from medvirkning.people.models import Person
from medvirkning.review.cases import closed_to, decision_on, open_for
from medvirkning.review.letters import last_day_to_appeal, sent_letter_about
from medvirkning.review.models import Decision
from medvirkning.review.standing import amount_told, what_is_told, what_stands
from medvirkning.review.words import Closed

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class Course:
    """How far a case has come after its letter. Amounts in whole kroner; days None where they don't apply.

    `granted` is what they have been told of: another amount than was first decided where an appeal has changed it.
    `changing`: another answer has been given, and its letter is not sent.
    """

    granted: int
    changing: bool
    accept_by: date | None
    last_appeal: date | None
    acceptance: Acceptance | None

    @property
    def to_accept(self) -> bool:
        """Whether a grant waits for a yes."""
        return self.granted > 0 and self.acceptance is None and not self.changing


def course_of(application: Application) -> Course | None:
    """How far this case has come; None before its letter is sent."""
    letter = sent_letter_about(application.id)
    decision = decision_on(application.id)
    if application.state not in FOLLOWED or letter is None or letter.sent_at is None or decision is None:
        return None
    told = what_is_told(decision)
    granted = told.amount
    return Course(
        granted=granted,
        changing=told != what_stands(decision),
        accept_by=accept_by(oslo_date(letter.sent_at)) if granted else None,
        last_appeal=last_day_to_appeal(letter),
        acceptance=acceptance_of(application.id),
    )


def acceptance_of(application_id: UUID) -> Acceptance | None:
    """The accepted grant of this case."""
    return db.session.get(Acceptance, application_id)


def closing_of(application: Application) -> Closing | None:
    """Why this case is finished, where staff finished it; None where it goes on, or ended otherwise."""
    wanted = select(Closing).where(Closing.application_id == application.id).order_by(Closing.at.desc()).limit(1)
    found = db.session.scalar(wanted) if application.state is ApplicationState.CLOSED else None
    if found is None:
        return None
    told = history(Application.__tablename__, application.id)
    ended = [event.at for event in told if event.verb == ApplicationVerb.CLOSE]
    return found if found.at == ended[-1] else None  # an appeal may have opened it again since


def closed_after(person: Person, application: Application) -> list[Objection]:
    """Why this case is closed to this person after the decision: they stepped aside from it, or applied.

    Whoever was never asked to declare may handle what follows: nothing is assessed any more.
    """
    return [found for found in closed_to(person, application) if found.code != Closed.NOT_DECLARED]


def account_changes(application_id: UUID) -> list[AccountChange]:
    """The changes of account asked for in this case, the newest first."""
    wanted = select(AccountChange).where(AccountChange.application_id == application_id)
    return list(db.session.scalars(wanted.order_by(AccountChange.asked_at.desc(), AccountChange.id)))


def waiting_change(application_id: UUID) -> AccountChange | None:
    """The change of account that nobody has answered yet."""
    return next((change for change in account_changes(application_id) if change.confirmed is None), None)


def waiting_changes(programme_id: UUID) -> set[UUID]:
    """The cases of the programme where a change of account waits for another person."""
    wanted = select(AccountChange.application_id).join(Application, Application.id == AccountChange.application_id)
    return set(
        db.session.scalars(wanted.where(Application.programme_id == programme_id, AccountChange.confirmed.is_(None)))
    )


def followed(
    programme_id: UUID, states: Collection[ApplicationState], *, start: int = 0, reader_id: UUID | None = None
) -> list[Decision]:
    """A page of the programme's grants in these states, what was decided last first; refused ones are left out.

    With a reader, those that are closed to them as well: being listed among some states would tell the state.
    """
    found = select(Decision).join(Decision.application).where(*_granted_in(programme_id, states))
    if reader_id is not None:
        found = found.where(open_for(reader_id))
    found = found.options(contains_eager(Decision.application))
    return list(db.session.scalars(found.order_by(Decision.at.desc(), Decision.id).offset(start).limit(PAGE_SIZE)))


def followed_counts(programme_id: UUID, *, reader_id: UUID) -> dict[ApplicationState | None, int]:
    """How many grants open to this reader there are in each state after the letter; None: in all, closed ones too."""
    found = select(Application.state, func.count()).join(Decision, Decision.application_id == Application.id)
    found = found.where(*_granted_in(programme_id, FOLLOWED)).group_by(Application.state)
    counts: dict[ApplicationState | None, int] = {None: sum(row[1] for row in db.session.execute(found))}
    return counts | {row[0]: row[1] for row in db.session.execute(found.where(open_for(reader_id)))}


def acceptances(application_ids: Collection[UUID]) -> dict[UUID, Acceptance]:
    """The accepted grants of these cases."""
    found = select(Acceptance).where(Acceptance.application_id.in_(list(application_ids)))
    return {each.application_id: each for each in db.session.scalars(found)}


def due(programme_id: UUID) -> list[Acceptance]:
    """The grants of which something may go on a payment list now, the one accepted first at the top."""
    found = select(Acceptance).join(Acceptance.application).options(contains_eager(Acceptance.application))
    found = found.where(
        Acceptance.programme_id == programme_id,
        Acceptance.listed < Acceptance.granted,
        Application.state.in_(TO_BE_PAID),
    )
    found = found.order_by(Acceptance.accepted_at, Acceptance.application_id)
    return [each for each in db.session.scalars(found) if each.due_now]


def payment_lists(programme_id: UUID, *, start: int = 0) -> list[PaymentList]:
    """A page of the programme's payment lists, the newest first."""
    wanted = select(PaymentList).where(PaymentList.programme_id == programme_id)
    wanted = wanted.options(selectinload(PaymentList.payments), joinedload(PaymentList.made_by))
    return list(db.session.scalars(wanted.order_by(PaymentList.number.desc()).offset(start).limit(PAGE_SIZE)))


def payment_list_count(programme_id: UUID) -> int:
    """How many payment lists the programme has."""
    counted = select(func.count()).select_from(PaymentList).where(PaymentList.programme_id == programme_id)
    return db.session.scalars(counted).one()


def payment_list_in(programme_id: UUID, list_id: UUID) -> PaymentList | None:
    """This list, if it is this programme's, with all that stands on it."""
    wanted = select(PaymentList).where(PaymentList.id == list_id, PaymentList.programme_id == programme_id)
    case = selectinload(PaymentList.payments).joinedload(Payment.acceptance).joinedload(Acceptance.application)
    return db.session.scalar(wanted.options(case))


def payments_of(application_id: UUID) -> list[Payment]:
    """The payments of one grant that are on lists or have gone out, oldest first."""
    wanted = select(Payment).join(Payment.payment_list).where(Payment.application_id == application_id, Payment.live)
    return list(db.session.scalars(wanted.options(contains_eager(Payment.payment_list)).order_by(PaymentList.number)))


def paid_in(programme_id: UUID) -> dict[UUID, int]:
    """What has been paid of each grant in the programme, in kroner; those with nothing paid are left out."""
    found = select(Acceptance.application_id, Acceptance.paid)
    found = found.where(Acceptance.programme_id == programme_id, Acceptance.paid > 0)
    return {row[0]: row[1] for row in db.session.execute(found)}


def _granted_in(programme_id: UUID, states: Collection[ApplicationState]) -> list[ColumnElement[bool]]:
    return [
        Decision.programme_id == programme_id,
        or_(amount_told() > 0, exists().where(Acceptance.application_id == Decision.application_id)),
        Application.state.in_(list(states)),
    ]


def report_of(application_id: UUID) -> Report | None:
    """The report of this grant, half-written or sent."""
    return db.session.scalar(select(Report).where(Report.application_id == application_id))


def report_files(report: Report) -> list[Attachment]:
    """The photos, receipts and statements of a report, in the order they were added."""
    return attached_to(Report.__tablename__, report.id)


def report_requests(report: Report) -> list[ReportRequest]:
    """What more has been asked for, the newest first."""
    wanted = select(ReportRequest).where(ReportRequest.report_id == report.id)
    return list(db.session.scalars(wanted.order_by(ReportRequest.at.desc(), ReportRequest.id)))


def expense_lines(application: Application) -> dict[str, BudgetLine]:
    """The approved expenses, by the key a report accounts for them under."""
    return {str(line.position): line for line in application.lines if line.side is BudgetSide.EXPENSE}


def missing_reports(application: Application, *, today: date) -> list[Acceptance]:
    """The same applicant's other grants whose report is late, the latest first."""
    wanted = select(Acceptance).join(Acceptance.application).options(contains_eager(Acceptance.application))
    wanted = wanted.where(Acceptance.application_id.in_(late_reports(application, on=today)))
    return list(db.session.scalars(wanted.order_by(Acceptance.report_due, Acceptance.application_id)))


def own_missing_reports(owner_id: UUID, *, today: date) -> list[Acceptance]:
    """The grants this person has applied for whose report is late, the latest first."""
    wanted = select(Acceptance).join(Acceptance.application).options(contains_eager(Acceptance.application))
    wanted = wanted.where(Application.owner_id == owner_id, Application.report_owed_on < today)
    return list(db.session.scalars(wanted.order_by(Acceptance.report_due, Acceptance.application_id)))


def repayments_of(application_id: UUID) -> list[Repayment]:
    """The matters of repayment in this case, the newest first."""
    wanted = select(Repayment).where(Repayment.application_id == application_id)
    return list(db.session.scalars(wanted.order_by(Repayment.notified_at.desc(), Repayment.id)))


def open_repayment(application_id: UUID) -> Repayment | None:
    """The matter of repayment that is neither let go of nor paid, if there is one."""
    live = (RepaymentState.NOTIFIED, RepaymentState.CLAIMED)
    return next((each for each in repayments_of(application_id) if each.state in live), None)


def repayment_in(application_id: UUID, repayment_id: UUID) -> Repayment | None:
    """This matter of repayment, if it is in this case."""
    found = db.session.get(Repayment, repayment_id)
    return found if found is not None and found.application_id == application_id else None
