"""How many were reached, by zone and by how it came: contributions as counted, survey answers as they were read off."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from medvirkning.caravan.origins import SaidAtStop
from medvirkning.caravan.reach_readings import ReachReading
from medvirkning.caravan.shifts import Shift
from medvirkning.contributions.models import Contribution
from medvirkning.kernel.database import db
from medvirkning.programmes.models import Programme
from medvirkning.surveys.guard import Pair
from medvirkning.surveys.guarded import NONE, Guarded, GuardedPair
from medvirkning.surveys.models import Survey
from medvirkning.surveys.results import results_of
from medvirkning.surveys.summing import CHANNEL
from medvirkning.surveys.words import Channel, SurveyState

MOST_SURVEYS = 8
WAYS = (Channel.WEB, Channel.TABLET, Channel.HELPED)  # in which contributions come


@dataclass(frozen=True)
class SurveyReach:
    """How many answered a survey in each way, and by where they live where it was asked and may be crossed.

    The very tables that its results are: two answers to one question would tell on each other.
    """

    survey: Survey
    channels: Guarded
    zones: GuardedPair | None  # rows are ways, columns zones


def reach_reading(programme_id: UUID) -> ReachReading | None:
    """The contributions as they were counted last; None where nobody has."""
    return db.session.get(ReachReading, programme_id)


def ways_of(programme_id: UUID) -> tuple[Channel, ...]:
    """The ways in which contributions can have come: on tablets only where there has been a shift with some."""
    worked = db.session.scalar(select(Shift.id).where(Shift.programme_id == programme_id).limit(1))
    return WAYS if worked is not None else WAYS[:1]


def contributions_reached(programme: Programme) -> dict[Pair, int]:
    """How many contributions are about each zone, in each way they came: raw, for the guard alone.

    Counted off an index, and of tablets by the rows that only those have.
    """
    codes: dict[UUID | None, str] = {zone.id: zone.code for zone in programme.zones}
    every = select(Contribution.zone_id, func.count()).where(Contribution.programme_id == programme.id)
    tablets = (
        select(Contribution.zone_id, SaidAtStop.channel, func.count())
        .join(Contribution, Contribution.id == SaidAtStop.contribution_id)
        .where(Contribution.programme_id == programme.id)
    )
    found: dict[Pair, int] = {}
    for zone_id, people in db.session.execute(every.group_by(Contribution.zone_id)):
        found[codes.get(zone_id, NONE), Channel.WEB] = people
    for zone_id, channel, people in db.session.execute(tablets.group_by(Contribution.zone_id, SaidAtStop.channel)):
        zone = codes.get(zone_id, NONE)
        found[zone, Channel(channel.value)] = people
        found[zone, Channel.WEB] -= people
    return found


def surveys_reached(programme_id: UUID) -> Sequence[SurveyReach]:
    """The newest closed surveys whose results are read off, the last first."""
    closed = (Survey.programme_id == programme_id) & (Survey.state == SurveyState.CLOSED)
    wanted = select(Survey).where(closed).order_by(Survey.closed_at.desc(), Survey.id).limit(MOST_SURVEYS)
    return [one for survey in db.session.scalars(wanted) if (one := _reach(survey)) is not None]


def _reach(survey: Survey) -> SurveyReach | None:
    results = results_of(survey)
    if results is None:
        return None
    home = results.home_zone
    crossed = results.crossed(results.questionnaire.by_key[home], CHANNEL) if home else ()
    return SurveyReach(survey, results.cells(CHANNEL), crossed[0].table if crossed else None)
