"""Eight municipalities' schemes out of files: one application that passes, and one that its own rule stops."""

from datetime import date, timedelta

import pytest
from flask import Flask

from medvirkning.grants.attaching import attach_file, look_over
from medvirkning.grants.awarded import needs_auditor, payments
from medvirkning.grants.describing import scheme_advice, scheme_objections
from medvirkning.grants.queries import advice_on, criteria_of
from medvirkning.grants.scheme_files import described
from medvirkning.grants.scheme_words import SchemeWord, SignIn
from medvirkning.grants.words import ApplicationWord as Word
from medvirkning.grants.words import DecidingMode
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import RuleBroken
from tests import cast
from tests.cast import World
from tests.grant_cast import ANYTHING_PDF
from tests.scheme_cast import AT, FILES, GROUP, bring_in, lines, sent, stopped_by, told, written

NAMES = sorted(path.stem for path in FILES.glob("*.json"))
BUILT = {"physical": "yes", "land": "to_come", "land_owner": "Kommunen", "operator": "Velet", "maintainer": "Velet"}


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.mark.parametrize("name", NAMES)
def test_the_files_are_whole(name: str) -> None:
    description = told(name)
    assert scheme_objections(description) == []
    lacking = {one.code for one in scheme_advice(description)}
    assert lacking <= {SchemeWord.NOBODY_CAN_SIGN_IN}, "both written languages, everywhere"
    assert "Fra kilden" in description["note"]
    assert "Diktet opp" in description["note"]


@pytest.mark.parametrize("name", NAMES)
def test_what_comes_out_is_what_went_in(world: World, name: str) -> None:
    made = bring_in(world, name)
    db.session.expire_all()
    assert described(made) == told(name)


def test_there_is_one_for_each_row() -> None:
    assert len(NAMES) == 8


def test_storhaug_is_not_for_private_persons(world: World) -> None:
    scheme = bring_in(world, "stavanger_storhaug")
    assert scheme.deciding_mode is DecidingMode.ELECTED
    assert sent(written(scheme, world.bjarne), world.bjarne)
    alone = written(scheme, world.aud, applicant_kind="person", organisation_number="")
    assert stopped_by(alone, world.aud) == [Word.KIND_NOT_ALLOWED]


def test_a_business_on_storhaug_tells_of_other_aid(world: World) -> None:
    scheme = bring_in(world, "stavanger_storhaug")
    shop = {"applicant_kind": "business", "plans": {"statutes": "later"}}
    assert stopped_by(written(scheme, world.aud, **shop), world.aud) == [Word.OTHER_AID_MISSING]
    assert stopped_by(written(scheme, world.aud, other_aid="3 400 000", **shop), world.aud) == [Word.TOO_MUCH_AID]
    assert sent(written(scheme, world.aud, other_aid="0", **shop), world.aud)


def test_kvernevik_wants_id_porten(world: World) -> None:
    scheme = bring_in(world, "stavanger_kvernevik")
    with pytest.raises(RuleBroken) as stopped:
        written(scheme, world.aud, applicant_kind="person", organisation_number="")
    assert [one.code for one in stopped.value.objections] == [Word.SIGN_IN_TOO_WEAK]
    known = {"signed_in_by": SignIn.ID_PORTEN}
    alone = written(scheme, world.aud, applicant_kind="person", organisation_number="", **known)
    assert stopped_by(alone, world.aud) == [Word.SIGN_IN_TOO_WEAK]
    assert sent(alone, world.aud, **known)


def test_bergen_has_a_ceiling_and_criteria_by_priority(world: World) -> None:
    scheme = bring_in(world, "bergen_naermiljomidler")
    adopted, criteria = criteria_of(scheme.rounds[0])
    assert adopted.by_priority
    assert criteria[0].key == "living_conditions"
    assert [word.text("nn") for word in criteria[0].scale][-1] == "Størst utfordringar"
    assert (scheme.rounds[0].pot, scheme.appeal_weeks) == (515_000, 4)
    assert sent(written(scheme, world.bjarne, lines=lines(40_000)), world.bjarne)
    assert stopped_by(written(scheme, world.bjarne, lines=lines(40_001)), world.bjarne) == [Word.ASKED_TOO_MUCH]
    assert stopped_by(written(scheme, world.bjarne, lines=lines(4_999)), world.bjarne) == [Word.ASKED_TOO_LITTLE]


def test_oslo_wants_half_in_money_and_counts_no_work(world: World) -> None:
    scheme = bring_in(world, "oslo_bomiljo")
    assert sent(written(scheme, world.bjarne, lines=lines(200_000, own=100_000)), world.bjarne)
    worked = written(scheme, world.bjarne, lines=lines(200_000, own=50_000, work=150_000))
    assert [one.code for one in advice_on(worked, at=AT)] == [Word.EFFORT_NOT_COUNTED]
    assert stopped_by(worked, world.bjarne) == [Word.OWN_SHARE_TOO_SMALL]
    helped = written(scheme, world.bjarne, lines=lines(200_000, own=50_000, support=50_000))
    assert stopped_by(helped, world.bjarne) == [Word.OWN_SHARE_TOO_SMALL], "what others give is not one's own"
    assert payments(75_001, scheme.payment, scheme.first_share) == (37_500, 37_501)


def test_oslo_is_not_for_what_has_begun(world: World) -> None:
    scheme = bring_in(world, "oslo_bomiljo")
    half = lines(200_000, own=100_000)
    assert stopped_by(written(scheme, world.bjarne, lines=half, ticked=["begun"]), world.bjarne) == [Word.NOT_FUNDED]
    warned = written(scheme, world.bjarne, lines=half, ticked=["maintenance"])
    assert [one.code for one in advice_on(warned, at=AT)] == [Word.NOT_FUNDED]
    assert sent(warned, world.bjarne), "this one only warns"


def test_bjerke_takes_applications_at_any_time(world: World) -> None:
    scheme = bring_in(world, "oslo_bjerke")
    partner = {"partner_name": "Bjerke vel", "partner_number": "999 999 913"}
    passed = written(scheme, world.aud, **(GROUP | partner))
    late = AT + timedelta(days=200)
    assert sent(passed, world.aud)
    assert passed.round.deadline is None
    assert passed.round.answer_day(AT.date()) == date(2026, 12, 15)
    alone = written(scheme, world.guro, **GROUP)
    assert stopped_by(alone, world.guro, at=late)[:2] == [Word.PARTNER_MISSING, Word.PARTNER_NUMBER_MISSING]
    paid = written(scheme, world.guro, **(GROUP | partner), ticked=["wages"])
    assert stopped_by(paid, world.guro) == [Word.NOT_FUNDED]
    elsewhere = written(scheme, world.guro, **(GROUP | partner), zone_id=str(world.programme.zones[3].id))
    assert stopped_by(elsewhere, world.guro) == [Word.OUTSIDE_AREA]


def test_spleiselag_counts_work_and_materials(world: World) -> None:
    scheme = bring_in(world, "fredrikstad_spleiselag_holmen")
    together = lines(20_000, own=2_000, work=14_000, materials=2_000)  # 18 000 of 36 000
    assert sent(written(scheme, world.aud, **GROUP, lines=together), world.aud)
    short = written(scheme, world.aud, **GROUP, lines=lines(20_000, own=2_000, work=13_999, materials=2_000))
    assert stopped_by(short, world.aud) == [Word.OWN_SHARE_TOO_SMALL]


def test_stromso_wants_to_know_who_maintains(world: World) -> None:
    scheme = bring_in(world, "drammen_stromso")
    agreed = written(scheme, world.bjarne, **BUILT, plans={"permission": "later"})
    assert [one.code for one in advice_on(agreed, at=AT)] == [Word.LAND_TO_COME]
    assert sent(agreed, world.bjarne)
    nobody = written(scheme, world.bjarne, **(BUILT | {"maintainer": ""}), plans={"permission": "later"})
    assert stopped_by(nobody, world.bjarne) == [Word.MAINTAINER_MISSING]
    without = written(scheme, world.bjarne, **BUILT)
    assert stopped_by(without, world.bjarne) == [Word.ATTACHMENT_MISSING], "the owner's agreement"
    own_ground = written(scheme, world.bjarne, **(BUILT | {"land": "own", "land_owner": ""}))
    assert sent(own_ground, world.bjarne)


def test_nordre_aker_waits_for_the_last_report(world: World) -> None:
    scheme = bring_in(world, "oslo_nordre_aker")
    first, second = written(scheme, world.bjarne, title="Kor"), written(scheme, world.bjarne, title="Kino")
    assert sent(first, world.bjarne)
    assert sent(second, world.bjarne), "one form for each measure"
    assert scheme.report_due(date(2027, 8, 20)) == date(2027, 12, 15)
    assert needs_auditor(100_000, scheme.auditor_from)
    assert not needs_auditor(99_999, scheme.auditor_from)
    with transaction():
        first.report_owed_on = date(2026, 11, 30)
    third = written(scheme, world.bjarne, title="Kafé")
    assert stopped_by(third, world.bjarne) == [Word.REPORT_MISSING]
    stranger = written(scheme, world.guro, organisation_number="999 999 948")
    assert sent(stranger, world.guro), "somebody else's report is not one's own"


def test_oslo_takes_less_from_those_who_document_it(world: World) -> None:
    scheme = bring_in(world, "oslo_bomiljo")
    less = written(scheme, world.bjarne, lines=lines(200_000, own=60_000))
    assert [one.code for one in advice_on(less, at=AT)] == [Word.OWN_SHARE_LOWERED]
    assert stopped_by(less, world.bjarne) == [Word.ATTACHMENT_MISSING], "the accounts"
    with transaction():
        attach_file(less, "accounts", look_over(ANYTHING_PDF, "regnskap.pdf"), by=world.bjarne, at=AT)
    assert sent(less, world.bjarne)
    least = written(scheme, world.bjarne, lines=lines(200_000, own=59_999))
    assert stopped_by(least, world.bjarne) == [Word.OWN_SHARE_TOO_SMALL]
