"""«Dere sa, vi gjorde»: chosen by a coordinator, on the stop's page and on a poster, and only what the board has."""

import io
import re
from datetime import timedelta

import pypdf
import pytest
from flask import Flask

from medvirkning.caravan.reply_rules import MOST_REPLIES
from medvirkning.caravan.stops import Stop
from medvirkning.contributions import actions
from medvirkning.contributions.models import Contribution
from medvirkning.contributions.words import AnswerOutcome
from medvirkning.kernel.clock import frozen
from medvirkning.kernel.database import db
from tests import cast, stop_cast
from tests.browsing import Browse
from tests.cast import World
from tests.contribution_cast import act, answered, published, sent
from tests.reply_cast import at_stop, crowd, told
from tests.web.test_stop_posters import SHEETS, read, tags
from tests.web.test_tour import SUNDAY, TUESDAY

LIST = "/storhaug/arbeid/turplan"
TUESDAY_NOON = SUNDAY + timedelta(days=2)


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def stop(world: World) -> Stop:
    return stop_cast.planned(world, TUESDAY, at=SUNDAY, zone="Lervig")


def poster(browse: Browse, world: World, stop: Stop, size: str = "a4", language: str = "nb") -> pypdf.PdfReader:
    response = browse(world.cecilie).get(f"{LIST}/{stop.id}/svar-{size}-{language}.pdf").response
    assert (response.status_code, response.mimetype) == (200, "application/pdf")
    return pypdf.PdfReader(io.BytesIO(response.get_data()), strict=True)


def test_a_coordinator_chooses_and_everybody_sees(world: World, stop: Stop, browse: Browse) -> None:
    light, path = crowd(world, stop)
    mine, form = browse(world.cecilie), f"{LIST}/{stop.id}/svar"
    everybody = f"/storhaug/vogna/{stop.id}"
    page = mine.get(form)
    ticked = set(page.form_values("told").get("told", []))
    assert ticked == {str(light), str(path)}
    assert "Nummer 1" not in page.text, "nobody has answered it"
    assert "Dere sa, vi gjorde" not in browse().get(everybody).text, "before anybody has chosen"
    assert mine.get(f"{LIST}/{stop.id}/svar-a4-nb.pdf").status == 404
    saved = mine.post(form, {"told": [str(light)]})
    assert saved.status == 303
    seen = browse().get(everybody)
    assert "Dere sa Det er mørkt ved kaia. Det er gjort Fire lamper er på plass." in seen.text
    assert "Asfalter stien" not in seen.text
    assert {f"/storhaug/innspill/{light}", "/storhaug/innspill"} <= set(seen.links())
    assert "1 svar står på siden" in mine.get(f"{LIST}/{stop.id}").text
    again = mine.get(form)
    ticked = set(again.form_values("told").get("told", []))
    assert ticked == {str(light)}, "what was chosen is kept"
    assert mine.post(form, {}).status == 303
    assert "Dere sa, vi gjorde" not in browse().get(everybody).text


@pytest.mark.parametrize("size", ["a4", "a3"])
@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_poster_is_what_it_declares_and_tells_no_day(
    world: World, stop: Stop, browse: Browse, size: str, language: str
) -> None:
    told(world, stop, *crowd(world, stop))
    reader = poster(browse, world, stop, size, language)
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == (language, True)
    assert re.search(r"<pdfuaid:part>1<", root["/Metadata"].get_object().get_data().decode())
    (page,) = reader.pages
    assert tuple(round(float(side)) for side in page.mediabox[2:]) == SHEETS[size]
    kinds = [kind for kind, _node in tags(root["/StructTreeRoot"]["/K"])]
    assert (kinds.count("/H1"), kinds.count("/H2"), kinds.count("/TH")) == (1, 1, 2)
    said = read(reader).replace("\xa0", " ")
    wanted = {
        "nb": ("Dere sa, vi gjorde", "Kaia i Lervig", "«Det er mørkt ved kaia.»", "Vi sa nei", "Stien er fredet."),
        "nn": (
            "De sa, vi gjorde",
            "Kaia i Lervig",
            "No er det gjort",
            "Fire lamper er på plass. De slukker klokka 23.",
        ),
    }[language]
    assert [words for words in wanted if words not in said] == []
    assert "localhost/storhaug/innspill" in said
    for secret in ("24.", "november", "nettbrett", "Lervig, "):
        assert secret not in said


def test_of_few_the_place_is_not_told(world: World, stop: Stop, browse: Browse) -> None:
    light, path = crowd(world, stop, 2)
    mine = browse(world.cecilie)
    page = mine.get(f"{LIST}/{stop.id}/svar")
    assert "For få har sagt noe her" in page.text
    assert f"/storhaug/arbeid/innspill?fane=nye&stopp={stop.id}" in page.links()
    assert mine.post(f"{LIST}/{stop.id}/svar", {"told": [str(light), str(path)]}).status == 422
    at_stop(stop, sent(world, "Enda en"))
    told(world, stop, light, path)
    assert "Det er mørkt ved kaia" in browse().get(f"/storhaug/vogna/{stop.id}").text


def test_those_of_another_day_are_another_crowd(world: World, stop: Stop, browse: Browse) -> None:
    crowd(world, stop, 2)
    with frozen(TUESDAY_NOON):
        at_stop(stop, *(sent(world, f"Tysdag {number}", at=TUESDAY_NOON) for number in range(4)))
    assert "For få har sagt noe her" in browse(world.cecilie).get(f"{LIST}/{stop.id}/svar").text


def test_what_leaves_the_board_leaves_the_stop(world: World, stop: Stop, browse: Browse) -> None:
    light, path = crowd(world, stop)
    told(world, stop, light, path)
    act(db.session.get_one(Contribution, path), actions.hide, world, reason="Det står et navn i teksten.")
    assert "Asfalter stien" not in browse().get(f"/storhaug/vogna/{stop.id}").text
    assert "Asfalter" not in read(poster(browse, world, stop))
    refused = browse(world.cecilie).post(f"{LIST}/{stop.id}/svar", {"told": [str(light), str(path)]})
    assert refused.status == 422
    assert "Se over resten" in refused.text


def test_never_who_said_it(world: World, stop: Stop, browse: Browse) -> None:
    named = answered(world, AnswerOutcome.YES, text="Ein benk", name="Åsne Vik", name_public=True, place="hos meg")
    at_stop(stop, named)
    crowd(world, stop)
    told(world, stop, named.id)
    for words in (browse().get(f"/storhaug/vogna/{stop.id}").text, read(poster(browse, world, stop))):
        assert "Ein benk" in words
        assert "Åsne" not in words
        assert "hos meg" not in words


def test_more_than_has_room_is_refused_and_kept(world: World, stop: Stop, browse: Browse) -> None:
    crowd(world, stop)
    many = [answered(world, AnswerOutcome.YES, text=f"Ønske {number}") for number in range(MOST_REPLIES + 1)]
    at_stop(stop, *many)
    page = browse(world.cecilie).post(f"{LIST}/{stop.id}/svar", {"told": [str(one.id) for one in many]})
    assert page.status == 422
    assert "Det er plass til 6 på arket, og du har valgt 7." in page.text
    ticked = set(page.form_values("told").get("told", []))
    assert ticked == {str(one.id) for one in many}
    assert browse(world.cecilie).post(f"{LIST}/{stop.id}/svar", {"told": ["x"]}).status == 422


@pytest.mark.parametrize("size", ["a4", "a3"])
@pytest.mark.parametrize(
    "letters", ["Wå ", "W", "W" * 39 + " ", "ord som er vanlige "], ids=["short", "no gap", "long words", "usual"]
)
def test_however_much_is_said_it_is_one_sheet(
    world: World, stop: Stop, browse: Browse, size: str, letters: str
) -> None:
    long = (letters * 1000)[:990]
    many = [answered(world, AnswerOutcome.PARTLY, f"§{long}", text=f"½{long}") for _each in range(MOST_REPLIES)]
    at_stop(stop, *many)
    told(world, stop, *(one.id for one in many))
    reader = poster(browse, world, stop, size)
    (page,) = reader.pages
    words = read(reader)
    assert (words.count("§"), words.count("½")) == (MOST_REPLIES, MOST_REPLIES)
    assert words.count("…") >= 2 * MOST_REPLIES
    assert page is not None


def test_nothing_said_and_nothing_answered_say_so(world: World, stop: Stop, browse: Browse) -> None:
    mine = browse(world.cecilie)
    assert "Ingen har sagt noe her ennå" in mine.get(f"{LIST}/{stop.id}/svar").text
    at_stop(stop, *(sent(world, f"Nummer {number}") for number in range(5)))
    page = mine.get(f"{LIST}/{stop.id}/svar")
    assert "Ingenting har fått svar ennå" in page.text
    assert f"/storhaug/arbeid/innspill?fane=nye&stopp={stop.id}" in page.links(), "where they lie, unread"
    at_stop(stop, published(world, text="Og ein som er lest"))
    assert f"/storhaug/arbeid/innspill?fane=venter&stopp={stop.id}" in mine.get(f"{LIST}/{stop.id}/svar").links()
    assert mine.post(f"{LIST}/{stop.id}/svar", {}).status == 303


def test_others_read_the_poster_and_choose_nothing(world: World, stop: Stop, browse: Browse) -> None:
    told(world, stop, *crowd(world, stop))
    assert browse(world.eli).get(f"{LIST}/{stop.id}/svar-a4-nb.pdf").status == 200
    assert browse(world.eli).get(f"{LIST}/{stop.id}/svar").status == 403
    assert browse(world.aud).get(f"{LIST}/{stop.id}/svar-a4-nb.pdf").status in (403, 404)
