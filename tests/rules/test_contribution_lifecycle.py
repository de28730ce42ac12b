"""The moves of a contribution."""

import pytest

from medvirkning.contributions.lifecycle import LIFECYCLE
from medvirkning.contributions.words import ContributionState as State
from medvirkning.contributions.words import ContributionVerb as Verb
from medvirkning.kernel.lifecycle import WrongStep, replay


@pytest.mark.parametrize(
    ("verbs", "state"),
    [
        pytest.param([], State.RECEIVED, id="just sent"),
        pytest.param([Verb.PUBLISH], State.PUBLISHED, id="read"),
        pytest.param([Verb.PUBLISH, Verb.CONSIDER, Verb.ANSWER], State.ANSWERED, id="answered"),
        pytest.param([Verb.PUBLISH, Verb.ANSWER, Verb.ANSWER], State.ANSWERED, id="answered anew"),
        pytest.param([Verb.PUBLISH, Verb.ANSWER, Verb.START, Verb.FINISH], State.DONE, id="the whole thread"),
        pytest.param([Verb.PUBLISH, Verb.START, Verb.FINISH], State.DONE, id="done before anybody answered"),
        pytest.param([Verb.PUBLISH, Verb.START, Verb.ANSWER, Verb.FINISH], State.DONE, id="answered on the way"),
        pytest.param([Verb.HIDE, Verb.REPUBLISH], State.PUBLISHED, id="hidden and back"),
        pytest.param([Verb.PUBLISH, Verb.START, Verb.FINISH, Verb.HIDE], State.HIDDEN, id="hidden when done"),
        pytest.param([Verb.HIDE, Verb.WITHDRAW], State.WITHDRAWN, id="withdrawn where nobody sees it"),
    ],
)
def test_where_verbs_lead(verbs: list[Verb], state: State) -> None:
    assert replay(LIFECYCLE, verbs) == state


@pytest.mark.parametrize(
    ("state", "verb"),
    [
        (State.RECEIVED, Verb.ANSWER),
        (State.RECEIVED, Verb.FINISH),
        (State.PUBLISHED, Verb.PUBLISH),
        (State.PUBLISHED, Verb.FINISH),
        (State.HIDDEN, Verb.ANSWER),
        (State.HIDDEN, Verb.HIDE),
        (State.DONE, Verb.ANSWER),
    ],
)
def test_what_cannot_be_done(state: State, verb: Verb) -> None:
    with pytest.raises(WrongStep):
        LIFECYCLE.after(state, verb)


def test_its_sender_can_withdraw_it_from_every_state_and_then_it_is_over() -> None:
    assert LIFECYCLE.ends == (State.WITHDRAWN,)
    for state in set(State) - {State.WITHDRAWN}:
        assert LIFECYCLE.after(state, Verb.WITHDRAW) == State.WITHDRAWN


def test_every_state_and_verb_is_in_the_table() -> None:
    assert set(LIFECYCLE.states) == set(State)
    assert {step.verb for step in LIFECYCLE.steps} == set(Verb)
