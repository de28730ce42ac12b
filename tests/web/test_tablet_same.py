"""A tablet that has its package is told so, for as long as another would say the same."""

from collections.abc import Callable

import pytest
from flask import Flask

from medvirkning.caravan.pairing import revoke
from medvirkning.caravan.shifting import Offer, change_offer, end_shift
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.localized import Localized
from medvirkning.surveys.models import Survey
from tests import cast, survey_cast
from tests.caravan_cast import AtTheStop, at_the_stop, let_in
from tests.cast import World
from tests.tablet_client import EVERY_KIND, OURS, Tablet

OTHER = Localized({"nb": "Noe annet", "nn": "Noko anna"})


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def survey(world: World) -> Survey:
    return survey_cast.opened(world, EVERY_KIND)


@pytest.fixture
def here(world: World, survey: Survey) -> AtTheStop:
    return at_the_stop(world, survey, themes=world.programme.themes)


@pytest.fixture
def tablet(app: Flask, here: AtTheStop) -> Tablet:
    return Tablet(app, here.token)


def mark(tablet: Tablet, **headers: str) -> str:
    """What its package is known by."""
    answer = tablet.ask("GET", "/pakke", headers={**OURS, **headers})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    return str(answer.headers["ETag"])


def asked(tablet: Tablet, known: str) -> int:
    """What is answered to who has the one known by this."""
    answer = tablet.ask("GET", "/pakke", headers={**OURS, "If-None-Match": known})
    assert (answer.headers["Cache-Control"], answer.headers["X-Nettbrett"]) == ("no-store", "1")
    assert ("ETag" in answer.headers) is (answer.status_code in (200, 304))
    assert answer.status_code != 304 or not answer.data
    return int(answer.status_code)


def renamed(world: World, _here: AtTheStop, _survey: Survey) -> None:
    world.programme.name = "Storhaugen"


def a_zone(world: World, _here: AtTheStop, _survey: Survey) -> None:
    world.programme.zones[0].name = "Et annet sted"


def a_theme(world: World, _here: AtTheStop, _survey: Survey) -> None:
    world.programme.themes[0].name = OTHER


def offered(world: World, here: AtTheStop, survey: Survey) -> None:
    ids = [str(survey.id)]
    change_offer(here.shift, Offer(("nb",), False, ids, []), open_surveys=ids, by=world.cecilie, at=now())


def a_pin(_world: World, here: AtTheStop, _survey: Survey) -> None:
    here.shift.pin_salt = "0" * 32


def a_name(_world: World, here: AtTheStop, _survey: Survey) -> None:
    here.tablet.name = "Gul"


def a_title(_world: World, _here: AtTheStop, survey: Survey) -> None:
    survey.title = OTHER


def closed(_world: World, _here: AtTheStop, survey: Survey) -> None:
    survey.closes_on = survey.opens_on = now().date().replace(year=2020)


@pytest.mark.parametrize(
    "change", [renamed, a_zone, a_theme, offered, a_pin, a_name, a_title, closed], ids=lambda one: str(one.__name__)
)
def test_a_change_of_what_it_is_made_of_makes_another(
    world: World, here: AtTheStop, survey: Survey, tablet: Tablet, change: Callable[[World, AtTheStop, Survey], None]
) -> None:
    before = mark(tablet)
    assert asked(tablet, before) == 304
    with transaction():
        change(world, here, survey)
    assert asked(tablet, before) == 200
    assert mark(tablet) != before


def test_new_questions_make_another(world: World, survey: Survey, tablet: Tablet) -> None:
    before = mark(tablet)
    survey_cast.asks_anew(world, survey, survey_cast.SMALL)
    assert asked(tablet, before) == 200


def test_an_answer_that_comes_in_makes_no_other(survey: Survey, tablet: Tablet) -> None:
    before = mark(tablet)
    survey_cast.sent(survey, {"trives": {"choice": "ja"}}, now())
    db.session.refresh(survey)
    assert survey.responses == 1
    assert asked(tablet, before) == 304


def test_each_tablet_has_its_own(app: Flask, world: World, here: AtTheStop, tablet: Tablet) -> None:
    stranger = Tablet(app, "x" * 43)
    spare = let_in(world, "Nettbrett 2")
    known = mark(tablet)
    assert asked(stranger, known) == 401
    assert asked(Tablet(app, spare.token), known) == 204


def test_who_is_shut_out_or_done_hears_that_first(world: World, here: AtTheStop, tablet: Tablet) -> None:
    known = mark(tablet)
    with transaction():
        end_shift(here.shift, by=world.cecilie, at=now())
    assert asked(tablet, known) == 204
    with transaction():
        revoke(here.tablet, by=world.cecilie, at=now())
    assert asked(tablet, known) == 403


def test_it_is_the_same_on_every_line(tablet: Tablet) -> None:
    plain = mark(tablet)
    assert plain.startswith('W/"')
    assert mark(tablet, **{"Accept-Encoding": "br"}) == plain
    assert asked(tablet, "*") == 200, "who has nothing gets it"
    assert asked(tablet, f'"other", {plain}') == 304
