"""A server for the tablets' engine, and tablets that must behave."""

from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext
from werkzeug.serving import ThreadedWSGIServer

from medvirkning.surveys.words import QuestionKind
from tests import cast, survey_cast
from tests.browser.kiosk_server import KioskServer
from tests.browser.kiosk_tablet import Tablet
from tests.browser.live import ROOT
from tests.caravan_cast import AtTheStop, at_the_stop

OpenTablet = Callable[..., Tablet]
LANGUAGES = ("nb", "nn", "ar")
EVERY_KIND = survey_cast.one_section(
    survey_cast.question("trives", QuestionKind.ONE, choices=survey_cast.choices("ja", "nei"), required=True),
    survey_cast.question("savner", QuestionKind.SEVERAL, choices=survey_cast.choices("lys", "benker"), other=True),
    survey_cast.question("forst", QuestionKind.RANKING, choices=survey_cast.choices("lys", "benker")),
    survey_cast.question("alder", QuestionKind.NUMBER, sensitive=True),
    survey_cast.question("hvor", QuestionKind.ZONE),
    survey_cast.question("bilde", QuestionKind.PHOTO),
    survey_cast.question(
        "syn", QuestionKind.MATRIX, choices=survey_cast.choices("bra", "ille"), rows=survey_cast.choices("lys", "vei")
    ),
    survey_cast.question("mer", QuestionKind.LONG_TEXT),
)
SIZE: Any = {"width": 820, "height": 1180}


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
    server = ThreadedWSGIServer("127.0.0.1", 0, app)
    server.daemon_threads = False  # so that closing waits for what is under way: the database is the next test's then
    running = Thread(target=server.serve_forever, daemon=True)
    running.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    running.join(10)
    server.server_close()


@pytest.fixture
def here(app: Flask) -> AtTheStop:
    world = cast.storhaug()
    themes = world.programme.themes
    return at_the_stop(world, survey_cast.opened(world, EVERY_KIND), languages=LANGUAGES, themes=themes)


@pytest.fixture
def kiosk(chromium: Browser, served: str, here: AtTheStop) -> Iterator[Tablet]:
    context: BrowserContext = chromium.new_context(viewport=SIZE, locale="nb-NO", reduced_motion="reduce")
    cookie = {"name": "nettbrett", "value": here.token, "domain": "localhost", "path": "/nettbrett"}
    context.add_cookies([cookie])  # type: ignore[list-item]
    opened = Tablet(context, served).on()
    opened.at("attract")
    yield opened
    context.close()
    assert not opened.problems, "\n".join(opened.problems)
