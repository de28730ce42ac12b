"""Browsers for tests: they keep cookies, add CSRF tokens, and look over every page they open."""

import re
from typing import Any

from flask import Flask

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.people.actions import sign_in
from medvirkning.people.models import Person
from tests.pages import Page

REDIRECTS = range(300, 400)


class Browse:
    """Opens browsers on the app. `browse()` is somebody's, `browse(world.dag)` is Dag's, signed in."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def __call__(self, person: Person | None = None, *, language: str = "nb") -> "Browser":
        return Browser(self.app, person, language)


class Browser:
    """One person's browser."""

    def __init__(self, app: Flask, person: Person | None, language: str) -> None:
        self.app, self.client = app, app.test_client()
        self.client.set_cookie("sprak", language)
        if person is not None:
            with transaction():
                token = sign_in(person, at=now())
            with self.client.session_transaction() as session:
                session["_user_id"], session["_fresh"] = token, True

    def get(self, url: str, **kwargs: Any) -> Page:
        """Open a page and look it over."""
        with self.app.app_context():  # its own `g`, as every request has when no test is looking
            answer = self.client.get(url, **kwargs)
        return self._answer(answer)

    def post(self, url: str, data: dict[str, Any] | None = None, *, token: bool = True, **kwargs: Any) -> Page:
        """Send a form, with a CSRF token unless told not to."""
        data = dict(data or {})
        if token and not data.get("csrf_token"):
            data["csrf_token"] = self.token()
        with self.app.app_context():
            answer = self.client.post(url, data=data, **kwargs)
        return self._answer(answer)

    def submit(self, url: str, having: str = "", **values: Any) -> Page:
        """Open a page, fill in its form (the one that has the field `having`), and send it where the form says."""
        form = self.get(url).form(having)
        return self.post(form["action"] or url, {**form["data"], **values})

    def token(self) -> str:
        """A CSRF token of this browser's session."""
        with self.app.app_context():
            found = self.client.get("/logg-inn").get_data(as_text=True)
        match = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', found)
        assert match, "no CSRF token on the sign-in page"
        return match.group(1)

    def _answer(self, response: Any) -> Page:
        db.session.rollback()  # what the test has in hand is read anew: the page may have changed it
        page = Page(response)
        if page.status not in REDIRECTS and (page.invalid or page.all("html")):
            page.look_over()
        return page
