"""The table of moves: what it allows, and which tables it refuses to be."""

from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medvirkning.kernel.errors import Conflict
from medvirkning.kernel.lifecycle import Lifecycle, Step, WrongStep, replay, table


class State(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


LETTER = Lifecycle(
    "letter",
    State.DRAFT,
    [
        Step("send", State.DRAFT, State.SENT),
        Step("ask_for_more", State.SENT, State.DRAFT),
        Step("decide", State.SENT, State.DECIDED),
        *(Step("withdraw", state, State.WITHDRAWN) for state in (State.DRAFT, State.SENT)),
    ],
)


def test_after():
    assert LETTER.after(State.DRAFT, "send") is State.SENT
    assert LETTER.after("draft", "send") is State.SENT, "as read from the database"


@pytest.mark.parametrize(
    ("state", "verb"),
    [(State.DRAFT, "decide"), (State.DECIDED, "withdraw"), (State.SENT, "burn"), ("burnt", "send")],
    ids=["too early", "after the end", "no such verb", "no such state"],
)
def test_wrong_step(state, verb):
    with pytest.raises(WrongStep, match=f"letter: no {verb} from {state}") as wrong:
        LETTER.after(state, verb)
    assert (wrong.value.lifecycle, wrong.value.state, wrong.value.verb) == ("letter", state, verb)
    assert isinstance(wrong.value, Conflict)


def test_verbs_from_feeds_the_buttons_in_order():
    assert LETTER.verbs_from(State.SENT) == ("ask_for_more", "decide", "withdraw")
    assert LETTER.verbs_from("decided") == ()
    with pytest.raises(ValueError, match="no state burnt"):
        LETTER.verbs_from("burnt")


def test_states_and_ends():
    assert LETTER.states == (State.DRAFT, State.SENT, State.DECIDED, State.WITHDRAWN)
    assert LETTER.ends == (State.DECIDED, State.WITHDRAWN)


def test_a_lifecycle_may_be_a_single_state():
    stone = Lifecycle("stone", "there", [])
    assert stone.states == stone.ends == ("there",)


def test_the_same_verb_twice_from_a_state_is_refused():
    with pytest.raises(ValueError, match="send from draft twice"):
        Lifecycle("letter", "draft", [Step("send", "draft", "sent"), Step("send", "draft", "lost")])


@pytest.mark.parametrize(
    "lost",
    [[Step("find", "lost", "sent")], [Step("find", "lost", "found"), Step("lose", "found", "lost")]],
    ids=["leads in", "an island"],
)
def test_a_state_nobody_can_reach_is_refused(lost):
    with pytest.raises(ValueError, match="no way from draft to lost"):
        Lifecycle("letter", "draft", [Step("send", "draft", "sent"), *lost])


def test_replay():
    assert replay(LETTER, []) is State.DRAFT
    assert replay(LETTER, ["send", "ask_for_more", "send", "decide"]) is State.DECIDED
    with pytest.raises(WrongStep):
        replay(LETTER, ["send", "decide", "withdraw"])


def test_table_is_plain_text():
    rows = table(LETTER)
    assert rows[0] == ("draft", "send", "sent")
    assert len(rows) == 5
    assert {type(cell) for row in rows for cell in row} == {str}


@given(st.data())
def test_any_walk_can_be_replayed(data):
    state, walked = LETTER.start, []
    for _ in range(data.draw(st.integers(0, 12))):
        if verbs := LETTER.verbs_from(state):
            walked.append(data.draw(st.sampled_from(verbs)))
            state = LETTER.after(state, walked[-1])
    assert replay(LETTER, walked) is state
