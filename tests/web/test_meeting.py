"""The meeting: the rounds, and sharing out the money in a draft that saves itself."""

from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.kernel.database import db
from medvirkning.review.models import Decision, Proposal
from medvirkning.review.words import DeclarationAnswer, Outcome
from tests import cast, grant_cast
from tests.browsing import Browse
from tests.cast import World
from tests.review_cast import hands_in, leans, says

YES = DeclarationAnswer.YES
MEETINGS = "/storhaug/arbeid/moter"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def the_round(world: World) -> Round:
    return grant_cast.open_round(world, pot=50_000)


@pytest.fixture
def application(world: World, the_round: Round) -> Application:
    made = grant_cast.sent(the_round, world.bjarne)
    says(made, world.dag)
    return made


def meeting(the_round: Round, rest: str = "") -> str:
    return f"{MEETINGS}/{the_round.id}{rest}"


def deciding(application: Application) -> str:
    return f"{MEETINGS}/{application.round_id}/vedtak/{application.id}"


def row(application: Application, said: str, amount: str = "", *, version: int = 0, was: str = "") -> dict[str, str]:
    key = application.id
    return {f"said-{key}": said, f"amount-{key}": amount, f"version-{key}": str(version), f"was-{key}": was}


def proposal(application: Application) -> tuple[str, int] | None:
    found = db.session.scalar(select(Proposal).where(Proposal.application_id == application.id))
    return (found.outcome.value, found.amount) if found else None


def yes(**changes: str) -> dict[str, str]:
    return {"outcome": "granted", "amount": "", "reasons": "Åpent for alle.", "cut_reasons": "", **changes}


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("person", ["dag", "ivar", "kim", "cecilie", "eli"])
def test_the_pages_work(
    world: World, application: Application, the_round: Round, browse: Browse, person: str, language: str
) -> None:
    someone = browse(getattr(world, person), language=language)
    for address in (MEETINGS, meeting(the_round), meeting(the_round, "/vedtak")):
        page = someone.get(address)
        assert page.status == 200, address
    assert "Langbord på Lervig" in page.text


def test_who_gets_in(world: World, application: Application, the_round: Round, browse: Browse) -> None:
    for address in (MEETINGS, meeting(the_round), meeting(the_round, "/vedtak"), deciding(application)):
        assert browse().get(address).status == 303
        assert browse(world.guro).get(address).status == 404
        assert browse(world.bjarne).get(address).status == 404
        assert browse(world.fredrik).get(address).status == 403
    assert browse(world.eli).get(deciding(application)).status == 403
    assert browse(world.cecilie).post(meeting(the_round), row(application, "yes")).status == 403
    assert browse(world.guro).post(deciding(application), yes()).status == 404
    dag = browse(world.dag)
    for address in (f"{MEETINGS}/{uuid4()}", f"{MEETINGS}/var", f"{meeting(the_round)}/vedtak/{uuid4()}"):
        assert dag.get(address).status == 404
    assert dag.post(MEETINGS).status == 405
    assert dag.post(meeting(the_round, "/vedtak")).status == 405


def test_a_round_of_another_programme_is_not_there(world: World, application: Application, browse: Browse) -> None:
    other = grant_cast.open_round(world, application.round.scheme, slug="host")
    assert browse(world.dag).get(f"{MEETINGS}/{other.id}/vedtak/{application.id}").status == 404
    assert browse(world.dag).get(f"/loddefjord/arbeid/moter/{application.round_id}").status == 404


def test_without_rounds_or_applications(world: World, browse: Browse) -> None:
    assert browse(world.dag).get(MEETINGS).status == 200
    empty = grant_cast.open_round(world)
    assert browse(world.dag).get(meeting(empty)).status == 200
    assert browse(world.dag).get(meeting(empty, "/vedtak")).status == 200


def test_a_draft_saves_itself(world: World, application: Application, the_round: Round, browse: Browse) -> None:
    dag = browse(world.dag)
    part = dag.post(meeting(the_round), row(application, "part", "20 000"), headers=HTMX)
    assert part.status == 200
    assert not part.all("h1")
    assert "30 000 kr igjen" in part.text
    assert proposal(application) == ("partly", 20_000)
    values = dag.get(meeting(the_round)).form_values(f"said-{application.id}")
    assert values[f"version-{application.id}"] == ["1"]
    page = dag.submit(meeting(the_round), f"said-{application.id}", **{f"said-{application.id}": "yes"})
    assert (page.status, page.location) == (303, meeting(the_round))
    assert proposal(application) == ("granted", 35_000)


def test_what_is_untouched_is_left_alone(
    world: World, application: Application, the_round: Round, browse: Browse
) -> None:
    says(application, world.ivar)
    tablet = browse(world.dag)
    form = tablet.get(meeting(the_round)).form_values(f"said-{application.id}")
    leans(application, world.ivar, Outcome.REFUSED, 0)
    flat = {name: value[0] for name, value in form.items()}
    assert tablet.post(meeting(the_round), flat, headers=HTMX).status == 200
    assert proposal(application) == ("refused", 0)


def test_the_second_tablet_is_told(world: World, application: Application, the_round: Round, browse: Browse) -> None:
    says(application, world.ivar)
    leans(application, world.ivar, Outcome.PARTLY, 20_000)
    part = browse(world.dag).post(meeting(the_round), row(application, "no"), headers=HTMX)
    assert part.status == 409
    assert "Ivar sa delvis, 20 000 kr" in part.text
    assert proposal(application) == ("partly", 20_000)
    again = row(application, "no", version=1, was="part:20000")
    assert browse(world.dag).post(meeting(the_round), again, headers=HTMX).status == 200
    assert proposal(application) == ("refused", 0)


@pytest.mark.parametrize("amount", ["", "mye", "35 000", "0", "1e9", "99999999999999999999"])
def test_an_amount_that_cant_be(
    world: World, application: Application, the_round: Round, browse: Browse, amount: str
) -> None:
    page = browse(world.dag).post(meeting(the_round), row(application, "part", amount))
    assert page.status == 422
    assert len(page.errors) == 1
    assert page.form_values(f"said-{application.id}")[f"amount-{application.id}"] == [amount]
    assert proposal(application) is None


def test_partly_opens_an_amount_before_it_is_an_error(
    world: World, application: Application, the_round: Round, browse: Browse
) -> None:
    part = browse(world.dag).post(meeting(the_round), row(application, "part"), headers=HTMX)
    assert (part.status, part.errors) == (200, [])
    assert 'value="part" checked' in part.html
    assert proposal(application) is None


def test_more_than_the_pot_is_told_in_the_draft(world: World, the_round: Round, browse: Browse) -> None:
    first, second = (grant_cast.sent(the_round, world.bjarne) for _ in range(2))
    for each in (first, second):
        says(each, world.dag)
        leans(each, world.dag, Outcome.GRANTED, 35_000)
    page = browse(world.dag).get(meeting(the_round))
    assert "For mye 20 000 kr" in page.text
    assert page.all("section", class_="is-over")
    assert "Her tar pengene slutt." in page.text


def test_the_thread_where_the_money_meets_the_next(world: World, the_round: Round, browse: Browse) -> None:
    first, second = (grant_cast.sent(the_round, world.bjarne) for _ in range(2))
    for each in (first, second):
        says(each, world.dag)
    leans(first, world.dag, Outcome.GRANTED, 35_000)
    text = browse(world.dag).get(meeting(the_round)).text
    assert "Her er det 15 000 kr igjen. Den neste søker om mer." in text
    assert "20 000 kr for lite" in text


def test_one_who_steps_aside_sees_no_figures_and_touches_nothing(
    world: World, application: Application, the_round: Round, browse: Browse
) -> None:
    says(application, world.ivar)
    hands_in(application, world.ivar, 2, 1)
    leans(application, world.ivar, Outcome.PARTLY, 21_000)
    says(application, world.halima, YES)
    halima = browse(world.halima)
    for address in (MEETINGS, meeting(the_round), meeting(the_round, "/vedtak")):
        text = halima.get(address).text
        assert not [figure for figure in ("35 000", "21 000", "29 000", "20 000", "1 har gitt") if figure in text]
    assert "Langbord på Lervig" in text
    page = halima.post(meeting(the_round), row(application, "no", version=1))
    assert page.status == 403
    assert not [figure for figure in ("35 000", "21 000", "29 000") if figure in page.text]
    part = halima.post(meeting(the_round), row(application, "no", version=1), headers=HTMX)
    assert part.status == 403
    assert proposal(application) == ("partly", 21_000)
    for answer in (halima.get(deciding(application)), halima.post(deciding(application), yes())):
        assert answer.status == 403
        assert "35 000" not in answer.text
    assert "1 inhabil" in browse(world.dag).get(meeting(the_round)).text
    assert db.session.query(Decision).count() == 0


def test_points_show_when_ones_own_are_in(
    world: World, application: Application, the_round: Round, browse: Browse
) -> None:
    for person, points in ((world.ivar, (1, 0)), (world.jorunn, (3, 1))):
        says(application, person)
        hands_in(application, person, *points)
    assert "1–4" in browse(world.ivar).get(meeting(the_round)).text
    assert "1–4" not in browse(world.dag).get(meeting(the_round)).text
    assert "1–4" in browse(world.eli).get(meeting(the_round)).text
