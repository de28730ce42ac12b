"""Somebody gives input in Arabic: begun on a tablet or by their own choice, to the receipt and what is beside it."""

from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.contributions.models import Contribution
from medvirkning.contributions.queries import contacts
from medvirkning.contributions.words import AnswerOutcome
from medvirkning.kernel.database import db
from medvirkning.people.words import GUESTS
from tests import cast, survey_cast
from tests import contribution_cast as said
from tests.browsing import Browse
from tests.caravan_cast import at_the_stop
from tests.caravan_cast import said as said_there
from tests.cast import World
from tests.guest_reader import Guest
from tests.pages import Page
from tests.tablet_client import EVERY_KIND, Tablet

FORM = "/storhaug/innspill/nytt"
WISH = "Vi ønsker flere benker ved lekeplassen"
PERSONAL = "99887766 amal@sol.example"
PLACE = "Badedammen"


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def guest(world: World, browse: Browse) -> Guest:
    return Guest(browse(), world.programme, WISH, PERSONAL, PLACE)


def submit(guest: Guest, url: str, having: str, **values: Any) -> Page:
    form = guest.get(url).form(having)
    return guest.post(form["action"] or url, {**form["data"], **values})


def check_page(guest: Guest, text: str) -> str:
    where = submit(guest, f"{FORM}?sprak=ar", "text", text=text).location
    return submit(guest, where, "place", place=PLACE).location


def test_the_whole_way_is_in_arabic_and_says_so(world: World, guest: Guest) -> None:
    first = f"{FORM}?sprak=ar"
    for wrong in ("", "أ" * 5000, PERSONAL):
        assert submit(guest, first, "text", text=wrong).status == 422
    assert submit(guest, first, "text", text="مقاعد", photos=(BytesIO(b"text"), "a.jpg")).status == 422
    where = submit(guest, first, "text", kind="better", text="مقاعد").location
    assert submit(guest, where, "place", zone="x", place="أ" * 400).status == 422
    reply = submit(guest, where, "place", zone=str(world.programme.zones[2].id)).location
    assert submit(guest, reply, "reply", reply="email", email="").status == 422
    for wrong in ("", "@sol", "@sol" * 100):
        assert submit(guest, reply, "reply", reply="email", email=f"amal{wrong}", name="أ" * 400).status == 422
    receipt = guest.get(submit(guest, reply, "reply", reply="email", email="amal@sol.example").location)
    [code] = {link for link in receipt.links() if link.startswith("/k/")}
    assert guest.browser.get(code).all("html")[0].get("lang") == "nb"
    made = db.session.scalars(select(Contribution)).one()
    assert [contact.language for contact in contacts(made.id)] == ["nb"], "what is mailed is in Norwegian"
    [norwegian] = {link for link in receipt.links() if link.startswith("/sprak/")}
    assert guest.browser.get(guest.browser.get(norwegian).location).all("html")[0].get("lang") == "nb"
    again = next(link for link in receipt.links() if link.startswith(FORM))
    assert guest.get(again).status == 200


def test_agreeing_with_what_others_said_is_in_arabic(world: World, guest: Guest) -> None:
    going_on, over = said.published(world, WISH), said.answered(world, AnswerOutcome.NO, text=WISH)
    reply = check_page(guest, WISH)
    agree = [form["action"] for form in guest.get(reply).forms if "/samme/" in form["action"]]
    assert {str(going_on.id), str(over.id)} == {address.partition("/samme/")[2][:36] for address in agree}
    for address in agree:
        thanks = guest.browser.post(address).location
        if str(over.id) in thanks:
            assert guest.get(thanks).status == 200
        else:
            assert submit(guest, thanks, "email", email="").status == 422
            assert guest.get(submit(guest, thanks, "email", email="amal@sol.example").location).status == 200
            assert [contact.language for contact in contacts(going_on.id)] == ["nb"]


def test_what_went_wrong_on_the_way_is_told_in_arabic(guest: Guest) -> None:
    lost = guest.get(f"{FORM}/{uuid4()}/svar?sprak=ar").location
    assert guest.get(lost).status == 200
    reply = check_page(guest, "مقاعد")
    key = reply.partition("/nytt/")[2].partition("/")[0]
    assert submit(guest, reply, "reply").status == 303
    guest.browser.post(f"{FORM}?sprak=ar", {"text": "شيء آخر", "draft": key})
    page = guest.post(reply, {"reply": "no"})
    assert page.status == 409
    assert all("sprak=ar" in link for link in page.links() if link.startswith(FORM))


@pytest.mark.parametrize("language", GUESTS)
def test_a_language_is_chosen_with_nothing_lost_and_left_again(browse: Browse, world: World, language: str) -> None:
    mine = browse()
    form = mine.get(FORM).form("text")
    assert f'value="{language}"' in mine.get(FORM).html
    page = mine.post(form["action"], {**form["data"], "text": "En benk", "language": language})
    assert (page.status, page.all("html")[0].get("lang")) == (200, language)
    assert "En benk" in page.html
    form = page.form("text")
    where = mine.post(form["action"], form["data"]).location
    assert mine.get(where).all("html")[0].get("lang") == language
    form = mine.get(where).form("place")
    back = mine.post(form["action"], {**form["data"], "language": "nn"})
    assert back.all("html")[0].get("lang") == "nn"
    assert "sprak=" not in back.form("place")["action"]
    assert mine.get(FORM).all("html")[0].get("lang") == "nn"


def test_no_other_page_speaks_them(browse: Browse, world: World) -> None:
    for page in ("/storhaug/", "/storhaug/innspill", "/kode"):
        assert browse().get(f"{page}?sprak=ar").all("html")[0].get("lang") == "nb"


@pytest.mark.parametrize(("language", "goes_on_in"), [("ar", "ar"), ("uk", "uk"), ("nb", "nb"), ("so", "nb")])
def test_what_was_begun_on_a_tablet_goes_on_in_its_language(
    app: Flask, browse: Browse, world: World, language: str, goes_on_in: str
) -> None:
    here = at_the_stop(world, survey_cast.opened(world, EVERY_KIND), languages=("nb", "nn", "ar", "uk"))
    told = said_there(here.shift, text="مقعد") | {"language": language}
    answer = Tablet(app, here.token).ask("POST", "/overfor", json=told)
    path = answer.get_json()["address"].partition("://")[2].partition("/")[2]
    page = browse().get(f"/{path}")
    assert (page.all("html")[0].get("lang"), "مقعد" in page.text) == (goes_on_in, True)
