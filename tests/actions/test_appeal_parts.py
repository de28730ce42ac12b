"""Whoever had a part in a case before it went to the appeal body is out of it there, whatever the part was."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from medvirkning.appeals import handling
from medvirkning.appeals.models import Appeal
from medvirkning.appeals.parts import locked_out_of, parts_in
from medvirkning.appeals.reasons import give_reasons
from medvirkning.appeals.words import LateGround, Part
from medvirkning.grants.helping import HelpedEntry
from medvirkning.grants.models import Application
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.deadlines import next_working_day
from medvirkning.mail.letters import compose as compose_decision
from medvirkning.mail.letters import send as send_decision
from medvirkning.people.models import Person
from medvirkning.review.flagging import flag_helper, flag_prepared
from medvirkning.review.words import Outcome
from medvirkning.review.writing import raise_flag, write_to_applicant, write_to_staff
from tests import appeal_cast, cast, grant_cast
from tests.cast import World
from tests.correction_cast import asks, corrects, looks_through
from tests.review_cast import decides, says


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def nothing(case: Application, by: Person) -> None:
    """Has had nothing to do with it."""


def checks(case: Application, by: Person) -> None:
    looks_through(case, by)


def asks_for_a_correction(case: Application, by: Person) -> None:
    asks(case, by, "title")
    corrects(case, {"title": "Et nytt navn"})


def takes_part(case: Application, by: Person) -> None:
    with transaction():
        flag_prepared(case, by, now())


def helps(case: Application, by: Person) -> None:
    with transaction():
        flag_helper(case, by, now())


def writes_for_them(case: Application, by: Person) -> None:
    with transaction():
        entry = HelpedEntry(application_id=case.id, helper_id=by.id, spoken_language="norsk", consents=[])
        entry.begun_at = now()
        db.session.add(entry)


def writes_to_them(case: Application, by: Person) -> None:
    with transaction():
        write_to_applicant(case, "Vi bruker litt lengre tid.", by=by, at=now())


def flags(case: Application, by: Person) -> None:
    with transaction():
        raise_flag(case, "Kontonummer", by=by, at=now())


def is_written_to(case: Application, by: Person) -> None:
    with transaction():
        write_to_staff(case, "Når får vi svar?", by=case.owner, at=now())


BEFORE: dict[Callable[[Application, Person], None], set[Part]] = {
    nothing: set(),
    is_written_to: set(),
    checks: {Part.PREPARED},
    asks_for_a_correction: {Part.PREPARED},
    takes_part: {Part.PREPARED},
    helps: {Part.PREPARED},
    writes_for_them: {Part.PREPARED},
    writes_to_them: {Part.PREPARED},
    flags: {Part.PREPARED},
}


@pytest.mark.parametrize("did", BEFORE, ids=lambda did: did.__name__)
def test_before_it_was_decided(world: World, did: Callable[[Application, Person], None]) -> None:
    case = grant_cast.sent(grant_cast.open_round(world), world.bjarne)
    for name in appeal_cast.GROUP:
        says(case, getattr(world, name))
    did(case, world.cecilie)
    decision = decides(case, world.dag, Outcome.PARTLY, 20_000, compose=compose_decision)
    with transaction():
        send_decision(decision.letter, by=world.dag, at=now())
    made = appeal_cast.appeals(decision)
    assert parts_in(world.cecilie.id, [made]) == {made.id: BEFORE[did]}
    assert bool(locked_out_of(world.cecilie, made)) is bool(BEFORE[did])


def asks_for_more(made: Appeal, by: Person) -> None:
    with transaction():
        until = next_working_day(today() + timedelta(days=14))
        handling.ask_to_complete(made, question="Hvilket vedtak?", until=until, by=by, at=now())


def takes_it_late(made: Appeal, by: Person) -> None:
    with transaction():
        made.deadline = made.sent_on - timedelta(days=1)
        db.session.flush()
        handling.take_late(made, ground=LateGround.NOT_TO_BLAME, note="Brevet kom ikke fram.", by=by, at=now())


def gives_reasons(made: Appeal, by: Person) -> None:
    demand = appeal_cast.demands(made.decision)
    with transaction():
        give_reasons(demand, answer="Teltet var for stort.", by=by, at=now())


def forwards(made: Appeal, by: Person) -> None:
    appeal_cast.forwards(made, by)


def sends_what_another_wrote(made: Appeal, by: Person) -> None:
    dag = made.decision.by
    appeal_cast.sends(appeal_cast.forwards(made, dag).letter, by)


def leaves_it(made: Appeal, by: Person) -> None:
    """Has had nothing to do with it."""


AFTER: dict[Callable[[Appeal, Person], None], set[Part]] = {
    leaves_it: set(),
    asks_for_more: {Part.PREPARED},
    takes_it_late: {Part.PREPARED},
    gives_reasons: {Part.PREPARED},
    forwards: {Part.PREPARED},
    sends_what_another_wrote: {Part.PREPARED},
}


@pytest.mark.parametrize("did", AFTER, ids=lambda did: did.__name__)
def test_when_it_was_appealed(world: World, did: Callable[[Appeal, Person], None]) -> None:
    case = grant_cast.sent(grant_cast.open_round(world), world.bjarne)
    for name in appeal_cast.GROUP:
        says(case, getattr(world, name))
    decision = decides(case, world.dag, Outcome.PARTLY, 20_000, compose=compose_decision)
    with transaction():
        send_decision(decision.letter, by=world.dag, at=now())
    made = appeal_cast.appeals(decision)
    did(made, world.cecilie)
    assert parts_in(world.cecilie.id, [made]) == {made.id: AFTER[did]}


def test_a_part_in_another_case_is_none_in_this(world: World) -> None:
    round_ = grant_cast.open_round(world)
    other = appeal_cast.answered(world, round_, aside=["cecilie"])
    says(other.application, world.cecilie)
    writes_to_them(other.application, world.cecilie)
    made = appeal_cast.appeals(appeal_cast.answered(world, round_, aside=["cecilie"]))
    assert parts_in(world.cecilie.id, [made]) == {made.id: set()}
