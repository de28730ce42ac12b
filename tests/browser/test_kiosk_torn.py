"""A browser that was killed in the midst of a write: what waits is not thrown away with the half that it wrote."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.kiosk_profile import in_profile, kill
from tests.browser.kiosk_server import KioskServer
from tests.browser.kiosk_tablet import Tablet

HALF = bytes.fromhex("11223344 0010 01")  # a record's head that tells of 4,096 bytes, and none of them


@pytest.mark.long
def test_half_a_write_costs_nothing(
    kiosk_server: KioskServer, chromium: Browser, chromium_path: str, tmp_path: Path
) -> None:
    """Chromium goes on after the half, and on the start after that it would take the whole database for broken."""
    first = Tablet(in_profile(chromium, chromium_path, tmp_path), kiosk_server.base).on().ready_offline()
    first.context.set_offline(True)
    first.take(3, "contribution", photo=True)
    assert kill(tmp_path) >= 1
    log = max((tmp_path / "Default" / "IndexedDB").glob("*.leveldb/*.log"))
    log.write_bytes(log.read_bytes() + HALF)
    for waiting in (3, 5):
        tablet = Tablet(in_profile(chromium, chromium_path, tmp_path), kiosk_server.base)
        tablet.context.set_offline(True)
        tablet.on()
        assert tablet.counts() == {"waiting": waiting, "photos": 3, "taken": waiting, "sent": 0}
        tablet.take(2, "contribution")
        assert kill(tmp_path) >= 1
