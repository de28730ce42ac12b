"""Every page there is, in both languages, on phone and desktop: accessible, valid, and never wider than the window."""

import pytest
from flask import Flask

from tests.browser.fixtures import OpenTab
from tests.browser.tab import DESKTOP, NARROWEST, PHONE, Tab, look_over
from tests.examples import Examples, rules, visitor

HTML = "text/html"


def visited(app: Flask, examples: Examples, *, staff: bool | None) -> dict[str, str | None]:
    """Every address with who visits it; `staff` picks the pages of a programme's staff, of applicants, or of anyone."""
    kinds = {None: None, "bjarne": False}
    found = {examples.url(app, rule): visitor(app, rule) for rule in rules(app, "GET")}
    return {url: name for url, name in found.items() if kinds.get(name, True) is staff}


def faults_of(page: Tab, url: str) -> list[str]:
    """Everything wrong with one page, as it is at each width."""
    answer = page.context.request.get(url, max_redirects=0)
    if answer.status == 303 and not answer.headers["location"].startswith("/logg-inn?"):
        return []
    if answer.status != 200:
        return [f"answers {answer.status}"]
    if not answer.headers["content-type"].startswith(HTML):
        return []
    page.resize(PHONE)
    opened = page.go(url)
    found = []
    try:
        look_over(opened)
    except AssertionError as fault:
        found.append(str(fault))
    if page.page.locator("html").get_attribute("lang") != page.language:
        found.append("is in another language")
    for size in (PHONE, DESKTOP):
        page.resize(size)
        found += [f"{size[0]} px: {fault}" for fault in page.axe()]
    page.resize(NARROWEST)
    if wide := page.too_wide():
        found.append(wide)
    return found


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("staff", [None, False, True], ids=["anyone", "applicant", "staff"])
def test_every_page(the_app: Flask, examples: Examples, tab: OpenTab, language: str, staff: bool | None) -> None:
    tabs: dict[str | None, Tab] = {}
    wrong = []
    for url, name in visited(the_app, examples, staff=staff).items():
        if name not in tabs:
            tabs[name] = tab(name, language=language)
        wrong += [f"{url}: {fault}" for fault in faults_of(tabs[name], url)]
    assert not wrong, "\n".join(wrong)
