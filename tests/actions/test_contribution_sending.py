"""From draft to receipt: one form makes one contribution (R4, R5), and no more is kept than has to be."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from medvirkning.attachments.queries import attached_to
from medvirkning.contributions.correspondence import Contact, SentTwice
from medvirkning.contributions.drafts import add_draft_photo, drop_draft_photo, prune_drafts, save_draft, save_place
from medvirkning.contributions.models import Contribution, Draft
from medvirkning.contributions.queries import (
    contribution_by_code,
    contribution_by_key,
    draft_in,
    sent_twice,
    timeline,
)
from medvirkning.contributions.sending import SentOtherwise, code_of, keep_both, submit
from medvirkning.contributions.words import ContributionEvent, ContributionKind, ContributionState
from medvirkning.kernel import codes
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import Conflict, NotThere, RuleBroken
from medvirkning.kernel.pictures import clean_picture
from medvirkning.outbox.queries import due
from medvirkning.web.keys import secret
from tests import cast
from tests.cast import World
from tests.grant_cast import photo

AT = datetime(2026, 5, 4, 12, 34, 56, tzinfo=UTC)
TODAY = oslo_date(AT)


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def write(world: World) -> Callable[..., UUID]:
    def begun(text: str = "En benk ved kaia", *, key: UUID | None = None, at: datetime = AT, photos: int = 0) -> UUID:
        key = key or uuid4()
        with transaction():
            save_draft(key, programme_id=world.programme.id, kind=ContributionKind.IDEA, text=text, at=at)
            for _ in range(photos):
                add_draft_photo(key, clean_picture(photo()), programme_id=world.programme.id, at=at)
        return key

    return begun


@pytest.fixture
def send(world: World) -> Callable[..., Contribution]:
    def sent(key: UUID, *, at: datetime = AT, **more: object) -> Contribution:
        with transaction():
            return submit(key, programme_id=world.programme.id, secret=secret(), at=at, **more)  # type: ignore[arg-type]

    return sent


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_a_draft_becomes_what_was_sent_and_is_gone(world: World, write: Callable, send: Callable) -> None:
    key = write("  En benk ved kaia\n", photos=2)
    with transaction():
        save_place(db.session.get_one(Draft, key), zone=world.programme.zones[2], place="ved skuret", at=AT)
    made = send(key, name=" Aud ", name_public=True)
    assert (made.text, made.zone.name, made.place, made.shown_name) == (
        "En benk ved kaia",
        "Lervig",
        "ved skuret",
        "Aud",
    )
    assert (made.kind, made.state, made.received_on) == (ContributionKind.IDEA, ContributionState.RECEIVED, TODAY)
    assert (made.desk, made.board_group) == ("new", None)
    assert len(attached_to("contribution", made.id)) == 2
    assert count(Draft) == 0
    assert attached_to("contribution_draft", key) == []
    assert [(entry.event, entry.on) for entry in timeline(made.id)] == [(ContributionEvent.RECEIVED, TODAY)]


def test_saving_again_under_the_same_id_is_the_same_draft(world: World, write: Callable) -> None:
    key = write("Først")
    with transaction():
        save_place(db.session.get_one(Draft, key), zone=world.programme.zones[0], place="der", at=AT)
    write("Så", key=key)
    draft = draft_in(world.programme.id, key)
    assert draft is not None
    assert (draft.text, draft.zone_id, draft.place) == ("Så", world.programme.zones[0].id, "der")


def test_another_programmes_draft_is_left_alone(world: World, write: Callable) -> None:
    key = write("Vårt")
    with transaction():
        other = cast.programme("fredrikstad", "Fredrikstad")
        save_draft(key, programme_id=other.id, kind=ContributionKind.GOOD, text="Deres", at=AT)
    assert draft_in(other.id, key) is None
    assert draft_in(world.programme.id, key).text == "Vårt"  # type: ignore[union-attr]
    with transaction(), pytest.raises(NotThere):
        submit(key, programme_id=other.id, secret=secret(), at=AT)


def test_a_retry_gets_the_same_row_and_the_same_receipt(write: Callable, send: Callable) -> None:
    key = write()
    first = send(key, email="aud@medvirkning.example")
    code = code_of(first, key, secret=secret())
    for _ in range(3):
        again = send(key, email="aud@medvirkning.example")
        assert (again.id, code_of(again, key, secret=secret())) == (first.id, code)
    write(key=key)  # back to the first step and through all three once more, with the same words
    assert send(key).id == first.id
    assert (count(Contribution), count(Contact), count(Draft), len(due(at=AT))) == (1, 1, 0, 1)


def test_other_words_under_the_same_id_are_refused_and_kept_for_a_person(
    world: World, write: Callable, send: Callable
) -> None:
    key = write("Det første")
    first = send(key)
    write("Noe ganske annet", key=key, photos=1)
    with pytest.raises(SentOtherwise) as refused:
        send(key)
    assert isinstance(refused.value, Conflict)
    with transaction():
        anew = keep_both(key, programme_id=world.programme.id, secret=secret(), at=AT)
    assert anew is not None
    assert db.session.get_one(Contribution, first.id).text == "Det første"
    assert [one.text for one in sent_twice(first.id)] == ["Noe ganske annet"]
    own = send(anew)
    assert (own.text, len(attached_to("contribution", own.id))) == ("Noe ganske annet", 1)
    assert code_of(own, anew, secret=secret()) != code_of(first, key, secret=secret())


def test_the_same_other_words_are_kept_once(world: World, write: Callable, send: Callable) -> None:
    key = write("Det første")
    send(key)
    for _ in range(3):
        write("Noe annet", key=key)
        with pytest.raises(SentOtherwise):
            send(key)
        with transaction():
            keep_both(key, programme_id=world.programme.id, secret=secret(), at=AT)
    assert count(SentTwice) == 1


def test_nothing_is_sent_without_a_draft_or_without_words(write: Callable, send: Callable) -> None:
    with pytest.raises(NotThere):
        send(uuid4())
    with pytest.raises(RuleBroken):
        send(write("  "))
    assert count(Contribution) == 0


def test_only_hashes_are_stored_and_the_code_opens_the_case(write: Callable, send: Callable) -> None:
    key = write()
    made = send(key)
    code = code_of(made, key, secret=secret())
    assert contribution_by_code(code.lower().replace("-", " "), secret=secret()).id == made.id  # type: ignore[union-attr]
    assert contribution_by_key(key, secret=secret()).id == made.id  # type: ignore[union-attr]
    assert contribution_by_code("2222-2222", secret=secret()) is None
    with pytest.raises(codes.NotACode):
        contribution_by_code("hei", secret=secret())
    stored = [str(value) for value in db.session.execute(select(Contribution.__table__)).one()]
    assert not [value for value in stored if code in value or str(key) in value or key.hex in value]


def test_two_forms_with_the_same_code_by_chance_get_one_each(
    monkeypatch: pytest.MonkeyPatch, write: Callable, send: Callable
) -> None:
    real = codes.receipt_code
    monkeypatch.setattr(
        "medvirkning.contributions.sending.receipt_code",
        lambda secret, key: "7K4Q-M2TX" if " " not in str(key) else real(secret, key),
    )
    keys = [write(f"Nummer {number}") for number in range(3)]
    made = [send(key) for key in keys]
    found = [code_of(one, key, secret=secret()) for one, key in zip(made, keys, strict=True)]
    assert found[0] == "7K4Q-M2TX"
    assert len(set(found)) == 3
    assert [contribution_by_code(code, secret=secret()).id for code in found] == [one.id for one in made]  # type: ignore[union-attr]


def test_three_photos_and_no_more(world: World, write: Callable) -> None:
    key = write(photos=3)
    with transaction(), pytest.raises(RuleBroken):
        add_draft_photo(key, clean_picture(photo()), programme_id=world.programme.id, at=AT)
    with transaction():
        drop_draft_photo(key, attached_to("contribution_draft", key)[0].id)
        drop_draft_photo(key, uuid4())
        add_draft_photo(key, clean_picture(photo()), programme_id=world.programme.id, at=AT)
    assert len(attached_to("contribution_draft", key)) == 3


def test_drafts_are_forgotten_when_their_day_and_the_next_are_over(write: Callable) -> None:
    old, newer = write(photos=1), write(at=AT + timedelta(days=1))
    with transaction():
        assert prune_drafts(today=TODAY + timedelta(days=1)) == 0
        assert prune_drafts(today=TODAY + timedelta(days=2)) == 1
    assert db.session.get(Draft, old) is None
    assert db.session.get(Draft, newer) is not None
    assert attached_to("contribution_draft", old) == []
