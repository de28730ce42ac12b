"""What the same applicant has applied for before, and the reports that are owed."""

from datetime import date, time
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.sql import ColumnElement

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.grants.values import Earlier
from medvirkning.grants.words import NOT_SENT
from medvirkning.kernel.clock import oslo_moment
from medvirkning.kernel.database import db


def earlier_of(application: Application, *, on: date) -> Earlier:
    """The same applicant's other applications to the scheme: by organisation number, else by who wrote them.

    Of a year's, what was granted counts where it has been decided, and else what is asked for. Late reports are those
    of the whole programme.
    """
    in_scheme = select(Round.id).where(Round.scheme_id == application.round.scheme_id)
    others = and_(
        _shares_a_number(application, else_=Application.owner_id == application.owner_id),
        Application.round_id.in_(in_scheme),
        Application.id != application.id,
        Application.state.not_in(sorted(NOT_SENT)),
    )
    back = (application.round.scheme.ceiling_years or 1) - 1
    return Earlier(
        this_year=_sum_of(others, on.year, on.year),
        late_reports=len(late_reports(application, on=on)),
        over_years=_sum_of(others, on.year - back, on.year) if back else 0,
    )


def late_reports(application: Application, *, on: date) -> list[UUID]:
    """The same applicant's grants in the programme whose report should have come before this day.

    Whoever applies without a number answers for what they have applied for without one, not for an association they
    have written for.
    """
    person = and_(
        Application.owner_id == application.owner_id,
        Application.organisation_number.is_(None),
        Application.partner_number.is_(None),
    )
    late = select(Application.id).where(
        _shares_a_number(application, else_=person),
        Application.programme_id == application.programme_id,
        Application.id != application.id,
        Application.report_owed_on < on,
    )
    return list(db.session.scalars(late.order_by(Application.report_owed_on, Application.id)))


def _shares_a_number(application: Application, *, else_: ColumnElement[bool]) -> ColumnElement[bool]:
    number = application.organisation_number or application.partner_number
    if number is None:
        return else_
    return or_(Application.organisation_number == number, Application.partner_number == number)


def _sum_of(others: ColumnElement[bool], first: int, last: int) -> int:
    """Kroner of what was sent from the first to the last of these years."""
    starts, ends = oslo_moment(date(first, 1, 1), time()), oslo_moment(date(last + 1, 1, 1), time())
    total = func.coalesce(func.sum(func.coalesce(Application.granted, Application.asked)), 0)
    wanted = select(total).where(others, Application.sent_at >= starts, Application.sent_at < ends)
    return int(db.session.scalar(wanted) or 0)
