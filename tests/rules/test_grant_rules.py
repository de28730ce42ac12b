"""Rounds by time, and what stops sending."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from medvirkning.grants.lifecycle import APPLICATION
from medvirkning.grants.rules import phase, undeclared, what_stops_sending
from medvirkning.grants.values import Answers
from medvirkning.grants.words import ApplicationState, RoundPhase, Undertaking
from medvirkning.grants.words import ApplicationVerb as Verb
from medvirkning.grants.words import ApplicationWord as Word
from medvirkning.kernel.clock import oslo_deadline, oslo_moment
from medvirkning.kernel.lifecycle import WrongStep, replay
from tests.rules.test_grant_sections import TERMS, TODAY, WHOLE

OPENS = oslo_moment(date(2026, 3, 1), time(9))
DEADLINE = oslo_deadline(date(2026, 3, 31), time(23, 59))
TICK = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (OPENS - TICK, RoundPhase.COMING),
        (OPENS, RoundPhase.OPEN),
        (datetime(2026, 3, 31, 21, 59, 59, tzinfo=UTC), RoundPhase.OPEN),
        (DEADLINE, RoundPhase.OPEN),
        (DEADLINE + TICK, RoundPhase.CLOSED),
    ],
    ids=["before", "at opening", "23.59.59 in Oslo", "at the deadline", "just after"],
)
def test_phase(at, expected):
    assert phase(OPENS, DEADLINE, at=at) is expected


@pytest.mark.parametrize("minute", ["00:30", "01:30"], ids=["first 02.30", "second 02.30"])
def test_a_deadline_in_the_doubled_hour_is_the_later_one(minute):
    """The clocks go back on 25 October 2026: 02.30 comes twice, and both are in time."""
    deadline = oslo_deadline(date(2026, 10, 25), time(2, 30))
    at = datetime.fromisoformat(f"2026-10-25T{minute}:00+00:00")
    assert phase(OPENS, deadline, at=at) is RoundPhase.OPEN
    assert phase(OPENS, deadline, at=deadline + TICK) is RoundPhase.CLOSED


def stops(answers=WHOLE, *, now=RoundPhase.OPEN, declared=tuple(Undertaking)):
    return [
        objection.code for objection in what_stops_sending(answers, TERMS, round_phase=now, declared=declared, on=TODAY)
    ]


def test_nothing_stops_a_whole_application():
    assert stops() == []


@pytest.mark.parametrize(
    ("now", "code"), [(RoundPhase.COMING, Word.ROUND_NOT_OPEN), (RoundPhase.CLOSED, Word.ROUND_CLOSED)]
)
def test_time_stops(now, code):
    assert stops(now=now) == [code]


@pytest.mark.parametrize("undertaking", Undertaking)
def test_every_undertaking_is_needed(undertaking):
    others = {other.value for other in Undertaking if other is not undertaking}
    assert [objection.facts["field"] for objection in undeclared(others)] == [undertaking.value]
    assert len(stops(declared=others)) == 1


def test_everything_missing_is_told_at_once():
    found = stops(Answers(), declared=())
    assert {Word.TITLE_MISSING, Word.EXPENSES_MISSING, Word.WHERE_MISSING, Word.PUBLIC_UNDECLARED} <= set(found)


def test_the_whole_way():
    verbs = [Verb.SEND, Verb.TAKE_UP, Verb.DECIDE, Verb.SEND_LETTER]
    assert replay(APPLICATION, verbs) is ApplicationState.LETTER_SENT


@pytest.mark.parametrize(
    ("state", "verb"),
    [
        (ApplicationState.SENT, Verb.SEND),
        (ApplicationState.DRAFT, Verb.DECIDE),
        (ApplicationState.DECIDED, Verb.WITHDRAW),
        (ApplicationState.WITHDRAWN, Verb.SEND),
        (ApplicationState.LETTER_SENT, Verb.SEND_LETTER),
    ],
)
def test_moves_there_are_not(state, verb):
    with pytest.raises(WrongStep):
        APPLICATION.after(state, verb)
