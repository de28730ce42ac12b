"""The stops as calendars, read back as a calendar program does: the same until something changes, then told of."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from flask import Flask
from icalendar import Calendar

from medvirkning.caravan.planning import cancel_stop, change_stop
from medvirkning.kernel.clock import OSLO, frozen
from medvirkning.kernel.database import transaction
from tests import cast, stop_cast
from tests.browsing import Browse
from tests.cast import World, both
from tests.web.test_tour import PAGE, SUNDAY, TUESDAY

FEED = "/storhaug/vogna.ics"
TRICKY = "Kaffe, te; saft\\kake\nog «pinnebrød» – ta med ungene, for her er det plass til mange flere enn i fjor 🥐"


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def fetched(browse: Browse, address: str = FEED, **kwargs: Any) -> bytes:
    response = browse().get(address, **kwargs).response
    assert (response.status_code, response.mimetype) == (200, "text/calendar")
    return bytes(response.get_data())


def events(browse: Browse, address: str = FEED) -> list[Any]:
    return list(Calendar.from_ical(fetched(browse, address)).walk("VEVENT"))


def test_a_stop_is_whole_in_the_calendar(world: World, browse: Browse) -> None:
    stop = stop_cast.planned(
        world, TUESDAY, at=SUNDAY, zone="Lervig", position=(58.97, 5.75), note=both(TRICKY, TRICKY + "!")
    )
    with frozen(SUNDAY):
        (event,) = events(browse)
    assert (event["uid"], event["sequence"], event["status"]) == (f"{stop.id}@medvirkning", 0, "CONFIRMED")
    assert event.start == datetime(2026, 11, 24, 14, tzinfo=OSLO)
    assert event.end == datetime(2026, 11, 24, 18, tzinfo=OSLO)
    assert event["dtstart"].params["TZID"] == "Europe/Oslo"
    assert (event["dtstamp"].dt, event["last-modified"].dt) == (SUNDAY, SUNDAY)
    assert event["summary"] == "Campingvogna: Kaia i Lervig"
    assert event["location"] == "Kaia i Lervig, Lervig"
    assert event["description"] == TRICKY
    assert (event["geo"].latitude, event["geo"].longitude) == (58.97, 5.75)
    assert event["url"].endswith(f"{PAGE}/{stop.id}")


def test_lines_are_folded_and_the_time_zone_is_told(world: World, browse: Browse) -> None:
    stop_cast.planned(world, TUESDAY, at=SUNDAY, note=both(TRICKY, TRICKY + "!"))
    with frozen(SUNDAY):
        content = fetched(browse)
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert [zone["tzid"] for zone in Calendar.from_ical(content).walk("VTIMEZONE")] == ["Europe/Oslo"]
    assert b"BEGIN:VCALENDAR" in lines[0]


def test_the_address_says_the_language(world: World, browse: Browse) -> None:
    with frozen(SUNDAY):
        stop_cast.cancelled(world, TUESDAY, note=both("Kaffe", "Kaffi"))
        (event,) = events(browse, f"{FEED}?sprak=nn")
        assert event["description"] == "Vogna er på verkstad\n\nKaffi"
        (event,) = events(browse, f"{FEED}?sprak=xx")
        assert event["description"] == "Vogna er på verksted\n\nKaffe"


def test_a_change_and_a_cancelled_stop_are_told_to_those_who_have_it(world: World, browse: Browse) -> None:
    stop = stop_cast.planned(world, TUESDAY, at=SUNDAY)
    with frozen(SUNDAY), transaction():
        plan = stop_cast.plan(TUESDAY, begins=time(15))
        change_stop(stop, plan, by=world.cecilie, at=SUNDAY + timedelta(hours=1))
    with frozen(SUNDAY):
        (event,) = events(browse)
    assert (event["sequence"], event["dtstamp"].dt) == (1, SUNDAY + timedelta(hours=1))
    with transaction():
        cancel_stop(stop, because=both("Uvær", "Uvêr"), by=world.cecilie, at=SUNDAY + timedelta(hours=2))
    with frozen(SUNDAY):
        (event,) = events(browse)
        (alone,) = events(browse, f"{PAGE}/{stop.id}.ics")
    for one in (event, alone):
        assert (one["uid"], one["sequence"], one["status"]) == (f"{stop.id}@medvirkning", 2, "CANCELLED")
        assert one["summary"] == "Avlyst: Campingvogna: Kaia i Lervig"
        assert one["description"] == "Uvær"


def test_nothing_is_fetched_twice_until_it_changes(world: World, browse: Browse) -> None:
    stop = stop_cast.planned(world, TUESDAY, at=SUNDAY)
    with frozen(SUNDAY):
        first = browse().get(FEED).response
    with frozen(SUNDAY + timedelta(hours=5)):
        assert fetched(browse) == first.get_data(), "no clock in it"
        again = browse().get(FEED, headers={"If-None-Match": first.headers["ETag"]}).response
        assert (again.status_code, again.get_data()) == (304, b"")
        assert first.headers["Cache-Control"] == "public, max-age=900"
        assert "Set-Cookie" not in first.headers
        with transaction():
            cancel_stop(stop, because=both("Uvær", "Uvêr"), by=world.cecilie, at=SUNDAY + timedelta(hours=5))
        assert browse().get(FEED, headers={"If-None-Match": first.headers["ETag"]}).status == 200


def test_what_has_been_stays_a_year_and_a_month(world: World, browse: Browse) -> None:
    stop = stop_cast.planned(world, TUESDAY, at=SUNDAY)
    with frozen(stop.ends_at + timedelta(days=399)):
        assert len(events(browse)) == 1
    with frozen(stop.ends_at + timedelta(days=401)):
        assert events(browse) == []


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (date(2027, 3, 28), datetime(2027, 3, 28, 12, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 13, tzinfo=UTC)),
    ],
    ids=["the clock goes forward", "the clock goes back"],
)
def test_days_when_the_clock_is_moved(world: World, browse: Browse, day: date, begins: datetime) -> None:
    at = datetime(2026, 10, 1, tzinfo=UTC)
    stop_cast.planned(world, day, at=at)
    with frozen(at):
        (event,) = events(browse)
    assert (event.start.astimezone(UTC), event.start.hour) == (begins, 14)


def test_one_stop_is_a_file_to_keep(world: World, browse: Browse) -> None:
    stop = stop_cast.planned(world, TUESDAY, at=SUNDAY)
    response = browse().get(f"{PAGE}/{stop.id}.ics").response
    assert response.headers["Content-Disposition"] == "attachment; filename=vogna-2026-11-24.ics"
    assert len(Calendar.from_ical(response.get_data()).walk("VEVENT")) == 1
