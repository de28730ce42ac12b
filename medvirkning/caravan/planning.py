"""Planning the tour: new stops, changes, and stops that don't come about after all."""

from dataclasses import fields, replace
from datetime import datetime

from medvirkning.caravan.stop_rules import NOTHING, StopPlan, cancel_objections, plan_objections
from medvirkning.caravan.stop_times import moments, time_objections
from medvirkning.caravan.stop_words import StopFault as Fault
from medvirkning.caravan.stop_words import StopVerb
from medvirkning.caravan.stops import Stop
from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import Objection, refuse
from medvirkning.kernel.localized import Localized
from medvirkning.people.models import Person
from medvirkning.programmes.models import Place, Programme, Zone


def plan_stop(programme: Programme, plan: StopPlan, *, by: Person, at: datetime) -> Stop:
    """A new stop, in sight for everybody at once. Raises RuleBroken."""
    refuse([*plan_objections(plan, today=oslo_date(at)), *time_objections(plan), *_elsewhere(programme, plan)])
    stop = Stop(programme_id=programme.id, state=Stop.LIFECYCLE.start, cancelled_because=NOTHING)
    _apply(stop, plan, at)
    db.session.add(stop)
    record(stop, "stop_planned", by=by, at=at, programme_id=programme.id)
    return stop


def copy_stop(stop: Stop, plan: StopPlan, *, by: Person, at: datetime) -> Stop:
    """The same place again, on the day and at the times of this plan. Raises RuleBroken."""
    again = replace(stop.plan, day=plan.day, begins=plan.begins, ends=plan.ends)
    return plan_stop(stop.programme, again, by=by, at=at)


def change_stop(stop: Stop, plan: StopPlan, *, version: int | None = None, by: Person, at: datetime) -> None:
    """Let the stop be as in this plan. Raises RuleBroken, and Stale when it has changed since `version`."""
    hold(stop)
    stop.same_version(version)
    before = stop.plan
    faults = plan_objections(plan, today=oslo_date(at), before=before.day)
    refuse([*faults, *time_objections(plan), *_elsewhere(stop.programme, plan)])
    changed = [field.name for field in fields(StopPlan) if getattr(before, field.name) != getattr(plan, field.name)]
    if changed:
        _apply(stop, plan, at)
        record(stop, "stop_changed", by=by, at=at, programme_id=stop.programme_id, facts={"changed": changed})


def cancel_stop(stop: Stop, *, because: Localized, by: Person, at: datetime) -> None:
    """Tell that the caravan doesn't come, and why. Raises RuleBroken and WrongStep."""
    hold(stop)
    refuse(cancel_objections(because))
    stop.step(StopVerb.CANCEL)
    stop.cancelled_because, stop.changed_at = because, at
    record(stop, "stop_cancelled", by=by, at=at, programme_id=stop.programme_id, verb=StopVerb.CANCEL)


def plan_again(stop: Stop, *, by: Person, at: datetime) -> None:
    """The caravan comes after all. Raises WrongStep, and RuleBroken when the time has passed."""
    hold(stop)
    refuse([Objection(Fault.OVER)] if stop.over_at(at) else [])
    stop.step(StopVerb.PLAN_AGAIN)
    stop.cancelled_because, stop.changed_at = NOTHING, at
    record(stop, "stop_planned_again", by=by, at=at, programme_id=stop.programme_id, verb=StopVerb.PLAN_AGAIN)


def _apply(stop: Stop, plan: StopPlan, at: datetime) -> None:
    stop.starts_at, stop.ends_at = moments(plan)
    stop.latitude, stop.longitude = plan.position or (None, None)
    for name in ("place_name", "place_id", "zone_id", "note", "accessibility"):
        setattr(stop, name, getattr(plan, name))
    stop.changed_at = at


def _elsewhere(programme: Programme, plan: StopPlan) -> list[Objection]:
    """A place or a zone that is not this programme's."""
    found = []
    place = db.session.get(Place, plan.place_id) if plan.place_id is not None else None
    zone = db.session.get(Zone, plan.zone_id) if plan.zone_id is not None else None
    if plan.place_id is not None and (place is None or place.programme_id != programme.id):
        found.append(Objection(Fault.NOT_OUR_PLACE))
    if plan.zone_id is not None and (zone is None or zone.programme_id != programme.id):
        found.append(Objection(Fault.NOT_OUR_ZONE))
    return found
