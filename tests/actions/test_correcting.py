"""What has been sent is looked through, corrected and kept: each snapshot beside the others, nothing else opened."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from medvirkning.grants.attaching import attach_file, look_over
from medvirkning.grants.check_words import CheckItem, CorrectionEnd, CorrectionWord
from medvirkning.grants.checking import usual_deadline
from medvirkning.grants.correction_reminders import remind_of_corrections
from medvirkning.grants.models import Application
from medvirkning.grants.opening import checks_of, corrections_of, open_correction, open_fields
from medvirkning.grants.queries import snapshot_of, snapshots_of
from medvirkning.grants.snapshots import differences
from medvirkning.grants.words import ApplicationWord, BudgetSide, Line
from medvirkning.journal.actions import broken_links
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import now, oslo_moment
from medvirkning.kernel.content_digest import digest
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import RuleBroken, Stale
from medvirkning.kernel.lifecycle import WrongStep, replay
from medvirkning.outbox.models import OutboxMessage
from medvirkning.review.checking import give_more_time
from medvirkning.review.words import Closed, DeclarationAnswer
from tests.cast import World, storhaug
from tests.correction_cast import asks, corrects, looks_through
from tests.grant_cast import ANYTHING_PDF, draft, open_round, sent
from tests.review_cast import says

LINES = [Line(BudgetSide.EXPENSE, "Telt", 30_000), Line(BudgetSide.INCOME, "Egne penger", 2_000)]


@pytest.fixture
def world(app: Flask) -> World:
    return storhaug()


@pytest.fixture
def case(world: World) -> Application:
    """Sent, and open to the coordinator."""
    made = sent(open_round(world), world.bjarne)
    says(made, world.cecilie)
    return made


def codes(broken: pytest.ExceptionInfo[RuleBroken]) -> list[str]:
    return [objection.code for objection in broken.value.objections]


def kinds() -> list[str]:
    return list(db.session.scalars(select(OutboxMessage.kind).order_by(OutboxMessage.posted_at)))


def test_a_form_check_finds_it_complete(world: World, case: Application):
    assert case.state == "sent", "staff who read it don't take it up"
    check = looks_through(case, world.cecilie)
    assert (case.state, check.passed, check.by.name, check.snapshot) == ("ready", True, "Cecilie", 1)
    says(case, world.ivar)
    assert case.state == "in_review"
    looks_through(case, world.cecilie, [CheckItem.SUMS], passes=False)
    assert (case.state, len(checks_of(case.id))) == ("in_review", 2)


def test_it_is_not_complete_while_something_is_not_in_order(world: World, case: Application):
    with pytest.raises(RuleBroken) as broken:
        looks_through(case, world.cecilie, set(CheckItem) - {CheckItem.SUMS})
    assert codes(broken) == [CorrectionWord.CHECK_INCOMPLETE]
    assert (case.state, checks_of(case.id)) == ("sent", [])


@pytest.mark.parametrize("answer", [None, DeclarationAnswer.YES, DeclarationAnswer.UNSURE])
def test_one_who_steps_aside_neither_checks_nor_asks(world: World, answer: DeclarationAnswer | None):
    made = sent(open_round(world), world.bjarne)
    if answer is not None:
        says(made, world.cecilie, answer)
    for act in (looks_through, asks):
        with pytest.raises(RuleBroken) as broken:
            act(made, world.cecilie)
        assert codes(broken)[0] in set(Closed)


def test_a_correction_is_asked_for_and_sent(world: World, case: Application):
    asked = asks(case, world.cecilie)
    assert (case.state, case.missing) == ("needs_fix", 2)
    assert open_fields(case, at=now()) == {"lines", "least_workable", "account_number"}
    made = corrects(case, {"account_number": "8601.11.17947", "title": "Noe annet"}, LINES)
    db.session.expire_all()
    assert (case.state, case.revision, case.asked, case.missing) == ("sent", 2, 28_000, 1)
    assert (case.title, [line.text for line in case.lines]) == ("Langbord på Lervig", ["Telt", "Egne penger"])
    assert (asked.ending, open_correction(case.id)) == (CorrectionEnd.ANSWERED, None)
    first, second = reversed(snapshots_of(case.id))
    assert (first.number, second.number, snapshot_of(case.id).number) == (1, 2, 2)
    assert (first.content["budget"]["asked"], second.content["budget"]["asked"]) == (35_000, 28_000)
    assert all(digest(each.content) == each.digest for each in (first, made))
    assert [each.field for each in differences(first.content, second.content)] == ["lines", "asked"]
    assert kinds() == ["application_received", "correction_asked", "application_corrected"]


def test_the_history_can_be_played_again(world: World, case: Application):
    asks(case, world.cecilie)
    corrects(case, {}, LINES)
    looks_through(case, world.cecilie)
    events = history("application", case.id)
    assert replay(Application.LIFECYCLE, [event.verb for event in events if event.verb]) == case.state == "ready"
    assert broken_links("application", case.id) == []


@pytest.mark.parametrize(
    ("values", "lines", "code"),
    [
        ({}, None, CorrectionWord.NOTHING_CHANGED),
        ({"account_number": "123"}, None, None),
        ({"account_number": ""}, LINES, ApplicationWord.ACCOUNT_NUMBER_MISSING),
        ({}, [Line(BudgetSide.EXPENSE, "Telt", 60_000)], ApplicationWord.ASKED_TOO_MUCH),
        ({}, [], ApplicationWord.EXPENSES_MISSING),
        ({"title": ""}, None, CorrectionWord.NOTHING_CHANGED),
        ({"least_workable": "40 000"}, LINES, ApplicationWord.LEAST_ABOVE_ASKED),
    ],
)
def test_a_correction_that_is_wrong_changes_nothing(
    world: World, case: Application, values: dict[str, str], lines: Any, code: str | None
):
    asks(case, world.cecilie)
    with pytest.raises(RuleBroken) as broken:
        corrects(case, values, lines)
    assert code is None or code in codes(broken)
    db.session.expire_all()
    assert (case.state, case.revision, case.asked, len(case.lines)) == ("needs_fix", 1, 35_000, 4)


def test_an_attachment_that_is_asked_for_must_come(world: World, case: Application):
    asks(case, world.cecilie, "file:permission")
    with pytest.raises(RuleBroken) as broken:
        corrects(case, {})
    assert codes(broken) == [ApplicationWord.ATTACHMENT_MISSING]
    with transaction():
        attach_file(case, "permission", look_over(ANYTHING_PDF, "avtale.pdf"), by=world.bjarne, at=now())
    made = corrects(case, {})
    assert [file["name"] for file in made.content["files"]] == ["avtale.pdf"]


def test_a_double_press_sends_once(world: World, case: Application):
    asks(case, world.cecilie)
    corrects(case, {}, LINES)
    with pytest.raises(Stale):
        corrects(case, {}, LINES)
    with pytest.raises(RuleBroken) as broken:
        corrects(case, {}, LINES, seen=2)
    assert codes(broken) == [CorrectionWord.NOT_OPEN_FOR_CHANGE]
    assert len(snapshots_of(case.id)) == 2


def test_only_one_request_stands_open(world: World, case: Application):
    asks(case, world.cecilie)
    with pytest.raises(WrongStep):
        asks(case, world.cecilie)
    looks_through(case, world.cecilie)
    assert (case.state, case.missing) == ("ready", 1)
    assert corrections_of(case.id)[0].ending is CorrectionEnd.PASSED
    asks(case, world.cecilie)
    assert len(corrections_of(case.id)) == 2


def test_all_of_it_can_be_changed_until_somebody_begins(world: World):
    made = sent(open_round(world), world.bjarne)
    corrects(made, {"title": "Langbord i Badedammen"})
    assert (made.state, made.title, made.revision) == ("sent", "Langbord i Badedammen", 2)
    says(made, world.cecilie)
    assert open_fields(made, at=now())
    looks_through(made, world.cecilie, [], passes=False)
    with pytest.raises(RuleBroken):
        corrects(made, {"title": "Noe tredje"}, seen=2)


def test_not_when_the_group_has_taken_it_up_or_the_deadline_has_passed(world: World):
    taken = sent(open_round(world), world.bjarne)
    says(taken, world.ivar)
    assert open_fields(taken, at=now()) == frozenset()
    waiting = sent(taken.round, world.bjarne)
    assert open_fields(waiting, at=waiting.round.deadline)
    assert open_fields(waiting, at=waiting.round.deadline + timedelta(seconds=1)) == frozenset()


def test_more_time_is_given_and_told_of(world: World, case: Application):
    asked = asks(case, world.cecilie)
    with pytest.raises(RuleBroken) as broken, transaction():
        give_more_time(asked, deadline=asked.deadline, by=world.cecilie, at=now())
    assert codes(broken) == [CorrectionWord.CORRECTION_TOO_SOON]
    later = usual_deadline(asked.deadline)
    with transaction():
        give_more_time(asked, deadline=later, by=world.cecilie, at=now())
    assert (asked.deadline, kinds()[-1]) == (later, "correction_more_time")


def test_a_reminder_goes_once_three_days_before(world: World, case: Application):
    asked = asks(case, world.cecilie)
    for days, sent_now in ((-4, 0), (-3, 1), (-3, 0), (0, 0), (1, 0)):
        at = oslo_moment(asked.deadline + timedelta(days=days)) + timedelta(hours=9)
        with transaction():
            assert remind_of_corrections(at=at) == sent_now
    with transaction():
        give_more_time(asked, deadline=usual_deadline(asked.deadline), by=world.cecilie, at=now())
    with transaction():
        assert remind_of_corrections(at=oslo_moment(asked.deadline - timedelta(days=1))) == 1
    assert kinds().count("correction_reminder") == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE application SET title = 'x' WHERE number IS NOT NULL",
        "UPDATE application SET revision = 2 WHERE number IS NOT NULL",
        "UPDATE application SET revision = 2, asked = 1 WHERE number IS NOT NULL",
        "UPDATE application SET number = 'x' WHERE number IS NOT NULL",
        "UPDATE budget_line SET amount = 1",
        "DELETE FROM budget_line",
        "DELETE FROM correction",
        "UPDATE correction SET reason = ' '",
        "INSERT INTO correction SELECT lower(hex(randomblob(16))), application_id, fields, reason, deadline, by_id, "
        "asked_at, reminded_of, ended_at, ending FROM correction",
    ],
)
def test_the_database_itself_refuses(world: World, case: Application, statement: str):
    asks(case, world.cecilie)
    if "randomblob" in statement and db.engine.dialect.name != "sqlite":
        statement = statement.replace("lower(hex(randomblob(16)))", "gen_random_uuid()")
    with pytest.raises(DBAPIError), transaction():
        db.session.execute(text(statement))


def test_a_draft_is_open_in_its_own_way(world: World):
    made = draft(open_round(world), world.bjarne)
    assert open_fields(made, at=now()) == frozenset()
