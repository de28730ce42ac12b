"""Without a mouse: the skip link, the menu, the focus that is always seen, and no place one can't leave."""

import pytest
from flask import Flask

from tests.browser.fixtures import OpenTab
from tests.browser.tab import DESKTOP, PHONE
from tests.examples import Examples

MOST_STOPS = 200
FOCUS = """() => {
  const shown = e => { const s = getComputedStyle(e);
    return (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== "none"; };
  const active = document.activeElement;
  if (!active || active === document.body) return null;
  const frame = active.closest("label") || active, box = frame.getBoundingClientRect();
  const within = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  // The skip link comes into sight by its focus; inside a date field the browser marks day, month and year itself.
  const itself = active.matches(".ds-skip-link") || (active.type === "date" && !active.matches(":focus-visible"));
  const ring = itself || shown(active) || shown(frame);
  return {name: active.outerHTML.slice(0, 120), ring, seen: box.width > 0 && box.height > 0 && within};
}"""
SMALL = """() => {
  const pressed = "button, summary, select, textarea, a.ds-button, label:has(input[type=radio], input[type=checkbox]), "
    + "input:not([type=hidden], [type=radio], [type=checkbox], [type=file])";
  return [...document.querySelectorAll(pressed)]
    .filter(e => !e.closest("[aria-hidden=true], .ds-sr-only") && e.checkVisibility())
    .map(e => [e.getBoundingClientRect(), e.outerHTML.slice(0, 100)])
    .filter(([box]) => box.width > 0 && (box.height < 43.5 || box.width < 43.5))
    .map(([box, html]) => `${Math.round(box.width)} × ${Math.round(box.height)}: ${html}`);
}"""
PAGES = {
    "portal.programme_page": None,
    "contribute.what": None,
    "contribute.where": None,
    "board.contributions": None,
    "account.sign_in": None,
    "applying.tasks": "bjarne",
    "applying.budget": "bjarne",
    "queue.applications": "ivar",
    "queue.application": "ivar",
    "meeting.sharing": "dag",
    "letters.letter": "dag",
    "inbox.contribution": "cecilie",
}


def address(app: Flask, examples: Examples, endpoint: str) -> str:
    return examples.url(app, next(rule for rule in app.url_map.iter_rules(endpoint) if "GET" in (rule.methods or ())))


@pytest.mark.parametrize("endpoint", PAGES)
def test_the_focus_is_always_seen_and_never_caught(
    the_app: Flask, examples: Examples, tab: OpenTab, endpoint: str
) -> None:
    page = tab(PAGES[endpoint], size=DESKTOP)
    page.go(address(the_app, examples, endpoint))
    stops = 0
    while stops < MOST_STOPS:
        page.page.keyboard.press("Tab")
        focus = page.page.evaluate(FOCUS)
        if focus is None:
            break
        stops += 1
        assert focus["ring"], f"no ring round {focus['name']}"
        assert focus["seen"], f"out of sight: {focus['name']}"
    assert 3 < stops < MOST_STOPS


def test_the_skip_link_leads_past_the_menu(tab: OpenTab) -> None:
    page = tab()
    page.go("/storhaug/")
    page.page.keyboard.press("Tab")
    first = page.page.locator(":focus")
    assert first.get_attribute("href") == "#content"
    assert first.bounding_box()["height"] >= 24, "shown when it has the focus"  # type: ignore[index]
    page.page.keyboard.press("Enter")
    assert page.page.evaluate("() => document.activeElement.id") == "content"
    page.page.keyboard.press("Tab")
    assert page.page.evaluate("() => !!document.activeElement.closest('main')")


def test_the_menu_opens_and_closes_and_gives_the_focus_back(tab: OpenTab) -> None:
    page = tab()
    page.go("/storhaug/")
    menu = page.page.locator(".mv-menu")
    menu.locator("summary").focus()
    page.page.keyboard.press("Enter")
    assert menu.evaluate("e => e.open")
    page.page.keyboard.press("Tab")
    assert page.page.evaluate("() => !!document.activeElement.closest('.mv-menu li')")
    page.page.keyboard.press("Escape")
    assert not menu.evaluate("e => e.open")
    assert page.page.evaluate("() => document.activeElement.tagName") == "SUMMARY"


def test_the_menu_opens_without_scripts_too(tab: OpenTab) -> None:
    page = tab(scripts=False)
    page.go("/storhaug/")
    page.page.locator(".mv-menu summary").click()
    page.follow(page.page.locator(".mv-menu li a").first)
    assert page.page.url.endswith("/storhaug/innspill/nytt")


def test_the_error_summary_has_the_focus_without_scripts_too(tab: OpenTab) -> None:
    page = tab(scripts=False)
    page.go("/kode")
    page.press("Open the case")
    assert page.page.locator(".ds-error-summary").evaluate("e => e === document.activeElement")


def test_the_queue_is_walked_with_arrows(tab: OpenTab) -> None:
    page = tab("ivar", size=DESKTOP)
    page.go("/storhaug/arbeid/soknader")
    links = page.page.locator(".mv-queue-row h2 a")
    links.nth(0).focus()
    page.page.keyboard.press("ArrowDown")
    assert links.nth(1).evaluate("e => e === document.activeElement")
    page.page.keyboard.press("ArrowUp")
    wanted = links.nth(0).get_attribute("href")
    page.page.keyboard.press("Enter")
    page.page.wait_for_url(lambda url: not url.endswith("/soknader"))
    assert str(wanted).partition("?")[0] in page.page.url


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("endpoint", PAGES)
def test_what_is_pressed_is_large_enough(
    the_app: Flask, examples: Examples, tab: OpenTab, endpoint: str, size: tuple[int, int]
) -> None:
    """44 px each way is ours to keep (ux.md §2); links in running text are as high as their line."""
    page = tab(PAGES[endpoint], size=size)
    page.go(address(the_app, examples, endpoint))
    assert page.page.evaluate(SMALL) == []
