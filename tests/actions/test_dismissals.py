"""An appeal that is dismissed: until when that can be appealed, who undoes it, and what it never reaches."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from flask import Flask

from medvirkning.appeals.appealing import appeal, complete, write_in
from medvirkning.appeals.dismissals import last_day_against
from medvirkning.appeals.models import Appeal
from medvirkning.appeals.queries import last_day_now, still_open
from medvirkning.appeals.subjects import against_dismissal, timing_of
from medvirkning.appeals.taking_in import Came
from medvirkning.appeals.words import AppealState, AppealWord, Appellant, BodyOutcome, Channel, RulingKind, Timing
from medvirkning.follow_up.tidying import close_refused
from medvirkning.journal.actions import broken_links
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import frozen, now, oslo_date, today
from medvirkning.kernel.database import transaction
from medvirkning.kernel.deadlines import appeal_deadline
from medvirkning.kernel.errors import Conflict, RuleBroken
from medvirkning.kernel.lifecycle import WrongStep
from medvirkning.review.models import Decision
from medvirkning.review.standing import what_stands
from medvirkning.review.words import Outcome
from tests import appeal_cast, cast
from tests.cast import World
from tests.letter_counter import FRIDAY

DAY = timedelta(days=1)


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def day(count: int) -> date:
    return oslo_date(FRIDAY) + count * DAY


def codes(told: pytest.ExceptionInfo[RuleBroken]) -> list[str]:
    return [each.code for each in told.value.objections]


def late(world: World, *, sent: bool = True) -> Appeal:
    """A no of a Friday, appealed forty days later and dismissed for that; the letter has gone, and its notice."""
    with frozen(FRIDAY):
        decision = appeal_cast.answered(world, outcome=Outcome.REFUSED, amount=0)
    with frozen(FRIDAY + 40 * DAY):
        made = appeal_cast.appeals(decision)
        ruling = appeal_cast.dismisses(made, world.cecilie)
        if sent:
            appeal_cast.sends(ruling.letter, world.cecilie)
            appeal_cast.delivered("appeal_letter")
    return made


def test_a_dismissal_gives_the_decision_no_more_time(world: World) -> None:
    made = late(world)
    with frozen(FRIDAY + 41 * DAY):
        assert last_day_now(made.decision) == appeal_deadline(day(0), 3)
        assert timing_of(appeal_cast.appeals(made.decision)) is Timing.LATE, "sent again, it is as late as before"


def test_anothers_dismissal_gives_nobody_more_time(world: World) -> None:
    with frozen(FRIDAY):
        decision = appeal_cast.answered(world)
    with frozen(FRIDAY + 30 * DAY):
        ruling = appeal_cast.dismisses(appeal_cast.writes_in(decision, world.cecilie), world.cecilie)
        appeal_cast.sends(ruling.letter, world.cecilie)
        assert last_day_now(decision) == appeal_deadline(day(0), 3)


def test_the_dismissal_has_a_clock_of_its_own(world: World) -> None:
    made = late(world)
    last = appeal_deadline(day(40), 3)
    with frozen(FRIDAY + 60 * DAY):
        assert last_day_against(made) == last
        against = appeal_cast.contests(made)
        assert (against.deadline, timing_of(against), against.about_id) == (last, Timing.IN_TIME, made.id)
        assert "appeal_received" in [event.event for event in history("appeal", against.id)]


def test_after_it_the_appeal_against_the_dismissal_is_late(world: World) -> None:
    made = late(world)
    with frozen(FRIDAY + 90 * DAY):
        assert timing_of(appeal_cast.contests(made)) is Timing.LATE


def test_only_whoever_appealed_and_once(world: World) -> None:
    unsent = late(world, sent=False)
    with frozen(FRIDAY + 41 * DAY):
        with pytest.raises(RuleBroken) as told:
            appeal_cast.contests(unsent)
        assert codes(told) == [AppealWord.LETTER_NOT_SENT]
        appeal_cast.sends(unsent.rulings[0].letter, world.cecilie)
        first = appeal_cast.contests(unsent)
        assert appeal_cast.contests(unsent, key=first.id) is first, "pressed twice"
        with pytest.raises(RuleBroken) as told:
            appeal_cast.contests(unsent)
        assert codes(told) == [AppealWord.DISMISSAL_APPEALED]
        with pytest.raises(Conflict), transaction():
            appeal(against_dismissal(unsent), key=uuid4(), wanted="Ja", why="", by=world.guro, at=now())


def test_it_comes_on_paper_too(world: World) -> None:
    made = late(world)
    with frozen(FRIDAY + 50 * DAY):
        with pytest.raises(RuleBroken) as told, transaction():
            write_in(
                against_dismissal(made), Came(Appellant.APPLICANT, Channel.PAPER, day(39), day(50)), key=uuid4(),
                wanted="Ja", why="", by=world.cecilie, at=now(),
            )  # fmt: skip
        assert codes(told) == [AppealWord.BEFORE_DECISION]
        with transaction():
            against = write_in(
                against_dismissal(made), Came(Appellant.APPLICANT, Channel.PAPER, day(48), day(50)), key=uuid4(),
                wanted="Ja", why="", by=world.cecilie, at=now(),
            )  # fmt: skip
        assert (against.owner_id, against.name, timing_of(against)) == (made.owner_id, made.name, Timing.IN_TIME)


def test_those_who_dismissed_undo_it_and_look_into_the_first(world: World) -> None:
    made = late(world)
    with frozen(FRIDAY + 50 * DAY):
        against = appeal_cast.contests(made)
        with pytest.raises(RuleBroken) as told:
            appeal_cast.changes(against, world.dag, Outcome.PARTLY, 20_000)
        assert codes(told) == [AppealWord.ABOUT_DISMISSAL]
        ruling = appeal_cast.undoes(against, world.cecilie)
        assert (against.state, made.state) == (AppealState.UNDONE, AppealState.DISMISSED), "its letter is not sent"
        appeal_cast.sends(ruling.letter, world.cecilie)
        assert (made.state, made.reopened_on, made.answer_by) == (AppealState.RECEIVED, today(), made.answer_by)
        assert made.answer_by > today()
        assert ruling.letter.appeal_deadline is None
        with pytest.raises(RuleBroken) as told:
            appeal_cast.dismisses(made, world.cecilie)
        assert AppealWord.DISMISSAL_UNDONE in codes(told)
        appeal_cast.changes(made, world.dag, Outcome.PARTLY, 20_000)
        assert what_stands(made.decision).amount == 20_000
        assert [*broken_links("appeal", made.id), *broken_links("appeal", against.id)] == []


@pytest.mark.parametrize("outcome", [BodyOutcome.UPHELD, BodyOutcome.SET_ASIDE])
def test_the_appeal_body_says_whether_it_stands_and_no_more(world: World, outcome: BodyOutcome) -> None:
    made = late(world)
    with frozen(FRIDAY + 50 * DAY):
        against = appeal_cast.contests(made)
        appeal_cast.sends(appeal_cast.forwards(against, world.cecilie).letter, world.cecilie)
        with pytest.raises(RuleBroken) as told:
            appeal_cast.concludes(against, world.magne, BodyOutcome.CHANGED, Outcome.PARTLY, 20_000)
        assert codes(told) == [AppealWord.ABOUT_DISMISSAL]
        ruling = appeal_cast.concludes(against, world.magne, outcome)
        assert (ruling.change, made.state) == (None, AppealState.DISMISSED)
        appeal_cast.sends(ruling.letter, world.magne)
        opened = outcome is BodyOutcome.SET_ASIDE
        assert made.state is (AppealState.RECEIVED if opened else AppealState.DISMISSED)
        assert what_stands(made.decision).outcome is Outcome.REFUSED, "the decision itself is not touched"
        assert last_day_now(made.decision) == appeal_deadline(day(0), 3)
        if opened:
            appeal_cast.forwards(made, world.dag)
            assert RulingKind.FORWARDED in {each.kind for each in made.rulings}


def test_a_dismissed_appeal_against_a_dismissal_can_be_appealed_in_its_turn(world: World) -> None:
    made = late(world)
    with frozen(FRIDAY + 90 * DAY):
        against = appeal_cast.contests(made)
        appeal_cast.sends(appeal_cast.dismisses(against, world.cecilie).letter, world.cecilie)
        again = appeal_cast.contests(against)
        appeal_cast.sends(appeal_cast.undoes(again, world.cecilie).letter, world.cecilie)
        assert (against.state, made.state) == (AppealState.RECEIVED, AppealState.DISMISSED)
        with pytest.raises(WrongStep), transaction():
            complete(against, text="Mer", on=today(), by=world.bjarne, at=now())


def closes(decision: Decision, on: date) -> bool:
    return decision.application_id not in still_open(on)


def test_the_case_is_not_over_while_the_dismissal_can_be_appealed(world: World) -> None:
    made = late(world)
    with frozen(FRIDAY + 50 * DAY), transaction():
        assert not closes(made.decision, today())
        assert close_refused(at=now(), but=still_open(today())) == 0
    with frozen(FRIDAY + 80 * DAY):
        assert closes(made.decision, today())
        against = appeal_cast.contests(made)
        assert not closes(made.decision, today())
        assert against.state is AppealState.RECEIVED
