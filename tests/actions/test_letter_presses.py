"""What one press for all the letters composes: no more than it sends, and no query for each."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from flask import Flask

from medvirkning.cli import letters as commands
from medvirkning.kernel.database import db
from medvirkning.mail import letter_posting
from medvirkning.mail.letter_content import LetterContent
from medvirkning.review.letter_batches import LetterBatch
from medvirkning.review.models import Decision
from medvirkning.review.waiting import waiting_in
from tests import cast
from tests.batch_cast import another, command, decided, round_of, sent
from tests.cast import World
from tests.contribution_cast import statements


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def test_a_press_composes_no_more_than_it_sends(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    letters = decided(world, 5)
    dismissed = [letters[0].decision.application.number, letters[1].decision.application.number]
    composed, compose = [], letter_posting.compose

    def counted(decision: Decision, *, notified: date) -> LetterContent:
        composed.append(decision.application.number)
        content = compose(decision, notified=notified)
        return replace(content, recipient=()) if composed[-1] in dismissed else content

    monkeypatch.setattr(letter_posting, "compose", counted)
    monkeypatch.setattr(letter_posting, "AT_ONCE", 2)
    press = letter_posting.to_send(waiting_in(round_of(letters[0]), world.dag).open)
    assert [each for each, _digest in press.ready] == [letters[2].id, letters[3].id]
    assert ([letter for letter, _lacks in press.lacking], press.later) == (letters[:2], 1)
    assert len(composed) == 4


def test_the_command_goes_on_until_all_are_sent(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letter_posting, "AT_ONCE", 2)
    letters = decided(world, 5)
    told = command(round_of(letters[0]), world.dag)
    assert told.exit_code == 0, told.output
    assert sent(letters) == [True] * 5
    assert db.session.query(LetterBatch).count() == 3


def test_the_command_goes_on_where_the_last_letter_of_a_batch_used_up_the_time(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letter_posting, "AT_ONCE", 2)
    monkeypatch.setattr(commands, "post_letters", partial(letter_posting.post_letters, seconds=0.001))
    letters = decided(world, 3)
    told = command(round_of(letters[0]), world.dag)
    assert "has it in hand" not in told.output
    assert sent(letters) == [True] * 3


def test_no_query_for_each_letter_that_is_looked_over(world: World) -> None:
    the_round = round_of(decided(world, 2)[0])

    def look() -> int:
        db.session.rollback()
        db.session.expire_all()
        with statements() as run:
            letter_posting.to_send(waiting_in(the_round, world.dag).open)
        return len(run)

    few = look()
    for place in range(4):
        another(world, the_round, title=f"Lysfest {place}")
    assert look() <= few
