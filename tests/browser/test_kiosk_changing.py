"""From the check to one answer, and back: nobody goes through all that comes after once more."""

from tests.browser.kiosk_fixtures import OpenTablet
from tests.browser.kiosk_package import SURVEY
from tests.browser.kiosk_tablet import Tablet


def change(kiosk: Tablet, number: int, screen: str) -> None:
    kiosk.page.locator("[data-do=change]").nth(number).click()
    kiosk.at(screen)


def to_check(kiosk: Tablet) -> None:
    kiosk.do("language:nb")
    kiosk.do(f"start:survey:{SURVEY}")
    kiosk.at("/front")
    kiosk.do("next")
    kiosk.at("one")
    kiosk.tick("answer", "b")
    for screen in ("matrix/r", "matrix/s", "check", "photo", "/check"):
        kiosk.next()
        kiosk.at(screen)


def test_a_changed_contribution_comes_back_to_the_check(tablet: OpenTablet) -> None:
    kiosk = tablet().on()
    kiosk.do("language:nb")
    kiosk.do("start:contribution")
    kiosk.page.locator("textarea").fill("Mer lys")
    for screen in ("where", "photo", "check"):
        kiosk.next()
        kiosk.at(screen)
    change(kiosk, 0, "what")
    kiosk.page.locator("textarea").fill("")
    kiosk.next()
    kiosk.page.locator(".summary").wait_for()
    kiosk.page.locator("textarea").fill("Mindre lys")
    kiosk.next()
    kiosk.at("check")
    assert "Mindre lys" in kiosk.page.locator("#kiosk").inner_text()
    change(kiosk, 1, "where")
    kiosk.do("skip")
    kiosk.at("check")


def test_a_changed_answer_leads_by_way_of_what_it_opens(tablet: OpenTablet) -> None:
    kiosk = tablet().on()
    to_check(kiosk)
    change(kiosk, 3, "check")
    kiosk.next()
    kiosk.at("/check")
    change(kiosk, 1, "matrix/r")
    kiosk.next()
    kiosk.at("/check")
    change(kiosk, 0, "one")
    kiosk.tick("answer", "a")
    kiosk.next()
    kiosk.at("number")  # asked of those who answer «a» alone
    kiosk.do("decline")
    kiosk.at("/check")
    change(kiosk, 0, "one")
    kiosk.reload()
    kiosk.at("one")
    kiosk.next()
    kiosk.at("/check")


def test_who_goes_all_the_way_back_begins_as_new(tablet: OpenTablet) -> None:
    kiosk = tablet().on()
    to_check(kiosk)
    change(kiosk, 0, "one")
    kiosk.do("back")
    kiosk.at("/front")
    kiosk.do("back")
    kiosk.at("start")
    kiosk.do(f"start:survey:{SURVEY}")
    kiosk.do("next")
    kiosk.at("one")
