"""Looking up what has been granted, for everybody to see: what was answered with a letter, and nothing before that.

People and unregistered groups are left out, by name and by case: `left_out` tells how many and how much, so that
the sums add up. Amounts are whole kroner; asked, granted and paid are never added to each other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload
from sqlalchemy.sql import ColumnElement

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import PRIVATE
from medvirkning.kernel.clock import oslo_date, oslo_moment
from medvirkning.kernel.database import db
from medvirkning.review.models import Decision, DecisionChange, Letter
from medvirkning.review.standing import amount_told
from medvirkning.review.told import ChangeTold

PER_PAGE = 50
_PRIVATE = Application.applicant_kind.in_(PRIVATE)


@dataclass(frozen=True, slots=True)
class AwardWish:
    """Which awards somebody asked to see: of a year (the year the letter went out, Oslo), or a zone."""

    programme_id: UUID
    year: int | None = None
    zone_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Award:
    """One grant as the public may see it. `granted` is what the party has been told of, in kroner."""

    application: Application
    decision: Decision
    answered_at: datetime  # when the letter was sent, UTC
    granted: int
    changed_at: datetime | None  # when the party was told that an appeal had changed it, UTC

    @property
    def day(self) -> date:
        """The day of the answer, Oslo."""
        return oslo_date(self.answered_at)


@dataclass(frozen=True, slots=True)
class Sum:
    """So many awards, and so many kroner in all."""

    count: int
    granted: int


def awards(wish: AwardWish, *, start: int = 0, most: int = PER_PAGE) -> list[Award]:
    """The wish's awards from place `start` (the first is 0), the newest first."""
    return list(_rows(_listed(wish).offset(start).limit(most)))


def every_award(programme_id: UUID) -> Iterator[Award]:
    """All of a programme's awards, the newest first, read a few at a time."""
    yield from _rows(_listed(AwardWish(programme_id)).execution_options(yield_per=500))


def in_all(wish: AwardWish) -> Sum:
    """How many awards the wish has, and what they come to."""
    return _sum(_of(wish, select(func.count(), func.coalesce(func.sum(amount_told()), 0))).where(~_PRIVATE))


def left_out(wish: AwardWish) -> Sum:
    """The awards to people and unregistered groups, who are not listed."""
    return _sum(_of(wish, select(func.count(), func.coalesce(func.sum(amount_told()), 0))).where(_PRIVATE))


def by_zone(wish: AwardWish) -> dict[UUID | None, int]:
    """How many of the wish's awards that are listed are in each zone; None is the whole area."""
    counted = _of(wish, select(Application.zone_id, func.count())).where(~_PRIVATE)
    return {zone_id: int(count) for zone_id, count in db.session.execute(counted.group_by(Application.zone_id))}


def years(programme_id: UUID) -> list[int]:
    """The years from the first award to the last, the last first."""
    ends = _of(AwardWish(programme_id), select(func.min(Letter.sent_at), func.max(Letter.sent_at)))
    first, last = db.session.execute(ends).one()
    return [] if first is None else list(range(oslo_date(last).year, oslo_date(first).year - 1, -1))


def _rows(wanted: Select) -> Iterator[Award]:
    for row in db.session.execute(wanted):
        yield Award(*row)


def _listed(wish: AwardWish) -> Select:
    changed = select(func.max(ChangeTold.at)).join(ChangeTold.change).where(DecisionChange.decision_id == Decision.id)
    parts = (Application, Decision, Letter.sent_at, amount_told(), changed.correlate(Decision).scalar_subquery())
    found = _of(wish, select(*parts)).where(~_PRIVATE)
    whole = (contains_eager(Application.round).joinedload(Round.scheme), joinedload(Application.zone))
    return found.options(*whole).order_by(Letter.sent_at.desc(), Application.number)


def _of(wish: AwardWish, chosen: Select) -> Select:
    conditions: list[ColumnElement[bool]] = [
        Letter.programme_id == wish.programme_id,
        Letter.sent_at.is_not(None),
        ~Application.lapsed,
        amount_told() > 0,
    ]
    if wish.year is not None:
        conditions.append(Letter.sent_at >= oslo_moment(date(wish.year, 1, 1)))
        conditions.append(Letter.sent_at < oslo_moment(date(wish.year + 1, 1, 1)))
    if wish.zone_id is not None:
        conditions.append(Application.zone_id == wish.zone_id)
    joined = chosen.select_from(Letter).join(Letter.decision).join(Decision.application).join(Application.round)
    return joined.where(*conditions)


def _sum(chosen: Select) -> Sum:
    count, granted = db.session.execute(chosen).one()
    return Sum(count, int(granted))
