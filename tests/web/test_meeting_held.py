"""Who opens and closes a meeting; and who leads it where no chair is there."""

import pytest
from flask import Flask

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.programmes.actions import give_role
from medvirkning.programmes.words import Role
from medvirkning.review.attendance import meeting_of
from medvirkning.review.authority import to_decide
from medvirkning.review.meeting import table
from medvirkning.review.words import DeclarationAnswer, ReviewWord
from tests import cast, grant_cast
from tests.browsing import Browse
from tests.cast import World
from tests.review_cast import decides, meets, says


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def case(world: World) -> Application:
    """A case that all but Dag, who leads the group, have said they may take part in."""
    made = grant_cast.sent(grant_cast.open_round(world), world.bjarne)
    for each in (world.halima, world.ivar, world.jorunn):
        says(made, each)
    return made


def url(the_round: Round, rest: str = "mote") -> str:
    return f"/storhaug/arbeid/moter/{the_round.id}/{rest}"


def here(*people: object) -> dict[str, str]:
    return {f"here-{person.id}": "1" for person in people}  # type: ignore[attr-defined]


def test_a_member_or_a_substitute_does_not_hold_the_meeting(world: World, browse: Browse) -> None:
    the_round = grant_cast.open_round(world, days=-1)
    for person in (world.kim, world.halima):
        page = browse(person).post(url(the_round), {**here(world.halima), "act": "apne", "leader": str(person.id)})
        assert page.status == 422
        assert "Den som leder møtet, eller koordinatoren, gjør dette." in page.text
    assert meeting_of(the_round.id) is None
    assert "Åpne møtet" not in browse(world.halima).get(url(the_round)).text
    meets(the_round)
    for act in ("lukk", "lagre"):
        assert browse(world.kim).post(url(the_round), {"act": act}).status == 422
    for person, act in ((world.cecilie, "lukk"), (world.dag, "apne")):
        assert browse(person).post(url(the_round), {**here(world.dag), "act": act}).status == 303
    assert browse(world.ivar).post(url(the_round), {"act": "lukk"}).status == 422


def test_nobody_closes_a_meeting_with_a_case_they_step_aside_from(
    world: World, case: Application, browse: Browse
) -> None:
    the_round = case.round
    says(case, world.dag, DeclarationAnswer.YES)
    meets(the_round)
    dag, cecilie = browse(world.dag), browse(world.cecilie)
    page = dag.post(url(the_round), {"act": "lukk"})
    assert page.status == 422
    assert "Du er inhabil i en søknad i denne runden." in page.text
    assert "Avslutt møtet" not in dag.get(url(the_round)).text
    assert cecilie.post(url(the_round), {"act": "lukk"}).status == 303
    says(case, world.cecilie, DeclarationAnswer.UNSURE)
    assert browse(world.ivar).post(url(the_round), {**here(world.ivar), "act": "apne"}).status == 303, (
        "a member, where every chair is out"
    )
    assert cecilie.post(url(the_round), {"act": "lukk"}).status == 422
    assert browse(world.ivar).post(url(the_round), {"act": "lukk"}).status == 303


def test_one_of_them_closes_where_all_step_aside(world: World, case: Application, browse: Browse) -> None:
    other = grant_cast.sent(case.round, world.bjarne)
    for each in (world.dag, world.cecilie, world.halima, world.ivar, world.jorunn):
        says(other, each, DeclarationAnswer.YES)
    meets(case.round)
    assert browse(world.dag).post(url(case.round), {"act": "lukk"}).status == 303


@pytest.mark.parametrize(("language", "led"), [("nb", "Halima (ledet møtet)"), ("nn", "Halima (leidde møtet)")])
def test_those_there_name_who_leads_where_the_chair_is_away(
    world: World, case: Application, browse: Browse, language: str, led: str
) -> None:
    the_round = case.round
    meets(the_round, world.dag)
    with pytest.raises(RuleBroken) as broken:
        decides(case, world.halima)
    assert [each.code for each in broken.value.objections] == [ReviewWord.CHAIR_DECIDES]
    cecilie = browse(world.cecilie, language=language)
    away = {**here(world.ivar, world.jorunn), "act": "lagre", "leader": str(world.halima.id)}
    assert cecilie.post(url(the_round), away).status == 422, "who leads is there"
    assert cecilie.post(url(the_round), away | here(world.halima)).status == 303
    assert cecilie.get(url(the_round)).form_values("leader")["leader"] == [str(world.halima.id)]
    assert to_decide(table(the_round, world.halima), world.halima, the_round) == [case.id]
    assert to_decide(table(the_round, world.ivar), world.ivar, the_round) == []
    assert browse(world.halima).get(url(the_round, f"vedtak/{case.id}")).status == 200
    decides(case, world.halima)
    assert led in cecilie.get(url(the_round, "protokoll")).text
    assert browse(world.halima).post(url(the_round), {"act": "lukk"}).status == 303


def test_another_leads_a_case_that_the_named_one_is_out_of(world: World, case: Application) -> None:
    other = grant_cast.sent(case.round, world.bjarne)
    for each, answer in ((world.halima, DeclarationAnswer.YES), (world.ivar, DeclarationAnswer.NO),
                         (world.jorunn, DeclarationAnswer.NO)):  # fmt: skip
        says(other, each, answer)
    meets(case.round, world.dag, leader=world.halima)
    assert to_decide(table(case.round, world.halima), world.halima, case.round) == [case.id]
    assert to_decide(table(case.round, world.ivar), world.ivar, case.round) == [other.id]
    decides(other, world.ivar)


def test_a_chair_who_is_there_leads(world: World, case: Application, browse: Browse) -> None:
    meets(case.round, leader=world.halima)
    meeting = meeting_of(case.round_id)
    assert meeting is not None
    assert meeting.leader_id is None
    with transaction():
        give_role(world.ivar, Role.COORDINATOR, world.programme, by=None, at=now())
    assert browse(world.ivar).post(url(case.round), {"act": "lukk"}).status == 303
