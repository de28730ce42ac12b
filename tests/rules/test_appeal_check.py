"""What the law's list asks of a letter about an appeal, one thing at a time. The letters here are made by hand."""

from dataclasses import replace

import pytest

from medvirkning.appeals.words import RulingKind
from medvirkning.mail.appeal_check import FINAL, FORWARDED, UNDONE, missing_in_appeal
from medvirkning.mail.letter_check import ALWAYS, WHEN_CUT, WITH_MONEY, Lacks
from medvirkning.mail.letter_content import LetterContent, Says, Untranslated
from tests.rules.test_letter_check import whole, without

NEEDED = {
    (RulingKind.DISMISSED, "dismissed"): {*ALWAYS},
    (RulingKind.CHANGED, "granted"): {*ALWAYS, *WITH_MONEY},
    (RulingKind.CHANGED, "partly"): {*ALWAYS, *WITH_MONEY, *WHEN_CUT},
    (RulingKind.ANEW, "refused"): {*ALWAYS},
    (RulingKind.UNDONE, "undone"): {*UNDONE},
    (RulingKind.FORWARDED, "forwarded"): {*FORWARDED},
    (RulingKind.FINAL, "upheld"): {*FINAL},
    (RulingKind.FINAL, "set_aside"): {*FINAL, Says.COSTS},
    (RulingKind.FINAL, "partly"): {*FINAL, Says.COSTS, *WITH_MONEY, *WHEN_CUT},
    (RulingKind.FINAL, "granted"): {*FINAL, Says.COSTS, *WITH_MONEY},
}
WITH_DEADLINE = (RulingKind.DISMISSED, RulingKind.CHANGED, RulingKind.ANEW)


def letter(kind: RulingKind, outcome: str) -> LetterContent:
    """A letter that says a word on all there is to say."""
    content = replace(whole(outcome), amount=30_000 if outcome in ("granted", "partly") else None)
    return content if kind in WITH_DEADLINE else replace(content, deadline=None, deadline_text="")


@pytest.mark.parametrize(("kind", "outcome"), NEEDED)
def test_a_whole_letter_lacks_nothing(kind: RulingKind, outcome: str) -> None:
    assert missing_in_appeal(letter(kind, outcome), kind) == []


@pytest.mark.parametrize(
    ("kind", "outcome", "says"), [(*letters, says) for letters, needed in NEEDED.items() for says in sorted(needed)]
)
def test_each_thing_the_law_asks_for_is_missed(kind: RulingKind, outcome: str, says: Says) -> None:
    assert missing_in_appeal(without(letter(kind, outcome), says), kind) == [Lacks(says.value)]


@pytest.mark.parametrize(("kind", "outcome"), NEEDED)
@pytest.mark.parametrize(
    ("changed", "lack"),
    [
        ({"number": " "}, Lacks.NUMBER),
        ({"recipient": ()}, Lacks.RECIPIENT),
        ({"decision": ""}, Lacks.DECISION),
        ({"untranslated": (Untranslated.CONDITIONS,)}, Lacks.LANGUAGE),
    ],
)
def test_what_no_passage_tells_of(kind: RulingKind, outcome: str, changed: dict[str, object], lack: Lacks) -> None:
    assert missing_in_appeal(replace(letter(kind, outcome), **changed), kind) == [lack]  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", WITH_DEADLINE)
def test_what_can_be_appealed_says_until_when(kind: RulingKind) -> None:
    outcome = {RulingKind.DISMISSED: "dismissed"}.get(kind, "partly")
    assert missing_in_appeal(replace(letter(kind, outcome), deadline=None), kind) == [Lacks.DEADLINE]
