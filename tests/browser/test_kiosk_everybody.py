"""Every screen of a tablet can be used by everybody: seen, reached, pressed, in any language, by any means."""

from typing import Any

import pytest

from tests.browser.kiosk_fixtures import LANGUAGES, SIZE
from tests.browser.kiosk_tablet import Tablet
from tests.browser.tab import AXE, RUN_AXE, TAGS, TOO_WIDE
from tests.caravan_cast import PIN

LYING: Any = {"width": 1180, "height": 820}
SMALLEST: Any = {"width": 600, "height": 960}
SMALL = """() => [...document.querySelectorAll("button, a, input:not([type=hidden]), textarea, label:has(input)")]
  .filter((one) => one.checkVisibility({opacityProperty: true}) && !one.closest("[hidden]") && !one.disabled)
  .filter((one) => !one.matches(".ds-sr-only, label input"))
  .map((one) => [one.getBoundingClientRect(), one.outerHTML.slice(0, 90)])
  .filter(([box]) => box.width && (box.width < 59.5 || box.height < 59.5))
  .map(([box, html]) => `${box.width}×${box.height} ${html}`)"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_can_be_used_by_everybody(language: str, kiosk: Tablet) -> None:
    """Axe, no scrolling sideways, and targets of 60 pixels, upright and lying."""
    seen, wrong = set[str](), list[str]()

    def look() -> None:
        name = kiosk.page.evaluate("() => kiosk.screens.current")
        seen.add(name)
        if not kiosk.page.evaluate("() => 'axe' in window"):
            kiosk.page.evaluate(AXE.read_text("utf-8"))
        wrong.extend(f"{name}: {one}" for one in kiosk.page.evaluate(RUN_AXE, TAGS))
        wrong.extend(f"{name}: {one}" for one in kiosk.page.evaluate(SMALL))
        for size in (LYING, SMALLEST, SIZE):
            kiosk.page.set_viewport_size(size)
            wide = kiosk.page.evaluate(TOO_WIDE)
            wrong.extend([f"{name}: {wide}"] if wide else [])

    look()
    kiosk.do(f"language:{language}")
    kiosk.at("start")
    look()
    kiosk.do("start:contribution")
    kiosk.at("what")
    look()
    kiosk.next()
    kiosk.page.locator(".mv-kiosk-errors").wait_for()
    look()
    kiosk.page.locator("textarea[name=text]").fill("x")
    for screen in ("theme", "where", "photo", "check", "thanks"):
        kiosk.next()
        kiosk.at(screen)
        look()
    kiosk.do("new-person")
    kiosk.do(f"language:{language}")
    kiosk.page.locator("[data-do^='start:survey']").click()
    kiosk.at("/front")
    look()
    kiosk.next()
    kiosk.tick("answer", "ja")
    for screen in ("savner", "forst", "alder", "hvor", "bilde", "syn/lys", "syn/vei", "mer", "/check"):
        kiosk.next()
        kiosk.at(screen)
        look()
    kiosk.page.locator("#kiosk-top a[data-do=corner]").click()
    kiosk.at("pin")
    look()
    kiosk.page.locator("input[name=pin]").fill(PIN)
    kiosk.page.keyboard.press("Enter")
    kiosk.at("corner")
    look()
    kiosk.sync()
    kiosk.do("end")
    kiosk.at("ending")
    look()
    assert len(seen) == 21
    assert wrong == []


def test_all_of_it_goes_by_keyboard(kiosk: Tablet) -> None:
    """One key that moves and one that presses are enough, as with a switch."""

    def press(what: str) -> None:
        for _ in range(60):
            kiosk.page.keyboard.press("Tab")
            if kiosk.page.evaluate("(what) => document.activeElement.matches(what)", what):
                break
        assert kiosk.page.evaluate("() => document.activeElement.matches(':focus-visible')")
        kiosk.page.keyboard.press("Enter")

    onward = "#kiosk [type=submit]:not(.mv-arrow)"
    press("[data-do='language:nn']")
    kiosk.at("start")
    assert kiosk.page.evaluate("() => document.activeElement.tagName") == "H1"
    press("[data-do='start:contribution']")
    kiosk.at("what")
    press(onward)
    assert kiosk.page.evaluate("() => document.activeElement.matches('.mv-kiosk-errors')")
    press(".mv-kiosk-errors a")
    kiosk.page.keyboard.type("Fleire benkar")
    for screen in ("theme", "where", "photo", "check", "thanks"):
        press(onward)
        kiosk.at(screen)
    press("[data-do='new-person']")
    kiosk.at("attract")
    press("[data-hold]")
    kiosk.at("pin")
