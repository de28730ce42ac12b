"""Somebody who answers a survey in a browser of the tests' own."""

from typing import Any

from tests.browsing import Browser

FRONT = "/storhaug/undersokelser/trivsel"


def begun(browser: Browser, front: str = FRONT) -> str:
    """The address of the answers that somebody begins to write."""
    page = browser.get(front)
    started = browser.post(front, page.form_values("answering"))
    assert started.status == 303
    return started.location


def at(browser: Browser, address: str) -> str:
    """The page an address leads to in the end."""
    for _step in range(5):
        page = browser.get(address)
        if page.status != 303:
            return address
        address = page.location
    raise AssertionError("goes round and round")


def answer(browser: Browser, address: str, **fields: Any) -> str:
    """Send an answer to the question at an address; where it leads."""
    page = browser.get(address)
    sent = browser.post(address, page.form_values("shown") | fields)
    assert sent.status == 303, sent.text
    return sent.location
