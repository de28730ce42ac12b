"""Letters about appeals: reasons first, no claim that is not so, costs that count from now."""

from datetime import date

import pytest

from medvirkning.appeals.words import RulingKind
from medvirkning.grants.words import DecidingMode
from medvirkning.mail.appeal_letters import RulingFacts, write_ruling
from medvirkning.mail.letter_content import LetterContent, Says
from medvirkning.review.words import Outcome
from tests.letter_cast import ADDRESS, facts

pytestmark = pytest.mark.usefixtures("app")


def ruled(kind: RulingKind, outcome: str, **changes: object) -> LetterContent:
    answered = Outcome(outcome) if outcome in set(Outcome) else Outcome.REFUSED
    told = facts("nb", 2, answered, **changes)
    return write_ruling(
        RulingFacts(told, kind, None, outcome, told.reasons, date(2026, 10, 1), date(2026, 10, 20)), ADDRESS
    )


def test_a_new_no_gives_its_reasons_under_reasons() -> None:
    """… and not what was liked the first time."""
    first = ruled(RulingKind.ANEW, "refused").blocks[0]
    assert first.heading == "Begrunnelse"
    assert [passage.says for passage in first.passages] == [Says.REASONS, Says.CRITERIA]


@pytest.mark.parametrize("kind", [RulingKind.FORWARDED, RulingKind.FINAL])
@pytest.mark.parametrize("mode", DecidingMode)
def test_the_group_is_not_named_as_the_one_who_decided(kind: RulingKind, mode: DecidingMode) -> None:
    content = ruled(kind, "set_aside" if kind is RulingKind.FINAL else "forwarded", mode=mode)
    assert content.said(Says.AUTHORITY) == ""
    assert content.signature.endswith("Bydelsgruppa Storhaug")


@pytest.mark.parametrize(
    ("kind", "outcome", "now"),
    [
        (RulingKind.CHANGED, "partly", True),
        (RulingKind.ANEW, "granted", True),
        (RulingKind.FINAL, "granted", True),
        (RulingKind.FINAL, "set_aside", False),
    ],
)
def test_costs_are_told_of_as_of_the_change(kind: RulingKind, outcome: str, now: bool) -> None:
    assert ("etter at dere fikk dette brevet" in ruled(kind, outcome).said(Says.COSTS)) is now


def test_a_body_named_first_in_a_sentence_has_a_capital() -> None:
    body = "klagenemnda i Stavanger kommune"
    assert ruled(RulingKind.FORWARDED, "forwarded", appeal_body=body).said(Says.APPEAL_BODY).startswith("Klagenemnda")
    assert ruled(RulingKind.FINAL, "upheld", decided_by=body).decision.startswith("Klagenemnda")
