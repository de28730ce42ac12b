"""What was held back: opened by a coordinator alone, which is journalled; tried again, or removed."""

from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from medvirkning.caravan.going_through import go_through_safely
from medvirkning.caravan.items import Item, ItemPhoto
from medvirkning.caravan.origins import SaidAtStop
from medvirkning.caravan.receiving import bearer, receive_item, receive_photo
from medvirkning.caravan.words import CaravanEvent, HeldFor, ItemState
from medvirkning.contributions.models import Contribution
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import frozen, now
from medvirkning.kernel.database import db, transaction
from medvirkning.web.keys import secret
from tests import cast, survey_cast
from tests.browsing import Browse
from tests.caravan_cast import AtTheStop, answers, at_the_stop, item_envelope, photo_envelope, photo_named, said
from tests.cast import World
from tests.shift_examples import held

LIST = "/storhaug/arbeid/nettbrett/se-pa"
SECRET = "Nora i Storgata 4"


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def here(world: World) -> AtTheStop:
    return at_the_stop(world)


def bad_photo(here: AtTheStop, **about: str) -> UUID:
    """Something whose photo can't be used."""
    key, photo = uuid4(), uuid4()
    told = said(here.shift, text=SECRET, photos=[photo_named(photo)], **about)
    envelope = item_envelope(key, told)
    with transaction():
        receive_photo(photo, photo_envelope(photo, b"no picture"), bearer(here.tablet), at=now())
        receive_item(key, envelope, bearer(here.tablet), at=now())
    assert go_through_safely(key, secret=secret(), at=now()) is ItemState.HELD
    return key


def item(key: UUID) -> Item:
    return db.session.get_one(Item, key, populate_existing=True)


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def events(key: UUID) -> list[str]:
    return [event.event for event in history("tablet_item", key)]


def test_the_list_tells_why_and_from_where(world: World, here: AtTheStop, browse: Browse) -> None:
    mine = browse(world.cecilie)
    assert "Ingenting å sjekke" in mine.get(LIST).text
    key = held(here)
    page = mine.get(LIST)
    assert "Noe mangler eller er feil" in page.text
    assert "Innspill · Nettbrett 1 · Badedammen" in page.text
    assert f"{LIST}/{key}" in page.links()
    assert LIST in mine.get("/storhaug/arbeid/nettbrett").links()


def test_is_opened_by_a_coordinator_and_the_journal_tells_of_it(world: World, here: AtTheStop, browse: Browse) -> None:
    key, mine = bad_photo(here), browse(world.cecilie)
    page = f"{LIST}/{key}"
    assert SECRET not in mine.get(page).text
    assert events(key) == []
    assert mine.post(f"{page}/apne").location == page
    opened = mine.get(page)
    assert SECRET in opened.text
    assert "1 av 1 har kommet" in opened.text
    assert events(key) == [CaravanEvent.ITEM_OPENED]
    assert SECRET not in str([event.facts for event in history("tablet_item", key)])
    assert SECRET not in browse(world.eli).get(page).text
    assert browse(world.eli).post(f"{page}/apne").status == 403
    with frozen(now().replace(year=now().year + 1)):
        later = browse(world.cecilie).get(page)
        assert SECRET not in later.text, "only for an hour"


def test_answers_are_shown_in_the_words_of_the_survey(world: World, browse: Browse) -> None:
    survey = survey_cast.opened(world)
    here, key = at_the_stop(world, survey), uuid4()
    given = {"trives": {"answer": ["kanskje"]}, "savner": {"answer": ["lys"]}, "borte": {"answer": ["x"]}}
    with transaction():
        receive_item(key, item_envelope(key, answers(here.shift, survey, given)), bearer(here.tablet), at=now())
    go_through_safely(key, secret=secret(), at=now())
    mine = browse(world.cecilie)
    mine.post(f"{LIST}/{key}/apne")
    page = mine.get(f"{LIST}/{key}").text
    assert "kanskje" in page, "as it was filled in, where it can't be read"
    assert survey.title.text("nb") in page


def test_is_taken_in_without_the_photos_that_lack(world: World, here: AtTheStop, browse: Browse) -> None:
    key, mine = bad_photo(here), browse(world.cecilie)
    page = f"{LIST}/{key}"
    assert mine.post(f"{page}/prov").location == page, "it still can't"
    assert "Et bilde mangler eller kan ikke brukes" in mine.get(page).text
    assert mine.post(f"{page}/uten-bilder").location == LIST
    assert item(key).stands is ItemState.TAKEN
    assert count(Contribution) == 1
    taken = history("tablet_item", key)[-1]
    assert (taken.event, taken.facts) == (CaravanEvent.ITEM_TAKEN_BY_HAND, {"without_photos": 1})
    assert taken.by_id == world.cecilie.id
    assert all(photo.envelope is None for photo in db.session.scalars(select(ItemPhoto)))
    assert mine.post(f"{page}/uten-bilder").location == LIST, "once"
    assert count(Contribution) == 1


def test_is_removed_for_good(world: World, here: AtTheStop, browse: Browse) -> None:
    key, mine = bad_photo(here), browse(world.cecilie)
    page = f"{LIST}/{key}"
    assert "Fjerne det for godt?" in mine.get(f"{page}/fjern").text
    assert item(key).stands is ItemState.HELD
    assert mine.post(f"{page}/fjern").location == LIST
    gone = item(key)
    assert (gone.stands, gone.envelope, gone.held_for) == (ItemState.REMOVED, None, None)
    assert all(photo.envelope is None for photo in db.session.scalars(select(ItemPhoto)))
    assert events(key) == [CaravanEvent.ITEM_REMOVED]
    assert mine.get(page).location == LIST
    for move in ("apne", "prov", "uten-bilder", "fjern"):
        assert mine.post(f"{page}/{move}").location == LIST
    assert count(Contribution) == 0


def test_what_came_under_anothers_id_is_taken_in_for_itself(world: World, here: AtTheStop, browse: Browse) -> None:
    key, told = uuid4(), said(here.shift)
    for text in ("Først", "Så"):
        with transaction():
            receive_item(key, item_envelope(key, {**told, "text": text}), bearer(here.tablet), at=now())
        go_through_safely(key, secret=secret(), at=now())
    other = db.session.scalars(select(Item).where(Item.stands == ItemState.HELD)).one()
    assert other.held_for is HeldFor.SENT_OTHERWISE
    mine = browse(world.cecilie)
    mine.post(f"{LIST}/{other.id}/apne")
    assert "Så" in mine.get(f"{LIST}/{other.id}").text
    assert mine.post(f"{LIST}/{other.id}/prov").location == LIST
    assert sorted(one.text for one in db.session.scalars(select(Contribution))) == ["Først", "Så"]


def test_what_no_shift_knows_is_taken_in_at_the_shift_that_is_chosen(
    world: World, here: AtTheStop, browse: Browse
) -> None:
    key, elsewhere = uuid4(), at_the_stop(world, place="Lervig")
    envelope = item_envelope(key, said(elsewhere.shift, text="Mer lys"))  # the tablet was never in that one
    with transaction():
        receive_item(key, envelope, bearer(here.tablet), at=now())
    assert go_through_safely(key, secret=secret(), at=now()) is ItemState.HELD
    assert item(key).held_for is HeldFor.UNKNOWN_SHIFT
    mine, page = browse(world.cecilie), f"{LIST}/{key}"
    assert "Hvor ble det sagt?" in mine.get(page).text
    refused = mine.post(f"{page}/vakt", {"shift": ""})
    assert (refused.status, item(key).stands) == (422, ItemState.HELD)
    assert "Velg hvilken vakt det hører til" in refused.text
    assert mine.post(f"{page}/vakt", {"shift": str(uuid4())}).status == 422
    assert browse(world.eli).post(f"{page}/vakt", {"shift": str(elsewhere.shift.id)}).status == 403
    assert mine.post(f"{page}/vakt", {"shift": str(here.shift.id)}).location == LIST
    assert (item(key).stands, item(key).shift_id) == (ItemState.TAKEN, here.shift.id)
    assert db.session.scalars(select(SaidAtStop.stop_id)).one() == here.stop.id
    assert events(key) == [CaravanEvent.ITEM_PLACED, CaravanEvent.ITEM_TAKEN_BY_HAND]
    assert mine.post(f"{page}/vakt", {"shift": str(elsewhere.shift.id)}).location == LIST, "once"
    assert count(Contribution) == 1


def test_a_photo_that_is_none_does_not_undo_the_choice(world: World, here: AtTheStop, browse: Browse) -> None:
    key, mine = bad_photo(here, shift=str(uuid4())), browse(world.cecilie)
    page = f"{LIST}/{key}"
    assert mine.post(f"{page}/uten-bilder").location == page
    assert item(key).held_for is HeldFor.UNKNOWN_SHIFT
    assert mine.post(f"{page}/vakt", {"shift": str(here.shift.id)}).location == page, "the photo is no better"
    assert item(key).held_for is HeldFor.BAD_PHOTO
    assert mine.post(f"{page}/uten-bilder").location == LIST
    assert (item(key).stands, item(key).shift_id) == (ItemState.TAKEN, here.shift.id)


def test_a_shift_is_chosen_and_bad_photos_let_go_in_one_press(world: World, here: AtTheStop, browse: Browse) -> None:
    key, mine = bad_photo(here, shift=str(uuid4())), browse(world.cecilie)
    page = mine.get(f"{LIST}/{key}")
    assert "Hvor ble det sagt?" in page.text
    assert "Registrer det der, uten de ødelagte bildene" in page.text
    assert mine.post(f"{LIST}/{key}/vakt", {"shift": ""}).status == 422
    assert mine.post(f"{LIST}/{key}/vakt", {"shift": str(here.shift.id)}).location == LIST
    assert (item(key).stands, item(key).shift_id) == (ItemState.TAKEN, here.shift.id)
    assert events(key) == [CaravanEvent.ITEM_PLACED, CaravanEvent.ITEM_TAKEN_BY_HAND]
    assert history("tablet_item", key)[-1].facts == {"without_photos": 1}
    known = bad_photo(here)
    assert "Hvor ble det sagt?" not in mine.get(f"{LIST}/{known}").text, "it is known where"


def test_nothing_else_that_was_held_back_is_put_elsewhere(world: World, here: AtTheStop, browse: Browse) -> None:
    key, mine = held(here), browse(world.cecilie)
    assert "Hvor ble det sagt?" not in mine.get(f"{LIST}/{key}").text
    assert mine.post(f"{LIST}/{key}/vakt", {"shift": str(here.shift.id)}).location == f"{LIST}/{key}"
    assert (item(key).held_for, events(key)) == (HeldFor.NOT_ALLOWED, [])
