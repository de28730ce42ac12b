"""Appeals through the actions: what each leaves behind, the pot, who is out, and what the database refuses."""

from datetime import timedelta

import pytest
from flask import Flask

from medvirkning.appeals import handling
from medvirkning.appeals.appealing import complete
from medvirkning.appeals.queries import last_day_now
from medvirkning.appeals.reasons import demand_reasons, give_reasons
from medvirkning.appeals.words import AppealState, AppealWord, DismissalGround, LateGround, RulingKind
from medvirkning.journal.actions import broken_links
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import frozen, now, today
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.deadlines import appeal_deadline, next_working_day
from medvirkning.kernel.errors import Conflict, RuleBroken
from medvirkning.outbox.models import OutboxMessage
from medvirkning.review.words import Closed, DeclarationAnswer
from tests import appeal_cast as cast_appeals
from tests import cast, grant_cast
from tests.cast import World
from tests.review_cast import says


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def codes(told: pytest.ExceptionInfo[RuleBroken]) -> list[str]:
    return [objection.code for objection in told.value.objections]


def mails(kind: str) -> int:
    return db.session.query(OutboxMessage).filter_by(kind=kind).count()


def test_an_appeal_is_taken_in_with_its_clock_and_a_receipt(world: World) -> None:
    made = cast_appeals.appeals(cast_appeals.answered(world))
    assert (made.state, made.deadline) == (AppealState.RECEIVED, appeal_deadline(today(), 3))
    assert made.answer_by == next_working_day(today() + timedelta(weeks=3))
    assert mails("appeal_received") == 1
    assert history("application", made.application_id)[-1].event == "appealed"
    assert broken_links("appeal", made.id) == []


def test_the_same_press_twice_is_one_appeal_and_a_second_waits(world: World) -> None:
    decision = cast_appeals.answered(world)
    first = cast_appeals.appeals(decision)
    assert cast_appeals.appeals(decision, key=first.id).id == first.id
    with pytest.raises(RuleBroken) as told:
        cast_appeals.appeals(decision)
    assert codes(told) == [AppealWord.APPEAL_OPEN]


def test_what_is_missing_is_asked_for_and_comes(world: World) -> None:
    made = cast_appeals.appeals(cast_appeals.answered(world))
    with transaction():
        until = next_working_day(today() + timedelta(days=10))
        handling.ask_to_complete(made, question="Hvilket telt?", until=until, by=world.cecilie, at=now())
    assert (made.state, mails("appeal_question")) == (AppealState.ASKED_TO_COMPLETE, 1)
    with pytest.raises(RuleBroken) as told:
        cast_appeals.dismisses(made, world.cecilie, DismissalGround.INCOMPLETE)
    assert codes(told) == [AppealWord.STILL_TIME]
    with transaction():
        complete(made, text="Det store.", on=today(), by=world.bjarne, at=now())
    assert (made.state, made.added) == (AppealState.RECEIVED, "Det store.")


def test_what_never_comes_is_dismissed_and_that_can_be_appealed(world: World) -> None:
    made = cast_appeals.appeals(cast_appeals.answered(world))
    with transaction():
        until = next_working_day(today() + timedelta(days=10))
        handling.ask_to_complete(made, question="Hvilket telt?", until=until, by=world.cecilie, at=now())
    ruling = cast_appeals.dismisses(made, world.cecilie, DismissalGround.INCOMPLETE, later=20)
    letter = cast_appeals.sends(ruling.letter, world.cecilie)
    assert (made.state, letter.appeal_deadline) == (AppealState.DISMISSED, appeal_deadline(today(), 3))
    assert mails("appeal_letter") == 1


def test_whoever_steps_aside_does_nothing(world: World) -> None:
    decision = cast_appeals.answered(world, aside=["cecilie"])
    says(decision.application, world.cecilie, DeclarationAnswer.YES)
    made = cast_appeals.appeals(decision)
    with pytest.raises(RuleBroken) as told:
        cast_appeals.forwards(made, world.cecilie)
    assert codes(told) == [Closed.DISQUALIFIED]


def test_a_late_appeal_is_taken_first(world: World) -> None:
    decision = cast_appeals.answered(world)
    with frozen(now() + timedelta(days=40)):
        made = cast_appeals.appeals(decision)
        with pytest.raises(RuleBroken) as told:
            cast_appeals.forwards(made, world.cecilie)
        assert codes(told) == [AppealWord.LATE_FIRST]
        with transaction():
            handling.take_late(made, ground=LateGround.NOT_TO_BLAME, note="Sykehus.", by=world.cecilie, at=now())
        assert cast_appeals.forwards(made, world.cecilie).kind is RulingKind.FORWARDED
    with frozen(now() + timedelta(days=400)):
        late = cast_appeals.answered(
            world, grant_cast.open_round(world, slug="host", of=decision.application.round.scheme)
        )
    with frozen(now() + timedelta(days=800)):
        made = cast_appeals.appeals(late)
        with pytest.raises(RuleBroken) as told, transaction():
            handling.take_late(made, ground=LateGround.SPECIAL_REASONS, note="x", by=world.cecilie, at=now())
        assert codes(told) == [AppealWord.NEVER_AFTER_A_YEAR]


def test_asking_for_reasons_in_time_starts_the_clock_anew(world: World) -> None:
    decision = cast_appeals.answered(world)
    first = last_day_now(decision)
    demand = cast_appeals.demands(decision)
    with transaction():
        assert demand_reasons(decision, question="", by=world.bjarne, at=now()) is None
    assert last_day_now(decision) == first
    later = now() + timedelta(days=12)
    with transaction():
        give_reasons(demand, answer="Teltet koster mer enn det som er vanlig.", by=world.cecilie, at=later)
    assert last_day_now(decision) == appeal_deadline(today() + timedelta(days=12), 3)
    assert mails("reasons_given") == 1
    with pytest.raises(Conflict), transaction():
        demand_reasons(decision, question="", by=world.bjarne, at=now() + timedelta(days=60))


def test_another_appeals_with_an_interest_and_the_applicant_is_told(world: World) -> None:
    made = cast_appeals.writes_in(cast_appeals.answered(world), world.cecilie)
    assert made.owner is not None
    assert made.owner.email == "styret@nedregate.example"
    cast_appeals.sends(cast_appeals.forwards(made, world.cecilie).letter, world.cecilie)
    assert (mails("appeal_letter"), mails("appeal_by_other")) == (1, 1)
