"""How the system computes, told to everybody: with the code's own figures, and found where one looks for it."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from medvirkning.appeals import words as appeals
from medvirkning.contributions import board
from medvirkning.follow_up import words as follow_up
from medvirkning.grants import checking, looking_up, reminders
from medvirkning.kernel import deadlines, similar
from medvirkning.review import impartiality, rules, what_if
from medvirkning.web.reckoning.views import ASKED, PERCENT, POT, example
from tests import appeal_cast, cast, grant_cast
from tests.browsing import Browse

PAGE = "/slik-regner-systemet"


@pytest.mark.parametrize(("language", "title"), [("nb", "Slik regner systemet"), ("nn", "Slik reknar systemet")])
def test_it_is_there_for_everybody_in_both_languages(app: Flask, browse: Browse, language: str, title: str) -> None:
    page = browse(language=language).get(PAGE)
    assert (page.status, title in page.text) == (200, True)


@pytest.mark.parametrize(
    ("module", "name", "value"),
    [
        (deadlines, "SHORTEST_APPEAL_WEEKS", 97),
        (appeals, "ANSWER_WEEKS", 97),
        (appeals, "SHORTEST_TO_COMPLETE", 97),
        (appeals, "MONTHS_FOR_OTHERS", 97),
        (follow_up, "ACCEPT_WEEKS", 97),
        (follow_up, "NOTICE_WEEKS", 97),
        (follow_up, "REMINDED_AT", (-97, 1)),
        (follow_up, "REMINDED_AT", (-1, 97)),
        (reminders, "DAYS_BEFORE", (1, 97)),
        (checking, "REMINDED", timedelta(days=97)),
        (rules, "REMINDED_AFTER", timedelta(weeks=97)),
        (looking_up, "MOST_TRIES", 97),
        (impartiality, "RENEWED_EVERY", 97),
        (board, "COMPARED", 97),
        (similar, "AT_LEAST", 0.97),
        (similar, "MOST", 97),
    ],
)
def test_a_figure_that_changes_in_the_code_changes_on_the_page(
    app: Flask, browse: Browse, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, value: Any
) -> None:
    assert "97" not in browse().get(PAGE).text
    monkeypatch.setattr(module, name, value)
    assert "97" in browse().get(PAGE).text


def test_the_example_is_what_the_tools_give(app: Flask, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = example()
    assert [row["asked"] for row in rows] == list(ASKED)
    assert all(sum(row[tool] for row in rows) <= POT for tool in ("fill", "cut", "fit"))
    assert sum(row["fit"] for row in rows) == POT, "to the last krone"
    assert rows[0]["cut"] == ASKED[0] * (100 - PERCENT) // 100
    text = browse().get(PAGE).text.replace("\u00a0", " ")
    assert "24 000 kr" in text
    monkeypatch.setattr(what_if, "_cut", lambda each, percent: 12_345)
    assert "12 345 kr" in browse().get(PAGE).text.replace("\u00a0", " ")


def test_the_ways_there(app: Flask, browse: Browse) -> None:
    world = cast.storhaug()
    round_ = grant_cast.open_round(world)
    assert PAGE in browse().get("/storhaug/").links()
    assert PAGE in browse().get(f"/storhaug/tilskudd/{round_.scheme.slug}").links()
    decision = appeal_cast.answered(world, round_)
    assert PAGE in browse(world.bjarne).get(f"/soknad/{decision.application_id}/brev").links()
