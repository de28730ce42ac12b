"""Who is at the meeting: opening, ticking, substitutes, leaving the room, closing; and who may."""

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.programmes.actions import give_role
from medvirkning.programmes.words import Role
from medvirkning.review.attendance import meeting_of, voters_in
from medvirkning.review.meetings import TimeOut
from medvirkning.review.words import DeclarationAnswer
from tests import cast, grant_cast
from tests.browsing import Browse
from tests.cast import World
from tests.review_cast import meets, says


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def the_round(world: World) -> Round:
    return grant_cast.open_round(world, days=-1)


def url(the_round: Round, rest: str = "") -> str:
    return f"/storhaug/arbeid/moter/{the_round.id}/mote{rest}"


def here(*people: object) -> dict[str, str]:
    return {f"here-{person.id}": "1" for person in people}  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_opening_and_closing(world: World, the_round: Round, browse: Browse, language: str) -> None:
    dag = browse(world.dag, language=language)
    assert dag.get(url(the_round)).status == 200
    substitute = {f"for-{world.kim.id}": str(world.halima.id)}
    page = dag.post(url(the_round), {**here(world.dag, world.ivar), **substitute, "act": "apne"})
    assert page.status == 303
    page = dag.get(url(the_round))
    assert "3 av 4 pla" in page.text
    assert page.form_values(f"for-{world.kim.id}")[f"for-{world.kim.id}"] == [str(world.halima.id)]
    assert dag.post(url(the_round), {**here(world.dag), "act": "apne"}).status == 409
    assert dag.post(url(the_round), {**here(world.dag), "act": "lagre"}).status == 303
    assert "1 av 4 pla" in dag.get(url(the_round)).text
    for act, status in (("lukk", 303), ("lagre", 422), ("lukk", 422), ("apne", 303), ("apne", 409), ("gjenapne", 400)):
        assert dag.post(url(the_round), {**here(world.dag), "act": act}).status == status, act


def test_two_substitutes_for_one_member(world: World, the_round: Round, browse: Browse) -> None:
    with transaction():
        give_role(world.guro, Role.SUBSTITUTE, world.programme, by=None, at=now())
    twice = {f"for-{person.id}": str(world.halima.id) for person in (world.kim, world.guro)}
    page = browse(world.dag).post(url(the_round), {**here(world.dag), **twice, "act": "apne"})
    assert page.status == 422
    assert "Bare én vara" in page.text


def test_leaving_the_room_takes_the_vote_along(world: World, browse: Browse) -> None:
    the_round = grant_cast.open_round(world)
    application = grant_cast.sent(the_round, world.bjarne)
    says(application, world.halima, DeclarationAnswer.YES)
    meets(the_round)
    meeting = meeting_of(the_round.id)
    assert meeting is not None
    assert len(voters_in(meeting, application)) == 3, "who steps aside has no vote"
    dag = browse(world.dag)
    assert "Går ut av rommet" in dag.get(url(the_round)).text
    ivar = url(the_round, f"/{application.id}/ut/{world.ivar.id}")
    for act, voting, rows in (("ut", 2, 1), ("ut", 2, 1), ("inn", 3, 1), ("inn", 3, 1), ("ut", 2, 2)):
        assert dag.post(ivar, {"act": act}).status == 303
        noted = meeting_of(the_round.id)
        assert noted is not None
        assert len(voters_in(noted, db.session.get_one(Application, application.id))) == voting
        assert len(db.session.scalars(select(TimeOut)).all()) == rows
    assert dag.post(ivar.replace(str(world.ivar.id), str(world.guro.id))).status == 404
    dag.post(url(the_round), {"act": "lukk"})
    assert all(out.in_at for out in db.session.scalars(select(TimeOut)))


def test_who_may(world: World, the_round: Round, browse: Browse) -> None:
    opened = {**here(world.dag, world.ivar), "act": "apne"}
    for person, reads, acts in ((world.eli, 200, 403), (world.fredrik, 403, 403), (world.guro, 404, 404)):
        assert browse(person).get(url(the_round)).status == reads
        assert browse(person).post(url(the_round), opened).status == acts
    assert browse(world.cecilie).post(url(the_round), opened).status == 303
