"""Changing, copying and sharing schemes; what has opened, been sent or been decided is not touched by it."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from medvirkning.grants.earlier import earlier_of
from medvirkning.grants.queries import criteria_of, open_rounds
from medvirkning.grants.rules import NOTHING_EARLIER
from medvirkning.grants.scheme_files import described
from medvirkning.grants.scheme_words import SchemeWord
from medvirkning.grants.schemes import CriteriaSet, Round, Scheme
from medvirkning.grants.setting_up import adopt_criteria, change_scheme, close_round, copy_scheme
from medvirkning.grants.words import ApplicationWord as Word
from medvirkning.journal.queries import history
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import Conflict, RuleBroken
from tests import cast, correction_cast, grant_cast
from tests.cast import World, both
from tests.review_cast import says
from tests.scheme_cast import AT, FILES, GROUP, bring_in, lines, sent, stopped_by, told, written

OTHER = {
    "adopted_by": {"nb": "Byrådet", "nn": "Byrådet"},
    "adopted_on": "2027-01-05",
    "criteria": [{"key": "new", "text": {"nb": "Noe nytt.", "nn": "Noko nytt."}, "most": 5}],
}


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def change(scheme: Scheme, world: World, **changes: Any) -> None:
    with transaction():
        change_scheme(scheme, described(scheme, rounds=False) | changes, by=world.fredrik, at=AT)


def texts(round_: Round) -> list[str]:
    return [criterion.key for criterion in criteria_of(round_)[1]]


def test_a_change_is_kept_and_told(world: World) -> None:
    scheme = bring_in(world, "bergen_naermiljomidler")
    change(scheme, world, most_amount=60_000, payment="afterwards")
    assert (scheme.most_amount, scheme.payment) == (60_000, "afterwards")
    event = history("scheme", scheme.id)[-1]
    assert (event.event, event.by_id, event.facts) == (
        "scheme_changed", world.fredrik.id, {"changed": ["most_amount", "payment"]},
    )  # fmt: skip
    change(scheme, world)
    assert history("scheme", scheme.id)[-1].id == event.id, "what is as it was is not told"


def test_what_is_wrong_is_refused(world: World) -> None:
    scheme = bring_in(world, "bergen_naermiljomidler")
    with pytest.raises(RuleBroken) as refused:
        change(scheme, world, appeal_weeks=2, zones=["S-99"])
    assert [one.facts["field"] for one in refused.value.objections] == ["appeal_weeks", "zones"]


def test_the_database_knows_that_two_weeks_are_too_few(world: World) -> None:
    scheme = bring_in(world, "bergen_naermiljomidler")
    with pytest.raises(IntegrityError), transaction():
        db.session.execute(update(Scheme).where(Scheme.id == scheme.id).values(appeal_weeks=2))


def test_criteria_freeze_when_a_round_opens(world: World) -> None:
    scheme = bring_in(world, "stavanger_kvernevik")
    opened, coming = scheme.rounds
    before = texts(opened)
    change(scheme, world, criteria=OTHER)
    assert [texts(opened), texts(coming)] == [before, ["new"]]
    assert [one.version for one in db.session.query(CriteriaSet).order_by(CriteriaSet.version)] == [1, 2]
    with transaction():
        adopt_criteria(scheme, OTHER, by=world.fredrik, at=coming.opens_at + timedelta(seconds=1))
    assert criteria_of(coming)[0].version == 2


def test_the_database_keeps_the_criteria_of_an_open_round(world: World) -> None:
    scheme = bring_in(world, "stavanger_kvernevik")
    opened = scheme.rounds[0]
    with transaction():
        opened.opens_at = AT - timedelta(days=400)
        made = adopt_criteria(scheme, OTHER, at=AT)
    with pytest.raises(IntegrityError), transaction():
        opened.criteria_set_id = made.id


def test_an_old_case_is_as_it_was_sent(world: World) -> None:
    scheme = bring_in(world, "bergen_naermiljomidler")
    before = sent(written(scheme, world.bjarne), world.bjarne)
    content = dict(before.content)
    change(scheme, world, most_amount=10_000, own_share=90, criteria=OTHER, applicant_kinds=["housing"])
    db.session.refresh(before)
    assert before.content == content
    assert texts(scheme.rounds[0])[0] == "living_conditions"


def test_attachments_keep_their_place_by_key(world: World) -> None:
    scheme = bring_in(world, "oslo_bomiljo")
    ids = {one.key: one.id for one in scheme.wanted}
    wanted = described(scheme)["wanted"]
    change(scheme, world, wanted=[wanted[1], wanted[0] | {"key": "map"}])
    db.session.expire_all()
    assert [one.key for one in scheme.wanted] == ["permission", "map"]
    assert scheme.wanted[0].id == ids["permission"]


def test_a_copy_has_the_settings_and_no_rounds(world: World) -> None:
    scheme = bring_in(world, "drammen_stromso")
    with transaction():
        copy = copy_scheme(scheme, slug="kopi", case_prefix="K", name=both("Kopi"), by=world.fredrik, at=AT)
    own = {"slug": "kopi", "case_prefix": "K", "name": {"nb": "Kopi", "nn": "Kopi"}, "rounds": []}
    assert described(copy) == described(scheme) | own
    with pytest.raises(Conflict), transaction():
        copy_scheme(scheme, slug="kopi", case_prefix="L", name=both("Kopi"), by=world.fredrik, at=AT)


def test_a_round_without_a_deadline_is_open_until_it_is_closed(world: World) -> None:
    scheme = bring_in(world, "oslo_bjerke")
    later = AT + timedelta(days=900)
    assert open_rounds(world.programme.id, at=later) == scheme.rounds
    with transaction():
        close_round(scheme.rounds[0], by=world.fredrik, at=AT)
    assert open_rounds(world.programme.id, at=later) == []
    with pytest.raises(Conflict), transaction():
        close_round(scheme.rounds[0], by=world.fredrik, at=AT)


def test_the_years_ceiling_counts_what_was_granted_or_else_asked_for(world: World) -> None:
    scheme = bring_in(world, "bergen_naermiljomidler")
    change(scheme, world, most_per_year=50_000)
    first = written(scheme, world.bjarne, lines=lines(40_000))
    assert earlier_of(first, on=AT.date()) == NOTHING_EARLIER
    sent(first, world.bjarne)
    second = written(scheme, world.aud, lines=lines(20_000))
    assert stopped_by(second, world.aud) == [Word.TOO_MUCH_THIS_YEAR], "the same association, another writer"
    assert sent(written(scheme, world.guro, **GROUP), world.guro), "another applicant"
    assert earlier_of(second, on=date(2027, 1, 2)) == NOTHING_EARLIER
    with transaction():
        first.granted = 10_000
    assert sent(second, world.aud)


def test_the_command_writes_what_it_reads(world: World, app: Flask, tmp_path: Path) -> None:
    run, out = app.test_cli_runner(), tmp_path / "out.json"
    for file in sorted(FILES.glob("*.json")):
        slug = told(file.stem)["slug"]
        assert run.invoke(args=["scheme", "import", "storhaug", str(file)]).exit_code == 0
        assert run.invoke(args=["scheme", "export", "storhaug", slug, str(out)]).exit_code == 0
        assert json.loads(out.read_text("utf-8")) == told(file.stem)
    shown = run.invoke(args=["scheme", "export", "storhaug", "oslo-bjerke"])
    assert json.loads(shown.output)["intake"] == "rolling"
    assert run.invoke(args=["scheme", "export", "storhaug", "ingen"]).exit_code == 1


def test_a_file_with_faults_says_where(world: World, app: Flask, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps(told("oslo_bjerke") | {"appeal_weeks": 1}), "utf-8")
    said = app.test_cli_runner().invoke(args=["scheme", "storhaug", str(wrong)])
    assert said.exit_code == 1
    assert "appeal_weeks: appeal too short" in said.output


def test_an_attachment_that_somebody_is_asked_for_stays_until_they_have_answered(world: World) -> None:
    the_round = grant_cast.open_round(world)
    application, scheme = grant_cast.sent(the_round, world.bjarne), the_round.scheme
    key = scheme.wanted[0].key
    says(application, world.cecilie)
    correction_cast.asks(application, world.cecilie, f"file:{key}")
    rest = [one for one in described(scheme)["wanted"] if one["key"] != key]
    with pytest.raises(RuleBroken) as refused:
        change(scheme, world, wanted=rest)
    assert [one.code for one in refused.value.objections] == [SchemeWord.ASKED_FOR_NOW]
    change(scheme, world, most_amount=60_000)
