"""A server for the tablets' engine, and tablets that must behave."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.kiosk_server import KioskServer
from tests.browser.kiosk_tablet import Tablet
from tests.browser.live import ROOT

OpenTablet = Callable[..., Tablet]
SIZE = {"width": 820, "height": 1180}


@pytest.fixture
def kiosk_server() -> Iterator[KioskServer]:
    """A server of the test's own."""
    running = KioskServer(ROOT / "static")
    yield running
    running.off()


@pytest.fixture
def tablet(chromium: Browser, kiosk_server: KioskServer) -> Iterator[OpenTablet]:
    """Opens tablets, each a browser of its own, or further tabs of one. None may have complained."""
    opened: list[Tablet] = []

    def open_tablet(beside: Tablet | None = None, **how: Any) -> Tablet:
        context = beside.context if beside else chromium.new_context(viewport=SIZE, locale="nb-NO", **how)
        opened.append(Tablet(context, kiosk_server.base))
        return opened[-1]

    yield open_tablet
    problems = [problem for one in opened for problem in one.problems]
    for context in {id(one.context): one.context for one in opened}.values():
        context.close()
    assert not problems, "\n".join(problems)
