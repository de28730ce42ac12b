"""An earlier grant without a report, and the ceilings of years: shown before sending, and to those who check."""

from datetime import date, timedelta

import pytest
from flask import Flask

from medvirkning.grants.actions import send
from medvirkning.grants.earlier import earlier_of, late_reports
from medvirkning.grants.models import Application
from medvirkning.grants.scheme_words import MissingReport
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import ApplicationWord, Undertaking
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.people.models import Person
from tests import cast, grant_cast
from tests.browsing import Browse
from tests.cast import World
from tests.follow_cast import accepted, reports
from tests.review_cast import says

pytestmark = pytest.mark.postgres_too
SENDING = {"may_apply": "y", "public": "y", "report": "y", "seen": ""}
MISSING, LATE = "Vi mangler rapporten", "Søkeren har et tidligere tilskudd der rapporten er for sen."
GROUP = grant_cast.WHO | {
    "applicant_kind": "group", "organisation_number": "", "responsible_name": "Aud",
    "responsible_email": "aud@medvirkning.example", "of_age": True,
}  # fmt: skip


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def round_(world: World) -> Round:
    return grant_cast.open_round(world)


def late(world: World, round_: Round) -> Application:
    """Bjarne's association has had a grant, and its report should have come."""
    application = accepted(world, round_)
    with transaction():
        application.report_owed_on = today() - timedelta(days=1)
    return application


def meets(round_: Round, rule: MissingReport) -> None:
    with transaction():
        round_.scheme.missing_report = rule


def sending(application: Application, by: Person) -> list[str]:
    try:
        with transaction():
            send(application, key=application.id, declared=frozenset(Undertaking), by=by, at=now())
    except RuleBroken as broken:
        return [objection.code for objection in broken.objections]
    return []


def test_it_blocks_where_the_scheme_says_so_and_until_the_report_comes(
    world: World, round_: Round, browse: Browse
) -> None:
    earlier = late(world, round_)
    meets(round_, MissingReport.BLOCKS)
    new = grant_cast.whole(round_, world.aud)  # another writer, the same association
    aud = browse(world.aud)
    for page in (f"/soknad/{new.id}", f"/soknad/{new.id}/sjekk"):
        assert "Dette må ordnes før dere kan sende" in aud.get(page).text
        assert MISSING in aud.get(page).text
    refused = aud.post(f"/soknad/{new.id}/sjekk", SENDING)
    assert refused.status == 422
    assert refused.text.count(MISSING) > 1
    reports(earlier, world.bjarne)
    assert "Dette må ordnes" not in aud.get(f"/soknad/{new.id}/sjekk").text
    assert aud.post(f"/soknad/{new.id}/sjekk", SENDING).status == 303


@pytest.mark.parametrize(("rule", "shown"), [(MissingReport.WARNS, True), (MissingReport.SHOWN, False)])
def test_it_warns_or_is_shown_to_the_group_only(
    world: World, round_: Round, browse: Browse, rule: MissingReport, shown: bool
) -> None:
    late(world, round_)
    meets(round_, rule)
    new = grant_cast.whole(round_, world.aud)
    aud = browse(world.aud)
    assert (MISSING in aud.get(f"/soknad/{new.id}/sjekk").text) is shown
    assert aud.post(f"/soknad/{new.id}/sjekk", SENDING).status == 303
    says(new, world.dag)
    says(new, world.cecilie)
    assert LATE in browse(world.cecilie).get(f"/storhaug/arbeid/soknader/{new.id}/formsjekk").text
    assert "En rapport mangler" in browse(world.dag).get(f"/storhaug/arbeid/soknader/{new.id}").text


def test_it_is_the_applicant_who_owes_it(world: World, round_: Round) -> None:
    """A person does not answer for the association they once wrote for, and another association not for it either."""
    late(world, round_)
    meets(round_, MissingReport.BLOCKS)
    own = grant_cast.whole(round_, world.bjarne, **GROUP)
    assert late_reports(own, on=today()) == []
    assert sending(own, world.bjarne) == []
    other = grant_cast.whole(round_, world.bjarne, organisation_number="999 999 948")
    assert sending(other, world.bjarne) == []
    same = grant_cast.whole(round_, world.bjarne)
    assert sending(same, world.bjarne) == [ApplicationWord.REPORT_MISSING]


def test_a_report_of_a_person_is_the_persons(world: World, round_: Round) -> None:
    earlier = accepted(world, round_, **GROUP)
    with transaction():
        earlier.report_owed_on = today() - timedelta(days=1)
    meets(round_, MissingReport.BLOCKS)
    again = grant_cast.whole(round_, world.bjarne, **GROUP)
    assert sending(again, world.bjarne) == [ApplicationWord.REPORT_MISSING]
    assert sending(grant_cast.whole(round_, world.guro, **GROUP), world.guro) == []


def test_the_last_day_is_in_time(world: World, round_: Round) -> None:
    earlier = late(world, round_)
    with transaction():
        earlier.report_owed_on = today()
    new = grant_cast.whole(round_, world.aud)
    assert late_reports(new, on=today()) == []
    assert late_reports(new, on=today() + timedelta(days=1)) == [earlier.id]


def test_the_ceiling_of_several_years_counts_them_all(world: World, round_: Round, browse: Browse) -> None:
    grant_cast.sent(round_, world.bjarne)
    with transaction():
        round_.scheme.most_over_years, round_.scheme.ceiling_years = 60_000, 3
    new, year = grant_cast.whole(round_, world.aud), today().year
    counted = {ahead: earlier_of(new, on=date(year + ahead, 3, 1)).over_years for ahead in (0, 2, 3)}
    assert counted == {0: 35_000, 2: 35_000, 3: 0}
    page = browse(world.aud).get(f"/soknad/{new.id}/sjekk").text.replace("\u00a0", " ")
    assert "Hver søker kan få opptil 60 000 kroner på 3 år. Med denne ville dere fått 70 000." in page
    assert sending(new, world.aud) == [ApplicationWord.TOO_MUCH_OVER_YEARS]
