"""What an administrator adopts, announces, copies and brings in: whole or not at all."""

import json
from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from medvirkning.grants.queries import criteria_of, criteria_sets, scheme_by_slug
from medvirkning.grants.scheme_files import described
from medvirkning.grants.schemes import Round, Scheme
from medvirkning.journal.queries import history
from medvirkning.kernel.database import db
from tests import cast, grant_cast
from tests.browsing import Browse, Browser
from tests.cast import World

HOME = "/storhaug/arbeid/ordninger"
ONE = f"{HOME}/naermiljotilskudd"


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def round_(world: World) -> Round:
    return grant_cast.open_round(world)


@pytest.fixture
def fredrik(world: World, round_: Round, browse: Browse) -> Browser:
    return browse(world.fredrik)


def page_of(group: str) -> str:
    return f"{ONE}/innstillinger/{group}"


def told(scheme: Scheme) -> dict[str, Any]:
    db.session.expire_all()
    return described(scheme, rounds=False)


def test_new_criteria_leave_the_open_round_alone(fredrik: Browser, round_: Round) -> None:
    address = f"{ONE}/kriterier/nye"
    old = fredrik.get(address).form_values("shown")
    page = fredrik.post(address, old)
    assert (page.status, len(page.errors)) == (422, 1)
    adopted = {"adopted_by_nb": "Bydelsutvalget, sak 3/27", "adopted_on": "2027-01-05"}
    scale = {"criteria-0-scale_nb": "Nei\nJa", "criteria-0-scale_nn": "Nei\nJa"}
    page = fredrik.post(address, old | adopted | scale)
    assert (page.status, len(page.errors)) == (422, 1)
    page = fredrik.post(address, old | adopted | scale | {"up": "criteria-1"})
    values = page.form_values("shown") | {"criteria-1-most": "1", "by_priority": "y"}
    assert fredrik.post(address, values).status == 303
    new, first = criteria_sets(round_.scheme)
    assert (new.version, [one.key for one in new.criteria]) == (2, ["free", "meeting"])
    assert (new.by_priority, new.criteria[1].most) == (True, 1)
    assert [word.text("nb") for word in new.criteria[1].scale] == ["Nei", "Ja"]
    assert criteria_of(round_)[0].id == first.id
    home = fredrik.get(page_of("kriterier"))
    assert f"{ONE}/kriterier/1" in home.links()
    assert "Bydelsutvalget, sak 3/27" in home.text
    assert "sak 12/24" in fredrik.get(f"{ONE}/kriterier/1").text
    assert fredrik.post(address, old | adopted).status == 409


def test_a_round_is_announced_once(fredrik: Browser, round_: Round) -> None:
    address = f"{ONE}/runder/ny"
    values = fredrik.get(address).form_values("shown")
    days = {"opens_at": "2027-01-10", "deadline": "2027-02-20", "meeting_on": "2027-03-01", "answer_by": "2027-03-10"}
    values |= days | {"name_nb": "Høsten 2027", "pot": "250 000"}
    wrong = fredrik.post(address, values | {"answer_by": "2027-02-25", "deadline": "2027-01-01"})
    assert (wrong.status, len(wrong.errors)) == (422, 2)
    assert wrong.form_values("shown")["name_nb"] == ["Høsten 2027"]
    assert fredrik.post(address, values | {"last_time": "kveld", "pot": ""}).status == 422
    assert fredrik.post(address, values).location == page_of("runder")
    db.session.expire_all()
    made = next(one for one in round_.scheme.rounds if one.slug == "hosten-2027")
    assert made.deadline is not None
    assert (made.pot, made.deadline.isoformat()) == (250_000, "2027-02-20T22:59:59.999999+00:00")
    assert fredrik.post(address, values).status == 409
    assert history("grant_round", made.id)[-1].event == "round_announced"
    assert "Høsten 2027" in fredrik.get(page_of("runder")).text


def test_what_is_open_at_any_time_has_no_deadline_until_it_is_closed(fredrik: Browser, round_: Round) -> None:
    assert fredrik.submit(page_of("runder"), "shown", intake="rolling").status == 422
    assert fredrik.submit(page_of("runder"), "shown", intake="rolling", answer_days="30").status == 303
    assert (
        fredrik.submit(f"{ONE}/runder/ny", "shown", name_nb="Hele 2026", opens_at="2026-01-01", pot="90 000").status
        == 303
    )
    assert told(round_.scheme)["intake"] == "rolling"
    made = next(one for one in round_.scheme.rounds if one.slug == "hele-2026")
    assert made.deadline is None
    assert "Ikke ta imot flere" in fredrik.get(page_of("runder")).text
    assert fredrik.post(f"{ONE}/runder/hele-2026/steng", {}).status == 303
    db.session.refresh(made)
    assert made.deadline is not None
    assert fredrik.post(f"{ONE}/runder/hele-2026/steng", {}).status == 409


def test_a_scheme_is_copied_and_goes_out_and_in_as_a_file(fredrik: Browser, world: World, round_: Round) -> None:
    answer = fredrik.get(f"{ONE}/fil.json").response
    assert "attachment" in answer.headers["Content-Disposition"]
    description = json.loads(answer.data)
    assert description["rounds"][0]["slug"] == "var"
    assert fredrik.post(f"{ONE}/kopier", {"name_nb": "Ny", "slug": "Å nei", "case_prefix": "NY"}).status == 422
    page = fredrik.post(f"{ONE}/kopier", {"name_nb": "Ny", "slug": "ny", "case_prefix": "NT"})
    assert (page.status, page.form_values("slug")["slug"]) == (422, ["ny"])
    assert fredrik.post(f"{ONE}/kopier", {"name_nb": "Ny", "slug": "ny", "case_prefix": "NY"}).location == f"{HOME}/ny"
    copied = scheme_by_slug(world.programme.id, "ny")
    assert copied is not None
    assert told(copied)["criteria"] == description["criteria"]

    def sends(data: bytes) -> Any:
        return fredrik.post(f"{HOME}/fra-fil", {"file": (BytesIO(data), "ordning.json")})

    as_new = description | {"slug": "fra-fil-1", "case_prefix": "FF"}
    for broken in (b"", b"\xff", b"[]", b"{}", b'{"wanted": 3}', b"9" * 1_000_001, json.dumps(description).encode()):
        assert sends(broken).status == 422
    late = {**description["rounds"][0], "deadline": "2020-01-01T12:00"}
    page = sends(json.dumps(as_new | {"rounds": [late]}).encode())
    assert page.status == 422
    once = description["rounds"][0]
    odd = ({"note": {}}, {"zones": 3}, {"rounds": [once, once]}, {"rounds": [once | {"pot": "mye"}]}, {"name": "Ny"})
    for change in odd:
        assert sends(json.dumps(as_new | change).encode()).status == 422, change
    page = sends(json.dumps(as_new | {"appeal_weeks": 1, "most_amount": 10}).encode())
    assert "appeal_weeks" in page.text
    assert "most_amount" in page.text
    assert scheme_by_slug(world.programme.id, "fra-fil-1") is None
    assert sends(json.dumps(as_new).encode()).location == f"{HOME}/fra-fil-1"
    made = scheme_by_slug(world.programme.id, "fra-fil-1")
    assert made is not None
    assert described(made) == as_new
    assert fredrik.post(f"{HOME}/fra-fil", {}).status == 422


def test_what_a_file_holds_is_text_and_days_that_pages_can_show(fredrik: Browser, world: World, round_: Round) -> None:
    description = json.loads(fredrik.get(f"{ONE}/fil.json").response.data)
    once = description["rounds"][0] | {"name": {"nb": "V\udfffår\x01"}}
    odd = description | {"slug": "odd", "case_prefix": "ODD", "name": {"nb": "Ord\ud800ning\x00"}, "rounds": [once]}
    for opens in ("0001-01-01T00:00", "9999-12-31T23:59"):
        far = odd | {"rounds": [once | {"opens_at": opens}]}
        sent = {"file": (BytesIO(json.dumps(far).encode()), "ordning.json")}
        assert fredrik.post(f"{HOME}/fra-fil", sent).status == 422
    sent = {"file": (BytesIO(json.dumps(odd).encode()), "ordning.json")}
    assert fredrik.post(f"{HOME}/fra-fil", sent).location == f"{HOME}/odd"
    made = scheme_by_slug(world.programme.id, "odd")
    assert made is not None
    assert (made.name.text("nb"), made.rounds[0].name.text("nb")) == ("Ordning", "Vår")
    for url in ("/storhaug/tilskudd", "/storhaug/tilskudd/odd", HOME, f"{HOME}/odd"):
        assert fredrik.get(url).status == 200
