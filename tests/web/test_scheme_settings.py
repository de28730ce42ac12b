"""An administrator changes a scheme in the browser: kept as written, refused with reasons, and never over another."""

from typing import Any

import pytest
from flask import Flask

from medvirkning.grants.scheme_files import described
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
    db.session.expire_all()
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
    assert fredrik.submit(page_of("om"), "shown", contact_phone="+47 400 00000").status == 303
    assert told(round_.scheme)["contact_phone"] == "400 00 000"
    assert "400 00 000" in fredrik.get("/storhaug/tilskudd/naermiljotilskudd").text
    assert fredrik.submit(page_of("om"), "shown", contact_phone="").status == 303
    assert told(round_.scheme)["contact_phone"] == ""


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
    for weeks in ("2", "", "tre"):
        assert fredrik.submit(page_of("vedtak"), "shown", appeal_weeks=weeks).status == 422
    assert fredrik.submit(page_of("om"), "shown", contact_name="x" * 150).status == 422
    assert fredrik.submit(page_of("om"), "shown", contact_phone="ring meg").status == 422
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
    assert "Mangler nynorsk" in page.text
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


def test_other_languages_stay(fredrik: Browser, round_: Round) -> None:
    with transaction():
        scheme = round_.scheme
        scheme.name = cast.Localized({**scheme.name.to_json(), "en": "Neighbourhood grant"})
    assert fredrik.submit(page_of("om"), "shown", name_nb="Nytt navn").status == 303
    assert told(round_.scheme)["name"]["en"] == "Neighbourhood grant"
