"""«Does it fit?»: no account, nothing stored, and the answers go along."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from medvirkning.grants.models import Application
from medvirkning.grants.queries import applications_of
from medvirkning.kernel.clock import today
from medvirkning.kernel.database import db
from tests.browsing import Browse
from tests.cast import storhaug
from tests.grant_cast import open_round

URL = "/storhaug/tilskudd/naermiljotilskudd/passer-det"


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_anybody_may_ask(app: Flask, browse: Browse, language: str):
    open_round(storhaug())
    page = browse(language=language).get(URL)
    assert page.status == 200
    assert "Set-Cookie" not in page.response.headers
    assert ("Passar det?" if language == "nn" else "Passer det?") in page.text


def test_it_says_what_to_look_at_and_leads_on_all_the_same(app: Flask, browse: Browse):
    round_ = open_round(storhaug())
    page = browse().get(f"{URL}?hvem=municipal_unit&hvor=elsewhere&kroner=90+000&med=2&svar=1")
    assert page.status == 200
    for told in ("ikke for søkere som dere", "skjer i området", "Det meste det går an å få", "Lønn"):
        assert told in page.text
    assert f"/soknad/ny/{round_.id}?" in page.response.text
    assert db.session.scalar(select(func.count()).select_from(Application)) == 0


def test_nothing_speaks_against_it(app: Flask, browse: Browse):
    open_round(storhaug())
    page = browse().get(f"{URL}?hvem=group&kroner=20000&svar=1")
    assert "Dette ser riktig ut" in page.text


def test_what_stops_an_application_is_not_called_a_part_one_can_leave(app: Flask, browse: Browse):
    open_round(storhaug())
    page = browse().get(f"{URL}?med=1&svar=1")
    assert "Dere kan søke om resten" in page.text
    assert "Dere kan søke likevel" in page.text
    page = browse().get(f"{URL}?med=2&svar=1")
    assert "Dere kan ikke søke så lenge det er med" in page.text
    assert "Dere kan søke likevel" not in page.text


def test_no_answers_are_not_called_right(app: Flask, browse: Browse):
    open_round(storhaug())
    page = browse().get(f"{URL}?svar=1")
    assert "Du har ikke svart på noe ennå" in page.text
    assert "Dette ser riktig ut" not in page.text


def test_what_can_not_be_read_is_told(app: Flask, browse: Browse):
    open_round(storhaug())
    page = browse().get(f"{URL}?kroner=mye&nar=snart&svar=1")
    assert page.status == 422
    assert len(page.errors) == 2


def test_a_closed_round_has_no_way_on(app: Flask, browse: Browse):
    open_round(storhaug(), days=-3)
    page = browse().get(f"{URL}?svar=1")
    assert page.status == 200
    assert "/soknad/ny/" not in page.response.text


def test_the_answers_go_along_into_the_draft(app: Flask, browse: Browse):
    world = storhaug()
    round_ = open_round(world)
    zone, starts = world.programme.zones[2], today() + timedelta(days=80)
    url = f"/soknad/ny/{round_.id}?hvem=group&hvor={zone.id}&kroner=20+000&nar={starts.isoformat()}"
    browser = browse(world.bjarne)
    values = browser.get(url).form_values("written_in")
    for _press in range(2):
        assert browser.post(url, values).status == 303
    [made] = applications_of(world.bjarne.id)
    assert (made.applicant_kind, made.zone_id, made.starts_on, made.asked) == ("group", zone.id, starts, 20_000)


def test_what_makes_no_sense_does_not_go_along(app: Flask, browse: Browse):
    world = storhaug()
    url = f"/soknad/ny/{open_round(world).id}?hvem=municipal_unit&hvor=elsewhere&kroner=-4&nar=i+gaar"
    browse(world.bjarne).submit(url, having="written_in", written_in="nb")
    [made] = applications_of(world.bjarne.id)
    assert (made.applicant_kind, made.zone_id, made.starts_on, made.asked, made.unread) == (None, None, None, 0, {})


def test_a_second_press_writes_over_nothing(app: Flask, browse: Browse):
    world = storhaug()
    url = f"/soknad/ny/{open_round(world).id}?hvem=group"
    browser = browse(world.bjarne)
    values = browser.get(url).form_values("written_in")
    place = browser.post(url, values).location
    browser.submit(f"{place}/hvem", having="applicant_kind", applicant_kind="person", later="1")
    browser.post(url, values)
    [made] = applications_of(world.bjarne.id)
    assert made.applicant_kind == "person"
