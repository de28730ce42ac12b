"""What an elected group decides of a case afterwards, it decides as it decided the case: in its meeting, by votes."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from medvirkning.appeals import reversing
from medvirkning.appeals.answers import Answer
from medvirkning.appeals.words import BodyOutcome
from medvirkning.follow_up.repaying import let_go
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import DecidingMode
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.mail.appeal_letters import compose
from medvirkning.mail.minutes_read import minutes_of
from medvirkning.mail.sittings import close_meeting
from medvirkning.people.models import Person
from medvirkning.review.attendance import meeting_of
from medvirkning.review.conducting import note_attendance
from medvirkning.review.meetings import LaterBallot
from medvirkning.review.quorum import Votes
from medvirkning.review.words import Outcome, ReviewWord
from tests import appeal_cast, cast, claim_cast, grant_cast, repayment_cast
from tests.cast import World

Act = Callable[[Votes | None], object]


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def changing(world: World) -> tuple[Round, Act]:
    made = appeal_cast.appeals(appeal_cast.answered(world))

    def act(votes: Votes | None) -> object:
        with transaction():
            return reversing.change(
                made, Answer(35_000, "Ja.", Outcome.GRANTED), by=world.dag, at=now(), compose=compose, votes=votes
            )

    return made.application.round, act


def deciding_anew(world: World) -> tuple[Round, Act]:
    made = appeal_cast.appeals(appeal_cast.answered(world))
    appeal_cast.sends(appeal_cast.forwards(made, world.cecilie).letter, world.cecilie)
    appeal_cast.sends(appeal_cast.concludes(made, world.magne, BodyOutcome.SET_ASIDE).letter, world.magne)

    def act(votes: Votes | None) -> object:
        with transaction():
            return reversing.decide_anew(
                made, Answer(35_000, "Ja.", Outcome.GRANTED), by=world.dag, at=now(), compose=compose, votes=votes
            )

    return made.application.round, act


def claiming(world: World) -> tuple[Round, Act]:
    round_ = grant_cast.open_round(world)
    case = repayment_cast.paid_out(world, round_)
    made = repayment_cast.notifies(case, world.cecilie)
    repayment_cast.answers(made)
    return round_, lambda votes: repayment_cast.claims(made, world.dag, votes=votes)


def letting_go(world: World) -> tuple[Round, Act]:
    round_ = grant_cast.open_round(world)
    made = repayment_cast.notified(world, round_)

    def act(votes: Votes | None) -> object:
        with transaction():
            return let_go(made, reason="Benkene er like gode.", votes=votes, by=world.dag, at=now())

    return round_, act


def changing_a_claim(world: World) -> tuple[Round, Act]:
    appealed = claim_cast.appeals(claim_cast.claimed(world))
    return appealed.application.round, lambda votes: claim_cast.changes(appealed, world.dag, votes=votes)


MATTERS = [changing, deciding_anew, claiming, letting_go, changing_a_claim]
AT_ONCE = (claiming, letting_go)
IN_THE_MINUTES = {
    claiming: "kreve tilbake 5 000 kroner",
    letting_go: "ikke kreve penger tilbake",
    changing_a_claim: "kreve tilbake 1 500 kroner",
}


def codes(told: pytest.ExceptionInfo[RuleBroken]) -> list[str]:
    return [each.code for each in told.value.objections]


def ballots() -> list[LaterBallot]:
    return list(db.session.scalars(select(LaterBallot)))


def close(round_: Round, by: Person) -> None:
    meeting = meeting_of(round_.id)
    assert meeting is not None
    with transaction():
        close_meeting(meeting, by=by, at=now())


@pytest.mark.parametrize("matter", MATTERS, ids=lambda each: each.__name__)
def test_never_outside_the_meeting(world: World, matter: Callable[[World], tuple[Round, Act]]) -> None:
    round_, act = matter(world)
    before = ballots()
    close(round_, world.dag)
    with pytest.raises(RuleBroken) as told:
        act(None)
    assert codes(told) == [ReviewWord.MEETING_NOT_OPEN]
    assert ballots() == before


@pytest.mark.parametrize("matter", MATTERS, ids=lambda each: each.__name__)
def test_by_votes_that_stand_in_the_minutes(world: World, matter: Callable[[World], tuple[Round, Act]]) -> None:
    round_, act = matter(world)
    for votes, expected in ((Votes(1, 3), ReviewWord.NOT_CARRIED), (Votes(9, 1), ReviewWord.VOTES_DONT_ADD_UP)):
        with pytest.raises(RuleBroken) as told:
            act(votes)
        assert codes(told) == [expected]
    before = ballots()
    done = act(Votes(3, 1))
    [ballot] = [each for each in ballots() if each not in before]
    assert (ballot.in_favour, ballot.against, ballot.seats) == (3, 1, 4)
    for statement in ("UPDATE later_ballot SET against = 0", "DELETE FROM later_ballot"):
        with pytest.raises(DBAPIError), transaction():
            db.session.execute(text(statement))
    words = IN_THE_MINUTES.get(matter, "Vedtatt etter klage")
    if matter not in AT_ONCE:
        assert words not in _said(round_, world.dag), "its letter is not sent"
        appeal_cast.sends(done.letter, world.dag)  # type: ignore[attr-defined]
    said = _said(round_, world.dag)
    assert words in said
    assert said.rstrip().endswith("3 stemmer for, 1 mot."), said


def _said(round_: Round, person: Person) -> str:
    [case] = minutes_of(round_, meeting_of(round_.id), person, "nb").cases
    return "\n".join(case.lines).replace("\u00a0", " ")


def test_too_few_decide_nothing(world: World) -> None:
    round_, act = changing(world)
    meeting = meeting_of(round_.id)
    assert meeting is not None
    with transaction():
        note_attendance(meeting, present={world.dag.id}, stands_in={}, by=world.dag, at=now())
    with pytest.raises(RuleBroken) as told:
        act(None)
    assert codes(told) == [ReviewWord.NO_QUORUM]


def test_where_an_officer_decides_nobody_votes(world: World) -> None:
    made = appeal_cast.appeals(appeal_cast.answered(world))
    with transaction():
        made.application.round.scheme.deciding_mode = DecidingMode.RECOMMENDS
    close(made.application.round, world.dag)
    appeal_cast.changes(made, world.marit)
    assert db.session.scalars(select(LaterBallot)).all() == []
