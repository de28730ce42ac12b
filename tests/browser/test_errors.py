"""When something is wrong: the pages that say so, and forms that are sent empty, are as good as any other page."""

from http.cookies import SimpleCookie

import pytest
from flask import Flask

from medvirkning.web.errors import TOLD, error_page
from tests.browser.fixtures import OpenTab
from tests.browser.tab import DESKTOP, NARROWEST, PHONE, Tab, look_over
from tests.examples import Examples

both_ways = pytest.mark.parametrize(("language", "size"), [("nb", PHONE), ("nn", DESKTOP)], ids=["nb", "nn"])
EMPTIED = """() => {
  for (const field of document.querySelectorAll("#main-form input, #main-form textarea")) {
    if (["radio", "checkbox"].includes(field.type)) field.checked = false;
    else if (!["hidden", "submit", "file"].includes(field.type)) field.value = "";
  }
}"""
# Forms that nobody can send empty: where they are, by their endpoint, and who fills them in.
FORMS = {
    "account.sign_in": None,
    "code.find": None,
    "code.contact": None,
    "contribute.what": None,
    "applying.who": "bjarne",
    "applying.what": "bjarne",
    "applying.where_and_when": "bjarne",
    "applying.budget": "bjarne",
    "applying.check": "bjarne",
    "queue.application": "ivar",
    "meeting.decide_case": "dag",
    "inbox.answer": "cecilie",
    "inbox.hide": "cecilie",
    "inbox.finish": "cecilie",
}


def all_is_well(page: Tab) -> None:
    """Accessible as it stands, and no wider than the narrowest window."""
    assert page.axe() == []
    size = page.page.viewport_size
    page.resize(NARROWEST)
    assert page.too_wide() is None
    assert size is not None
    page.resize((size["width"], size["height"]))


@both_ways
@pytest.mark.parametrize("status", sorted(TOLD))
def test_every_error_page(the_app: Flask, tab: OpenTab, status: int, language: str, size: tuple[int, int]) -> None:
    cookie = SimpleCookie({"sprak": language}).output(header="").strip()
    with the_app.test_request_context("/storhaug/", headers={"Cookie": cookie}):
        html = error_page(status).get_data(as_text=True)
    page = tab(language=language, size=size)
    page.page.route(
        "**/galt", lambda route: route.fulfill(status=200, body=html, content_type="text/html; charset=utf-8")
    )
    look_over(page.go("/galt"))
    assert page.page.locator("html").get_attribute("lang") == language
    all_is_well(page)


@both_ways
@pytest.mark.parametrize(
    ("path", "person", "status"),
    [
        ("/finnes-ikke", None, 404),
        ("/demo/sign-in", None, 405),
        ("/storhaug/arbeid/soknader", "fredrik", 403),
        ("/storhaug/arbeid/soknader", "guro", 404),
    ],
)
def test_error_pages_as_one_meets_them(
    tab: OpenTab, path: str, person: str | None, status: int, language: str, size: tuple[int, int]
) -> None:
    page = tab(person, language=language, size=size)
    answer = page.go(path)
    assert answer.status == status
    look_over(answer)
    all_is_well(page)


@both_ways
@pytest.mark.parametrize("endpoint", FORMS)
def test_a_form_sent_empty_says_what_is_missing(
    the_app: Flask, examples: Examples, tab: OpenTab, endpoint: str, language: str, size: tuple[int, int]
) -> None:
    rule = next(rule for rule in the_app.url_map.iter_rules(endpoint) if "GET" in (rule.methods or ()))
    page = tab(FORMS[endpoint], language=language, size=size)
    page.go(examples.url(the_app, rule))
    page.page.evaluate(EMPTIED)
    answer = page.follow(page.page.locator("#main-form button.mv-stitched"))
    assert answer.status == 422
    look_over(answer)
    assert page.page.title().startswith(page.words("Error:"))
    summary = page.page.locator(".ds-error-summary")
    assert summary.evaluate("e => e === document.activeElement"), "the summary has the focus"
    links = summary.locator("a").all()
    assert links
    for link in links:
        field = (link.get_attribute("href") or "").removeprefix("#")
        assert page.page.locator(f'[id="{field}"]').count() == 1, f"the summary points at {field}"
    page.page.keyboard.press("Tab")
    assert page.page.evaluate("() => !!document.activeElement.closest('.ds-error-summary')"), "its links come next"
    all_is_well(page)
