"""What is right for contributions, as tables."""

from datetime import date

import pytest

from medvirkning.contributions import rules
from medvirkning.contributions.words import AnswerOutcome as Outcome
from medvirkning.contributions.words import ContributionFault as Fault
from medvirkning.contributions.words import ContributionState as State
from medvirkning.kernel.errors import Objection
from medvirkning.kernel.norwegian import PersonalData


def codes(objections: list[Objection]) -> list[str]:
    return [objection.code for objection in objections]


@pytest.mark.parametrize(
    ("what", "wrong"),
    [
        pytest.param({"text": "En benk"}, [], id="text is all that is needed"),
        pytest.param({"text": "En benk", "place": "ved kaia", "name": "Aud", "photos": 3}, [], id="with all of it"),
        pytest.param({"text": ""}, [Fault.TEXT_MISSING], id="nothing said"),
        pytest.param({"text": " \n\t "}, [Fault.TEXT_MISSING], id="only blanks"),
        pytest.param({"text": "a" * 1000}, [], id="as long as may be"),
        pytest.param({"text": "a" * 1001}, [Fault.TEXT_TOO_LONG], id="one character too many"),
        pytest.param({"text": "å" * 1000}, [], id="characters, not bytes"),
        pytest.param({"text": "a", "place": "b" * 121}, [Fault.PLACE_TOO_LONG], id="long place"),
        pytest.param({"text": "a", "name": "b" * 81}, [Fault.NAME_TOO_LONG], id="long name"),
        pytest.param({"text": "a", "photos": 4}, [Fault.TOO_MANY_PHOTOS], id="four photos"),
        pytest.param({"text": "", "place": "b" * 121}, [Fault.TEXT_MISSING, Fault.PLACE_TOO_LONG], id="two things"),
    ],
)
def test_what_may_be_sent(what: dict[str, object], wrong: list[str]) -> None:
    assert codes(rules.objections_to_sending(**what)) == wrong  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("outcome", "text", "wrong"),
    [
        (Outcome.YES, "Fordi vi kan.", []),
        (Outcome.PARTLY, "Fordi halvparten går.", []),
        (Outcome.NO, "Fordi det ikke går.", []),
        (Outcome.NOT_OURS, "Staten bestemmer.", []),
        (Outcome.YES, "", [Fault.ANSWER_MISSING]),
        (Outcome.NO, "  \n", [Fault.ANSWER_MISSING]),
        (None, "Fordi.", [Fault.OUTCOME_MISSING]),
        (None, "", [Fault.OUTCOME_MISSING, Fault.ANSWER_MISSING]),
        (Outcome.NO, "a" * 4001, [Fault.ANSWER_TOO_LONG]),
    ],
)
def test_an_answer_always_has_a_reason(outcome: Outcome | None, text: str, wrong: list[str]) -> None:
    assert codes(rules.objections_to_answer(outcome, text)) == wrong


@pytest.mark.parametrize(
    ("reason", "wrong"),
    [
        ("Det står et navn i teksten.", []),
        ("", [Fault.REASON_MISSING]),
        (" ", [Fault.REASON_MISSING]),
        ("a" * 501, [Fault.REASON_TOO_LONG]),
    ],
)
def test_nobody_is_silenced_without_being_told_why(reason: str, wrong: list[str]) -> None:
    assert codes(rules.objections_to_hiding(reason)) == wrong


@pytest.mark.parametrize(
    ("outcome", "wrong"),
    [
        (None, []),
        (Outcome.YES, []),
        (Outcome.PARTLY, []),
        (Outcome.NO, [Fault.ANSWERED_NO]),
        (Outcome.NOT_OURS, [Fault.ANSWERED_NO]),
    ],
)
def test_what_was_answered_with_no_is_neither_started_nor_finished(outcome: Outcome | None, wrong: list[str]) -> None:
    assert codes(rules.objections_to_starting(outcome)) == wrong
    assert codes(rules.objections_to_finishing(outcome, "Fire lamper.")) == wrong
    assert codes(rules.objections_to_finishing(outcome, " ")) == [*wrong, Fault.STORY_MISSING]


@pytest.mark.parametrize(
    ("state", "outcome", "photos", "wrong"),
    [
        (State.RECEIVED, None, 0, []),
        (State.RECEIVED, None, 2, []),
        (State.RECEIVED, None, 3, [Fault.TOO_MANY_PHOTOS]),
        (State.PUBLISHED, None, 0, []),
        (State.IN_PROGRESS, Outcome.YES, 0, []),
        (State.ANSWERED, Outcome.YES, 0, []),
        (State.ANSWERED, Outcome.NO, 0, [Fault.CLOSED_TO_SENDER]),
        (State.DONE, Outcome.YES, 0, [Fault.CLOSED_TO_SENDER]),
        (State.HIDDEN, None, 0, [Fault.CLOSED_TO_SENDER]),
        (State.WITHDRAWN, None, 0, [Fault.CLOSED_TO_SENDER]),
    ],
)
def test_when_the_sender_may_add_a_photo(state: State, outcome: Outcome | None, photos: int, wrong: list[str]) -> None:
    assert codes(rules.objections_to_photo(state, outcome, photos)) == wrong


@pytest.mark.parametrize(
    ("state", "outcome", "over"),
    [
        (State.RECEIVED, None, False),
        (State.PUBLISHED, None, False),
        (State.HIDDEN, None, False),
        (State.ANSWERED, Outcome.YES, False),
        (State.ANSWERED, Outcome.PARTLY, False),
        (State.ANSWERED, Outcome.NO, True),
        (State.ANSWERED, Outcome.NOT_OURS, True),
        (State.PUBLISHED, Outcome.NO, False),
        (State.IN_PROGRESS, Outcome.YES, False),
        (State.DONE, Outcome.YES, True),
        (State.WITHDRAWN, None, True),
    ],
)
def test_when_there_is_no_more_to_tell(state: State, outcome: Outcome | None, over: bool) -> None:
    assert rules.closes_case(state, outcome) is over


@pytest.mark.parametrize("state", State)
def test_one_agrees_only_with_what_all_can_read(state: State) -> None:
    public = state not in (State.RECEIVED, State.HIDDEN, State.WITHDRAWN)
    assert (not rules.objections_to_support(state)) is public
    assert (state in rules.PUBLIC) is public


@pytest.mark.parametrize("state", State)
def test_the_thread_has_a_place_for_every_state(state: State) -> None:
    assert 0 <= rules.stitches(state) <= 4
    assert (rules.stitches(state) == 4) is (state is State.DONE)


def test_nobody_is_asked_to_have_answered_yesterday() -> None:
    today = date(2026, 5, 4)
    assert codes(rules.objections_to_reply_date(date(2026, 5, 3), today)) == [Fault.DATE_PASSED]
    assert not rules.objections_to_reply_date(today, today)
    assert not rules.objections_to_reply_date(None, today)


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["En benk ved kaia"], set()),
        (["Ring 412 34 567"], {PersonalData.PHONE}),
        (["Skriv til aud@medvirkning.example", "412 34 567"], {PersonalData.EMAIL, PersonalData.PHONE}),
        (["Jeg er 01010012356"], {PersonalData.NATIONAL_ID}),
        ([], set()),
    ],
)
def test_the_sender_is_warned_of_personal_data(texts: list[str], found: set[PersonalData]) -> None:
    assert rules.personal_data(*texts) == found
