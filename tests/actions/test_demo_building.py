"""The demo is built whole or not at all, once, and on any day of the year."""

from datetime import date, datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from medvirkning.cli.demo import build
from medvirkning.cli.demo.almanac import Almanac
from medvirkning.cli.demo.build import build_demo
from medvirkning.kernel.clock import frozen, oslo_date, oslo_moment
from medvirkning.kernel.database import db
from medvirkning.kernel.deadlines import is_working_day
from medvirkning.people.models import Person

EASTER_MONDAY = datetime.combine(date(2027, 3, 29), time(6, 10)).astimezone()


def rows() -> dict[str, int]:
    """How many rows there are in each table that has any."""
    db.session.remove()
    counted = {
        table.name: db.session.scalar(select(func.count()).select_from(table)) for table in db.metadata.sorted_tables
    }
    return {name: count for name, count in counted.items() if count}


def test_cut_short_it_leaves_nothing_and_begins_anew(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def pull_the_plug(*_args: object) -> None:
        raise KeyboardInterrupt

    with frozen(EASTER_MONDAY):
        with monkeypatch.context() as patched:
            patched.setattr(build, "_grants", pull_the_plug)
            with pytest.raises(KeyboardInterrupt):
                build_demo()
        assert rows() == {}
        assert build_demo()
        before = rows()
        assert not build_demo()
        assert rows() == before
        assert before["person"] == db.session.scalar(select(func.count()).select_from(Person))


@pytest.mark.parametrize("start", [date(2026, 11, 21), date(2027, 12, 30), date(2028, 2, 29)], ids=str)
def test_days_fall_into_place_whenever_it_is_built(start: date) -> None:
    for ahead in range(0, 400, 3):
        almanac = Almanac(oslo_moment(start + timedelta(days=ahead), time(0, 20)))
        closes, opens = almanac.working_day(12), almanac.working_day(-24)
        assert (closes.year, closes.month) != (opens.year, opens.month)  # a round is named after its month
        moments = [almanac.office(ago, 3) for ago in (190, 181, 179, 30, 12, 9, 8, 6, 3, 2, 1)]
        assert moments == sorted(moments)
        assert max(moments[-1], almanac.office(0), almanac.office(0, 3, later=12)) <= almanac.now
        assert all(is_working_day(oslo_date(moment)) for moment in moments)
        assert is_working_day(almanac.working_day(-5))
