"""The whole list in one press: what it asks of the database, and that it asks all that one case would."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import ApplicationState, DecidingMode
from medvirkning.journal.actions import broken_links
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.mail.letters import compose
from medvirkning.people.models import Person
from medvirkning.review.attendance import meeting_of
from medvirkning.review.cases import closed_to, may_lead
from medvirkning.review.conducting import leave_room
from medvirkning.review.deciding import CaseBroken
from medvirkning.review.hearing import Hearing
from medvirkning.review.meetings import Ballot
from medvirkning.review.models import Decision, Letter
from medvirkning.review.settling import Item, Reasons, decide_all, recommend_all, seal, to_settle
from medvirkning.review.ties import Participation
from medvirkning.review.voting import sitting
from medvirkning.review.words import DeclarationAnswer, Ground, Outcome, Part, ReviewWord
from tests import cast, grant_cast
from tests.cast import World
from tests.contribution_cast import statements
from tests.review_cast import leans, meets, says

pytestmark = pytest.mark.postgres_too

EACH = 10_000
# What one more case on the list took, before they were looked up and written together: decided by an elected group, by
# an officer, and recommended.
TOOK = {"elected": 29, "officer": 20, "recommended": 6}


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def laid_out(world: World, mode: DecidingMode, many: int, *, pot: int = 900_000) -> Round:
    """A round with so many cases that each gets the same, and its meeting open."""
    the_round = grant_cast.open_round(world, pot=pot)
    with transaction():
        the_round.scheme.deciding_mode = mode
    for _one in range(many):
        case = grant_cast.sent(the_round, world.bjarne)
        for person in (world.dag, world.ivar, world.marit):
            says(case, person)
        leans(case, world.dag, Outcome.PARTLY, EACH)
    meets(the_round)
    return the_round


def listed(the_round: Round, by: Person, most: int = 50) -> list[Item]:
    return to_settle(the_round, by)[0][:most]


def why(items: list[Item]) -> dict[object, Reasons]:
    return {each.id: Reasons("Åpent for alle.", "Det er lite penger.") for each in items}


def decided(the_round: Round, by: Person) -> list[Decision]:
    items = listed(the_round, by)
    with transaction():
        return decide_all(the_round, why(items), seen=seal(items), by=by, at=now(), compose=compose)  # type: ignore[arg-type]


def recommended(the_round: Round, by: Person) -> object:
    items = listed(the_round, by)
    with transaction():
        return recommend_all(the_round, why(items), seen=seal(items), by=by, at=now())  # type: ignore[arg-type]


def asked_by(act: Callable[[], object], many: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many statements a press takes on a list of so many, everything read anew."""
    monkeypatch.setattr("medvirkning.review.settling.AT_ONCE", many)
    db.session.expire_all()
    with statements() as run:
        act()
    return len(run)


@pytest.mark.parametrize("press", TOOK)
def test_a_longer_list_asks_little_more(world: World, press: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """At most a third of what it took."""
    mode = DecidingMode.ELECTED if press == "elected" else DecidingMode.RECOMMENDS
    the_round = laid_out(world, mode, 7)
    by = world.marit if press == "officer" else world.dag
    if press == "officer":
        recommended(the_round, world.dag)
    act = recommended if press == "recommended" else decided

    def once(many: int) -> int:
        monkeypatch.setattr(f"{__name__}.listed", lambda of, who: to_settle(of, who)[0][:many])
        return asked_by(lambda: act(the_round, by), many, monkeypatch)

    first, more = once(1), once(6)
    assert (more - first) / 5 <= TOOK[press] / 3


def test_each_has_its_decision_letter_votes_and_history(world: World) -> None:
    the_round = laid_out(world, DecidingMode.ELECTED, 3)
    made = decided(the_round, world.dag)
    assert len(made) == 3
    for each in made:
        assert (each.amount, each.application.state, each.application.granted) == (EACH, ApplicationState.DECIDED, EACH)
        assert each.letter.content["amount"] == EACH
        assert broken_links("application", each.application_id) == []
        last = history("application", each.application_id)[-1]
        assert (last.event, last.verb, last.state, last.facts["amount"]) == ("decided", "decide", "decided", EACH)
    assert the_round.granted == 3 * EACH
    assert len(db.session.scalars(select(Ballot)).all()) == len(db.session.scalars(select(Letter)).all()) == 3


def test_the_pot_is_counted_down_the_list(world: World) -> None:
    """The third doesn't fit, and is the one that is named; nothing of the list is decided."""
    the_round = laid_out(world, DecidingMode.ELECTED, 3, pot=2 * EACH + 1)
    items = listed(the_round, world.dag)
    with pytest.raises(CaseBroken) as broken:
        decided(the_round, world.dag)
    assert broken.value.application_id == items[2].id
    assert [each.code for each in broken.value.objections] == [ReviewWord.ABOVE_WHAT_IS_LEFT]
    assert db.session.scalars(select(Decision)).all() == []
    db.session.expire_all()
    assert {each.state for each in db.session.scalars(select(Application))} == {ApplicationState.IN_REVIEW}


@pytest.mark.parametrize("mode", [DecidingMode.ELECTED, DecidingMode.RECOMMENDS])
@pytest.mark.parametrize("chair", ["here", "away"])
def test_the_same_answers_as_one_by_one(world: World, mode: DecidingMode, chair: str) -> None:
    """Whoever asks: declared or not, in doubt, the applicant, one who prepared the case, out of the room."""
    the_round = grant_cast.open_round(world)
    with transaction():
        the_round.scheme.deciding_mode = mode
    cases = [grant_cast.sent(the_round, world.bjarne) for _ in range(5)]
    for case in cases:
        says(case, world.ivar)
    for case, person in zip(cases, (world.dag, world.halima, world.jorunn, world.marit), strict=False):
        says(case, person, DeclarationAnswer.YES, ground=Ground.FAMILY)
    says(cases[1], world.dag, DeclarationAnswer.UNSURE)
    says(cases[4], world.dag)
    away = [world.dag] if chair == "away" else []
    meeting = meets(the_round, *away, leader=world.halima if away else None)
    with transaction():
        leave_room(meeting, world.ivar, cases[2], by=world.dag, at=now())
        prepared = Participation(application_id=cases[3].id, person_id=world.ivar.id, part=Part.PREPARED, at=now())
        db.session.add(prepared)
    everybody = (world.dag, world.halima, world.ivar, world.jorunn, world.marit, world.cecilie, world.bjarne, world.kim)
    assert meeting_of(the_round.id) is not None
    for person in everybody:
        heard = Hearing(the_round, cases, person)
        for case in cases:
            assert heard.closed_to(case) == closed_to(person, case)
            assert heard.sitting(case) == sitting(case)
            if mode is DecidingMode.ELECTED:
                assert heard.may_lead(case) == may_lead(person, case), person.name
