"""A stop's day and times on Oslo's clock, as moments. The caravan leaves the same day as it comes."""

from datetime import date, datetime, time

from medvirkning.caravan.stop_rules import StopPlan
from medvirkning.caravan.stop_words import StopFault as Fault
from medvirkning.kernel.clock import oslo, oslo_moment
from medvirkning.kernel.errors import Objection


def moments(plan: StopPlan) -> tuple[datetime, datetime]:
    """When the stop begins and ends, in UTC."""
    return oslo_moment(plan.day, plan.begins), oslo_moment(plan.day, plan.ends)


def time_objections(plan: StopPlan) -> list[Objection]:
    """What is wrong with the times: one that the clock skips that day, or an end that isn't after the start."""
    if not all(_comes(plan.day, at) for at in (plan.begins, plan.ends)):
        return [Objection(Fault.NO_SUCH_TIME)]
    begins, ends = moments(plan)
    return [] if begins < ends else [Objection(Fault.NOT_AFTER)]


def _comes(day: date, at: time) -> bool:
    """Whether the clock in Oslo ever shows this time on this day: one night in March an hour is left out."""
    return oslo(oslo_moment(day, at)).time() == at
