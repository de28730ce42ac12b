"""Every page there is, in both languages, on phone and desktop: accessible, valid, and never wider than the window."""

import re

import pytest
from flask import Flask

from tests.browser.fixtures import OpenTab
from tests.browser.tab import DESKTOP, NARROWEST, PHONE, Tab, look_over
from tests.examples import Examples, rules, visitor

pytestmark = pytest.mark.long

HTML = "text/html"
NO_PAGES = {"language.switch", "tablet.package"}  # turns the tab's language; what only a tablet's script may fetch
# What somebody is answering speaks the language they began to answer in, whatever the browser wishes; a tablet asks.
SPEAKS_ITS_OWN = re.compile(r"/undersokelser/[a-z-]+/([0-9a-f-]{36}|mine-svar/)|/nettbrett/$")
MORE = {  # what the same addresses show in another state, to whom
    "/fredrikstad/": None,
    "/loddefjord-olsvik/": None,
    "/loddefjord-olsvik/innspill/nytt": None,
    "/storhaug/innspill?status=skjedde&sorter=enige": None,
    "/storhaug/innspill?sone=S-01&status=ble-ikke": None,
    "/fredrikstad/tilskudd": None,
    "/storhaug/arbeid/innspill?fane=mine": "cecilie",
    "/storhaug/arbeid/innspill?fane=besvart&sok=benk": "eli",
    "/storhaug/arbeid/soknader?vis=gjenstar&sorter=poeng": "ivar",
    "/storhaug/arbeid/soknader?vis=inhabil": "halima",
    "/storhaug/arbeid/vedtak?vis=venter": "cecilie",
    "/storhaug/vogna?sone=S-03": None,
    "/storhaug/arbeid/turplan?vis=tidligere": "cecilie",
    "/min-side": "dag",
}
# What a reader may ask of any page (WCAG 1.4.12), laid over it without breaking its policy on styles.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("p { margin-bottom: 2em !important } "
    + "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }");
  document.adoptedStyleSheets = [sheet];
}"""


def visited(app: Flask, examples: Examples, *, staff: bool | None) -> dict[str, str | None]:
    """Every address with who visits it; `staff` picks the pages of a programme's staff, of applicants, or of anyone."""
    kinds = {None: None, "bjarne": False}
    pages = [rule for rule in rules(app, "GET") if rule.endpoint not in NO_PAGES]
    found = {examples.url(app, rule): visitor(app, rule) for rule in pages} | MORE
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
    if page.page.locator("html").get_attribute("lang") != page.language and not SPEAKS_ITS_OWN.search(url):
        found.append("is in another language")
    for size in (PHONE, DESKTOP):
        page.resize(size)
        found += [f"{size[0]} px: {fault}" for fault in page.axe()]
    page.resize(NARROWEST)
    for way, script in (("", "() => {}"), ("with more space between letters, ", SPACED)):
        page.page.evaluate(script)
        if wide := page.too_wide():
            found.append(way + wide)
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


def test_what_looks_pages_over_has_eyes(tab: OpenTab) -> None:
    """A page with known faults, so that silence means that all is well."""
    page = tab(size=NARROWEST)
    html = "<!doctype html><title>x</title><h1>x</h1><input><p style='color:#ccc;width:900px'>faint</p>"
    page.page.route("**/feil", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.go("/feil")
    found = " ".join(page.axe())
    assert all(rule in found for rule in ("label at", "color-contrast at", "html-has-lang at"))
    assert "900" in str(page.too_wide()) or "faint" in str(page.too_wide())
