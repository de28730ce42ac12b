"""The posters of a stop: what they declare, what can be read on them, and where their code leads."""

import io
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdf
import pytest
import segno
from flask import Flask

from medvirkning.caravan.planning import change_stop
from medvirkning.caravan.stops import Stop
from medvirkning.kernel.clock import frozen
from medvirkning.kernel.database import transaction
from medvirkning.mail.language import speaking
from medvirkning.mail.stop_poster import poster_words, stop_poster
from tests import cast, stop_cast
from tests.browsing import Browse
from tests.cast import World, both
from tests.web.test_tour import SUNDAY, TUESDAY

LIST = "/storhaug/arbeid/turplan"
SHEETS = {"a4": (595, 842), "a3": (842, 1191)}  # points
ROOT = Path(__file__).resolve().parent.parent.parent
ADDRESSES = {"address": "https://medvirkning.example/storhaug/vogna/1", "page": "https://medvirkning.example/vogna"}


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def whole(world: World, **about: Any) -> Stop:
    told = {"note": both("Vi har med kaffe", "Vi har med kaffi"), "accessibility": both("Rampe inn", "Rampe inn der")}
    return stop_cast.planned(world, TUESDAY, at=SUNDAY, zone="Lervig", **(told | about))


def opened(world: World, browse: Browse, stop: Stop, size: str = "a4", language: str = "nb") -> pypdf.PdfReader:
    with frozen(SUNDAY):
        response = browse(world.cecilie).get(f"{LIST}/{stop.id}/plakat-{size}-{language}.pdf").response
    assert (response.status_code, response.mimetype) == (200, "application/pdf")
    return pypdf.PdfReader(io.BytesIO(response.get_data()), strict=True)


def read(reader: pypdf.PdfReader) -> str:
    text = " ".join(page.extract_text() for page in reader.pages).replace("\u200b", "")
    return " ".join(text.split())


def tags(node: Any) -> Iterator[tuple[str, Any]]:
    node = node.get_object() if hasattr(node, "get_object") else node
    for child in node if isinstance(node, list) else [node.get("/K", [])] if isinstance(node, dict) else []:
        yield from tags(child)
    if isinstance(node, dict) and "/S" in node:
        yield str(node["/S"]), node


@pytest.mark.parametrize("size", ["a4", "a3"])
@pytest.mark.parametrize("language", ["nb", "nn"])
def test_it_declares_and_is_what_it_declares(world: World, browse: Browse, size: str, language: str) -> None:
    stop = whole(world)
    reader = opened(world, browse, stop, size, language)
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == (language, True)
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"<pdfuaid:part>1<", metadata)
    assert re.search(r"<pdfaid:part>2<", metadata)
    (page,) = reader.pages
    assert tuple(round(float(side)) for side in page.mediabox[2:]) == SHEETS[size]
    for font in page["/Resources"]["/Font"].values():
        described = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(described)


def test_headings_and_pictures_are_tagged_and_said_in_words(world: World, browse: Browse) -> None:
    stop = whole(world)
    reader = opened(world, browse, stop)
    found = list(tags(reader.trailer["/Root"]["/StructTreeRoot"]["/K"]))
    kinds = [kind for kind, _node in found]
    assert (kinds.count("/H1"), kinds.count("/H2")) == (1, 1)
    texts = [str(node["/Alt"]) for kind, node in found if kind == "/Figure"]
    assert sorted(texts) == [f"QR-kode til http://localhost/storhaug/vogna/{stop.id}",
                             "Tegning av campingvogna med markise, bord og flagg over"]  # fmt: skip
    assert reader.metadata is not None
    assert str(reader.metadata.title).replace("\xa0", " ") == (
        "Campingvogna: Kaia i Lervig, Tirsdag 24. november kl. 14–18"
    )


def test_all_that_one_must_know_is_on_it(world: World, browse: Browse) -> None:
    stop = whole(world)
    for language, wanted in (
        ("nb", ("Møt oss ved campingvogna", "Tirsdag 24. november", "kl. 14–18", "Kaia i Lervig", "Vi har med kaffe",
                "Rampe inn", "Skann koden", "localhost/storhaug/vogna", "Levekårsløftet Storhaug")),
        ("nn", ("Tysdag 24. november", "Vi har med kaffi", "Rampe inn der", "kvar vogna kjem neste gong")),
    ):  # fmt: skip
        said = read(opened(world, browse, stop, language=language))
        assert [words for words in wanted if words not in said.replace("\xa0", " ")] == []


def test_the_code_leads_to_the_stops_own_page(world: World, browse: Browse) -> None:
    stop = whole(world)
    reader = opened(world, browse, stop)
    links = [note.get_object()["/A"]["/URI"] for note in reader.pages[0]["/Annots"]]
    assert set(links) == {f"http://localhost/storhaug/vogna/{stop.id}", "http://localhost/storhaug/vogna"}
    address = links[0]
    assert browse().get(address.removeprefix("http://localhost")).status == 200
    with speaking("nb"):
        drawn = poster_words(stop, size="a4", language="nb", address=address, page=address)["qr"]
    assert dark(drawn) == {
        (x, y) for y, row in enumerate(segno.make(address, error="m").matrix) for x, cell in enumerate(row) if cell
    }


def dark(svg: str) -> set[tuple[int, int]]:
    """The dark modules of a drawn QR code: its path goes row by row, in moves and lines to the right."""
    found, x, y = set(), 0.0, 0.0
    path = re.search(r' d="([^"]+)"', svg)
    assert path is not None
    for step, numbers in re.findall(r"([Mmh])([-\d. ]+)", path[1]):
        values = [float(number) for number in numbers.split()]
        if step == "h":
            found |= {(int(x) + run, int(y)) for run in range(int(values[0]))}
            x += values[0]
        else:
            x, y = (values[0], values[1]) if step == "M" else (x + values[0], y + values[1])
    return found


def test_a_cancelled_stop_says_so_in_large(world: World, browse: Browse) -> None:
    stop = stop_cast.cancelled(world, place_name="Torget", note=both("Vi har med kaffe", "Vi har med kaffi"))
    said = read(opened(world, browse, stop, language="nn"))
    assert "Avlyst" in said
    assert "Vogna er på verkstad" in said
    assert "Møt oss" not in said
    assert "kaffi" not in said
    assert "På den står det at stoppet er avlyst" in browse(world.cecilie).get(f"{LIST}/{stop.id}").text


@pytest.mark.parametrize("size", ["a4", "a3"])
@pytest.mark.parametrize("letters", ["Wå ", "W", "ord som er vanlige "], ids=["short", "without a gap", "usual"])
def test_however_much_is_written_it_is_one_sheet_with_all_of_it(world: World, size: str, letters: str) -> None:
    long = both((letters * 300)[:499] + "§", (letters * 300)[:498] + "§§")
    name = (letters * 60)[:119] + "½"
    stop = whole(world, place_name=name, note=long, accessibility=long)
    reader = pypdf.PdfReader(io.BytesIO(stop_poster(stop, size=size, language="nb", **ADDRESSES)))
    (page,) = reader.pages
    assert read(reader).count("§") == 2
    assert "½" in read(reader)
    assert page is not None


def test_what_is_written_is_text_and_nothing_else(world: World) -> None:
    evil = '#panic("x") $1/2$ *fet* <a> @ref \\ `kode` // [x] https://x.example 🥐 السلام'
    stop = whole(world, place_name=evil[:40], note=both(evil, evil + "!"))
    said = read(pypdf.PdfReader(io.BytesIO(stop_poster(stop, size="a4", language="nb", **ADDRESSES))))
    assert '#panic("x") $1/2$ *fet* <a> @ref \\ `kode` //' in said


def test_the_same_stop_gives_the_same_bytes_until_it_is_changed(world: World) -> None:
    stop = whole(world)
    first = stop_poster(stop, size="a4", language="nb", **ADDRESSES)
    with frozen(SUNDAY + timedelta(days=1)):
        assert stop_poster(stop, size="a4", language="nb", **ADDRESSES) == first
    with transaction():
        change_stop(stop, stop_cast.plan(TUESDAY, place_name="Torget"), by=world.cecilie, at=SUNDAY)
    assert stop_poster(stop, size="a4", language="nb", **ADDRESSES) != first


def test_only_the_sheets_and_languages_there_are(world: World, browse: Browse) -> None:
    stop, mine = whole(world), browse(world.cecilie)
    for name in ("a5-nb", "a4-en", "a4", "a4-nb-x"):
        assert mine.get(f"{LIST}/{stop.id}/plakat-{name}.pdf").status == 404
    with frozen(stop.ends_at):
        assert "plakat" not in " ".join(browse(world.cecilie).get(f"{LIST}/{stop.id}").links())


def test_the_caravan_is_drawn_as_on_the_pages() -> None:
    on_pages = (ROOT / "templates/macros/pictures.html").read_text("utf-8")
    on_posters = (ROOT / "templates/letters/caravan.svg").read_text("utf-8")
    drawing = on_posters.partition("\n")[2].removesuffix("</svg>\n")
    assert drawing.startswith("<g ")
    assert drawing in on_pages
