"""Sending: once, numbered without holes, frozen by the database itself."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from medvirkning.grants.actions import send, withdraw
from medvirkning.grants.attaching import attach_file, look_over
from medvirkning.grants.drafts import written
from medvirkning.grants.lifecycle import APPLICATION
from medvirkning.grants.models import Application, Snapshot
from medvirkning.grants.queries import files_of, own_application, round_numbers, snapshot_of
from medvirkning.grants.words import Section
from medvirkning.journal.actions import broken_links
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.content_digest import digest
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import RuleBroken, Stale
from medvirkning.kernel.lifecycle import WrongStep, replay
from medvirkning.outbox.models import OutboxMessage
from tests.cast import storhaug
from tests.grant_cast import ANYTHING_PDF, DECLARED, draft, open_round, scheme, sent, whole


def test_sent(app: Flask):
    world = storhaug()
    made = sent(open_round(world), world.bjarne)
    assert made.number == f"NT-{today().year}-001"
    assert made.sent_at
    assert made.state == "sent"
    snapshot = snapshot_of(made.id)
    assert snapshot.digest == digest(snapshot.content)
    assert snapshot.content["answers"]["title"] == "Langbord på Lervig"
    assert snapshot.content["budget"]["asked"] == 35_000 == made.asked
    mail = db.session.scalars(select(OutboxMessage)).one()
    assert (mail.kind, mail.to, mail.language) == ("application_received", "bjarne@medvirkning.example", "nb")


def test_the_digest_survives_a_round_through_the_database(app: Flask):
    world = storhaug()
    made = sent(open_round(world), world.bjarne, what="«Åpent» – 20 % mer\næøå 🧵", title='"<b>"')
    db.session.expire_all()
    snapshot = snapshot_of(made.id)
    assert snapshot.digest == digest(snapshot.content)


def test_an_unfinished_application_is_not_sent(app: Flask):
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    with pytest.raises(RuleBroken), transaction():
        send(made, key=uuid4(), declared=DECLARED, by=world.bjarne, at=now())
    assert own_application(world.bjarne.id, made.id).state == "draft"
    assert snapshot_of(made.id) is None


def test_every_undertaking_is_needed(app: Flask):
    world = storhaug()
    made = whole(open_round(world), world.bjarne)
    with pytest.raises(RuleBroken), transaction():
        send(made, key=uuid4(), declared=["public"], by=world.bjarne, at=now())


def test_what_was_not_read_through_is_not_sent(app: Flask):
    world = storhaug()
    made = whole(open_round(world), world.bjarne)
    with pytest.raises(Stale), transaction():
        send(made, key=uuid4(), declared=DECLARED, by=world.bjarne, at=now(), seen="an older mark")


def test_two_hundred_repeats_are_one(app: Flask):
    world = storhaug()
    made = whole(open_round(world), world.bjarne)
    key = uuid4()
    for _ in range(200):
        with transaction():
            send(made, key=key, declared=DECLARED, by=world.bjarne, at=now())
    assert db.session.scalar(select(func.count()).select_from(Snapshot)) == 1
    assert db.session.scalar(select(func.count()).select_from(OutboxMessage)) == 1
    assert [event.verb for event in history("application", made.id) if event.verb] == ["send"]


def test_many_at_once_are_one(app: Flask):
    world = storhaug()
    made = whole(open_round(world), world.bjarne)
    made_id, owner_id, key = made.id, world.bjarne.id, uuid4()

    def press(_n: int) -> str:
        with app.app_context(), transaction():
            mine = own_application(owner_id, made_id)
            return send(mine, key=key, declared=DECLARED, by=mine.owner, at=now()).digest

    with ThreadPoolExecutor(8) as pool:
        digests = set(pool.map(press, range(24)))
    assert len(digests) == 1
    assert db.session.scalar(select(func.count()).select_from(Snapshot)) == 1
    assert db.session.scalar(select(func.count()).select_from(OutboxMessage)) == 1


def test_numbers_have_no_holes(app: Flask):
    """Sixteen senders at once, every fourth of them falls over after its number was given."""
    world = storhaug()
    open_ = open_round(world)
    ids = [whole(open_, world.bjarne).id for _ in range(16)]
    owner_id = world.bjarne.id

    def press(place: int) -> None:
        with app.app_context(), transaction():
            mine = own_application(owner_id, ids[place])
            send(mine, key=uuid4(), declared=DECLARED, by=mine.owner, at=now())
            if place % 4 == 3:
                raise RuntimeError("the power went")

    with ThreadPoolExecutor(8) as pool:
        for future in [pool.submit(press, place) for place in range(16)]:
            future.exception()
    numbers = sorted(db.session.scalars(select(Application.number).where(Application.number.is_not(None))))
    assert numbers == [f"NT-{today().year}-{n:03}" for n in range(1, 13)]


def test_schemes_count_apart(app: Flask):
    world = storhaug()
    with transaction():
        other = scheme(world, "ung", "UNG")
    first, second = open_round(world), open_round(world, other)
    assert sent(first, world.bjarne).number.startswith("NT-")
    assert sent(second, world.bjarne).number == f"UNG-{today().year}-001"


FORBIDDEN = [
    "UPDATE snapshot SET digest = 'x'",
    "UPDATE snapshot SET content = '{}'",
    "DELETE FROM snapshot",
    "UPDATE application SET title = 'Noe annet'",
    "UPDATE application SET asked = 1",
    "UPDATE budget_line SET amount = 1",
    "DELETE FROM budget_line",
    "UPDATE application SET number = NULL, sent_at = NULL",
    "DELETE FROM application",
    "UPDATE criterion SET most = 9",
    "DELETE FROM criteria_set",
    "UPDATE grant_round SET granted = pot + 1",
    "UPDATE grant_round SET granted = -1",
    "UPDATE scheme SET appeal_weeks = 2",
    "UPDATE scheme SET most_amount = 1",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_database_itself_says_no(app: Flask, statement: str):
    world = storhaug()
    sent(open_round(world), world.bjarne)
    with pytest.raises(DBAPIError), transaction():
        db.session.execute(text(statement))


DRAFTS = [
    "UPDATE application SET state = 'sent'",
    "UPDATE application SET organisation_number = '12345678'",
    "UPDATE application SET organisation_number = '12345678x'",
    "UPDATE application SET asked = -1",
    "UPDATE application SET language = 'en'",
    "UPDATE application SET state = 'lost'",
]


@pytest.mark.parametrize("statement", DRAFTS)
def test_the_database_says_no_of_drafts_too(app: Flask, statement: str):
    world = storhaug()
    draft(open_round(world), world.bjarne)
    with pytest.raises(DBAPIError), transaction():
        db.session.execute(text(statement))


def test_withdraw(app: Flask):
    world = storhaug()
    open_ = open_round(world)
    made = sent(open_, world.bjarne)
    with transaction():
        withdraw(made, by=world.bjarne, at=now())
    assert made.state == "withdrawn"
    assert round_numbers([open_.id])[open_.id].sent == 0
    kinds = set(db.session.scalars(select(OutboxMessage.kind)))
    assert kinds == {"application_received", "application_withdrawn"}
    with pytest.raises(WrongStep), transaction():
        withdraw(made, by=world.bjarne, at=now())


def test_a_withdrawn_draft_can_not_be_sent_and_writes_to_no_one(app: Flask):
    world = storhaug()
    made = whole(open_round(world), world.bjarne)
    with transaction():
        withdraw(made, by=world.bjarne, at=now())
    with pytest.raises(WrongStep), transaction():
        send(made, key=uuid4(), declared=DECLARED, by=world.bjarne, at=now())
    assert db.session.scalar(select(func.count()).select_from(OutboxMessage)) == 0


def test_the_journal_tells_the_same_story(app: Flask):
    world = storhaug()
    made = sent(open_round(world), world.bjarne)
    with transaction():
        withdraw(made, by=world.bjarne, at=now())
    events = history("application", made.id)
    assert [event.event for event in events] == ["application_begun", "application_sent", "application_withdrawn"]
    assert replay(APPLICATION, [event.verb for event in events if event.verb]) == made.state
    assert broken_links("application", made.id) == []


def test_of_a_draft_that_is_put_away_nothing_is_kept(app: Flask):
    world = storhaug()
    made = whole(open_round(world), world.bjarne)
    with transaction():
        attach_file(made, "permission", look_over(ANYTHING_PDF, "avtale.pdf"), by=world.bjarne, at=now())
    with transaction():
        withdraw(made, by=world.bjarne, at=now())
    db.session.expire_all()
    made = db.session.get(Application, made.id)
    assert made.state == "withdrawn"
    assert all(value in ("", "False") for section in Section for value in written(made, section).values())
    assert (made.account_number, made.lines, made.asked, made.attachment_plans) == (None, [], 0, {})
    assert (made.unread, made.last_forms, files_of(made)) == ({}, {}, [])


def test_what_was_sent_is_kept_also_when_it_is_withdrawn(app: Flask):
    world = storhaug()
    made = sent(open_round(world), world.bjarne)
    with transaction():
        withdraw(made, by=world.bjarne, at=now())
    assert (made.title, made.asked) == ("Langbord på Lervig", 35_000)
