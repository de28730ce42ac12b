"""Who decides, by the scheme: the group recommends and an officer decides or confirms; and the whole list at once."""

import pytest
from flask import Flask
from sqlalchemy import select, text

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import ApplicationState, DecidingMode
from medvirkning.kernel.database import db, transaction
from medvirkning.review import settling
from medvirkning.review.meetings import Recommendation
from medvirkning.review.models import Decision, Letter
from medvirkning.review.words import Outcome
from medvirkning.web.meeting import whole
from tests import cast, grant_cast
from tests.browsing import Browse
from tests.cast import World
from tests.contribution_cast import statements
from tests.review_cast import leans, meets, says

GROUP = ("dag", "halima", "ivar", "jorunn", "marit")


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def set_up(world: World, mode: DecidingMode, pot: int = 60_000) -> tuple[Round, list[Application]]:
    """Two applications that everybody may see, leaned on: all of the one, some of the other. The deadline is past."""
    the_round = grant_cast.open_round(world, pot=pot)
    with transaction():
        the_round.scheme.deciding_mode = mode
    made = [grant_cast.sent(the_round, world.bjarne) for _ in range(2)]
    for each in made:
        for name in GROUP:
            says(each, getattr(world, name))
    leans(made[0], world.dag, Outcome.GRANTED, 35_000)
    leans(made[1], world.dag, Outcome.PARTLY, 22_000)
    meets(the_round)
    return the_round, made


def url(the_round: Round, rest: str = "/alle") -> str:
    return f"/storhaug/arbeid/moter/{the_round.id}{rest}"


def states(the_round: Round) -> list[str]:
    wanted = select(Application.state).where(Application.round_id == the_round.id)
    return sorted(db.session.scalars(wanted))


def content(application: Application) -> str:
    letters = select(Letter).join(Decision).where(Decision.application_id == application.id)
    return str(db.session.scalars(letters).one().content)


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_an_elected_group_decides_the_whole_list(world: World, browse: Browse, language: str) -> None:
    the_round, made = set_up(world, DecidingMode.ELECTED)
    dag = browse(world.dag, language=language)
    assert url(the_round) in dag.get(url(the_round, "/vedtak")).links()
    page = dag.submit(url(the_round), "seen")
    assert (page.status, page.location) == (303, url(the_round, "/vedtak"))
    assert states(the_round) == ["decided", "decided"]
    assert db.session.scalars(select(Round.granted)).one() == 57_000
    assert db.session.query(Letter).count() == 2
    assert "kommuneloven § 5-7" in content(made[0])
    assert dag.get(url(the_round)).status == 200
    assert dag.post(url(the_round), {"seen": "x"}).status == 409


def test_all_or_nothing(world: World, browse: Browse) -> None:
    """The second one doesn't fit: the first is not decided either."""
    the_round, made = set_up(world, DecidingMode.ELECTED, pot=50_000)
    dag = browse(world.dag)
    page = dag.submit(url(the_round), "seen")
    assert page.status == 422
    assert "Det er ikke nok penger." in page.text
    assert states(the_round) == ["in_review", "in_review"]
    assert db.session.query(Decision).count() == db.session.query(Letter).count() == 0
    page = dag.submit(url(the_round), "seen", **{f"reasons-{made[0].id}": " "})
    assert page.status == 422
    assert "Skriv begrunnelsen" in page.text


def test_a_list_that_changed_is_read_once_more(world: World, browse: Browse) -> None:
    the_round, made = set_up(world, DecidingMode.ELECTED)
    dag = browse(world.dag)
    seen = dag.get(url(the_round)).form_values("seen")
    leans(made[1], world.ivar, Outcome.PARTLY, 5_000)
    flat = {name: value[0] for name, value in seen.items()}
    page = dag.post(url(the_round), flat)
    assert page.status == 409
    assert "Lista er endret." in page.text
    assert db.session.query(Decision).count() == 0


def test_the_group_recommends_and_the_officer_decides(world: World, browse: Browse) -> None:
    the_round, made = set_up(world, DecidingMode.RECOMMENDS)
    one = url(the_round, f"/vedtak/{made[0].id}")
    yes = {"outcome": "granted", "amount": "", "reasons": "Åpent for alle.", "cut_reasons": ""}
    dag, marit = browse(world.dag), browse(world.marit)
    assert dag.get(one).status == 403
    assert dag.post(one, yes).status == 403
    page = marit.post(one, yes)
    assert page.status == 422, "nothing is recommended yet"
    assert dag.submit(url(the_round), "seen").status == 303
    assert states(the_round) == ["recommended", "recommended"]
    assert db.session.query(Recommendation).count() == 2
    page = dag.post(url(the_round, ""), {f"said-{made[0].id}": "no", f"version-{made[0].id}": "1"})
    assert page.status == 422, "what is recommended is no longer the group's"

    page = marit.get(one)
    assert "Gruppa innstiller på: ja" in page.text
    refused = {**yes, "outcome": "refused"}
    page = marit.post(one, refused)
    assert page.status == 422
    assert "Skriv hvorfor du avgjør noe annet" in page.text
    assert marit.post(one, {**refused, "deviation": "Kaia skal graves opp i år."}).status == 303
    letter = content(made[0])
    assert "Marit har avgjort saken for Stavanger kommune" in letter
    assert "Gruppa innstilte på 35" in letter
    assert "Kaia skal graves opp i år." in letter
    assert marit.submit(url(the_round), "seen").status == 303
    assert states(the_round) == ["decided", "decided"]
    assert "Derfor ble avgjørelsen en annen" not in content(made[1])
    with pytest.raises(Exception, match="recommendation_never_changes"), transaction():
        db.session.execute(text("UPDATE recommendation SET amount = 1"))


def test_an_officer_confirms_the_list_as_it_is(world: World, browse: Browse) -> None:
    the_round, made = set_up(world, DecidingMode.CONFIRMS)
    dag, marit = browse(world.dag), browse(world.marit)
    assert dag.submit(url(the_round), "seen").status == 303
    one = url(the_round, f"/vedtak/{made[0].id}")
    page = marit.post(one, {"outcome": "refused", "reasons": "Nei.", "deviation": "Fordi."})
    assert page.status == 422
    assert "Lista fra gruppa blir bekreftet slik den er." in page.text
    assert marit.submit(url(the_round), "seen").status == 303
    assert states(the_round) == ["decided", "decided"]
    assert "Marit har bekreftet den for Stavanger kommune" in content(made[0])


def test_an_officer_steps_aside_like_everybody_else(world: World, browse: Browse) -> None:
    the_round, made = set_up(world, DecidingMode.RECOMMENDS)
    browse(world.dag).submit(url(the_round), "seen")
    with transaction():
        db.session.execute(text("UPDATE declaration SET answer = 'yes', ground = 'family' WHERE person_id = :who"),
                           {"who": world.marit.id.hex})  # fmt: skip
    marit = browse(world.marit)
    for address in ("/alle", f"/vedtak/{made[0].id}", "", "/vedtak", "/forslag"):
        assert "35 000" not in marit.get(url(the_round, address)).text.replace("\N{NO-BREAK SPACE}", " ")
    assert marit.get(url(the_round, f"/vedtak/{made[0].id}")).status == 403
    assert marit.post(url(the_round), {"seen": "x"}).status == 409
    assert states(the_round) == [ApplicationState.RECOMMENDED] * 2


def test_who_has_nothing_to_settle(world: World, browse: Browse) -> None:
    the_round, _made = set_up(world, DecidingMode.ELECTED)
    for person, status in ((world.ivar, 200), (world.marit, 200), (world.cecilie, 403), (world.guro, 404)):
        page = browse(person).get(url(the_round))
        assert page.status == status
        assert "35 000" not in page.text


@pytest.mark.parametrize("mode", [DecidingMode.ELECTED, DecidingMode.RECOMMENDS])
def test_a_long_list_is_settled_some_at_a_time(
    world: World, browse: Browse, monkeypatch: pytest.MonkeyPatch, mode: DecidingMode
) -> None:
    for place in (settling, whole):
        monkeypatch.setattr(place, "AT_ONCE", 1)
    the_round, _made = set_up(world, mode)
    dag = browse(world.dag)
    page = dag.get(url(the_round))
    assert "1 sak til kommer etter disse." in page.text
    for onward, left in ((url(the_round), 1), (url(the_round, "/vedtak"), 0)):
        answer = dag.submit(url(the_round), "seen")
        assert (answer.status, answer.location) == (303, onward)
        assert sum(state in ("sent", "in_review") for state in states(the_round)) == left


def test_the_page_of_a_long_list_asks_no_more(world: World, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    the_round, _made = set_up(world, DecidingMode.ELECTED)
    dag, asked = browse(world.dag), []
    for many in (2, 1):
        monkeypatch.setattr(whole, "AT_ONCE", many)
        dag.get(url(the_round))
        with statements() as run:
            assert dag.get(url(the_round)).status == 200
        asked.append(len(run))
    assert asked[0] == asked[1]
