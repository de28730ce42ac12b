"""Somebody answers in Arabic, from the front page to taking the answers back: every word is theirs, or marked."""

import itertools
from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from medvirkning.surveys.questionnaire import Questionnaire, from_json, to_json
from medvirkning.surveys.words import Anonymity, QuestionKind
from tests import cast
from tests.answerers import FRONT, answer, at
from tests.browsing import Browse
from tests.guest_reader import Guest
from tests.survey_cast import EVERY, choices, one_section, opened, question

ANSWERS: dict[str, dict[str, Any]] = {
    "trives": {"answer": "ja"}, "savner": {"answer": ["lys"]}, "skala": {"answer": "bra"},
    "rekkefolge": {"order": ["a", "b", "c"], "sure": "1"}, "alder": {"answer": "12"}, "ord": {"answer": "جيد"},
    "sone": {"answer": "S-01"}, "rader": {"row.gata": "god", "row.parken": "god"}, "bilde": {},
}  # fmt: skip


def in_arabic(questionnaire: Questionnaire) -> Questionnaire:
    """The same questions, in Arabic as well; each must be answered."""

    number = itertools.count(1)

    def told(value: Any) -> Any:
        if isinstance(value, list):
            return [told(one) for one in value]
        if not isinstance(value, dict):
            return value
        if "nb" in value:
            return {**value, "ar": f"نص {next(number)}"}
        return {key: told(one) for key, one in value.items()} | ({"required": True} if "kind" in value else {})

    return from_json({**told(to_json(questionnaire)), "languages": ["nb", "nn", "ar"]})


@pytest.fixture
def guest(app: Flask, browse: Browse) -> Guest:
    world = cast.storhaug()
    photo = one_section(*EVERY.questions, question("bilde", QuestionKind.PHOTO))
    opened(world, in_arabic(photo), anonymity=Anonymity.BY_CODE, languages=("nb", "nn", "ar"))
    return Guest(browse(), world.programme)


def test_every_page_is_in_arabic_and_says_so(guest: Guest) -> None:
    front = guest.get(f"{FRONT}?sprak=ar")
    code = next(link for link in front.links() if "/trivsel/kode" in link)
    form = guest.get(code).form_values("code")
    for wrong in ("", "7K", "!!!!", "7K4Q-M2TX"):
        guest.post(code, form | {"code": wrong})
    address = guest.browser.post(FRONT, front.form_values("answering")).location
    for key, fields in ANSWERS.items():
        step = f"{address}/sporsmal/{key}"
        empty = guest.get(step).form_values("shown")
        guest.post(step, {name: value for name, value in empty.items() if name in ("shown", "csrf_token")})
        if key == "bilde":
            guest.post(step, empty | {"photos": (BytesIO(b"text"), "a.jpg")})
        else:
            answer(guest.browser, step, **fields)
        guest.get(step)
    guest.post(f"{address}/sporsmal/trives", {"shown": "", "answer": "nei"})  # as on another device
    guest.post(f"{address}/sporsmal/alder", {"shown": "", "answer": "tolv"})
    check = guest.get(f"{address}/sjekk")
    assert guest.post(f"{address}/sjekk", check.form_values()).status == 422  # a photo lacks


def test_what_is_sent_is_read_and_taken_back_in_arabic(browse: Browse, app: Flask) -> None:
    world = cast.storhaug()
    asked = one_section(question("trives", QuestionKind.ONE, choices=choices("ja", "nei")))
    opened(world, in_arabic(asked), anonymity=Anonymity.BY_CODE, languages=("nb", "nn", "ar"))
    guest = Guest(browse(), world.programme)
    front = guest.get(f"{FRONT}?sprak=ar")
    address = guest.browser.post(FRONT, front.form_values("answering")).location
    answer(guest.browser, at(guest.browser, address), answer="ja")
    check = guest.get(f"{address}/sjekk").form("website")
    receipt = guest.get(guest.post(f"{address}/sjekk{check['action']}", check["data"]).location)
    own = next(link for link in receipt.links() if "/mine-svar/" in link)
    page = guest.get(own)
    again = guest.browser.post(f"{own}/endre", page.form_values()).location
    changed = guest.get(again).form("website")
    assert guest.post(f"{again}{changed['action']}", changed["data"]).status == 200
    asked_once = guest.get(f"{own}/ta-tilbake")
    assert guest.browser.post(f"{own}/ta-tilbake", {"language": "nn"}).status == 200  # switches, and takes nothing back
    assert guest.get(own).status == 200
    assert guest.post(f"{own}/ta-tilbake", asked_once.form_values()).status == 200
    assert guest.browser.get(own).status == 404
