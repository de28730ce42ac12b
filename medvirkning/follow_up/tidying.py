"""What the clock does after decisions: closes cases with a no that nobody has appealed, and reminds of reports."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.sql import ColumnElement

from medvirkning.follow_up.models import Acceptance
from medvirkning.follow_up.reports import Reminder
from medvirkning.follow_up.rules import reminders_passed
from medvirkning.follow_up.words import REMINDED_AT, TO_REPORT
from medvirkning.grants.models import Application
from medvirkning.grants.words import ApplicationState, ApplicationVerb
from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db, hold
from medvirkning.outbox.actions import post
from medvirkning.review.letters import last_day_to_appeal
from medvirkning.review.models import Decision, DecisionChange, Letter
from medvirkning.review.standing import amount_that_stands, amount_told, last_change
from medvirkning.review.words import Outcome

MOST_AT_ONCE = 200


def close_refused(*, at: datetime, but: Collection[UUID] = ()) -> int:
    """Close what was refused or dismissed and is past its last day to appeal; how many. `but` are appealed cases."""
    wanted = (
        select(Letter)
        .join(Letter.decision)
        .join(Decision.application)
        .where(
            Application.state == ApplicationState.LETTER_SENT,
            Decision.outcome.in_([Outcome.REFUSED, Outcome.DISMISSED]),
            Letter.appeal_deadline < oslo_date(at),
            Application.id.not_in(list(but)),
        )
        .order_by(Letter.appeal_deadline, Letter.id)
        .limit(MOST_AT_ONCE)
    )
    return sum(_close(letter, at) for letter in db.session.scalars(wanted))


def _close(letter: Letter, at: datetime) -> bool:
    """Close it, unless the notice went later than the letter and the deadline with it."""
    application, last = letter.decision.application, last_day_to_appeal(letter)
    hold(application)
    if last is None or last >= oslo_date(at) or application.state is not ApplicationState.LETTER_SENT:
        return False
    application.step(ApplicationVerb.CLOSE)
    verb = ApplicationVerb.CLOSE
    record(application, "case_closed", by=None, at=at, programme_id=application.programme_id, verb=verb)
    return True


def close_taken_away(*, at: datetime) -> int:
    """Close the grants that an appeal has taken away whole, and the party knows it, unless money is out; how many."""
    wanted = (
        select(Acceptance)
        .join(Acceptance.application)
        .join(Decision, Decision.application_id == Acceptance.application_id)
        .where(
            Application.state.in_(TO_REPORT),
            Acceptance.listed == 0,
            last_change(DecisionChange.outcome) == Outcome.REFUSED,
            amount_told() == 0,
        )
        .order_by(Acceptance.accepted_at, Acceptance.application_id)
        .limit(MOST_AT_ONCE)
    )
    return sum(_close_taken_away(acceptance, at) for acceptance in db.session.scalars(wanted).all())


def _close_taken_away(acceptance: Acceptance, at: datetime) -> bool:
    application = acceptance.application
    hold(application)
    hold(acceptance)
    if acceptance.granted or not application.may(ApplicationVerb.CLOSE):
        return False
    application.step(ApplicationVerb.CLOSE)
    application.report_owed_on = None
    verb = ApplicationVerb.CLOSE
    record(application, "case_closed", by=None, at=at, programme_id=application.programme_id, verb=verb)
    return True


def remind(*, at: datetime) -> int:
    """Remind those whose report is due soon or late, by the outbox, once for each day of `REMINDED_AT`; how many.

    Of days that were passed while nobody was at work, only the latest is sent. The first makes the case wait for its
    report. Nobody reports of what an appeal has taken away.
    """
    today = oslo_date(at)
    wanted = (
        select(Acceptance)
        .join(Acceptance.application)
        .join(Decision, Decision.application_id == Acceptance.application_id)
        .where(Application.state.in_(TO_REPORT), amount_that_stands() > 0, or_(*(_new(d, today) for d in REMINDED_AT)))
        .order_by(Acceptance.report_due, Acceptance.application_id)
        .limit(MOST_AT_ONCE)
    )
    return sum(_remind(acceptance, today, at) for acceptance in db.session.scalars(wanted).all())


def _new(days: int, today: date) -> ColumnElement[bool]:
    """Whether the day of this reminder has come, and it has not gone."""
    gone = exists().where(
        Reminder.application_id == Acceptance.application_id,
        Reminder.due_on == Acceptance.report_due,
        Reminder.days == days,
    )
    return and_(Acceptance.report_due <= today - timedelta(days=days), ~gone)


def _remind(acceptance: Acceptance, today: date, at: datetime) -> bool:
    passed = reminders_passed(acceptance.report_due, today)
    known = set(
        db.session.scalars(
            select(Reminder.days).where(
                Reminder.application_id == acceptance.application_id, Reminder.due_on == acceptance.report_due
            )
        )
    )
    new = [days for days in passed if days not in known]
    if not new:
        return False
    application = acceptance.application
    hold(application)
    if application.state not in TO_REPORT:
        return False
    for days in new:
        db.session.add(
            Reminder(application_id=acceptance.application_id, due_on=acceptance.report_due, days=days, at=at)
        )
    if application.may(ApplicationVerb.ASK_REPORT):
        application.step(ApplicationVerb.ASK_REPORT)
        verb = ApplicationVerb.ASK_REPORT
        record(application, "report_asked", by=None, at=at, programme_id=application.programme_id, verb=verb)
    post(
        "report_reminder",
        to=application.owner.email,
        language=application.language,
        at=at,
        number=application.number,
        title=application.title,
        application_id=application.id,
        day=acceptance.report_due.isoformat(),
        late=int(new[-1] > 0),
    )
    return True
