"""Writing for somebody: consent first, read back, handed over by e-mail or paper, and said openly to the group."""

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.grants.actions import save_section
from medvirkning.grants.helping import helped
from medvirkning.grants.models import Application
from medvirkning.grants.queries import applications_of
from medvirkning.grants.words import Section
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.mail.compose import compose
from medvirkning.outbox.models import OutboxMessage
from medvirkning.review.cases import closed_to, declaration_of
from medvirkning.review.words import DeclarationAnswer, Ground
from tests.browsing import Browse
from tests.cast import World, storhaug
from tests.grant_cast import LINES, WHAT, WHO, open_round, today
from tests.review_cast import says

URL = "/storhaug/arbeid/hjelp-a-soke"
AGREED = {"asked_for_help": "y", "consents_public": "y", "writes_for_me": "y"}


def begun(browse: Browse, world: World) -> Application:
    told = {"spoken": "tigrinja", "written_in": "nb", **AGREED}
    assert browse(world.cecilie).submit(URL, having="spoken", **told).status == 303
    [made] = applications_of(world.cecilie.id)
    return made


def fill(made: Application, world: World) -> None:
    where = {"zone_id": str(world.programme.zones[0].id), "starts_on": f"{today().year + 1}-06-01"}
    at = now()
    with transaction():
        for section, values in {Section.WHO: WHO, Section.WHAT: WHAT, Section.WHERE_AND_WHEN: where}.items():
            save_section(made, section, values, by=world.cecilie, at=at)
        save_section(made, Section.BUDGET, {"lines": LINES, "least_workable": "20 000"}, by=world.cecilie, at=at)
        save_section(made, Section.ATTACHMENTS, {"plans": {"statutes": "later"}}, by=world.cecilie, at=at)


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_nothing_begins_without_consent(app: Flask, browse: Browse, language: str):
    world = storhaug()
    open_round(world)
    browser = browse(world.cecilie, language=language)
    page = browser.submit(URL, having="spoken", spoken="", written_in="nb")
    assert page.status == 422
    assert len(page.errors) == 4
    assert applications_of(world.cecilie.id) == []


def test_only_a_coordinator_helps_here(app: Flask, browse: Browse):
    world = storhaug()
    open_round(world)
    assert browse(world.ivar).get(URL).status == 403
    assert browse(world.guro).get(URL).status == 404


def test_read_back_and_handed_over_by_email(app: Flask, browse: Browse):
    world = storhaug()
    open_round(world)
    made = begun(browse, world)
    assert (made.contact_name, made.contact_email) == ("", None), "the helper is not the contact"
    fill(made, world)
    browser, url = browse(world.cecilie), f"/soknad/{made.id}/lever-over"
    assert "Du skriver dette for en annen" in browser.get(f"/soknad/{made.id}").text
    assert browser.submit(url, having="read_back", email="guro@medvirkning.example").status == 422
    assert browser.submit(url, having="read_back", read_back="y", email="").status == 422
    own = browser.submit(url, having="read_back", read_back="y", email=world.cecilie.email)
    assert own.status == 422, "not to oneself"
    done = browser.submit(url, having="read_back", read_back="y", email=world.guro.email)
    assert done.location == URL
    db.session.expire_all()
    assert made.owner_id == world.guro.id
    assert browser.get(f"/soknad/{made.id}").status == 404, "it is not the helper's any more"
    [mail] = db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "handed_over"))
    assert mail.to == world.guro.email
    assert "Cecilie" in compose(mail).body
    db.session.rollback()
    answer = browse(world.guro).submit(
        f"/soknad/{made.id}/sjekk", having="may_apply", may_apply="y", public="y", report="y"
    )
    assert answer.status == 303
    db.session.expire_all()
    given = declaration_of(world.cecilie, made)
    assert (given.answer, given.ground) == (DeclarationAnswer.UNSURE, Ground.HELPED)
    assert closed_to(world.cecilie, made), "closed until the group has found out"
    says(made, world.ivar)
    told = browse(world.ivar).get(f"/storhaug/arbeid/soknader/{made.id}").text
    assert "tigrinja" in told


def test_on_paper_it_stays_with_the_helper(app: Flask, browse: Browse):
    world = storhaug()
    open_round(world)
    made = begun(browse, world)
    fill(made, world)
    browser = browse(world.cecilie)
    done = browser.submit(f"/soknad/{made.id}/lever-over", having="read_back", read_back="y", way="paper")
    assert done.location == f"/soknad/{made.id}/sjekk"
    sent = browser.submit(done.location, having="may_apply", may_apply="y", public="y", report="y")
    assert sent.status == 303
    db.session.expire_all()
    assert helped(made.id).read_back_at is not None
    assert closed_to(world.cecilie, made)


def test_an_ordinary_draft_is_not_handed_over(app: Flask, browse: Browse):
    world = storhaug()
    round_ = open_round(world)
    browse(world.bjarne).submit(f"/soknad/ny/{round_.id}", having="written_in", written_in="nb")
    [made] = applications_of(world.bjarne.id)
    assert browse(world.bjarne).get(f"/soknad/{made.id}/lever-over").status == 303


def test_a_double_press_begins_once(app: Flask, browse: Browse):
    world = storhaug()
    open_round(world)
    browser = browse(world.cecilie)
    values = browser.get(URL).form_values("spoken") | {"spoken": "polsk", **AGREED}
    for _press in range(2):
        assert browser.post(URL, values).status == 303
    assert len(applications_of(world.cecilie.id)) == 1
