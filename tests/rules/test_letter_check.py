"""What the law's list asks of a letter, one thing at a time. The letters here are made by hand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from medvirkning.mail.letter_check import ALWAYS, WHEN_DISMISSED, WITH_MONEY, Lacks, missing
from medvirkning.mail.letter_content import Block, LetterContent, Passage, Says, Untranslated

OF_APPEALS = (Lacks.STATEMENT, Lacks.NO_FURTHER_APPEAL)  # asked of letters about appeals only
NEEDED = {
    "granted": {*ALWAYS, *WITH_MONEY},
    "partly": {*ALWAYS, *WITH_MONEY, Says.CUT_REASONS},
    "refused": {*ALWAYS},
    "dismissed": {*ALWAYS, *WHEN_DISMISSED},
}


def whole(outcome: str = "partly") -> LetterContent:
    """A letter that says a word on all there is to say."""
    said = dict.fromkeys(Says, "Noe.") | {Says.DEADLINE: "Fristen er fredag 16. oktober 2026."}
    return LetterContent(
        language="nb",
        outcome=outcome,
        number="NT-2026-014",
        dated=date(2026, 9, 25),
        dated_text="25. september 2026",
        deadline=date(2026, 10, 16),
        deadline_text="fredag 16. oktober 2026",
        municipality="Stavanger kommune",
        programme="Levekårsløftet",
        group="Bydelsgruppa",
        recipient=("Aud",),
        title="Dere får 30 000 kroner",
        decision="Bydelsgruppa gir dere tilskudd.",
        amount=None if outcome in ("refused", "dismissed") else 30_000,
        asked=35_000,
        blocks=(Block("Alt", tuple(Passage(says, text) for says, text in said.items())),),
        signature="Hilsen",
        address="https://medvirkning.example/",
        labels={},
    )


OF_CORRECTIONS = (Lacks.CORRECTION, Lacks.TIME_ANEW)


def without(content: LetterContent, *silent: Says) -> LetterContent:
    """The letter with some matters not spoken of."""
    kept = tuple(passage for passage in content.passages() if passage.says not in silent)
    return replace(content, blocks=(Block("Alt", kept),))


@pytest.mark.parametrize("outcome", NEEDED)
def test_a_whole_letter_lacks_nothing(outcome: str) -> None:
    assert missing(whole(outcome)) == []


@pytest.mark.parametrize(("outcome", "says"), [(o, s) for o, needed in NEEDED.items() for s in Says if s in needed])
def test_each_thing_the_law_asks_for_is_missed(outcome: str, says: Says) -> None:
    assert missing(without(whole(outcome), says)) == [Lacks(says.value)]
    blank = (*without(whole(outcome), says).blocks, Block("Tom", (Passage(says, " \n"),)))
    assert missing(replace(whole(outcome), blocks=blank)) == [Lacks(says.value)]


@pytest.mark.parametrize("outcome", NEEDED)
def test_the_rest_may_be_left_out(outcome: str) -> None:
    optional = set(Says) - NEEDED[outcome] - {Says.DEADLINE}
    assert missing(without(whole(outcome), *optional)) == []


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({"number": " "}, [Lacks.NUMBER]),
        ({"dated": None}, [Lacks.DATE, Lacks.DEADLINE]),
        ({"dated_text": ""}, [Lacks.DATE]),
        ({"recipient": ()}, [Lacks.RECIPIENT]),
        ({"recipient": ("", " ")}, [Lacks.RECIPIENT]),
        ({"title": ""}, [Lacks.DECISION]),
        ({"decision": " "}, [Lacks.DECISION]),
        ({"amount": None}, [Lacks.AMOUNT]),
        ({"amount": 0}, [Lacks.AMOUNT]),
        ({"amount": -1}, [Lacks.AMOUNT]),
        ({"deadline": None}, [Lacks.DEADLINE]),
        ({"deadline": date(2026, 9, 25)}, [Lacks.DEADLINE]),
        ({"deadline": date(2027, 10, 16)}, [Lacks.DEADLINE]),
        ({"deadline_text": "fredag"}, [Lacks.DEADLINE]),
        ({"deadline_text": "lørdag 17. oktober 2026"}, [Lacks.DEADLINE]),
        ({"untranslated": (Untranslated.CONDITIONS,)}, [Lacks.LANGUAGE]),
    ],
)
def test_what_else_must_be_there(changes: dict[str, object], lacks: list[Lacks]) -> None:
    assert missing(replace(whole(), **changes)) == lacks


def test_a_refusal_names_no_sum() -> None:
    assert missing(replace(whole("refused"), amount=1)) == [Lacks.AMOUNT]
    assert missing(replace(whole("dismissed"), amount=1)) == [Lacks.AMOUNT]


def test_all_that_lacks_is_told_in_one_order() -> None:
    bare = replace(whole(), blocks=(), number="", recipient=(), title="")
    of_dismissals = (Lacks.MISSING_ITEMS, Lacks.ASKED_FIRST)
    other = (Lacks.DATE, Lacks.AMOUNT, Lacks.LANGUAGE, *of_dismissals, *OF_APPEALS, *OF_CORRECTIONS)
    assert missing(bare) == [lack for lack in Lacks if lack not in other]


def test_a_corrected_letter_says_so_and_may_leave_the_deadline_as_it_was() -> None:
    corrected = replace(without(whole(), Says.CORRECTION, Says.TIME_ANEW), corrects=date(2026, 9, 1))
    assert tuple(missing(corrected)) == OF_CORRECTIONS
    assert corrected.deadline is not None
    late = replace(whole(), dated=corrected.deadline + timedelta(days=1))
    assert Lacks.DEADLINE in missing(late)
    assert Lacks.DEADLINE in missing(replace(late, corrects=date(2026, 9, 1)))
    assert Lacks.DEADLINE not in missing(replace(late, corrects=date(2026, 9, 1), keeps_deadline=True))
