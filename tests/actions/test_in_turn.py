"""Two who touch the same thing in the same moment: one waits for the other, and neither sees an error of ours."""

from uuid import UUID, uuid4

import pytest
from flask import Flask

from medvirkning.attachments.queries import attached_to
from medvirkning.contributions.actions import add_note, assign
from medvirkning.contributions.agreeing import follow, support
from medvirkning.contributions.correspondence import Contact, Note, Support
from medvirkning.contributions.models import Contribution
from medvirkning.contributions.sender import add_photo, change_contact, withdraw
from medvirkning.grants.actions import begin
from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.journal.actions import broken_links
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db
from medvirkning.kernel.errors import RuleBroken
from medvirkning.kernel.pictures import clean_picture
from medvirkning.people.models import Person
from tests import cast
from tests.actions.test_races import at_once, count, kinds
from tests.cast import World
from tests.contribution_cast import published
from tests.grant_cast import open_round, photo

CROWD = 10


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def test_notes_written_at_once_are_all_in_the_journal(app: Flask, world: World) -> None:
    contribution_id, by = published(world).id, world.cecilie.id
    before = len(history("contribution", contribution_id))

    def act() -> None:
        mine, writer = db.session.get_one(Contribution, contribution_id), db.session.get_one(Person, by)
        add_note(mine, "Jeg ringer grunneieren.", by=writer, at=now())
        assign(mine, writer, by=writer, at=now())

    given = at_once(app, *[act] * CROWD)
    done = given.count(None)
    assert set(kinds(given)) <= {"NoneType", "StaleDataError"}, given
    assert count(Note) == done >= 1
    assert len(history("contribution", contribution_id)) == before + 2 * done
    assert broken_links("contribution", contribution_id) == []


def test_a_form_that_begins_an_application_begins_one_however_often_it_is_pressed(app: Flask, world: World) -> None:
    round_id, by, key = open_round(world).id, world.bjarne.id, uuid4()

    def act() -> UUID:
        owner = db.session.get_one(Person, by)
        return begin(db.session.get_one(Round, round_id), by=owner, language="nb", at=now(), key=key).id

    assert at_once(app, *[act] * CROWD) == [key] * CROWD
    assert count(Application) == 1


def test_one_address_follows_once(app: Flask, world: World) -> None:
    contribution_id = published(world).id

    def act() -> None:
        follow(db.session.get_one(Contribution, contribution_id), "aud@medvirkning.example", language="nb")

    assert at_once(app, *[act] * CROWD) == [None] * CROWD
    assert count(Contact) == 1


def test_nothing_is_kept_of_what_comes_as_it_is_taken_back(app: Flask, world: World) -> None:
    picture = clean_picture(photo())
    for _ in range(3):
        contribution_id = published(world).id

        def thing(of: UUID = contribution_id) -> Contribution:
            return db.session.get_one(Contribution, of)

        given = at_once(
            app,
            lambda: add_photo(thing(), picture, at=now()),
            lambda: change_contact(thing(), "aud@medvirkning.example", language="nb", at=now()),
            lambda: support(thing(), key="a-browser", secret=b"s" * 32),
            lambda: withdraw(thing(), at=now()),
        )
        assert given[3] is None
        assert all(isinstance(one, RuleBroken) for one in given[:3] if isinstance(one, Exception)), given
        assert attached_to("contribution", contribution_id) == []
        assert count(Contact) == count(Support) == 0
