"""What one can apply for: schemes and rounds, read by anybody."""

import pytest
from flask import Flask

from medvirkning.grants.actions import withdraw
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from tests.browsing import Browse
from tests.cast import storhaug
from tests.follow_cast import answered
from tests.grant_cast import draft, open_round, scheme, sent

SCHEME = "/storhaug/tilskudd/naermiljotilskudd"
PAGES = ("/storhaug/tilskudd", SCHEME, f"{SCHEME}/var")


@pytest.mark.parametrize("url", PAGES)
@pytest.mark.parametrize("language", ["nb", "nn"])
def test_anybody_may_read(app: Flask, browse: Browse, url: str, language: str):
    open_round(storhaug())
    page = browse(language=language).get(url)
    assert page.status == 200
    assert ("tilskot" if language == "nn" else "tilskudd") in page.text
    assert "Set-Cookie" not in page.response.headers, "reading gives nobody a cookie"


@pytest.mark.parametrize(
    "url",
    [
        "/sandnes/tilskudd",
        "/storhaug/tilskudd/finnes-ikke",
        f"{SCHEME}/finnes-ikke",
        "/sandnes/tilskudd/naermiljotilskudd",
    ],
)
def test_what_is_not_there(app: Flask, browse: Browse, url: str):
    open_round(storhaug())
    assert browse().get(url).status == 404


@pytest.mark.parametrize("url", PAGES)
def test_nothing_is_sent_here(app: Flask, browse: Browse, url: str):
    open_round(storhaug())
    assert browse().post(url).status == 405


def test_no_schemes_yet(app: Flask, browse: Browse):
    storhaug()
    page = browse().get("/storhaug/tilskudd")
    assert page.status == 200
    assert "Ingen tilskudd å søke på ennå" in page.text


def test_a_scheme_tells_its_rules(app: Flask, browse: Browse):
    open_round(storhaug())
    page = browse().get(SCHEME)
    for told in (
        "Tilskuddet skal gi gode møteplasser",
        "Beboer- eller velforening",
        "Fra 5\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr til 50\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr",
        "Ordinær drift",
        "Tiltaket skaper en åpen møteplass",
        "Storhaug bydelsutvalg, sak 12/24, 3.\N{NO-BREAK SPACE}april 2024",
        "Klagenemnda i Stavanger kommune",
        "innen 3 uker",
    ):
        assert " ".join(told.split()) in page.text, told
    assert "Kommunal enhet" not in page.text


def test_a_round_leads_to_an_application(app: Flask, browse: Browse):
    round_ = open_round(storhaug())
    page = browse().get(f"{SCHEME}/var")
    assert "kl. 23.59" in page.text
    assert f"/soknad/ny/{round_.id}" in page.links()


@pytest.mark.parametrize("days", [-2, 30])
def test_a_closed_round_leads_nowhere(app: Flask, browse: Browse, days: int):
    open_round(storhaug(), days=days)
    starts = [link for link in browse().get(f"{SCHEME}/var").links() if link.startswith("/soknad/ny")]
    assert len(starts) == (1 if days > 0 else 0)


def test_last_rounds_numbers_leave_out_drafts_and_the_withdrawn(app: Flask, browse: Browse):
    world = storhaug()
    with transaction():
        made = scheme(world)
    round_ = open_round(world, made, days=1)
    for someone in (world.bjarne, world.aud):
        sent(round_, someone)
    gone = sent(round_, world.guro)
    with transaction():
        withdraw(gone, by=world.guro, at=now())
    draft(round_, world.guro)
    with transaction():
        round_.opens_at, round_.deadline = round_.opens_at.replace(year=2020), round_.deadline.replace(year=2021)
    page = browse().get(SCHEME)
    assert "Søknader 2 " in page.text
    assert "70 000 kr" in page.text.replace("\N{NO-BREAK SPACE}", " ")


def test_what_a_round_shares_out_is_told_when_all_have_their_answer(app: Flask, browse: Browse):
    world = storhaug()
    round_ = open_round(world, days=1)
    answered(world, round_)
    waits = sent(round_, world.aud)
    with transaction():
        round_.opens_at, round_.deadline = round_.opens_at.replace(year=2020), round_.deadline.replace(year=2021)
    assert "Delt ut" not in browse().get(SCHEME).text
    with transaction():
        withdraw(waits, by=world.aud, at=now())
    assert "Delt ut" in browse().get(SCHEME).text
