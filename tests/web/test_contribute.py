"""The resident's three steps: what, where, answer. Nothing that was written is lost."""

from html import escape
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from medvirkning.contributions.models import Contribution, Draft
from medvirkning.contributions.queries import contacts
from medvirkning.contributions.words import ContributionKind
from medvirkning.kernel.database import db
from tests import cast
from tests import contribution_cast as said
from tests.browsing import Browse, Browser
from tests.cast import World
from tests.pages import Page

FORM = "/storhaug/innspill/nytt"


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def aud(world: World, browse: Browse) -> Browser:
    return browse()


def write(aud: Browser, text: str = "En benk ved kaia", **more: Any) -> Page:
    return aud.submit(FORM, "text", **{"text": text, **more})


def to_the_end(aud: Browser, text: str = "En benk ved kaia", **more: Any) -> str:
    """Where the last step is, with everything before it done."""
    return aud.submit(write(aud, text).location, "place", **more).location


def only() -> Contribution:
    db.session.expire_all()
    return db.session.scalars(select(Contribution)).one()


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


@pytest.mark.parametrize(
    ("language", "heading", "sent"),
    [
        ("nb", "Hva vil du si?", "Takk! Innspillet ditt er sendt."),
        ("nn", "Kva vil du seie?", "Takk! Innspelet ditt er sendt."),
    ],
)
def test_the_whole_way_in_both_languages(world: World, browse: Browse, language: str, heading: str, sent: str) -> None:
    aud = browse(language=language)
    page = aud.get(FORM)
    assert (page.status, heading in page.text) == (200, True)
    where = aud.submit(FORM, "text", kind="idea", text="En benk ved kaia").location
    zone = str(world.programme.zones[2].id)
    reply = aud.submit(where, "place", zone=zone, place="ved skuret").location
    check = aud.get(reply)
    assert all(words in check.text for words in ("En benk ved kaia", "Lervig", "ved skuret"))
    receipt = aud.get(aud.submit(reply, "reply").location)
    assert sent in receipt.text
    made = only()
    assert (made.kind, made.text, made.zone.name, made.place) == (
        ContributionKind.IDEA,
        "En benk ved kaia",
        "Lervig",
        "ved skuret",
    )
    [code] = {link for link in receipt.links() if link.startswith("/k/")}
    assert aud.get(code).status == 200
    assert 'class="qr"' in receipt.html
    assert "noindex" in receipt.response.headers["X-Robots-Tag"]


def test_text_is_all_that_is_needed(aud: Browser) -> None:
    assert aud.submit(to_the_end(aud), "reply").location.endswith("/kvittering")
    made = only()
    assert (made.kind, made.zone_id, made.whole_area, made.place, made.name) == ("unsaid", None, False, "", "")


def test_nothing_written_is_told_at_the_field_and_in_the_summary(aud: Browser) -> None:
    page = write(aud, "  ", kind="idea")
    assert (page.status, page.errors) == (422, ["Feil: Skriv hva du vil si"])
    assert page.all("a", href="#text")
    assert page.form_values()["kind"] == ["idea"], "what was chosen is kept"
    assert page.text.startswith("Feil:")
    assert count(Draft) == 0


@pytest.mark.parametrize("text", ["a" * 1001, said.CANARY * 20])
def test_what_was_written_is_kept_however_wrong(aud: Browser, text: str) -> None:
    page = write(aud, text)
    assert page.status == 422
    assert page.form_values()["text"] == [text]
    assert said.CANARY not in page.html


def test_the_draft_has_the_id_that_was_made_with_the_form(aud: Browser) -> None:
    key = aud.get(FORM).form_values("text")["draft"][0]
    assert key in aud.submit(FORM, "text", text="En benk", draft=key).location
    again = aud.get(f"{FORM}?kladd={key}")
    assert again.response.headers["Cache-Control"] == "no-store"
    assert again.form_values("text")["text"] == ["En benk"]
    assert aud.submit(f"{FORM}?kladd={key}", "text", text="To benker").location.startswith(f"{FORM}/{key}")
    assert count(Draft) == 1
    assert db.session.scalars(select(Draft.text)).one() == "To benker"


@pytest.mark.parametrize("choice", ["all", "unknown", ""])
def test_the_map_can_be_skipped(aud: Browser, choice: str) -> None:
    aud.submit(to_the_end(aud, **({"zone": choice} if choice else {})), "reply")
    assert (only().zone_id, only().whole_area) == (None, choice == "all")


def test_a_place_that_is_not_in_the_list_is_refused_and_the_rest_kept(aud: Browser) -> None:
    page = aud.submit(write(aud).location, "place", zone=str(uuid4()), place="ved kaia")
    assert (page.status, page.errors) == (422, ["Feil: Velg et av stedene i lista"])
    assert page.form_values("place")["place"] == ["ved kaia"]
    page = aud.submit(write(aud).location, "place", place="å" * 121)
    assert page.status == 422


def test_going_back_shows_what_was_chosen(aud: Browser, world: World) -> None:
    where = write(aud).location
    zone = str(world.programme.zones[0].id)
    check = aud.get(aud.submit(where, "place", zone=zone, place="i parken").location)
    assert where in check.links()
    back = aud.get(where).form_values("place")
    assert (back["zone"], back["place"]) == ([zone], ["i parken"])


def test_an_answer_by_email_needs_an_address(aud: Browser) -> None:
    reply = to_the_end(aud)
    for written in ("", "aud", "aud@"):
        page = aud.submit(reply, "reply", reply="email", email=written, name="Aud")
        assert page.status == 422
        assert len(page.errors) == 1
        assert (page.form_values("reply")["email"], page.form_values("reply")["name"]) == ([written], ["Aud"])
    assert aud.submit(reply, "reply", reply="email", email=" Aud@Medvirkning.Example ").status == 303
    assert [contact.email for contact in contacts(only().id)] == ["aud@medvirkning.example"]


def test_an_address_that_was_not_wanted_is_not_kept(aud: Browser) -> None:
    assert aud.submit(to_the_end(aud), "reply", reply="no", email="halvveis@").status == 303
    assert contacts(only().id) == []


@pytest.mark.parametrize(("shown", "name"), [({"name_public": "y"}, "Aud"), ({}, None)])
def test_a_name_is_shown_only_when_asked_for(aud: Browser, shown: dict[str, str], name: str | None) -> None:
    aud.submit(to_the_end(aud), "reply", name="Aud", **shown)
    assert (only().name, only().shown_name) == ("Aud", name)


def test_the_language_can_change_midway_and_nothing_is_lost(aud: Browser) -> None:
    page = aud.submit(FORM, "text", text="Halvskrive", kind="good", language="nn")
    assert (page.status, page.errors) == (200, [])
    assert "Kva vil du seie?" in page.text
    assert (page.form_values("text")["text"], page.form_values("text")["kind"]) == (["Halvskrive"], ["good"])
    reply = to_the_end(aud)
    page = aud.submit(reply, "reply", reply="email", email="aud@", name="Aud", language="nb")
    assert (page.status, page.errors) == (200, [])
    assert page.form_values("reply")["email"] == ["aud@"]


@pytest.mark.parametrize("address", ["", "/hvor", "/svar", "/kvittering"])
def test_no_such_programme(aud: Browser, address: str) -> None:
    key = f"/{uuid4()}" if address else ""
    assert aud.get(f"/bortevekk/innspill/nytt{key}{address}").status == 404


@pytest.mark.parametrize(
    ("address", "method"),
    [("", "put"), ("/{key}/hvor", "delete"), ("/{key}/svar", "patch"), ("/{key}/kvittering", "post")],
)
def test_wrong_methods(aud: Browser, address: str, method: str) -> None:
    assert getattr(aud.client, method)(FORM + address.format(key=uuid4())).status_code in (400, 405)


def test_a_form_without_its_token_or_with_the_trap_filled_is_refused(aud: Browser) -> None:
    assert aud.post(FORM, {"text": "En benk"}, token=False).status == 400
    page = write(aud, website="https://kjop.example")
    assert (page.status, page.form_values("text")["text"]) == (422, ["En benk ved kaia"])
    assert count(Draft) == 0


def test_what_is_written_never_runs(aud: Browser) -> None:
    reply = to_the_end(aud, said.CANARY, place=said.CANARY[:100])
    check = aud.get(reply)
    receipt = aud.get(aud.submit(reply, "reply", name=said.CANARY[:80]).location)
    assert said.CANARY not in check.html + receipt.html
    assert str(escape("<script>alert", quote=False)) in check.html


def test_the_first_page_asks_the_database_nothing(aud: Browser) -> None:
    aud.get(FORM)
    with said.statements() as asked:
        aud.get(FORM)
    assert asked == []


def test_the_first_press_asks_once(aud: Browser) -> None:
    values = aud.get(FORM).form_values("text")
    aud.post(FORM, {**values, "text": "Først"})
    with said.statements() as asked:
        assert aud.post(FORM, {**values, "text": "Så"}).status == 303
    assert [statement.split()[0] for statement in asked if statement.split()[0] not in ("BEGIN", "COMMIT")] == [
        "INSERT"
    ]


def test_the_page_is_rendered_once_for_all_and_each_gets_an_id_and_a_token_of_their_own(
    world: World, browse: Browse
) -> None:
    browsers = [browse(), browse(), browse(language="nn"), browse(world.cecilie)]
    pages = [browser.get(FORM) for browser in browsers for _ in range(2)]
    values = [page.form_values("text") for page in pages]
    assert len({value["draft"][0] for value in values}) == len(pages)
    tokens = [value["csrf_token"][0] for value in values]  # each says what second it was made in
    assert all(set(tokens[place : place + 2]).isdisjoint(tokens[place + 2 :]) for place in (0, 2, 4))
    assert "\0" not in "".join(page.html for page in pages)
    assert ["Kva vil du seie?" in page.text for page in pages] == [False] * 4 + [True] * 2 + [False] * 2
    assert ["Logg ut" in page.text for page in pages] == [False] * 6 + [True] * 2
    for browser, value in zip(browsers, values[::2], strict=True):
        assert browser.client.post(FORM, data={**value, "text": "En benk"}).status_code == 303
