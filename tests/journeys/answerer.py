"""What residents do with a survey: answer it question by question, on one phone or on two."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from tests.browser.tab import Tab
from tests.grant_cast import photo
from tests.journeys.author import QUESTIONS, text_of

CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b")
TOLD = "Mer lys ved brygga"


def begins(resident: Tab, address: str) -> None:
    """From the list of surveys to the first question."""
    resident.go("/storhaug/undersokelser")
    resident.follow(resident.page.locator(f'main a[href="{address}"]'))
    resident.press("Start")


def answers(resident: Tab, kind: str, choice: str = "") -> None:
    """The question of this kind, which is on the screen now, and on to the next screen."""
    assert text_of(kind, resident.language) in resident.text()
    _WAYS[kind](resident, choice or (QUESTIONS[kind][2] or ("",))[0])
    resident.press("Next")


def skips(resident: Tab, kind: str) -> None:
    """The question of this kind is left unanswered."""
    assert text_of(kind, resident.language) in resident.text()
    resident.press("Skip the question")


def _tile(resident: Tab, choice: str) -> None:
    resident.page.locator("main label", has_text=re.compile(rf"^\s*{choice}\s*$")).first.click()


def _order(resident: Tab, _choice: str) -> None:
    last = resident.page.locator(".mv-ranking li span").last.inner_text()
    up = resident.page.get_by_role("button", name=resident.words("Move «%(what)s» up", what=last))
    for place in (1, 0):
        up.click()
        expect(resident.page.locator(".mv-ranking li").nth(place)).to_contain_text(last)


def _matrix(resident: Tab, choice: str) -> None:
    _tile(resident, choice)
    resident.press("Next")
    _tile(resident, QUESTIONS["matrix"][2][1])


def _photo(resident: Tab, _choice: str) -> None:
    resident.attach("photos", "brygga.jpg", "image/jpeg", photo())
    resident.press("Add these and choose more")  # the page comes back with the photo on it
    assert resident.page.locator(".mv-thumbs img").count() == 1


def _written(text: str) -> Callable[[Tab, str], Any]:
    return lambda resident, _choice: resident.page.locator("main textarea, main input[type=text]").first.fill(text)


_WAYS: dict[str, Callable[[Tab, str], Any]] = {
    "one": _tile,
    "several": _tile,
    "scale": _tile,
    "ranking": _order,
    "number": _written("3"),
    "short_text": _written("Brygga"),
    "long_text": _written(TOLD),
    "zone": lambda resident, _choice: _tile(resident, "Lervig"),
    "photo": _photo,
    "matrix": _matrix,
}


def answers_shortly(resident: Tab, address: str, choice: str) -> None:
    """Only the first question, without a screen to look at: one of many who answer."""
    request = resident.context.request
    page = request.get(address)
    while "/kvittering" not in page.url:
        html = page.text()
        fields = dict(re.findall(r'<input type="hidden" name="(\w+)"[^>]* value="([^"]*)"', html)) | {"website": ""}
        if found := re.search(rf'value="(\w+)"[^>]*>\s*(?:<[^>]+>\s*)*{choice}\s*<', html):
            fields["answer"] = found[1]
        elif "/sporsmal/" in page.url:
            fields["skip"] = "1"
        before, page = page.url, request.post(page.url, form=fields)
        assert page.url != before, f"nothing happened at {before}"


def sends(resident: Tab) -> str:
    """Look over, and send. The code on the receipt."""
    assert resident.sees("Look over your answers")
    resident.press("Send the answers")
    found = CODE.search(resident.text())
    assert found, resident.text()
    return found[0]
