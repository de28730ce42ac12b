"""What the municipality's people do with contributions, and whom it is told to."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from medvirkning.attachments.queries import attached_to
from medvirkning.contributions import actions, agreeing
from medvirkning.contributions.correspondence import Answer
from medvirkning.contributions.lifecycle import LIFECYCLE
from medvirkning.contributions.models import Contribution
from medvirkning.contributions.queries import answers, contacts, notes, timeline
from medvirkning.contributions.words import AnswerOutcome as Outcome
from medvirkning.contributions.words import ContributionEvent as Event
from medvirkning.contributions.words import ContributionState as State
from medvirkning.journal.actions import broken_links
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import RuleBroken, Stale
from medvirkning.kernel.lifecycle import WrongStep, replay
from medvirkning.kernel.pictures import clean_picture
from medvirkning.outbox.models import OutboxMessage
from medvirkning.outbox.queries import due
from tests import cast
from tests import contribution_cast as said
from tests.cast import World
from tests.grant_cast import photo

EMAIL = "aud@medvirkning.example"


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def mails(to: str = EMAIL) -> list[str]:
    return [message.kind.removeprefix("contribution_") for message in due(at=now(), most=99) if message.to == to]


def test_the_whole_thread_is_in_the_journal_and_can_be_played_again(world: World) -> None:
    made = said.done(world, photos=1)
    events = history("contribution", made.id)
    assert [event.event for event in events] == [Event.RECEIVED, Event.PUBLISHED, Event.ANSWERED, Event.FINISHED]
    assert replay(LIFECYCLE, [event.verb for event in events if event.verb]) == State.DONE == made.state
    assert [event.by_id for event in events] == [None, *[world.cecilie.id] * 3]
    assert events[2].facts == {"outcome": "yes"}
    assert broken_links("contribution", made.id) == []


def test_the_senders_own_event_has_no_minute(world: World) -> None:
    made = said.sent(world)
    [event] = history("contribution", made.id)
    assert (event.at.minute, event.at.second, event.at.microsecond) == (0, 0, 0)
    assert event.by_id is None


@pytest.mark.parametrize(
    ("verb", "values"),
    [
        (actions.hide, {"reason": " "}),
        (actions.answer, {"outcome": Outcome.NO, "text": ""}),
        (actions.answer, {"outcome": None, "text": "Fordi."}),
        (actions.add_note, {"text": ""}),
        (actions.assign, {"person": None, "reply_by": date(2020, 1, 1)}),
    ],
)
def test_what_the_rules_refuse_changes_nothing(world: World, verb: Callable, values: dict) -> None:
    made = said.published(world, email=EMAIL)
    before = len(history("contribution", made.id)), len(mails())
    with pytest.raises(RuleBroken), transaction():
        verb(said.found(world, made.id), by=world.cecilie, at=now(), **values)
    assert said.found(world, made.id).state is State.PUBLISHED
    assert (len(history("contribution", made.id)), len(mails())) == before


def test_what_is_out_of_turn_is_a_conflict(world: World) -> None:
    made = said.sent(world)
    with pytest.raises(WrongStep), transaction():
        actions.answer(said.found(world, made.id), outcome=Outcome.NO, text="Nei.", by=world.cecilie, at=now())
    assert answers(made.id) == []


def test_a_stale_form_overwrites_nothing(world: World) -> None:
    made = said.published(world)
    version = made.version
    said.act(made, actions.consider, world)
    with pytest.raises(Stale), transaction():
        actions.hide(said.found(world, made.id), reason="Feil.", by=world.cecilie, at=now(), version=version)
    with transaction():
        current = said.found(world, made.id)
        actions.start(current, by=world.cecilie, at=now(), version=current.version)
    assert said.found(world, made.id).state is State.IN_PROGRESS


def test_agreement_makes_no_form_stale(world: World) -> None:
    made = said.published(world)
    with transaction():
        agreeing.support(said.found(world, made.id), key="a browser", secret=b"x" * 32)
    assert said.found(world, made.id).version == made.version


def test_a_hidden_one_keeps_its_reason_until_it_is_back(world: World) -> None:
    made = said.hidden(world, reason="  Det står et navn i teksten. ", email=EMAIL)
    assert (made.hidden_reason, made.desk, made.board_group) == ("Det står et navn i teksten.", "hidden", None)
    said.act(made, actions.republish, world)
    back = said.found(world, made.id)
    assert (back.hidden_reason, back.state) == ("", State.PUBLISHED)
    assert mails() == ["received", "published", "hidden", "published"]
    assert contacts(made.id), "hidden is not the end"


@pytest.mark.parametrize(
    ("outcome", "left"), [(Outcome.YES, 2), (Outcome.PARTLY, 2), (Outcome.NO, 0), (Outcome.NOT_OURS, 0)]
)
def test_everyone_behind_it_is_told_and_forgotten_when_it_is_over(world: World, outcome: Outcome, left: int) -> None:
    made = said.published(world, email=EMAIL)
    with transaction():
        agreeing.follow(said.found(world, made.id), "bjarne@medvirkning.example", language="nn")
    said.act(made, actions.answer, world, outcome=outcome, text="Fordi.")
    assert mails() == ["received", "published", "answered"]
    assert mails("bjarne@medvirkning.example") == ["answered"]
    assert len(contacts(made.id)) == left
    last = [message for message in due(at=now(), most=99) if message.kind == "contribution_answered"]
    assert all((message.values["stop"] is None) is (left == 0) for message in last)


def test_no_message_holds_the_code_or_ties_an_address_to_a_text(world: World) -> None:
    made = said.done(world, email=EMAIL)
    told = [message for message in due(at=now(), most=99) if message.to == EMAIL]
    assert len(told) == 4
    assert not [
        message for message in told if str(made.id) in str(message.values) or made.id.hex in str(message.values)
    ]


def test_done_has_a_story_a_day_and_a_photo(world: World) -> None:
    made = said.published(world)
    said.act(made, actions.start, world)
    picture = clean_picture(photo())
    said.act(made, actions.finish, world, story="Fire lamper er på plass.\nDe slukker klokka 23.", photo=picture)
    done = said.found(world, made.id)
    assert (done.headline, done.rest_of_story) == ("Fire lamper er på plass.", "De slukker klokka 23.")
    assert (done.done_on, done.board_group) == (today(), "happened")
    assert [photo.about for photo in attached_to("contribution", made.id)] == [actions.DONE_PHOTO]


def test_a_new_answer_stands_over_the_earlier_and_a_no_can_become_a_yes(world: World) -> None:
    made = said.answered(world, Outcome.NO, "Vi har ikke råd.")
    with pytest.raises(RuleBroken), transaction():
        actions.start(said.found(world, made.id), by=world.cecilie, at=now())
    said.act(made, actions.answer, world, outcome=Outcome.YES, text="Vi fikk penger.", at=now() + timedelta(seconds=1))
    said.act(made, actions.start, world)
    assert [answer.text for answer in answers(made.id)] == ["Vi fikk penger.", "Vi har ikke råd."]
    assert said.found(world, made.id).outcome is Outcome.YES


def test_handing_over_noting_and_tagging(world: World) -> None:
    made = said.published(world)
    with transaction():
        current = said.found(world, made.id)
        actions.assign(current, world.dag, reply_by=today() + timedelta(days=7), by=world.cecilie, at=now())
        actions.add_note(current, " Snakk med parkvesenet. ", by=world.cecilie, at=now())
        actions.set_goal(current, world.programme.goals[1], by=world.cecilie, at=now())
    current = said.found(world, made.id)
    assert (current.assigned_to, current.goal.name.text("nb")) == (world.dag, "Trafikk")  # type: ignore[union-attr]
    assert [(note.text, note.by.name) for note in notes(made.id)] == [("Snakk med parkvesenet.", "Cecilie")]
    assert [entry.event for entry in timeline(made.id)] == [Event.RECEIVED, Event.PUBLISHED], "internal is internal"
    facts = {event.event: event.facts for event in history("contribution", made.id)}
    assert facts["noted"] == {}
    assert facts["assigned"]["to"] == str(world.dag.id)
    with transaction():
        current = said.found(world, made.id)
        actions.assign(current, None, by=world.cecilie, at=now())
        actions.set_goal(current, None, by=world.cecilie, at=now())
    current = said.found(world, made.id)
    assert (current.assigned_to_id, current.reply_by, current.goal_id) == (None, None, None)


@pytest.mark.parametrize(
    "untrue",
    [
        {"state": State.HIDDEN, "hidden_reason": ""},
        {"state": State.ANSWERED},
        {"state": State.DONE},
        {"text": ""},
        {"supporters": -1},
    ],
)
def test_the_database_refuses_what_must_never_be_true(world: World, untrue: dict) -> None:
    made = said.published(world)
    with pytest.raises(IntegrityError), transaction():
        db.session.execute(Contribution.__table__.update().where(Contribution.id == made.id).values(**untrue))


def test_an_answer_without_a_reason_is_refused_by_the_database_too(world: World) -> None:
    made = said.published(world)
    with pytest.raises(IntegrityError), transaction():
        db.session.add(Answer(contribution_id=made.id, outcome=Outcome.NO, text="", by_id=world.cecilie.id, at=now()))
    assert db.session.query(OutboxMessage).count() == 0
