"""What a tablet's browser leaves on its disk: searched file by file for what somebody wrote."""

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.kiosk_server import KioskServer
from tests.browser.kiosk_tablet import Tablet
from tests.browser.test_kiosk_offline import in_profile, kill
from tests.browser.test_kiosk_persons import attach, contribute, snapshot

WORDS = "Brunostkrangel"
WRITTEN = (WORDS.encode(), WORDS.encode("utf-16-le"), WORDS.encode("utf-16-be"))


def found_in(folder: Path) -> Iterator[str]:
    for file in folder.rglob("*"):
        if file.is_file() and any(word in file.read_bytes() for word in WRITTEN):
            yield str(file.relative_to(folder))


def test_no_file_of_the_browser_has_what_was_written(
    kiosk_server: KioskServer, chromium: Browser, chromium_path: str, tmp_path: Path
) -> None:
    """One person sends, one goes away in the midst, one is in the midst when the browser is killed."""
    kiosk = Tablet(in_profile(chromium, chromium_path, tmp_path), kiosk_server.base).on().ready_offline()
    kiosk.context.set_offline(True)
    contribute(kiosk, WORDS)
    attach(kiosk, snapshot(300, 200), f"{WORDS}.jpg")
    kiosk.page.locator("[data-photos] canvas").wait_for()
    kiosk.next()
    kiosk.at("check")
    kiosk.next()
    kiosk.at("thanks")
    kiosk.do("new-person")
    kiosk.at("attract")
    contribute(kiosk, WORDS)
    kiosk.do("again")
    kiosk.at("attract")
    contribute(kiosk, WORDS)
    kiosk.page.evaluate("() => kiosk.draft.settled()")
    kill(tmp_path)
    assert list(found_in(tmp_path)) == []
    kiosk = Tablet(in_profile(chromium, chromium_path, tmp_path), kiosk_server.base).on()
    kiosk.at("photo")  # who was in the midst can go on
    kiosk.do("again")
    kiosk.at("attract")
    kiosk.context.close()
    assert list(found_in(tmp_path)) == []
