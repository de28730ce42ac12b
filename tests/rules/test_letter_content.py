"""A letter as a value: there and back through JSON, and paragraphs from passages."""

import json
from datetime import date

import pytest

from medvirkning.kernel.content_digest import canonical_json
from medvirkning.kernel.days import months_after
from medvirkning.mail.letter_content import Block, LetterContent, Passage, Says
from medvirkning.mail.letter_written import written
from tests.rules.test_letter_check import whole


def test_there_and_back() -> None:
    content = whole()
    stored = json.loads(json.dumps(content.to_json()))
    assert LetterContent.from_json(stored) == content
    assert LetterContent.from_json(stored).digest == content.digest
    assert canonical_json(stored) == canonical_json(content.to_json())


def test_passages_run_on() -> None:
    block = Block(
        "Klage",
        (
            Passage(Says.APPEAL, "En."),
            Passage(Says.DEADLINE, "", runs_on=True),
            Passage(Says.COSTS, "To.", runs_on=True),
            Passage(Says.CONDITIONS, "Tre:", ("a", "b")),
            Passage(Says.PAPERS, "Fire.", runs_on=True),
        ),
    )
    assert block.paragraphs() == [("En. To.", ()), ("Tre:", ("a", "b")), ("Fire.", ())]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("Ett avsnitt\nover to linjer.", [("Ett avsnitt over to linjer.", ())]),
        ("Ett.\n\nTo.\r\n\r\nTre.", [("Ett.", ()), ("To.", ()), ("Tre.", ())]),
        ("Slik:\n- én\n– to", [("Slik:", ("én", "to"))]),
        ("- én\n\n* to", [("", ("én",)), ("", ("to",))]),
        (" \n\n ", []),
        ("-", [("-", ())]),
        ("Vi tok 5 000 kroner av 1 250 000.", [("Vi tok 5\u00a0000 kroner av 1\u00a0250\u00a0000.", ())]),
    ],
)
def test_what_people_write_becomes_paragraphs_and_lists(text: str, paragraphs: list[object]) -> None:
    assert [(passage.text, passage.items) for passage in written(Says.REASONS, text)] == paragraphs


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 10, 17), 2, date(2026, 12, 17)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 1, 31), 12, date(2027, 1, 31)),
    ],
)
def test_months_after(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then
