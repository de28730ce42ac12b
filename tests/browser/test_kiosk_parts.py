"""A survey whose parts may be taken in any order, on a tablet without network: as the pages have it."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser
from sqlalchemy import select

from medvirkning.caravan.items import Item
from medvirkning.caravan.words import ItemState
from medvirkning.kernel.database import db
from medvirkning.surveys.responses import Response
from tests import cast, survey_cast
from tests.browser.kiosk_fixtures import LANGUAGES, SIZE
from tests.browser.kiosk_tablet import Tablet
from tests.browser.tab import AXE, RUN_AXE, TAGS
from tests.caravan_cast import AtTheStop, at_the_stop

NOT_BEGUN = {"sted": "0 av 2 spørsmål har svar Ikke begynt", "lys": "0 av 1 spørsmål har svar Ikke begynt"}


@pytest.fixture
def here(app: Flask) -> AtTheStop:
    world = cast.storhaug()
    return at_the_stop(world, survey_cast.opened(world, survey_cast.in_parts()), languages=LANGUAGES)


@pytest.fixture
def begun(kiosk: Tablet, chromium: Browser) -> Iterator[Tablet]:
    """Somebody who has pressed «Start», without network."""
    kiosk.ready_offline()
    kiosk.context.set_offline(True)
    kiosk.page.set_viewport_size(SIZE)
    kiosk.do("language:nb")
    kiosk.page.locator("[data-do^='start:survey']").click()
    kiosk.at("/front")
    kiosk.next()
    kiosk.at("/parts")
    return kiosk


def parts(kiosk: Tablet) -> dict[str, str]:
    """Each part that is shown, and how far one has come in it."""
    seen = kiosk.page.locator("[data-part]:visible").evaluate_all(
        "(tiles) => tiles.map((tile) => [tile.dataset.part, [tile.querySelector('[data-note]').textContent,"
        " tile.querySelector('[data-state]:not([hidden])').textContent].join(' ')])"
    )
    return {key: " ".join(told.split()) for key, told in seen}


def test_parts_are_taken_in_any_order_and_all_of_it_is_sent(begun: Tablet) -> None:
    kiosk = begun
    assert parts(kiosk) == NOT_BEGUN
    kiosk.do("part:lys")
    kiosk.at("lykter")
    assert "Steg 1 av 1" in kiosk.page.locator("[data-say=step]").inner_text()
    kiosk.page.locator("input[name=answer]").fill("12")
    kiosk.next()
    kiosk.at("/parts")
    kiosk.do("part:sted")
    kiosk.at("trives")
    kiosk.tick("answer", "nei")
    kiosk.next()
    kiosk.at("mer")
    kiosk.do("back")
    kiosk.at("trives")
    kiosk.do("back")
    kiosk.at("/parts")
    assert parts(kiosk) == {
        "sted": "1 av 2 spørsmål har svar Begynt",
        "lys": "1 av 1 spørsmål har svar Ferdig",
        "hvorfor": "0 av 1 spørsmål har svar Ikke begynt",
    }
    kiosk.do("part:sted")
    kiosk.at("mer")  # on to what waits
    kiosk.do("skip")
    kiosk.at("/parts")
    kiosk.do("part:hvorfor")
    kiosk.at("ord")
    kiosk.page.locator("input[name=answer]").fill("Mørkt")
    kiosk.next()
    kiosk.at("/parts")
    kiosk.next()
    kiosk.at("/check")
    kiosk.do("back")
    kiosk.at("/parts")
    kiosk.next()
    kiosk.at("/check")
    kiosk.next()
    kiosk.at("thanks")
    kiosk.context.set_offline(False)
    kiosk.sync()
    db.session.rollback()
    assert db.session.scalars(select(Item.stands)).all() == [ItemState.TAKEN]
    told = db.session.scalars(select(Response)).one().content
    assert told == {"trives": {"choice": "nei"}, "lykter": {"number": "12"}, "ord": {"text": "Mørkt"}}


def test_what_must_be_answered_is_asked_for_before_it_is_sent(begun: Tablet) -> None:
    kiosk = begun
    kiosk.next()
    kiosk.at("/check")
    kiosk.next()
    kiosk.at("trives")
    assert "Svar på spørsmålet" in kiosk.page.locator(".mv-kiosk-errors").inner_text()
    kiosk.tick("answer", "nei")
    kiosk.next()
    kiosk.at("ord")  # it applies now, and did not before
    kiosk.do("skip")
    kiosk.at("/check")
    kiosk.do("back")
    kiosk.at("/parts")
    kiosk.do("part:lys")
    kiosk.page.locator("input[name=answer]").fill("mange")
    kiosk.do("back")
    kiosk.at("/parts")
    kiosk.next()
    kiosk.at("/check")
    kiosk.next()
    kiosk.at("lykter")
    kiosk.page.locator(".mv-kiosk-errors").wait_for()
    assert kiosk.counts()["taken"] == 0


def test_what_a_choice_brings_is_a_part_of_its_own_as_long_as_it_stands(begun: Tablet) -> None:
    kiosk = begun
    for answer, there in (("nei", True), ("ja", False)):
        kiosk.do("part:sted")
        if kiosk.page.evaluate("() => kiosk.screens.current") == "mer":
            kiosk.do("back")
        kiosk.at("trives")
        kiosk.tick("answer", answer)
        kiosk.next()
        kiosk.at("mer")
        kiosk.do("skip")
        kiosk.at("/parts")
        assert ("hvorfor" in parts(kiosk)) is there


def test_who_reloads_finds_the_parts_and_everybody_can_use_them(begun: Tablet) -> None:
    kiosk = begun
    kiosk.do("part:lys")
    kiosk.at("lykter")
    kiosk.page.locator("input[name=answer]").fill("3")
    kiosk.next()
    kiosk.at("/parts")
    kiosk.reload()
    kiosk.at("/parts")
    assert parts(kiosk)["lys"].endswith("Ferdig")
    kiosk.page.evaluate(AXE.read_text("utf-8"))
    assert not kiosk.page.evaluate(RUN_AXE, TAGS)
    kiosk.page.locator("#kiosk-top summary").click()
    kiosk.do("language:nn")
    assert "Delane" in kiosk.page.locator("h1").inner_text()
    assert parts(kiosk)["lys"].startswith("1 av 1")
