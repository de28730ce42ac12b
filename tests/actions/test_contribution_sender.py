"""What the sender, and those who mean the same, can do afterwards."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from medvirkning.attachments.queries import attached_to
from medvirkning.contributions import actions, agreeing, sender
from medvirkning.contributions.correspondence import Contact, SentTwice, Support, Verdict
from medvirkning.contributions.models import Contribution
from medvirkning.contributions.queries import contacts, sender_contact, supported, verdict
from medvirkning.contributions.telling import NO_NEWS, forget_addresses
from medvirkning.contributions.words import AnswerOutcome as Outcome
from medvirkning.contributions.words import ContributionState as State
from medvirkning.contributions.words import Rating
from medvirkning.kernel.clock import frozen, now
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.kernel.lifecycle import WrongStep
from medvirkning.kernel.pictures import clean_picture
from medvirkning.outbox.queries import due
from medvirkning.web.keys import secret
from tests import cast
from tests import contribution_cast as said
from tests.cast import World
from tests.grant_cast import photo

EMAIL = "aud@medvirkning.example"


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def agree(world: World, made: Contribution, key: str = "a browser") -> int:
    with transaction():
        return agreeing.support(said.found(world, made.id), key=key, secret=secret())


def disagree(world: World, made: Contribution, key: str = "a browser") -> int:
    with transaction():
        return agreeing.unsupport(said.found(world, made.id), key=key, secret=secret())


def test_taking_it_back_leaves_nothing_of_what_was_said(world: World) -> None:
    made = said.sent(world, "Hemmelig ønske", place="ved huset mitt", name="Aud", email=EMAIL, photos=2)
    said.act(made, actions.publish, world)
    agree(world, made)
    with transaction():
        agreeing.follow(said.found(world, made.id), "bjarne@medvirkning.example", language="nb")
    with transaction():
        sender.withdraw(said.found(world, made.id), at=now())
    gone = said.found(world, made.id)
    assert (gone.state, gone.text, gone.place, gone.name, gone.searched) == (State.WITHDRAWN, "", "", "", "")
    assert (gone.desk, gone.board_group, gone.supporters) == (None, None, 0)
    assert attached_to("contribution", made.id) == []
    assert (count(Contact), count(Support), count(SentTwice)) == (0, 0, 0)
    told = [(message.kind, message.to) for message in due(at=now(), most=99)][-2:]
    assert {kind for kind, _ in told} == {"contribution_withdrawn"}
    assert {to for _, to in told} == {EMAIL, "bjarne@medvirkning.example"}
    with pytest.raises(WrongStep), transaction():
        sender.withdraw(said.found(world, made.id), at=now())


def test_one_more_photo_as_long_as_the_case_is_open(world: World) -> None:
    made = said.sent(world, photos=2)
    with transaction():
        sender.add_photo(said.found(world, made.id), clean_picture(photo()), at=now())
    with pytest.raises(RuleBroken), transaction():
        sender.add_photo(said.found(world, made.id), clean_picture(photo()), at=now())
    assert len(attached_to("contribution", made.id)) == 3
    over = said.answered(world, Outcome.NO)
    with pytest.raises(RuleBroken), transaction():
        sender.add_photo(said.found(world, over.id), clean_picture(photo()), at=now())


def test_the_picture_of_what_was_done_does_not_count_as_the_senders(world: World) -> None:
    made = said.answered(world, Outcome.YES, photos=1)
    said.act(made, actions.finish, world, story="Ferdig.", photo=clean_picture(photo()))
    assert len(attached_to("contribution", made.id)) == 2
    assert len(sender.sender_photos(said.found(world, made.id))) == 1


def test_changing_and_deleting_the_address(world: World) -> None:
    made = said.sent(world)
    for email, left in ((EMAIL, [EMAIL]), ("ny@medvirkning.example", ["ny@medvirkning.example"]), (None, [])):
        with transaction():
            sender.change_contact(said.found(world, made.id), email, language="nn", at=now())
        assert [contact.email for contact in contacts(made.id)] == left
    assert sender_contact(made.id) is None


def test_an_address_that_follows_can_become_the_senders(world: World) -> None:
    made = said.published(world)
    with transaction():
        agreeing.follow(said.found(world, made.id), EMAIL, language="nb")
        agreeing.follow(said.found(world, made.id), EMAIL, language="nb")
    assert len(contacts(made.id)) == 1
    with transaction():
        sender.change_contact(said.found(world, made.id), EMAIL, language="nb", at=now())
    assert [(contact.role, contact.email) for contact in contacts(made.id)] == [("sender", EMAIL)]


def test_no_address_is_taken_when_there_is_no_more_to_tell(world: World) -> None:
    made = said.done(world)
    with pytest.raises(RuleBroken), transaction():
        sender.change_contact(said.found(world, made.id), EMAIL, language="nb", at=now())
    with pytest.raises(RuleBroken), transaction():
        agreeing.follow(said.found(world, made.id), EMAIL, language="nb")
    with transaction():
        sender.change_contact(said.found(world, made.id), None, language="nb", at=now())


def test_an_address_is_let_go_of_when_the_case_has_lain_still_for_long(world: World) -> None:
    still, other = said.sent(world, email=EMAIL), said.sent(world, email="guro@medvirkning.example")
    later = now() + NO_NEWS
    with frozen(later - timedelta(days=5)), transaction():
        actions.publish(said.found(world, other.id), by=world.cecilie, at=now())
    with transaction():
        forget_addresses(at=later - timedelta(days=2))
    assert len(contacts(still.id)) == 1
    with transaction():
        forget_addresses(at=later + timedelta(days=1))
    assert (contacts(still.id), len(contacts(other.id))) == ([], 1)


def test_a_mails_own_link_stops_it(world: World) -> None:
    made = said.sent(world, email=EMAIL)
    [contact] = contacts(made.id)
    for _ in range(2):
        with transaction():
            agreeing.stop_telling(contact.id)
    assert contacts(made.id) == []


def test_agreeing_once_per_browser_and_taking_it_back(world: World) -> None:
    made = said.published(world)
    assert [agree(world, made, key) for key in ("a", "a", "b", "a", "c")] == [1, 1, 2, 2, 3]
    assert [disagree(world, made, key) for key in ("a", "a", "x")] == [2, 2, 2]
    assert said.found(world, made.id).supporters == count(Support) == 2
    assert supported([made.id], "b", secret=secret()) == {made.id}
    assert supported([made.id], "a", secret=secret()) == set()
    assert supported([made.id], None, secret=secret()) == set()


def test_two_agreements_of_one_browser_cannot_be_tied_together(world: World) -> None:
    for text in ("Det ene", "Det andre"):
        agree(world, said.published(world, text), "the same browser")
    hashes = set(db.session.scalars(select(Support.key_hash)))
    assert len(hashes) == 2
    assert "the same browser" not in hashes


@pytest.mark.parametrize("make", [said.sent, said.hidden])
def test_one_agrees_only_with_what_all_can_read(world: World, make: object) -> None:
    with pytest.raises(RuleBroken):
        agree(world, make(world))  # type: ignore[operator]
    assert count(Support) == 0


def test_was_it_any_good_and_the_last_word_counts(world: World) -> None:
    made = said.done(world)
    for rating in (Rating.GOOD, Rating.NOT_QUITE):
        with transaction():
            agreeing.rate(said.found(world, made.id), rating, key="a", secret=secret())
    assert count(Verdict) == 1
    assert verdict(made.id, "a", secret=secret()) is Rating.NOT_QUITE
    assert verdict(made.id, "b", secret=secret()) is None
    other = said.published(world)
    with pytest.raises(RuleBroken), transaction():
        agreeing.rate(said.found(world, other.id), Rating.GOOD, key="a", secret=secret())
