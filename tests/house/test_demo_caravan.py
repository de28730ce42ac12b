"""The demo's caravan: at work on the day the demo is made, and whom it reaches is told in part, through the guard."""

from flask import Flask
from sqlalchemy import select

from medvirkning.caravan.queries import shifts_of
from medvirkning.caravan.reach_queries import reach_reading
from medvirkning.caravan.reach_rules import told
from medvirkning.caravan.words import ShiftState
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db
from medvirkning.programmes.models import Programme
from medvirkning.surveys.guarded import HIDDEN


def storhaug() -> Programme:
    return db.session.scalars(select(Programme).where(Programme.slug == "storhaug")).one()


def test_a_shift_goes_on_at_the_stop_of_the_day(demo: Flask) -> None:
    reading = reach_reading(storhaug().id)
    assert reading is not None
    assert oslo_date(reading.read_at) in {shift.stop.day for shift in shifts_of(storhaug().id, ShiftState.OPEN)}


def test_whom_it_reaches_is_seen_for_some_places_and_hidden_for_others(demo: Flask) -> None:
    reading = reach_reading(storhaug().id)
    assert reading is not None
    shown = told(reading.counted)
    assert HIDDEN not in shown.columns.counts.values()
    assert {way for (_zone, way), people in shown.counts.items() if people is not HIDDEN} == {"web", "tablet", "helped"}
    assert HIDDEN in shown.counts.values()
