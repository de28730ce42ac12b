"""Many letters in one go: each by itself, nothing twice, whatever happens on the way."""

from datetime import timedelta

import pytest
from flask import Flask

from medvirkning.kernel import database
from medvirkning.kernel.clock import frozen, now
from medvirkning.kernel.database import db, transaction
from medvirkning.mail import letter_posting
from medvirkning.mail.letter_content import LetterContent
from medvirkning.mail.letters import send as send_one
from medvirkning.mail.pdf import pdf
from medvirkning.outbox.models import OutboxMessage
from medvirkning.review.batching import LEASE, batch_in, batch_underway, progress, stayed, take
from medvirkning.review.cases import declaration_of
from medvirkning.review.declaring import change_declaration
from medvirkning.review.letter_batches import LetterBatch
from medvirkning.review.letters import next_to_send
from medvirkning.review.waiting import others_who_may, waiting_in
from medvirkning.review.words import BatchState, BatchStop, DeclarationAnswer, Ground
from medvirkning.web.letters.turns import turn_of
from tests import cast, grant_cast
from tests.batch_cast import another, asks, command, decided, round_of, sent, works
from tests.cast import World
from tests.contribution_cast import statements
from tests.letter_counter import FRIDAY
from tests.review_cast import says


class Killed(BaseException):
    """As a machine that stops: nothing catches it."""


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def notices() -> int:
    return db.session.query(OutboxMessage).filter_by(kind="decision_letter").count()


def why(batch: LetterBatch) -> list[BatchStop | None]:
    return [one.why for one in stayed(batch.id)]


def test_all_are_sent_one_by_one(world: World) -> None:
    letters = decided(world)
    batch = asks(round_of(letters[0]), world.dag)
    assert progress(batch.id)[BatchState.WAITING] == 3
    assert works() == 3
    assert sent(letters) == [True] * 3
    assert progress(batch.id) == {BatchState.WAITING: 0, BatchState.SENT: 3, BatchState.STAYED: 0}
    assert batch_underway(batch.round_id) is None
    assert notices() == 3
    assert len({letter.sent_at for letter in letters}) == 3


def test_pressed_twice_it_is_one_thing(world: World) -> None:
    letters = decided(world, 2)
    first, second = (asks(round_of(letters[0]), by) for by in (world.dag, world.cecilie))
    assert first.id == second.id
    assert works() == 2
    assert notices() == 2


def test_the_drawing_is_outside_the_lock(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = []

    def drawn(content: LetterContent) -> bytes:
        locked.append(database._writing.get())
        return pdf(content)

    monkeypatch.setattr(letter_posting, "pdf", drawn)
    asks(round_of(decided(world, 2)[0]), world.dag)
    works()
    assert locked == [False, False]


def test_a_fault_in_one_leaves_the_others(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    letters = decided(world)

    def breaks(content: LetterContent) -> bytes:
        if content.title.endswith("«Langbord 1»"):
            raise RuntimeError("cannot draw")
        return pdf(content)

    monkeypatch.setattr(letter_posting, "pdf", breaks)
    batch = asks(round_of(letters[0]), world.dag)
    works()
    assert sent(letters) == [True, False, True]
    assert why(batch) == [BatchStop.FAULT]


@pytest.mark.parametrize("point", ["pdf", "send", "note"])
def test_killed_in_the_middle_nothing_is_sent_twice(world: World, monkeypatch: pytest.MonkeyPatch, point: str) -> None:
    letters, calls = decided(world), []
    batch = asks(round_of(letters[0]), world.dag)
    real = getattr(letter_posting, point)

    def dies(*args: object, **values: object) -> object:
        calls.append(point)
        if len(calls) == 2:
            raise Killed
        return real(*args, **values)

    with monkeypatch.context() as patched:
        patched.setattr(letter_posting, point, dies)
        with pytest.raises(Killed):
            works()
    db.session.rollback()
    assert sent(letters) == [True, False, False]
    assert works() == 0, "its lease has not ended"
    with frozen(now() + LEASE + timedelta(seconds=1)):
        assert works() == 2
    assert sent(letters) == [True] * 3
    assert notices() == 3
    found = batch_in(world.programme.id, batch.id)
    assert found is not None
    assert found.finished_at is not None


def test_two_workers_never_have_one_batch(world: World) -> None:
    batch = asks(round_of(decided(world, 1)[0]), world.dag)
    with transaction():
        held = take(batch.id, None, at=now())
        assert held is not None
        assert take(batch.id, None, at=now()) is None
        later = take(batch.id, None, at=held + timedelta(seconds=1))
        assert later is not None
        assert take(batch.id, held, at=now()) is None, "it was taken over"


def test_what_somebody_sent_meanwhile_is_sent_once(world: World) -> None:
    letters = decided(world, 2)
    batch = asks(round_of(letters[0]), world.dag)
    with transaction():
        send_one(letters[0], by=world.cecilie, at=now())
    works()
    assert sent(letters) == [True, True]
    assert notices() == 2
    assert progress(batch.id)[BatchState.SENT] == 2
    assert letters[0].sent_by_id == world.cecilie.id


def test_what_has_changed_since_it_was_read_stays(world: World) -> None:
    letters = decided(world, 2)
    batch = asks(round_of(letters[0]), world.dag)
    with transaction():
        round_of(letters[0]).scheme.contact_name = "Kari"
    works()
    assert sent(letters) == [False, False]
    assert why(batch) == [BatchStop.CHANGED] * 2


def test_a_batch_that_meets_midnight_sends_with_the_new_day(world: World) -> None:
    with frozen(FRIDAY):
        letters = decided(world, 1)
        asks(round_of(letters[0]), world.dag)
    with frozen(FRIDAY + timedelta(days=3)):
        works()
    assert sent(letters) == [True]
    assert letters[0].content["dated"] == "2026-09-28"


def test_one_who_steps_aside_after_the_press_does_not_send(world: World) -> None:
    letters = decided(world, 2)
    batch = asks(round_of(letters[0]), world.cecilie)
    declared = declaration_of(world.cecilie, letters[1].decision.application)
    assert declared is not None
    with transaction():
        yes, at = DeclarationAnswer.YES, now()
        change_declaration(declared, answer=yes, ground=Ground.BOARD, note="", by=world.cecilie, at=at)
    works()
    assert sent(letters) == [True, False]
    assert why(batch) == [BatchStop.CLOSED]


def test_what_is_closed_is_left_out_and_others_are_named(world: World) -> None:
    letters = decided(world)
    declared = declaration_of(world.cecilie, letters[0].decision.application)
    assert declared is not None
    with transaction():
        yes, at = DeclarationAnswer.YES, now()
        change_declaration(declared, answer=yes, ground=Ground.BOARD, note="", by=world.cecilie, at=at)
    found = waiting_in(round_of(letters[0]), world.cecilie)
    assert ([each.id for each in found.open], found.undeclared) == ([each.id for each in letters[1:]], [])
    assert [each.id for each in found.closed] == [letters[0].id]
    assert others_who_may(world.programme.id, found.closed) == [world.dag.name]
    asks(round_of(letters[0]), world.cecilie)
    works()
    assert sent(letters) == [False, True, True]


def test_one_who_has_not_declared_sends_none(world: World) -> None:
    letter = another(world, grant_cast.open_round(world), declared="dag")
    found = waiting_in(round_of(letter), world.cecilie)
    assert (found.open, [each.id for each in found.undeclared]) == ([], [letter.id])
    told = command(round_of(letter), world.cecilie)
    assert told.exit_code != 0
    assert "has not declared in 1" in told.output
    assert sent([letter]) == [False]


def test_the_command_sends_and_tells(world: World) -> None:
    letters = decided(world, 2)
    other = another(world, round_of(letters[0]))
    says(other.decision.application, world.halima)
    told = command(round_of(letters[0]), world.dag)
    assert told.exit_code == 0, told.output
    assert "3 sent, 0 not sent" in told.output
    assert sent([*letters, other]) == [True] * 3
    assert "no letter can be sent" in command(round_of(letters[0]), world.dag).output
    for person in (world.ivar, world.guro, world.eli):
        assert "may not send letters here" in command(round_of(letters[0]), person).output


def test_the_next_letter_is_found_behind_many_closed_ones(world: World) -> None:
    the_round = grant_cast.open_round(world, pot=1_000_000)
    behind = another(world, the_round)
    here, *_closed = (another(world, the_round, declared="dag") for _ in range(27))
    with statements() as run:
        found = next_to_send(here, reader=world.cecilie)
    assert found is not None
    assert found.id == behind.id
    assert len(run) < 6, run
    with statements() as run:
        turn = turn_of(behind, world.cecilie)
    assert turn is not None
    assert (turn.number, turn.total) == (1, 1)
    assert not [each for each in run if "letter.content" in each], "the others are not read"
