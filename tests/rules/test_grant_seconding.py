"""When a second person is asked to confirm, and how it stands: as tables."""

from datetime import date, timedelta

import pytest

from medvirkning.grants.check_words import CheckItem, CorrectionWord
from medvirkning.grants.checking import findings, items, may_pass
from medvirkning.grants.second_words import SecondEnd, SecondStanding, SecondWord
from medvirkning.grants.seconding import (
    LACKING,
    MOST_ASKED,
    MOST_IN_A_WHILE,
    may_ask_again,
    may_ask_one_more,
    standing,
)
from medvirkning.grants.values import Answers, Terms

LAST = date(2026, 12, 4)
DAY = timedelta(days=1)
TERMS = Terms(kinds=frozenset())


@pytest.mark.parametrize(
    ("ending", "answer_by", "on", "stands"),
    [
        (None, None, LAST, SecondStanding.NOT_ASKED),
        (None, LAST, LAST - DAY, SecondStanding.WAITING),
        (None, LAST, LAST, SecondStanding.WAITING),
        (None, LAST, LAST + DAY, SecondStanding.LAPSED),
        (SecondEnd.CONFIRMED, LAST, LAST + DAY, SecondStanding.CONFIRMED),
        (SecondEnd.REFUSED, LAST, LAST - DAY, SecondStanding.REFUSED),
    ],
)
def test_how_it_stands(ending: SecondEnd | None, answer_by: date | None, on: date, stands: SecondStanding):
    assert standing(ending, answer_by, on=on) is stands


@pytest.mark.parametrize(
    ("stands", "under_review", "lately", "code"),
    [
        (SecondStanding.WAITING, True, 0, None),
        (SecondStanding.LAPSED, True, MOST_IN_A_WHILE - 1, None),
        (SecondStanding.WAITING, True, MOST_IN_A_WHILE, SecondWord.ASKED_OFTEN),
        (SecondStanding.CONFIRMED, True, 0, SecondWord.HAS_CONFIRMED),
        (SecondStanding.REFUSED, True, 0, SecondWord.HAS_REFUSED),
        (SecondStanding.WAITING, False, 0, SecondWord.TOO_LATE),
    ],
)
def test_asking_again(stands: SecondStanding, under_review: bool, lately: int, code: SecondWord | None):
    found = may_ask_again(stands, under_review=under_review, lately=lately)
    assert [each.code for each in found] == ([] if code is None else [code])


def test_nobody_is_asked_without_end():
    assert may_ask_one_more(MOST_ASKED - 1) == []
    assert [each.code for each in may_ask_one_more(MOST_ASKED)] == [SecondWord.TOO_MANY_ASKED]


@pytest.mark.parametrize("second_confirms", [True, False])
def test_the_check_list_asks_for_it_where_the_scheme_does(second_confirms: bool):
    terms = Terms(kinds=frozenset(), second_confirms=second_confirms)
    others = set(CheckItem) - {CheckItem.SECOND}
    assert set(items(terms)) == others | ({CheckItem.SECOND} if second_confirms else set())
    assert may_pass(set(CheckItem), terms) == []
    told = [each.code for each in may_pass(others, terms)]
    assert told == ([CorrectionWord.CHECK_INCOMPLETE] if second_confirms else [])


@pytest.mark.parametrize("second", SecondStanding)
def test_the_form_check_finds_what_lacks(second: SecondStanding):
    found = findings(Answers(), TERMS, on=LAST, second=second)[CheckItem.SECOND]
    assert [each.code for each in found] == ([second] if second in LACKING else [])
