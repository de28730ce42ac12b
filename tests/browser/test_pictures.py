"""The pages people meet first, whole and in view at the sizes they were drawn for.

`PICTURES=1` keeps a picture of each in docs/pictures, for the README: few colours, so that they stay small.
"""

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.browser.fixtures import OpenTab
from tests.browser.tab import DESKTOP, PHONE, Tab

WANTED = os.environ.get("PICTURES") == "1"  # read here: a test's own environment is emptied
FOLDER = Path(__file__).resolve().parent.parent.parent / "docs" / "pictures"
MOST_BYTES = 150_000
TABLET = (820, 1180)
PICTURES = {
    "portal": (None, PHONE, "/storhaug/"),
    "portal-wide": (None, DESKTOP, "/storhaug/"),
    "input": (None, PHONE, "/storhaug/innspill/nytt"),
    "queue": ("ivar", DESKTOP, "/storhaug/arbeid/soknader"),
    "meeting": ("dag", DESKTOP, "/storhaug/arbeid/moter"),
    "letter": ("dag", TABLET, "/storhaug/arbeid/vedtak?vis=sendt"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_the_page_is_whole_at_the_size_it_was_drawn_for(tab: OpenTab, name: str) -> None:
    person, size, path = PICTURES[name]
    page = tab(person, size=size, sharpness=2 if size == PHONE else 1)
    page.go(path)
    if name == "letter":
        page.follow(page.page.locator("main li:has-text('NT-') h2 a").first)
    if name == "meeting":
        page.go(max(links_on(page), key=lambda path: rows_at(page, path)))
    assert page.page.locator("h1").is_visible()
    assert page.too_wide() is None
    broken = page.page.locator("img").evaluate_all(
        "all => all.filter(e => e.complete && !e.naturalWidth).map(e => e.src)"
    )
    assert broken == []
    picture = taken(page)
    assert len(picture) <= MOST_BYTES
    if WANTED:
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / f"{name}.png").write_bytes(picture)


def links_on(page: Tab) -> list[str]:
    """Where the list's headings lead."""
    return list(page.page.locator("main h2 a").evaluate_all("all => all.map(e => e.pathname)"))


def rows_at(page: Tab, path: str) -> int:
    """How many rows the table of a page has."""
    page.go(path)
    return page.page.locator("tbody tr").count()


def taken(page: Tab) -> bytes:
    """What is in the window, in few colours."""
    page.page.evaluate("() => document.fonts.ready")
    held = BytesIO()
    with Image.open(BytesIO(page.page.screenshot())) as shot:
        shot.convert("RGB").quantize(96, dither=Image.Dither.NONE).save(held, "PNG", optimize=True)
    return held.getvalue()
