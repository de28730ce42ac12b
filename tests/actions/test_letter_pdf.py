"""The PDF of a letter: what it declares, what can be read in it, and that nothing a person writes can run in it."""

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from medvirkning.mail.letter_content import Block, LetterContent, Passage, Says
from medvirkning.mail.pdf import file_name, pdf
from medvirkning.review.words import Outcome
from tests.letter_cast import ADDRESS, EVERY, letter

pytestmark = pytest.mark.usefixtures("app")


def opened(content: LetterContent) -> PdfReader:
    """The letter's PDF, read strictly."""
    return PdfReader(io.BytesIO(pdf(content)), strict=True)


def text_of(reader: PdfReader) -> str:
    """All its text, with single ordinary spaces."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split()).replace("\u200b", "")


def tags(node: Any) -> list[tuple[str, Any]]:
    """Every tag in the structure tree and its node, in reading order."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [tag for child in node for tag in tags(child)]
    if not isinstance(node, dict):
        return []
    here = [(str(node["/S"]), node)] if "/S" in node else []
    return here + (tags(node["/K"]) if "/K" in node else [])


@pytest.mark.parametrize(("language", "people", "outcome"), EVERY)
def test_it_declares_and_is_what_it_declares(language: str, people: int, outcome: Outcome) -> None:
    reader = opened(letter(language, people, outcome))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == f"{language}-NO"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"<pdfuaid:part>1<", metadata)
    assert re.search(r"<pdfaid:part>2<", metadata)
    assert re.search(r"<pdfaid:conformance>A<", metadata)
    assert reader.metadata.title == letter(language, people, outcome).title
    assert root["/StructTreeRoot"]["/K"]


def test_headings_lists_and_pictures_are_tagged() -> None:
    content = letter()
    found = tags(opened(content).trailer["/Root"]["/StructTreeRoot"]["/K"])
    kinds = [kind for kind, _node in found]
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == len(content.blocks)
    assert kinds.count("/L") == 2
    assert kinds.count("/LI") == sum(len(p.items) for p in content.passages())
    assert [node["/Alt"] for kind, node in found if kind == "/Figure"] == [content.labels["qr"]]
    assert kinds.count("/Link") == 2


def test_its_fonts_are_inside() -> None:
    for page in opened(letter(title="Язык مركز ትግርኛ")).pages:
        fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
        assert fonts
        for font in fonts:
            described = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(described), font["/BaseFont"]
            assert "/ToUnicode" in font


@pytest.mark.parametrize(("language", "people", "outcome"), EVERY)
def test_all_of_the_letter_can_be_read(language: str, people: int, outcome: Outcome) -> None:
    content = letter(language, people, outcome)
    read = text_of(opened(content))
    wanted = [content.title, content.decision, content.number, content.dated_text, content.deadline_text]
    wanted += [block.heading for block in content.blocks]
    wanted += [item for passage in content.passages() for item in (passage.text, *passage.items) if item]
    for line in wanted:
        assert " ".join(line.split()) in read
    if outcome not in (Outcome.REFUSED, Outcome.DISMISSED):
        assert f"{content.amount // 1000} 000 kr " in read


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert pdf(letter()) == pdf(letter())
    assert pdf(letter()) == pdf(LetterContent.from_json(letter().to_json()))
    assert pdf(letter()) != pdf(letter(title="Langbord i Lervig"))


def test_a_refusal_is_one_page_and_longer_letters_are_numbered() -> None:
    refused = opened(letter(outcome=Outcome.REFUSED))
    assert len(refused.pages) == 1
    assert "Side 1" not in text_of(refused)
    long = opened(letter(reasons="\n\n".join(["Dette er en grunn. " * 30] * 8)))
    assert len(long.pages) > 1
    for number, page in enumerate(long.pages, 1):
        assert f"Side {number} av {len(long.pages)}" in " ".join(page.extract_text().split())


def test_it_leads_to_the_letter_on_the_web() -> None:
    annotations = [each.get_object() for page in opened(letter()).pages for each in page.get("/Annots", [])]
    assert {annotation["/A"]["/URI"] for annotation in annotations} == {ADDRESS}
    assert all(annotation.get("/Contents") for annotation in annotations)


HOSTILE = [
    '#eval("1+1") #import "/etc/passwd": * #read("letter.typ") #panic() \\u{41} $x^2$ *b* _i_ `r` @ref <label> //c /*',
    '"}], "amount_text": "1 000 000 kr", "x": [{"',
    "</p><script>alert(1)</script>&amp;<img src=x onerror=alert(1)>",
    "W" * 500,
    "Sommerfest 😀👩‍👩‍👧🇳🇴 i مركز الحي og 日本",
    "\x00\x01\x1b[31m\ud7ff\ufffe\U0010ffff",
    "a" + "\u0301" * 300,
    "\u202ekr 000 000 1\u202c",
    "",
    " \n\t ",
]


@pytest.mark.parametrize("written", HOSTILE)
def test_nothing_a_person_writes_breaks_it_or_runs(written: str) -> None:
    read = text_of(opened(everywhere(written)))
    assert "1 000 000 kr" not in read.replace("\u00a0", " ") or '"1 000 000 kr"' in written
    if written.startswith("#eval"):
        assert '#eval("1+1") #import "/etc/passwd": * #read("letter.typ")' in read
    if written.startswith("</p>"):
        assert "<script>alert(1)</script>&amp;" in read


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_no_text_breaks_it(written: str) -> None:
    assert pdf(everywhere(written)).startswith(b"%PDF-1.7")


def test_forty_sections_are_still_a_letter() -> None:
    block = Block("Overskrift", (Passage(Says.REASONS, "Ord " * 120, ("punkt " * 20,) * 6),))
    reader = opened(replace(letter(), blocks=(block,) * 40))
    assert len(reader.pages) > 5
    assert text_of(reader).count("Overskrift") == 40


@pytest.mark.parametrize(
    ("number", "name"),
    [("NT-2026-014", "vedtak-NT-2026-014.pdf"), ('../"\r\nx', "vedtak-x.pdf"), ("æøå", "vedtak.pdf")],
)
def test_the_file_has_a_name_that_means_nothing_to_a_machine(number: str, name: str) -> None:
    assert file_name(replace(letter(), number=number)) == name


def everywhere(written: str) -> LetterContent:
    """A letter with this text in every place."""
    told = letter(title=written, reasons=written, conditions=(written, written), applicant=written)
    section = Block(written, (Passage(Says.REASONS, written, (written,)),))
    return replace(
        told, municipality=written, group=written, decision=written, signature=written, blocks=(*told.blocks, section)
    )
