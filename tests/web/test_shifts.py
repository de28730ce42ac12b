"""Shifts as staff have them: opened with what is on offer, changed, ended and gone on with."""

from datetime import time, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.caravan.planning import cancel_stop
from medvirkning.caravan.shifting import end_shift, pin_kept
from medvirkning.caravan.shifts import AtWork, Shift
from medvirkning.caravan.words import ShiftState
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import changed, db, transaction
from tests import cast, stop_cast, survey_cast
from tests.browsing import Browse
from tests.caravan_cast import at_the_stop, let_in
from tests.cast import World, both

WORK = "/storhaug/arbeid"
NEW, LIST = f"{WORK}/vakter/ny", f"{WORK}/nettbrett"


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def shifts() -> list[Shift]:
    db.session.expire_all()
    return list(db.session.scalars(select(Shift).order_by(Shift.opened_at, Shift.id)))


def test_before_there_is_anything_the_pages_say_what_to_do(world: World, browse: Browse) -> None:
    mine = browse(world.cecilie)
    page = mine.get(LIST)
    assert "Ingen vakt er i gang nå" in page.text
    assert "Ingen nettbrett er koblet til ennå." in page.text
    assert "Det finnes ingen stopp å åpne en vakt på" in mine.get(NEW).text
    stop_cast.planned(world)
    assert "Ingen nettbrett er ledige" in mine.get(NEW).text
    assert mine.post(NEW).status == 422


def test_a_coordinator_opens_a_shift(world: World, browse: Browse) -> None:
    stop, tablet, survey = stop_cast.planned(world), let_in(world).tablet, survey_cast.opened(world)
    mine = browse(world.cecilie)
    told = mine.get(NEW).form_values("stop")
    assert told["languages"] == ["nb", "nn"]
    assert told["contributions"] == ["y"]
    answer = mine.submit(
        NEW, "stop", stop=str(stop.id), tablets=[str(tablet.id)], languages=["nb", "ar"], surveys=[str(survey.id)],
        pin="2468",
    )  # fmt: skip
    assert answer.status == 303
    (shift,) = shifts()
    assert answer.location == f"{WORK}/vakter/{shift.id}"
    assert (shift.stop_id, shift.languages, shift.surveys) == (stop.id, ["nb", "ar"], [str(survey.id)])
    assert shift.pin == pin_kept("2468", shift.pin_salt)
    page = mine.get(answer.location)
    assert "bokmål, arabisk" in page.text
    assert "2468" not in page.html
    assert "Kaia i Lervig" in mine.get(LIST).text
    assert "Ingen nettbrett er ledige" in mine.get(NEW).text


def test_today_comes_first_and_what_is_cancelled_not_at_all(world: World, browse: Browse) -> None:
    let_in(world)
    later, first = stop_cast.planned(world, place_name="Torget"), stop_cast.planned(world, today(), ends=time(23, 59))
    gone = stop_cast.planned(world, place_name="Skolen")
    with transaction():
        cancel_stop(gone, because=both("Sykdom"), by=world.cecilie, at=now())
    page = browse(world.cecilie).get(NEW)
    offered = [one.get("value") for one in page.all("option") if one.get("value")]
    assert offered == [str(first.id), str(later.id)]
    assert page.form_values("stop")["stop"] == [str(first.id)]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("stop", "", "Velg et stopp"),
        ("tablets", [], "Velg minst ett nettbrett"),
        ("languages", [], "Velg minst ett språk"),
        ("languages", ["ar"], "Velg bokmål eller nynorsk også"),
        ("contributions", [], "Velg hva folk kan gjøre: si noe, eller svare på en undersøkelse"),
        ("pin", "", "PIN-koden har fire til åtte siffer"),
        ("pin", "12a4", "PIN-koden har fire til åtte siffer"),
        ("tablets", ["finnes-ikke"], "Velg ett av svarene"),
    ],
)
def test_what_is_wrong_is_told_at_the_field(world: World, browse: Browse, field: str, value: object, told: str) -> None:
    stop, tablet = stop_cast.planned(world), let_in(world).tablet
    mine = browse(world.cecilie)
    written = {
        "stop": str(stop.id),
        "tablets": [str(tablet.id)],
        "languages": ["nb"],
        "contributions": "y",
        "pin": "2468",
    }
    answer = mine.post(NEW, {**written, field: value})
    assert answer.status == 422
    assert any(told in error for error in answer.errors), answer.errors
    assert not shifts()


def test_a_tablet_is_in_one_shift_at_a_time(world: World, browse: Browse) -> None:
    here = at_the_stop(world)
    let_in(world, "Nettbrett 2")
    written = {"stop": str(here.stop.id), "tablets": [str(here.tablet.id)], "languages": ["nb"], "contributions": "y"}
    answer = browse(world.cecilie).post(NEW, {**written, "pin": "2468"})
    assert answer.status == 422
    assert len(shifts()) == 1


def test_what_is_on_offer_and_the_pin_can_be_changed(world: World, browse: Browse) -> None:
    here = at_the_stop(world, survey_cast.opened(world))
    mine, page = browse(world.cecilie), f"{WORK}/vakter/{here.shift.id}"
    assert mine.get(f"{page}/tilbud").form_values("languages")["surveys"] == here.shift.surveys
    assert mine.submit(f"{page}/tilbud", "languages", languages=["nn"], surveys=[]).location == page
    (shift,) = shifts()
    assert (shift.languages, shift.surveys, shift.offer) == (["nn"], [], 2)
    assert mine.post(f"{page}/tilbud", {"languages": "nn"}).status == 422
    assert mine.submit(f"{page}/pin", "pin", pin="97531").location == page
    (shift,) = shifts()
    assert (shift.pin, shift.offer) == (pin_kept("97531", shift.pin_salt), 3)
    assert mine.submit(f"{page}/pin", "pin", pin="97").status == 422


def test_ends_after_having_asked_and_goes_on_again(world: World, browse: Browse) -> None:
    here = at_the_stop(world)
    mine, page = browse(world.cecilie), f"{WORK}/vakter/{here.shift.id}"
    assert f"{page}/avslutt" in mine.get(page).links()
    assert "1 nettbrett har ikke avsluttet vakten" in mine.get(f"{page}/avslutt").text
    assert mine.post(f"{page}/avslutt").location == page
    assert shifts()[0].state is ShiftState.ENDED
    assert "Avsluttede vakter" in mine.get(LIST).text
    for gone in ("tilbud", "pin", "avslutt"):
        assert mine.get(f"{page}/{gone}").location == page
        assert mine.post(f"{page}/{gone}").location == page
    assert mine.post(f"{page}/videre").location == page
    assert shifts()[0].state is ShiftState.OPEN


def test_does_not_go_on_where_its_tablet_is_elsewhere(world: World, browse: Browse) -> None:
    here = at_the_stop(world)
    with transaction():
        end_shift(here.shift, by=world.cecilie, at=now())
    stop = stop_cast.planned(world)
    mine, page = browse(world.cecilie), f"{WORK}/vakter/{here.shift.id}"
    written = {"stop": str(stop.id), "tablets": [str(here.tablet.id)], "languages": ["nb"], "contributions": "y"}
    assert mine.post(NEW, {**written, "pin": "2468"}).status == 303
    assert mine.post(f"{page}/videre").location == page
    assert "Nettbrett 1 er i en annen vakt. Avslutt den først." in mine.get(page).text


def test_a_shift_whose_tablets_are_handed_in_ends_at_once(world: World, browse: Browse) -> None:
    here = at_the_stop(world)
    with transaction():
        changed(AtWork.__table__.update().values(told_taken=12, told_waiting=0))
    page = browse(world.cecilie).get(f"{WORK}/vakter/{here.shift.id}")
    assert any(form["action"].endswith("/avslutt") for form in page.forms)
    assert "12" in page.text


def test_an_auditor_reads_and_does_nothing(world: World, browse: Browse) -> None:
    here = at_the_stop(world)
    page = browse(world.eli).get(f"{WORK}/vakter/{here.shift.id}")
    assert page.status == 200
    assert not [link for link in page.links() if link.endswith(("/avslutt", "/tilbud", "/pin"))]
    assert NEW not in browse(world.eli).get(LIST).links()
    assert browse(world.eli).get(NEW).status == 403


def test_stops_of_the_last_week_can_still_have_a_shift(world: World, browse: Browse) -> None:
    let_in(world)
    ago = now() - timedelta(days=30)
    near = stop_cast.planned(world, today() - timedelta(days=6), at=ago)
    stop_cast.planned(world, today() - timedelta(days=9), at=ago, place_name="Lenge sidan")
    page = browse(world.cecilie).get(NEW)
    assert [one.get("value") for one in page.all("option") if one.get("value")] == [str(near.id)]
