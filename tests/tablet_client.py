"""A tablet as the server sees it: a cookie, and what it asks for."""

from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from medvirkning.kernel.database import db
from medvirkning.surveys.words import QuestionKind
from tests import survey_cast

OURS = {"X-Nettbrett": "1"}
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


class Tablet:
    """A tablet as the server sees it."""

    def __init__(self, app: Flask, token: str = "") -> None:
        self.app, self.client = app, FlaskClient(app, use_cookies=True)
        if token:
            self.client.set_cookie("nettbrett", token, path="/nettbrett")

    def ask(self, method: str, path: str, **more: Any) -> Any:
        with self.app.app_context():
            more.setdefault("headers", OURS)
            answer = self.client.open(f"/nettbrett{path}", method=method, **more)
        db.session.rollback()
        return answer
