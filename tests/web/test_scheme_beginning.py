"""An announced round that is changed, a scheme from nothing, and what a page of settings must not lose."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.grants.describing import RESERVED
from medvirkning.grants.queries import scheme_by_slug
from medvirkning.grants.scheme_files import described
from medvirkning.grants.scheme_words import SignIn
from medvirkning.grants.schemes import Round
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import oslo, today
from medvirkning.kernel.database import db, transaction
from medvirkning.mail.compose import compose
from medvirkning.outbox.models import OutboxMessage
from tests import cast, grant_cast
from tests.browsing import Browse, Browser
from tests.cast import Localized, World
from tests.follow_cast import answered

HOME = "/storhaug/arbeid/ordninger"
ONE = f"{HOME}/naermiljotilskudd"
CHANGE = f"{ONE}/runder/var/endre"


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def round_(world: World) -> Round:
    return grant_cast.open_round(world)


@pytest.fixture
def fredrik(world: World, round_: Round, browse: Browse) -> Browser:
    return browse(world.fredrik)


def written(kind: str) -> list[OutboxMessage]:
    return list(db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == kind).order_by(OutboxMessage.to)))


def told(slug: str, world: World) -> dict[str, Any]:
    db.session.expire_all()
    found = scheme_by_slug(world.programme.id, slug)
    assert found is not None
    return described(found, rounds=False)


def test_a_deadline_is_moved_later_and_those_who_write_are_told(world: World, round_: Round, fredrik: Browser) -> None:
    for person in (world.bjarne, world.bjarne, world.guro):
        grant_cast.draft(round_, person)
    grant_cast.sent(round_, world.aud)
    old = oslo(round_.deadline).date()
    values = fredrik.get(CHANGE).form_values("shown")
    later = {"deadline": (old + timedelta(days=7)).isoformat(), "reason": "Mange var på ferie."}
    earlier = {"deadline": (old - timedelta(days=1)).isoformat(), "reason": "Vi vil bli ferdige."}
    page = fredrik.post(CHANGE, values | earlier)
    assert (page.status, len(page.errors)) == (422, 1)
    assert fredrik.post(CHANGE, values | later | {"reason": ""}).status == 422
    assert fredrik.post(CHANGE, values | {"reason": "Ingenting."}).status == 422
    assert written("round_changed") == []
    assert fredrik.post(CHANGE, values | later).status == 303
    db.session.refresh(round_)
    assert oslo(round_.deadline).date() == old + timedelta(days=7)
    mails = written("round_changed")
    assert [each.to for each in mails] == sorted([world.bjarne.email, world.guro.email]), "once each, and no one else"
    text = compose(mails[0]).body.replace("\u00a0", " ")
    assert "Mange var på ferie." in text
    assert "Fristen er nå" in text
    assert "å dele ut" not in text, "only what is new"
    happened = history("grant_round", round_.id)[-1]
    assert (happened.event, happened.by_id, happened.facts["reason"]) == (
        "round_changed", world.fredrik.id, "Mange var på ferie.",
    )  # fmt: skip
    assert set(happened.facts["was"]) == set(happened.facts["is"]) == {"deadline"}
    assert fredrik.post(CHANGE, values | later).status == 409, "the page is out of date"


def test_the_pot_covers_what_is_granted(world: World, round_: Round, fredrik: Browser) -> None:
    answered(world, round_)
    assert "35 000 kr er innvilget." in fredrik.get(CHANGE).text.replace("\u00a0", " ")
    assert fredrik.submit(CHANGE, "shown", pot="34 999", reason="Kutt.").status == 422
    assert fredrik.submit(CHANGE, "shown", pot="35 000", reason="Kutt.").status == 303
    assert fredrik.submit(CHANGE, "shown", pot="450 000", reason="Mer penger.").status == 303
    db.session.refresh(round_)
    assert round_.pot == 450_000


def test_only_administrators_change_a_round(world: World, round_: Round, browse: Browse) -> None:
    for person in (world.dag, world.cecilie, world.eli):
        assert browse(person).get(CHANGE).status == 403
        assert browse(person).post(CHANGE, {}).status == 403
    assert browse(world.bjarne).get(CHANGE).status in (403, 404)


def test_the_days_hang_together(world: World, round_: Round, fredrik: Browser) -> None:
    day = oslo(round_.deadline).date()
    page = fredrik.submit(CHANGE, "shown", meeting_on=(day - timedelta(days=1)).isoformat(), reason="Møtet flyttes.")
    assert (page.status, len(page.errors)) == (422, 1)


def test_a_scheme_from_nothing(world: World, round_: Round, fredrik: Browser) -> None:
    address = f"{HOME}/ny-ordning"
    assert address in fredrik.get(HOME).links()
    page = fredrik.post(address, fredrik.get(address).form_values("shown"))
    assert page.status == 422
    page = fredrik.post(address, page.form_values("shown") | {"adopted_on": today().isoformat()})
    assert (page.status, len(page.errors)) == (422, 9)
    values = fredrik.get(address).form_values("shown") | {
        "name_nb": "Kulturpotten", "purpose_nb": "Kultur der folk bor.", "slug": "kulturpotten", "case_prefix": "KP",
        "applicant_kinds": ["association", "group"], "contact_name": "Cecilie",
        "contact_email": "kultur@medvirkning.example", "decided_by_nb": "Kulturgruppa",
        "appeal_body_nb": "Klagenemnda", "adopted_by_nb": "Bydelsutvalget, sak 1/27",
        "adopted_on": today().isoformat(), "criteria-0-text_nb": "Alle kan være med.",
    }  # fmt: skip
    more = fredrik.post(address, values | {"add": "criteria"})
    assert "criteria-1-text_nb" in more.form_values("shown")
    for taken in ({"slug": "fra-fil"}, {"slug": "ny-ordning"}, {"slug": "naermiljotilskudd"}, {"slug": "Å nei"}):
        refused = fredrik.post(address, values | taken)
        assert (refused.status, len(refused.errors)) == (422, 1), taken
    assert fredrik.post(address, values).location == f"{HOME}/kulturpotten"
    made = told("kulturpotten", world)
    assert (made["case_prefix"], made["applicant_kinds"]) == ("KP", ["association", "group"])
    assert [one["text"]["nb"] for one in made["criteria"]["criteria"]] == ["Alle kan være med."]
    assert made["criteria"]["adopted_by"]["nb"] == "Bydelsutvalget, sak 1/27"
    assert fredrik.get(f"{HOME}/kulturpotten/runder/ny").status == 200


def test_no_page_of_the_settings_hides_a_scheme(app: Flask) -> None:
    """Whatever stands beside the schemes' addresses is reserved."""
    own = {rule.rule.rsplit("/", 1)[1] for rule in app.url_map.iter_rules()
           if rule.rule.startswith("/<slug>/arbeid/ordninger/") and rule.rule.count("/") == 4}  # fmt: skip
    assert own - {"<scheme_slug>"} == RESERVED


def test_a_condition_keeps_its_third_language(world: World, round_: Round, fredrik: Browser) -> None:
    english = {"nb": "Åpent for alle.", "nn": "Ope for alle.", "en": "Open to all."}
    with transaction():
        round_.scheme.conditions = [Localized({"nb": "Først."}), Localized(english)]
    page = f"{ONE}/innstillinger/stottes-ikke"
    values = fredrik.get(page).form_values("shown")
    moved = fredrik.post(page, values | {"up": "conditions-1"}).form_values("shown")
    changed = moved | {"conditions-0-text_nb": "Åpent for absolutt alle."}
    assert fredrik.post(page, changed).status == 303
    kept = told("naermiljotilskudd", world)["conditions"]
    assert kept == [english | {"nb": "Åpent for absolutt alle."}, {"nb": "Først."}]
    values = fredrik.get(page).form_values("shown")
    gone = fredrik.post(page, values | {"remove": "conditions-0"}).form_values("shown")
    assert fredrik.post(page, gone).status == 303
    assert told("naermiljotilskudd", world)["conditions"] == [{"nb": "Først."}]


def test_id_porten_that_is_not_set_up_is_said_plainly(
    world: World, round_: Round, fredrik: Browser, browse: Browse
) -> None:
    with transaction():
        round_.scheme.sign_in = SignIn.ID_PORTEN
    plainly = "ID-porten"
    assert "så ingen kan søke" in fredrik.get(f"{ONE}/innstillinger/krav").text
    page = browse().get("/storhaug/tilskudd/naermiljotilskudd/var")
    assert plainly in page.text
    assert f"/soknad/ny/{round_.id}" not in page.links()
    new = browse(world.bjarne).get(f"/soknad/ny/{round_.id}")
    assert plainly in new.text
    assert browse(world.bjarne).post(f"/soknad/ny/{round_.id}", {"written_in": "nb"}).status == 422
