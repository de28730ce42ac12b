"""Ties, and the hints they make; who helped; and what the public register says."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from medvirkning.grants.applicant_words import RegisterOutcome
from medvirkning.grants.looking_up import keep_answer
from medvirkning.grants.models import Application
from medvirkning.grants.registers import Organisation, Reply, Role
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.people.models import Person
from medvirkning.review.declaring import declare
from medvirkning.review.flagging import flag_helper
from medvirkning.review.hints import hints_about, hints_in, looked_over, register_of_ties, ties_of
from medvirkning.review.tying import end_tie, look_over, register_tie
from medvirkning.review.words import DeclarationAnswer, Doubt, Ground, HintKind, TieRole
from tests import cast, grant_cast
from tests.cast import World

NO = DeclarationAnswer.NO


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def case(world: World) -> Application:
    return grant_cast.sent(grant_cast.open_round(world), world.bjarne)


def tie(
    by: Person,
    number: str | None = "999999913",
    name: str = "",
    role: TieRole = TieRole.BOARD,
    since: date | None = None,
):
    with transaction():
        return register_tie(organisation_number=number, name=name, role=role, since=since, by=by, at=now())


def says_no(case: Application, by: Person, why: str = "") -> None:
    with transaction():
        declare(case, answer=NO, ground=None, note=why, by=by, at=now())


def test_a_tie_by_number_is_a_hint_and_a_no_says_why(world: World, case: Application) -> None:
    tie(world.halima)
    (hint,) = hints_about(world.halima, case)
    assert (hint.kind, hint.ground, hint.role) == (HintKind.TIE, Ground.BOARD, TieRole.BOARD)
    assert hints_in(case) == [hint]
    assert hints_about(world.ivar, case) == []
    with pytest.raises(RuleBroken) as broken:
        says_no(case, world.halima)
    assert [each.code for each in broken.value.objections] == [Doubt.WHY_MISSING]
    says_no(case, world.halima, "Jeg gikk ut av styret i fjor.")
    says_no(case, world.ivar)


def test_a_tie_by_name(world: World, case: Application) -> None:
    tie(world.halima, None, "Kaikanten", TieRole.MEMBER)
    assert [hint.ground for hint in hints_about(world.halima, case)] == [Ground.CLOSE]


def test_a_tie_that_has_ended_is_no_hint(world: World, case: Application) -> None:
    made = tie(world.halima)
    with transaction():
        end_tie(made, by=world.ivar, at=now())  # somebody else's: nothing happens
    assert len(hints_about(world.halima, case)) == 1
    with transaction():
        end_tie(made, by=world.halima, at=now())
    assert hints_about(world.halima, case) == ties_of(world.halima.id) == []
    assert [event.event for event in history("tie", made.id)] == ["tie_registered", "tie_ended"]
    with pytest.raises(DBAPIError), db.engine.begin() as connection:
        connection.execute(text("DELETE FROM tie"))


def test_a_tie_names_something_that_has_begun(world: World) -> None:
    for number, name, since, found in (
        (None, " ", None, Doubt.TIE_UNNAMED),
        ("999999913", "", today() + timedelta(days=1), Doubt.TIE_IN_THE_FUTURE),
    ):
        with pytest.raises(RuleBroken) as broken:
            tie(world.halima, number, name, since=since)
        assert [each.code for each in broken.value.objections] == [found]


def test_the_same_tie_stands_once(world: World) -> None:
    assert tie(world.halima).id == tie(world.halima).id
    assert len(ties_of(world.halima.id)) == 1


def test_looking_over_is_noted_and_told(world: World) -> None:
    assert looked_over([world.ivar.id]) == {}
    for _ in range(2):
        with transaction():
            look_over(by=world.ivar, at=now())
    db.session.expire_all()
    assert looked_over([world.ivar.id])[world.ivar.id].at <= now()
    assert [event.event for event in history("person", world.ivar.id)] == ["ties_looked_over"] * 2


def test_everybody_who_works_on_cases_is_in_the_register(world: World) -> None:
    tie(world.halima, None, "Ungdomsgruppa Lykta")
    rows = {person.name: (len(ties), seen is not None) for person, ties, seen in register_of_ties(world.programme.id)}
    assert rows == {
        "Cecilie": (0, False), "Dag": (0, False), "Halima": (1, True), "Ivar": (0, False), "Jorunn": (0, False),
        "Kim": (0, False), "Marit": (0, False),
    }  # fmt: skip


def test_whoever_helped_is_flagged(world: World, case: Application) -> None:
    for _ in range(2):
        with transaction():
            flag_helper(case, world.cecilie, now())
    (hint,) = hints_about(world.cecilie, case)
    assert (hint.kind, hint.ground) == (HintKind.HELPED, Ground.HELPED)
    events = [event for event in history("application", case.id) if event.event == "took_part_before"]
    assert [event.facts["part"] for event in events] == ["helped"]
    with pytest.raises(RuleBroken):
        says_no(case, world.cecilie)


@pytest.mark.parametrize(
    ("roles", "hinted"),
    [
        ((Role("Halima Noor Abdikarim", "Styreleder"), Role("Per Ås", "Styremedlem")), True),
        ((Role("Per Ås", "Styreleder"),), False),
        (None, False),  # not reached
    ],
)
def test_the_public_register_hints_by_name(
    world: World, case: Application, roles: tuple[Role, ...] | None, hinted: bool
) -> None:
    known = None if roles is None else Organisation("999999913", "Kaikanten beboerforening", roles=roles)
    outcome = RegisterOutcome.FOUND if known else RegisterOutcome.UNREACHABLE
    with transaction():
        db.session.get_one(Person, world.halima.id).name = "Halima Abdikarim"
        keep_answer(case, "999999913", Reply(outcome, known), by=None, at=now())
    assert [hint.kind for hint in hints_in(case)] == [HintKind.REGISTER] * hinted
    assert [hint.name for hint in hints_about(world.halima, case)] == ["Halima Noor Abdikarim (Styreleder)"] * hinted
