"""An administrator changes a scheme in the browser: kept as written, refused with reasons, and never over another."""

import json
from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from medvirkning.grants.queries import criteria_of, criteria_sets, scheme_by_slug
from medvirkning.grants.scheme_files import described
from medvirkning.grants.scheme_words import Intake
from medvirkning.grants.schemes import Round, Scheme
from medvirkning.journal.queries import history
from medvirkning.kernel.database import db, transaction
from tests import cast, grant_cast
from tests.browsing import Browse, Browser
from tests.cast import World

HOME = "/storhaug/arbeid/ordninger"
ONE = f"{HOME}/naermiljotilskudd"
GROUPS = ("om", "hvem", "krav", "runder", "belop", "stottes-ikke", "kriterier", "vedlegg", "vedtak", "rapport",
          "utbetaling")  # fmt: skip


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
    return described(scheme, rounds=False)


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_page_is_there_in_both_languages(
    world: World, round_: Round, browse: Browse, app: Flask, language: str
) -> None:
    ours, reader = browse(world.fredrik, language=language), browse(world.eli, language=language)
    assert "naermiljotilskudd" in " ".join(ours.get(HOME).links())
    assert ours.get(ONE).status == reader.get(ONE).status == 200
    for group in GROUPS:
        assert page_of(group) in ours.get(ONE).links()
        assert ours.get(page_of(group)).status == 200
        page = reader.get(page_of(group))
        assert page.status == 200
        assert not [form for form in page.forms if "shown" in form["names"]]
    for address in ("kriterier/nye", "kriterier/1", "runder/ny", "kopier"):
        assert ours.get(f"{ONE}/{address}").status == 200


def test_nobody_else_gets_in(world: World, round_: Round, browse: Browse) -> None:
    assert browse(world.guro).get(HOME).status == 404
    assert browse(world.guro).get(page_of("belop")).status == 404
    assert browse(world.dag).get(page_of("belop")).status == 403
    for address in (page_of("belop"), f"{ONE}/kopier", f"{ONE}/runder/ny", f"{ONE}/kriterier/nye", f"{HOME}/fra-fil"):
        assert browse(world.eli).post(address, {}).status == 403
    assert browse().get(HOME).status == 303
    fredrik = browse(world.fredrik)
    for address in (f"{HOME}/finnes-ikke", page_of("finnes-ikke"), f"{ONE}/kriterier/9"):
        assert fredrik.get(address).status == 404
    assert fredrik.post(f"{ONE}/runder/finnes-ikke/steng", {}).status == 404
    assert HOME in fredrik.get(HOME).links()


@pytest.mark.parametrize("group", [one for one in GROUPS if one != "kriterier"])
def test_saving_a_page_untouched_changes_nothing(fredrik: Browser, round_: Round, group: str) -> None:
    before = told(round_.scheme)
    assert fredrik.submit(page_of(group), "shown").status == 303
    assert told(round_.scheme) == before
    assert "scheme_changed" not in [event.event for event in history("scheme", round_.scheme.id)]


def test_what_is_written_is_kept_and_told_in_the_journal(fredrik: Browser, world: World, round_: Round) -> None:
    values = {"most_amount": "40 000", "own_share": "20", "own_counts": ["money", "work"], "most_fees": ""}
    answer = fredrik.submit(page_of("belop"), "shown", **values)
    assert answer.location == ONE
    after = told(round_.scheme)
    assert (after["most_amount"], after["own_share"], after["own_counts"]) == (40_000, 20, ["money", "work"])
    last = history("scheme", round_.scheme.id)[-1]
    assert (last.event, last.by_id) == ("scheme_changed", world.fredrik.id)
    assert last.facts["changed"] == ["most_amount", "own_counts", "own_share"]
    zones = [world.programme.zones[1].code]
    assert fredrik.submit(page_of("om"), "shown", zones=zones, name_nn="Nytt namn").status == 303
    assert (told(round_.scheme)["zones"], told(round_.scheme)["name"]["nn"]) == (zones, "Nytt namn")


def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost(fredrik: Browser, round_: Round) -> None:
    before = told(round_.scheme)
    page = fredrik.submit(page_of("belop"), "shown", most_amount="400", most_fees="120", own_share="mye")
    assert page.status == 422
    assert page.form_values("shown")["own_share"] == ["mye"]
    page = fredrik.submit(page_of("belop"), "shown", most_amount="400", most_fees="120")
    assert any("Taket" in error for error in page.errors)
    assert page.form_values("shown")["most_fees"] == ["120"]
    page = fredrik.submit(page_of("vedtak"), "shown", appeal_weeks="2", decided_by_nb="", decided_by_nn="")
    assert (page.status, len(page.errors)) == (422, 1)
    assert fredrik.submit(page_of("vedtak"), "shown", appeal_weeks="2").status == 422
    assert fredrik.submit(page_of("om"), "shown", contact_name="x" * 150).status == 422
    assert fredrik.submit(page_of("hvem"), "shown", applicant_kinds=["ingen"]).status == 422
    assert told(round_.scheme) == before


def test_rows_are_added_moved_and_removed_before_they_are_kept(fredrik: Browser, round_: Round) -> None:
    address = page_of("stottes-ikke")
    page = fredrik.submit(address, "shown", add="not_funded")
    assert page.status == 200
    values = page.form_values("shown") | {"not_funded-2-text_nb": "Mat", "not_funded-2-stops": "y"}
    page = fredrik.post(address, values | {"up": "not_funded-2"})
    values = page.form_values("shown")
    assert (values["not_funded-1-text_nb"], values["not_funded-2-text_nb"]) == (["Mat"], ["Lønn"])
    page = fredrik.post(address, values | {"remove": "not_funded-0"})
    assert "Ikke skrevet på nynorsk" in page.text
    assert len(told(round_.scheme)["not_funded"]) == 2
    assert fredrik.post(address, page.form_values("shown")).status == 303
    kept = told(round_.scheme)["not_funded"]
    assert kept[0] == {"key": "mat", "text": {"nb": "Mat"}, "stops": True}
    assert kept[1]["key"] == "wages"
    assert "Mangler nynorsk" in fredrik.get(HOME).text
    assert "Mangler nynorsk" in fredrik.get(ONE).text


def test_attachments_keep_their_key(fredrik: Browser, round_: Round) -> None:
    values = {"wanted-0-text_nb": "Vedtektene", "wanted-1-later_days": "to"}
    page = fredrik.submit(page_of("vedlegg"), "shown", **values)
    assert (page.status, len(page.errors)) == (422, 1)
    values = page.form_values("shown") | {"wanted-1-later_days": "14", "wanted-1-may_come_later": "y"}
    assert fredrik.post(page_of("vedlegg"), values).status == 303
    wanted = told(round_.scheme)["wanted"]
    assert [one["key"] for one in wanted] == ["statutes", "permission"]
    assert (wanted[0]["name"]["nb"], wanted[1]["later_days"]) == ("Vedtektene", 14)


def test_a_page_that_is_out_of_date_overwrites_nothing(fredrik: Browser, round_: Round) -> None:
    old = fredrik.get(page_of("belop")).form_values("shown")
    assert fredrik.submit(page_of("belop"), "shown", most_amount="40 000").status == 303
    page = fredrik.post(page_of("belop"), old | {"least_amount": "7 000"})
    assert page.status == 409
    assert told(round_.scheme)["least_amount"] == 5_000
    assert fredrik.post(page_of("belop"), page.form_values("shown")).status == 303
    assert told(round_.scheme)["least_amount"] == 7_000
    assert fredrik.post(page_of("belop"), old | {"shown": ""}).status == 409
    assert fredrik.submit(page_of("utbetaling"), "shown", payment="afterwards").status == 303


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
    made = next(one for one in round_.scheme.rounds if one.slug == "hele-2026")
    assert round_.scheme.intake is Intake.ROLLING
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
    page = sends(json.dumps(as_new | {"appeal_weeks": 1, "most_amount": 10}).encode())
    assert "appeal_weeks" in page.text
    assert "most_amount" in page.text
    assert scheme_by_slug(world.programme.id, "fra-fil-1") is None
    assert sends(json.dumps(as_new).encode()).location == f"{HOME}/fra-fil-1"
    made = scheme_by_slug(world.programme.id, "fra-fil-1")
    assert made is not None
    assert described(made) == as_new
    assert fredrik.post(f"{HOME}/fra-fil", {}).status == 422


def test_other_languages_stay(fredrik: Browser, round_: Round) -> None:
    with transaction():
        scheme = round_.scheme
        scheme.name = cast.Localized({**scheme.name.to_json(), "en": "Neighbourhood grant"})
    assert fredrik.submit(page_of("om"), "shown", name_nb="Nytt navn").status == 303
    assert told(round_.scheme)["name"]["en"] == "Neighbourhood grant"
