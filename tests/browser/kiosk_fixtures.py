"""A server for the tablets' engine, and tablets that must behave."""

from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser
from werkzeug.serving import make_server

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


@pytest.fixture
def served(app: Flask) -> Iterator[str]:
    """The app itself, with the test's own database, where a browser can reach it."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    running = Thread(target=server.serve_forever, daemon=True)
    running.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    running.join(10)
    server.server_close()
