"""What a scheme asks stands on the applicant's pages, and what it does not ask is not there."""

from typing import Any

import pytest
from flask import Flask

from medvirkning.grants.models import Application
from medvirkning.grants.scheme_words import AccountSource, Intake, LineKind, OrganisationNumber, SignIn, WantedOf
from medvirkning.grants.schemes import Round
from medvirkning.kernel.database import db, transaction
from tests.browsing import Browse
from tests.cast import World, storhaug
from tests.grant_cast import WHAT, open_round, scheme, sent, whole
from tests.review_cast import says

ASKED = {
    "hvem": ("partner_name", "partner_number", "in_register", "other_aid", "second_name", "second_email"),
    "hva": ("ticked",),
    "hvor-og-nar": ("physical", "land", "land_owner", "operator", "maintainer"),
    "budsjett": ("expense_kind", "income_kind", "effort", "effort_kind"),
}
EVERYTHING = {
    "organisation_number": OrganisationNumber.PARTNER,
    "voluntary_register": True,
    "most_aid": 3_000_000,
    "second_confirms": True,
    "asks_land": True,
    "asks_upkeep": True,
    "own_share": 50,
    "own_counts": ["money", "work", "materials"],
    "most_fees": 20,
}


def a_round(world: World, **settings: Any) -> Round:
    with transaction():
        of = scheme(world)
        for name, value in settings.items():
            setattr(of, name, value)
    return open_round(world, of)


def stored(application: Application) -> Application:
    db.session.expire_all()
    found = db.session.get(Application, application.id)
    assert found is not None
    return found


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("path", ASKED)
def test_what_is_asked_is_there(app: Flask, browse: Browse, path: str, language: str) -> None:
    world = storhaug()
    made = whole(a_round(world, **EVERYTHING), world.bjarne)
    page = browse(world.bjarne, language=language).get(f"/soknad/{made.id}/{path}")
    for name in ASKED[path]:
        assert f'name="{name}"' in page.html, name


@pytest.mark.parametrize("path", ASKED)
def test_what_is_not_asked_is_not(app: Flask, browse: Browse, path: str) -> None:
    world = storhaug()
    made = whole(a_round(world, not_funded=[], account_source=AccountSource.REGISTER), world.bjarne)
    page = browse(world.bjarne).get(f"/soknad/{made.id}/{path}")
    for name in (*ASKED[path], "account_number"):
        assert f'name="{name}"' not in page.html, name


def test_ground_and_upkeep_are_kept_and_asked_for(app: Flask, browse: Browse) -> None:
    world = storhaug()
    made = whole(a_round(world, asks_land=True, asks_upkeep=True), world.bjarne)
    url, values = f"/soknad/{made.id}/hvor-og-nar", {"physical": "yes", "land": "agreed", "operator": "Velet"}
    values |= {"zone_id": str(made.zone_id), "starts_on": made.starts_on.isoformat(), "land_owner": "Kommunen"}
    page = browse(world.bjarne).post(url, values)
    assert page.status == 422
    assert "Skriv hvem som passer på det og vedlikeholder det" in page.text
    assert browse(world.bjarne).post(url, values | {"maintainer": "Velet i fem år"}).status == 303
    assert (stored(made).land_owner, stored(made).maintainer) == ("Kommunen", "Velet i fem år")
    check = browse(world.bjarne, language="nn").get(f"/soknad/{made.id}/sjekk").text
    assert "Andre eig han, og dei har sagt ja" in check
    assert "Velet i fem år" in check


def test_work_counts_where_the_scheme_says_so(app: Flask, browse: Browse) -> None:
    world = storhaug()
    made = whole(a_round(world, own_share=50, own_counts=["money", "work"]), world.bjarne)
    url = f"/soknad/{made.id}/budsjett"
    values = {"expense": "Mat", "expense_amount": "20 000", "effort": "Dugnad", "effort_kind": "work"}
    page = browse(world.bjarne).post(url, values | {"effort_amount": "19 999"})
    assert page.status == 422
    assert "minst 50 prosent" in page.text
    assert browse(world.bjarne).post(url, values | {"effort_amount": "20 000"}).status == 303
    kept = stored(made)
    assert [(line.text, line.kind) for line in kept.lines] == [("Mat", LineKind.PLAIN), ("Dugnad", LineKind.WORK)]
    assert kept.asked == 20_000, "work is no money"
    assert "I tillegg eget arbeid og egne materialer" in browse(world.bjarne).get(url).text


def test_one_line_more_and_one_less(app: Flask, browse: Browse) -> None:
    world = storhaug()
    made = whole(a_round(world, own_share=50, own_counts=["work"]), world.bjarne)
    url = f"/soknad/{made.id}/budsjett"
    values = {"expense": "Mat", "expense_amount": "20 000", "effort": "Dugnad", "effort_amount": "9 000"}
    assert browse(world.bjarne).post(url, values | {"add": "effort"}).location == f"{url}#effort-2"
    assert browse(world.bjarne).post(url, values | {"remove_effort": "0"}).status == 303
    assert [line.text for line in stored(made).lines] == ["Mat"]


def test_some_things_stop_and_some_warn(app: Flask, browse: Browse) -> None:
    world = storhaug()
    made = whole(a_round(world), world.bjarne)
    url, values = f"/soknad/{made.id}/hva", {**WHAT}
    stopped = browse(world.bjarne).post(url, values | {"ticked": ["running", "wages"]})
    assert stopped.status == 422
    assert "Ordningen gir ikke penger til dette: Lønn" in stopped.text
    assert stored(made).ticked == ["running", "wages"]
    assert browse(world.bjarne).post(url, values | {"ticked": ["running"]}).status == 303
    check = browse(world.bjarne).get(f"/soknad/{made.id}/sjekk").text
    assert "Verdt å vite før dere sender" in check
    assert "Ordinær drift" in check
    assert browse(world.bjarne).post(url, values).status == 303
    assert stored(made).ticked == []


def test_the_group_reads_what_was_ticked_and_what_is_built(app: Flask, browse: Browse) -> None:
    world = storhaug()
    built = {"physical": "yes", "land": "own", "operator": "Velet", "maintainer": "Naboene"}
    made = sent(a_round(world, asks_land=True, asks_upkeep=True), world.bjarne, ticked="running", **built)
    says(made, world.cecilie)
    page = browse(world.cecilie).get(f"/storhaug/arbeid/soknader/{made.id}").text
    assert "Noe skal bygges eller settes opp" in page
    assert "Naboene" in page
    assert "Ordinær drift" in page


def test_an_attachment_that_does_not_concern_one_is_not_asked_for(app: Flask, browse: Browse) -> None:
    world = storhaug()
    round_ = a_round(world, asks_land=True)
    with transaction():
        round_.scheme.wanted[1].asked_of = WantedOf.OTHERS_LAND
        round_.scheme.wanted[0].later_days = 10
    made = whole(round_, world.bjarne, physical="no")
    page = browse(world.bjarne).get(f"/soknad/{made.id}/vedlegg").text
    assert "Avtale med grunneier" not in page
    assert "Hvis det kommer senere, må vi ha det senest" in page


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_applications_at_any_time(app: Flask, browse: Browse, language: str) -> None:
    world = storhaug()
    round_ = a_round(world, intake=Intake.ROLLING, answer_days=14)
    with transaction():
        round_.deadline = round_.answer_by = round_.meeting_on = None
    made = whole(round_, world.bjarne)
    browser = browse(world.bjarne, language=language)
    own = [f"/soknad/ny/{round_.id}", f"/soknad/{made.id}", f"/soknad/{made.id}/sjekk", "/min-side"]
    public = ["/storhaug/tilskudd", "/storhaug/tilskudd/naermiljotilskudd", "/storhaug/tilskudd/naermiljotilskudd/var"]
    for url in own + public:
        assert browser.get(url).status == 200
    assert "når som helst" in browser.get(public[1]).text
    assert browser.get("/storhaug/frister.ics").status == 200
    done = browser.post(f"/soknad/{made.id}/sjekk", {"may_apply": "y", "public": "y", "report": "y"})
    assert done.location == f"/soknad/{made.id}/kvittering"
    assert browser.get(done.location).status == 200
    assert browser.get(f"/soknad/{made.id}").status == 200
    assert browse(world.cecilie, language=language).get("/storhaug/arbeid/moter").status == 200


def test_a_scheme_with_id_porten_says_so(app: Flask, browse: Browse) -> None:
    world = storhaug()
    url = f"/soknad/ny/{a_round(world, sign_in=SignIn.ID_PORTEN).id}"
    assert "logge inn med ID-porten" in browse(world.bjarne).get(url).text
    assert browse(world.bjarne).post(url, {"written_in": "nb"}).status == 422


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_public_page_tells_the_rules(app: Flask, browse: Browse, language: str) -> None:
    world = storhaug()
    more = {"report_day": "12-15", "auditor_from": 100_000, "zones": ["S-01"], "most_share": 40, "most_per_year": 9_000}
    a_round(world, **EVERYTHING, **more)
    page = browse(language=language).get("/storhaug/tilskudd/naermiljotilskudd").text
    page = page.replace("\N{NO-BREAK SPACE}", " ")
    for word in ("50 prosent", "40 prosent", "20 prosent", "15. desember", "100 000"):
        assert word in page, word
