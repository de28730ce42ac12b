"""Tablets as staff have them: let in by a code that is shown once, and shut out after having been asked."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.caravan.devices import Pairing, Tablet
from medvirkning.caravan.pairing import pair
from medvirkning.kernel.clock import frozen, now
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.web.keys import secret
from tests import cast
from tests.browsing import Browse
from tests.caravan_cast import at_the_stop, let_in
from tests.cast import World

LIST = "/storhaug/arbeid/nettbrett"
CODE = re.compile(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}\b")


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def test_a_code_is_shown_once_and_lets_a_tablet_in(world: World, browse: Browse) -> None:
    mine = browse(world.cecilie)
    answer = mine.submit(f"{LIST}/nytt", "name", name="Gul")
    assert answer.location == f"{LIST}/kode"
    page = mine.get(answer.location)
    (code,) = set(CODE.findall(page.text))
    assert 'class="qr"' in page.html
    assert "15 minutter" in page.text
    assert "/nettbrett/" in page.text
    again = mine.get(answer.location)
    assert "Vi viser koden bare én gang" in again.text
    assert not CODE.findall(again.html)
    (kept,) = db.session.scalars(select(Pairing))
    assert code not in (kept.code_hash, kept.name)
    with transaction():
        made = pair(code, secret=secret(), at=now())
    assert made.tablet.name == "Gul"
    assert "Gul" in mine.get(LIST).text


def test_a_code_is_too_old_after_a_quarter_of_an_hour(world: World, browse: Browse) -> None:
    mine = browse(world.cecilie)
    (code,) = set(CODE.findall(mine.get(mine.submit(f"{LIST}/nytt", "name", name="Gul").location).text))
    with frozen(now() + timedelta(minutes=16)), transaction(), pytest.raises(RuleBroken):
        pair(code, secret=secret(), at=now())


@pytest.mark.parametrize(
    ("name", "told"), [("", "Gi nettbrettet et navn"), (" ", "Gi"), ("x" * 61, "Dette er for langt")]
)
def test_a_tablet_needs_a_name_one_can_call(world: World, browse: Browse, name: str, told: str) -> None:
    answer = browse(world.cecilie).submit(f"{LIST}/nytt", "name", name=name)
    assert answer.status == 422
    assert told in answer.errors[0]


def test_another_persons_browser_is_not_shown_the_code(world: World, browse: Browse) -> None:
    mine = browse(world.cecilie)
    mine.submit(f"{LIST}/nytt", "name", name="Gul")
    assert "Vi viser koden bare én gang" in browse(world.cecilie).get(f"{LIST}/kode").text


def test_is_shut_out_after_having_been_told_what_becomes_of_it(world: World, browse: Browse) -> None:
    here, other = at_the_stop(world), let_in(world, "Nettbrett 2").tablet
    mine = browse(world.cecilie)
    page = mine.get(LIST)
    assert "Nettbrett 1 Badedammen" in page.text
    assert "Nettbrett 2 Ledig Har ikke meldt seg ennå" in page.text
    away = f"{LIST}/{other.id}/steng"
    assert away in page.links()
    assert "tar vi fortsatt imot når det kommer" in mine.get(away).text
    assert db.session.get_one(Tablet, other.id).revoked_at is None
    assert mine.post(away).location == LIST
    assert db.session.get_one(Tablet, other.id, populate_existing=True).revoked_at is not None
    assert "Nettbrett 2 Stengt ute" in mine.get(LIST).text
    assert mine.get(away).location == LIST
    assert here.tablet.revoked_at is None


def test_another_programmes_tablets_are_not_found(world: World, browse: Browse) -> None:
    tablet = let_in(world).tablet
    with transaction():
        cast.programme("fredrikstad", "Fredrikstad")
    mine = browse(world.cecilie)
    assert mine.get(f"/fredrikstad/arbeid/nettbrett/{tablet.id}/steng").status == 404
    assert mine.get("/fredrikstad/arbeid/nettbrett").status == 404
