"""A tablet is connected by a code: what is wrong with it is told where it was written, and it stays there."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser

from tests.browser.kiosk_fixtures import OpenTablet
from tests.browser.kiosk_server import KioskServer
from tests.browser.kiosk_tablet import Tablet
from tests.caravan_cast import AtTheStop

LATE = datetime(2026, 11, 22, 23, 55, 30, tzinfo=ZoneInfo("Europe/Oslo"))


def test_a_tablet_is_paired_by_its_code(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk_server.package_status = 401
    kiosk = tablet().on()
    kiosk.at("pair")
    kiosk.page.locator("input[name=code]").fill("FEIL")
    kiosk.page.keyboard.press("Enter")
    kiosk.page.locator("[data-error]").get_by_text("Feil kode").wait_for()
    kiosk_server.package_status = 200
    kiosk.page.locator("input[name=code]").fill("RIKTIG")
    kiosk.page.keyboard.press("Enter")
    kiosk.at("attract")


def test_a_code_in_the_address_pairs_by_itself_and_is_gone(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk = tablet()
    kiosk.page.goto(f"{kiosk.base}/nettbrett/#RIKTIG")
    kiosk.at("attract")
    assert kiosk.page.url == f"{kiosk.base}/nettbrett/"


def at_pairing(kiosk_server: KioskServer, kiosk: Tablet) -> Tablet:
    """A tablet that nobody knows, with this written on it."""
    kiosk_server.package_status = 401
    kiosk.on().at("pair")
    return kiosk


def send(kiosk: Tablet, code: str) -> None:
    kiosk.page.locator("input[name=code]").fill(code)
    kiosk.page.keyboard.press("Enter")


def told(kiosk: Tablet, name: str, code: str) -> str:
    """What stands there, with the code kept, the field in focus and the words tied to it; and nothing else does."""
    kiosk.page.locator(f"[data-{name}]:visible").wait_for()
    field = kiosk.page.locator("input[name=code]:focus")
    assert (field.input_value(), field.get_attribute("aria-describedby")) == (code, f"code-{name}")
    for other in {"error", "too-many", "no-network"} - {name}:
        assert not kiosk.page.locator(f"[data-{other}]").is_visible()
    return kiosk.page.locator(f"[data-{name}]").inner_text()


def test_too_many_tries_are_told_with_when_to_try_again(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk = tablet(timezone_id="Europe/Oslo")
    kiosk.page.clock.install(time=LATE.replace(hour=10))
    kiosk.page.clock.pause_at(LATE.replace(hour=11))
    at_pairing(kiosk_server, kiosk)
    send(kiosk, "MANGE")
    assert told(kiosk, "too-many", "MANGE") == "Prøv etter 12.05"
    send(kiosk, "FEIL")
    assert told(kiosk, "error", "FEIL") == "Feil kode"
    kiosk.context.set_offline(True)
    send(kiosk, "RIKTIG")
    assert told(kiosk, "no-network", "RIKTIG") == "Uten nett"
    kiosk.context.set_offline(False)
    kiosk.page.clock.pause_at(LATE)
    send(kiosk, "MANGE")
    assert told(kiosk, "too-many", "MANGE") == "Prøv etter 00.05 (23.11.)"
    kiosk_server.package_status = 200
    send(kiosk, "RIKTIG")
    kiosk.at("attract")


def test_a_code_in_the_address_that_is_wrong_is_told_of(kiosk_server: KioskServer, tablet: OpenTablet) -> None:
    kiosk_server.package_status = 401
    kiosk = tablet()
    kiosk.page.goto(f"{kiosk.base}/nettbrett/#FEIL")
    kiosk.at("pair")
    assert told(kiosk, "error", "FEIL") == "Feil kode"
    assert kiosk.page.url == f"{kiosk.base}/nettbrett/"


def test_a_package_that_fails_after_the_right_code_is_asked_for_again(
    kiosk_server: KioskServer, tablet: OpenTablet
) -> None:
    kiosk = at_pairing(kiosk_server, tablet())
    kiosk_server.package_status = 500
    send(kiosk, "RIKTIG")
    kiosk.at("broken")
    kiosk_server.package_status = 200
    kiosk.do("fetch")
    kiosk.at("attract")


def test_the_real_page_says_it_in_both_languages(chromium: Browser, served: str, here: AtTheStop) -> None:
    context = chromium.new_context()
    kiosk = Tablet(context, served).on()
    kiosk.at("pair")
    many: dict[str, Any] = {"status": 429, "body": "<p>", "headers": {"Retry-After": "60"}}
    kiosk.page.route("**/nettbrett/koble", lambda route: route.fulfill(**many))
    send(kiosk, "ABCD-EFGH")
    said = told(kiosk, "too-many", "ABCD-EFGH").split("\n")
    assert [line.split(".")[0] for line in said if line] == ["Det ble for mange forsøk", "Det vart for mange forsøk"]
    assert "#" not in "".join(said)
    context.close()
