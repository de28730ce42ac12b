"""Everybody's browser, and every form they meet, for tests that try them all."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from flask import Flask

from tests.browsing import Browse, Browser
from tests.cast import World
from tests.examples import Examples, rules, visitor

OURS = {"csrf_token", "language", "remove", "remove_income", "add", "act", "later"}  # what a form's own buttons send


class Crowd:
    """Everybody's browser, by first name (None is a visitor's), opened when first needed."""

    def __init__(self, browse: Browse, world: World) -> None:
        self.browse, self.world, self.open = browse, world, dict[str | None, Browser]()

    def __call__(self, name: str | None) -> Browser:
        if name not in self.open:
            self.open[name] = self.browse(getattr(self.world, name) if name else None)
        return self.open[name]


def every_form(app: Flask, examples: Examples, crowd: Crowd) -> Iterator[tuple[Browser, str, dict[str, Any]]]:
    """Every POST form of every page, in the hands of somebody who sees it. Signing out and in is left alone."""
    seen = set()
    for rule in rules(app, "GET"):
        url, browser = examples.url(app, rule), crowd(visitor(app, rule))
        for form in browser.get(url).forms:
            key = (urlsplit(form["action"]).path or url, tuple(sorted(form["names"])))
            if form["method"] == "post" and key not in seen and not key[0].startswith(("/logg-ut", "/demo/")):
                seen.add(key)
                yield browser, url, form


def written_in(form: dict[str, Any]) -> set[str]:
    """The fields of a form that people fill in."""
    return set(form["names"]) - OURS
