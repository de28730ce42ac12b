"""One site and one Chromium a worker; tabs that must behave."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.live import Live
from tests.browser.tab import Tab
from tests.chromium import find_or_fetch

FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
]
OpenTab = Callable[..., Tab]


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Where Chromium is, asked before a test's own environment is emptied."""
    return os.environ.get("MEDVIRKNING_TEST_CHROMIUM") or find_or_fetch()


@pytest.fixture(scope="session")
def chromium(chromium_path: str) -> Iterator[Browser]:
    """This worker's Chromium. It can reach nothing but this machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def live(demo_folder: Path, place: Path) -> Iterator[Live]:
    """This worker's site, with the demo in it."""
    running = Live(demo_folder, place / "live")
    yield running
    running.stop()


@pytest.fixture
def tab(chromium: Browser, live: Live) -> Iterator[OpenTab]:
    """Opens tabs. After the test, no page of theirs may have complained or gone elsewhere, nor the site have failed."""
    opened: list[Tab] = []
    failed_before = len(live.faults())

    def open_tab(person: str | None = None, **how: Any) -> Tab:
        opened.append(Tab(chromium, live.base, person=person, **how))
        return opened[-1]

    yield open_tab
    problems = [problem for one in opened for problem in one.problems]
    for one in opened:
        one.off()
    assert not problems, "\n".join(problems)
    assert live.faults()[failed_before:] == []
