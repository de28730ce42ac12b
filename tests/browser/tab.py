"""A browser tab in somebody's hands. It notes what a page must never do, and asks axe what is wrong with one."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response

from medvirkning.cli.translations import catalogue
from tests import pages

AXE = Path(__file__).with_name("vendor") / "axe" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PHONE, NARROWEST, DESKTOP = (390, 844), (320, 256), (1280, 800)  # 320 × 256 is a desktop at 400 % (WCAG 1.4.10)
A_DOCUMENT = "document"
NOT_FOUND_ETC = "Failed to load resource"  # said of a page that answers 422 too, where it is as it should be
RUN_AXE = """tags => axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]}).then(
  found => found.violations.flatMap(v => v.nodes.map(n => `${v.id} at ${n.target.join(" ")}: ${n.failureSummary}`)))"""
TOO_WIDE = """() => {
  const root = document.scrollingElement;
  if (root.scrollWidth <= root.clientWidth) return null;
  const wide = [...document.body.querySelectorAll("*")].filter(
    e => e.getBoundingClientRect().right > root.clientWidth + 1 && !e.closest("svg *, [hidden]"));
  return `${root.scrollWidth} px wide, because of ` + wide.slice(0, 4).map(e => e.outerHTML.slice(0, 90)).join(" | ");
}"""


class Tab:
    """One tab in a context of its own: `person` is who is signed in (a first name, or nobody).

    `words` gives the text of the page's language for an English source text, so that a test presses what people see.
    """

    def __init__(
        self,
        browser: Browser,
        base: str,
        *,
        person: str | None = None,
        language: str = "nb",
        size: tuple[int, int] = PHONE,
        scripts: bool = True,
        sharpness: int = 1,
    ) -> None:
        self.base, self.language, self.problems = base, language, list[str]()
        self._arrived: Response | None = None
        self.context = browser.new_context(
            base_url=base,
            viewport={"width": size[0], "height": size[1]},
            device_scale_factor=sharpness,
            java_script_enabled=scripts,
            locale="nb-NO",
            reduced_motion="reduce",
        )
        self.context.add_cookies([{"name": "sprak", "value": language, "url": base}])
        self.context.set_default_timeout(15_000)
        self.page: Page = self.context.new_page()
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)
        self._catalogue = {m.id: m.string for m in catalogue(language) if isinstance(m.id, str) and not m.context}
        if person:
            self.sign_in(person)

    def sign_in(self, person: str) -> None:
        """Be somebody of the demo's cast."""
        self.go("/demo")
        self.page.locator(f'form:has(input[name="person"][value="{person}"]) button').first.click()
        self.page.wait_for_url("**/min-side")

    def go(self, path: str) -> Response:
        """Open an address of the site."""
        answer = self.page.goto(path)
        assert answer is not None
        return answer

    def words(self, source: str, **values: Any) -> str:
        """What pages say for an English source text. Raises KeyError for one that is not in the catalogue."""
        return self._catalogue[source] % values if values else self._catalogue[source]

    def press(self, source: str, kind: Literal["button", "link"] = "button", **values: Any) -> None:
        """Press the button or link with this text, and wait for the page it leads to."""
        self.follow(self.named(kind, source, **values).first)

    def follow(self, pressed: Locator) -> Response:
        """Press something that leads to a page: the same one again, too."""
        self._arrived = None
        with self.page.expect_event("domcontentloaded"):
            pressed.click()
        assert self._arrived is not None
        return self._arrived

    def sees(self, source: str, **values: Any) -> bool:
        """Whether the page says this somewhere."""
        return self.words(source, **values) in self.text()

    def text(self) -> str:
        """All that stands in the page's main part, blanks made one."""
        return " ".join(self.page.locator("main").inner_text().split())

    def fill(self, source: str, written: str) -> None:
        """Write in the field with this label, whether or not it is marked as optional."""
        label = re.compile(rf"^\s*{_said(self.words(source))}(\s*\([^)]*\))?\s*$")
        self.page.get_by_label(label).first.fill(written)

    def choose(self, name: str, value: str) -> None:
        """Choose one of several by pressing its label, as people do."""
        self.page.locator(f'label:has(input[name="{name}"][value="{value}"])').click()

    def attach(self, name: str, file: str, kind: str, data: bytes) -> None:
        """Choose a file in the field with this name."""
        self.page.locator(f'input[name="{name}"]').set_input_files({"name": file, "mimeType": kind, "buffer": data})

    def named(self, kind: Literal["button", "link"], source: str, **values: Any) -> Locator:
        """Buttons or links with this text."""
        return self.page.get_by_role(kind, name=re.compile(rf"^\s*{_said(self.words(source, **values))}\s*$"))

    def resize(self, size: tuple[int, int]) -> None:
        """Another width and height of the window, in CSS pixels."""
        self.page.set_viewport_size({"width": size[0], "height": size[1]})

    def axe(self) -> list[str]:
        """What breaks WCAG 2.0 to 2.2 at A and AA on the page as it stands."""
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(AXE.read_text("utf-8"))
        return list(self.page.evaluate(RUN_AXE, TAGS))

    def too_wide(self) -> str | None:
        """What makes the page scroll sideways, or None."""
        return self.page.evaluate(TOO_WIDE)

    def off(self) -> None:
        """Close the tab."""
        self.context.close()

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(NOT_FOUND_ETC):
            self.problems.append(f"{self.page.url}: {message.text[:300]}")

    def _asked(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob", "about") and not request.url.startswith(self.base + "/"):
            self.problems.append(f"asked for {request.url} outside the site")

    def _answered(self, response: Response) -> None:
        if response.request.is_navigation_request():  # a page may change its own address first: that answers nothing
            self._arrived = response
        expected = (A_DOCUMENT, "fetch", "xhr")
        if response.status >= 500 or (response.status >= 400 and response.request.resource_type not in expected):
            self.problems.append(f"{response.status} for {response.url}")


def _said(words: str) -> str:
    """A pattern for these words, whatever kind of blanks stand between them."""
    return r"\s+".join(re.escape(word) for word in words.split())


def look_over(answer: Response) -> None:
    """What tests/pages.py asks of every page: valid HTML, one h1, title, language, labels, nothing inline."""
    html = answer.text()
    read = SimpleNamespace(status_code=answer.status, headers={}, mimetype="text/html", get_data=lambda **_: html)
    pages.Page(read).look_over()  # type: ignore[arg-type]
