"""Groups with an adult who answers, co-applicants, and beginning from an earlier application."""

import pytest
from flask import Flask

from medvirkning.grants.actions import withdraw
from medvirkning.grants.joining import copy_into, name_co_applicant
from medvirkning.grants.models import Application
from medvirkning.grants.parties import MOST_CO_APPLICANTS, co_applicants_of
from medvirkning.grants.queries import applications_of, snapshot_of
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import Conflict, RuleBroken
from tests.browsing import Browse
from tests.cast import storhaug
from tests.grant_cast import draft, open_round, sent, whole
from tests.review_cast import says

OTHER = {
    "name": "Sykkelkjøkkenet",
    "organisation_number": "999 999 972",
    "contact_name": "Sondre",
    "contact_email": "Sondre@sykkel.example",
}
GROUP = {
    "applicant_kind": "group",
    "organisation_number": "",
    "responsible_name": "Aud",
    "responsible_email": "aud@medvirkning.example",
}


def stored(application: Application) -> Application:
    db.session.expire_all()
    return db.session.get(Application, application.id)


def test_a_group_names_an_adult_who_answers(app: Flask, browse: Browse):
    world = storhaug()
    made = whole(open_round(world), world.bjarne)
    browser, url = browse(world.bjarne), f"/soknad/{made.id}/hvem"
    told = browser.submit(url, having="applicant_kind", applicant_kind="group", organisation_number="")
    assert told.status == 422
    assert len(told.errors) == 3
    young = browser.submit(url, having="applicant_kind", **GROUP)
    assert young.status == 422
    assert "fylt 18 år" in young.text
    assert browser.submit(url, having="applicant_kind", **GROUP, of_age="y").status == 303
    assert stored(made).of_age
    browser.submit(url, having="applicant_kind", **GROUP, of_age="")
    assert not stored(made).of_age, "a tick can be taken away"


@pytest.mark.parametrize("kind", ["person", "association"])
def test_others_do_not(app: Flask, browse: Browse, kind: str):
    world = storhaug()
    made = whole(open_round(world), world.bjarne)
    url = f"/soknad/{made.id}/hvem"
    assert browse(world.bjarne).submit(url, having="applicant_kind", applicant_kind=kind).status == 303


def test_a_wrong_phone_number_is_told_and_kept(app: Flask, browse: Browse):
    world = storhaug()
    made = whole(open_round(world), world.bjarne)
    url = f"/soknad/{made.id}/hvem"
    page = browse(world.bjarne).submit(url, having="applicant_kind", contact_phone="412 34 56")
    assert page.status == 422
    assert "8 sifre" in page.text
    assert "412 34 56" in page.response.text


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_co_applicants_come_and_go(app: Flask, browse: Browse, language: str):
    world = storhaug()
    made = whole(open_round(world), world.bjarne)
    browser, url = browse(world.bjarne, language=language), f"/soknad/{made.id}/sammen"
    assert browser.submit(url, having="contact_email").status == 422
    assert browser.submit(url, having="contact_email", **OTHER).status == 303
    [other] = co_applicants_of(made.id)
    assert (other.organisation_number, other.contact_email) == ("999999972", "sondre@sykkel.example")
    assert browser.submit(url, having="contact_email", **OTHER).status == 422, "named already"
    own = OTHER | {"organisation_number": "999999913"}
    assert browser.submit(url, having="contact_email", **own).status == 422, "the applicant is there already"
    assert "Sykkelkjøkkenet" in browser.get(f"/soknad/{made.id}").text
    assert "Sykkelkjøkkenet" in browser.get(f"/soknad/{made.id}/sjekk").text
    browser.submit(url, having="remove", remove=str(other.id))
    assert co_applicants_of(made.id) == []
    assert browser.submit(url, having="contact_email", remove="1").status == 404


def test_there_is_room_for_so_many(app: Flask):
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    told = {"name": "Et lag", "contact_name": "Kari", "contact_email": "kari@lag.example"}
    with transaction():
        for number in range(MOST_CO_APPLICANTS):
            name_co_applicant(made, organisation_number=f"99999990{number}", **told, by=world.bjarne, at=now())
    with pytest.raises(RuleBroken), transaction():
        name_co_applicant(made, organisation_number="999999999", **told, by=world.bjarne, at=now())


def test_the_group_reads_of_them_and_they_are_frozen(app: Flask, browse: Browse):
    world = storhaug()
    made = whole(open_round(world), world.bjarne)
    browser = browse(world.bjarne)
    browser.submit(f"/soknad/{made.id}/sammen", having="contact_email", **OTHER)
    browser.submit(f"/soknad/{made.id}/sjekk", having="may_apply", may_apply="y", public="y", report="y")
    case = stored(made)
    assert snapshot_of(case.id).content["co_applicants"][0]["name"] == "Sykkelkjøkkenet"
    assert browser.get(f"/soknad/{case.id}/sammen").status == 303
    with pytest.raises(Conflict), transaction():
        name_co_applicant(case, **OTHER, by=world.bjarne, at=now())
    says(case, world.ivar)
    page = browse(world.ivar).get(f"/storhaug/arbeid/soknader/{case.id}").text
    assert "Sykkelkjøkkenet" in page
    assert "sondre@sykkel.example" not in page


def test_a_draft_put_away_forgets_them(app: Flask):
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    with transaction():
        name_co_applicant(made, **{**OTHER, "organisation_number": "999999972"}, by=world.bjarne, at=now())
    with transaction():
        withdraw(made, by=world.bjarne, at=now())
    assert co_applicants_of(made.id) == []


def test_an_earlier_application_is_a_beginning(app: Flask, browse: Browse):
    world = storhaug()
    earlier = sent(open_round(world), world.bjarne)
    later = open_round(world, earlier.round.scheme, "host")
    browser = browse(world.bjarne)
    assert f"fra={earlier.id}" in browser.get(f"/soknad/{earlier.id}").response.text
    url = f"/soknad/ny/{later.id}?fra={earlier.id}"
    browser.submit(url, having="written_in", written_in="nn")
    made = next(each for each in applications_of(world.bjarne.id) if each.round_id == later.id)
    assert (made.title, made.asked, made.zone_id, made.language) == (
        earlier.title,
        earlier.asked,
        earlier.zone_id,
        "nn",
    )
    assert [line.text for line in made.lines] == [line.text for line in earlier.lines]
    assert (made.starts_on, made.ends_on, made.number, made.attachment_plans) == (None, None, None, {})
    assert {line.id for line in made.lines}.isdisjoint(line.id for line in earlier.lines)


def test_nobody_copies_what_is_not_theirs(app: Flask, browse: Browse):
    world = storhaug()
    earlier = sent(open_round(world), world.bjarne)
    later = open_round(world, earlier.round.scheme, "host")
    browse(world.guro).submit(
        f"/soknad/ny/{later.id}?fra={earlier.id}", having="written_in", written_in="nb", **{"from": str(earlier.id)}
    )
    [made] = applications_of(world.guro.id)
    assert made.title == ""
    with pytest.raises(Conflict), transaction():
        copy_into(made, earlier, by=world.guro, at=now())


def test_a_draft_is_no_beginning(app: Flask):
    world = storhaug()
    round_ = open_round(world)
    half, new = whole(round_, world.bjarne), draft(round_, world.bjarne)
    with pytest.raises(Conflict), transaction():
        copy_into(new, half, by=world.bjarne, at=now())
