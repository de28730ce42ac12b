"""Somebody who reads Arabic: every word of every page is theirs, or marked with the language it is in."""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from medvirkning.programmes.models import Programme
from tests.browsing import Browser
from tests.pages import Page

LATIN = re.compile(r"[A-Za-zÀ-ž]{2,}")
SAID = ("aria-label", "alt", "title", "placeholder", "data-moved", "data-one", "data-many")
NAMES = ("Medvirkning", "QR", "JPEG", "PNG", "7K4Q-M2TX", "WWWW-WWWW", "navn@eksempel.no")


def foreign(page: Page, names: tuple[str, ...]) -> set[str]:
    """Words in Latin letters that nothing says the language of."""
    allowed = re.compile("|".join(map(re.escape, sorted((*NAMES, *names), key=len, reverse=True))))
    return {word for text in _arabic(page.root) for word in LATIN.findall(allowed.sub("", text))}


def _arabic(element: Element) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in ("script", "title") or element.get("translate") == "no":
        return
    if element.tag != "html" and element.get("lang", "ar") != "ar":
        return
    yield from (element.get(name, "") for name in SAID)
    yield element.text or ""
    for child in element:
        yield from _arabic(child)
        yield child.tail or ""


class Guest:
    """An Arabic reader's browser, which looks for words of other languages on every page it opens."""

    def __init__(self, browser: Browser, programme: Programme, *said: str) -> None:
        """`said` is what people have said, in whichever language."""
        self.browser = browser
        self.names = (programme.name, programme.municipality, *said)

    def get(self, url: str) -> Page:
        return self._looked_at(self.browser.get(url), url)

    def post(self, url: str, data: dict[str, Any]) -> Page:
        return self._looked_at(self.browser.post(url, data), url)

    def _looked_at(self, page: Page, url: str) -> Page:
        if page.status != 303:
            html = page.all("html")[0]
            assert (html.get("lang"), html.get("dir")) == ("ar", "rtl"), url
            assert foreign(page, self.names) == set(), url
        return page
