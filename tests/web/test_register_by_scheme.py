"""A scheme that asks for the registers: what they said is shown to both sides, and stops only where it is set to."""

from typing import Any

import pytest
from flask import Flask

from medvirkning.grants.applicant_words import RegisterOutcome
from medvirkning.grants.looking_up import keep_answer
from medvirkning.grants.models import Application
from medvirkning.grants.registers import Organisation, Reply
from medvirkning.grants.scheme_words import OrganisationNumber, YesNo
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from tests import cast, grant_cast
from tests.browsing import Browse
from tests.cast import World
from tests.review_cast import says

SENDING = {"may_apply": "y", "public": "y", "report": "y", "seen": ""}
SAYS_NO = "Vi finner dere ikke i Frivillighetsregisteret."
UNREACHED = "Vi fikk ikke kontakt med registeret. Det stopper ingen"


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def looked_up(world: World, outcome: RegisterOutcome, voluntary: bool | None = None, **settings: Any) -> Application:
    """Bjarne's draft to a scheme for those in the register, which has been asked."""
    with transaction():
        scheme = grant_cast.scheme(world)
        scheme.organisation_number, scheme.voluntary_register = OrganisationNumber.YES, True
        for name, value in settings.items():
            setattr(scheme, name, value)
    made = grant_cast.whole(grant_cast.open_round(world, scheme), world.bjarne, applicant_kind="association")
    number = str(made.organisation_number)
    found = Organisation(number, "Laget", voluntary=voluntary) if outcome is RegisterOutcome.FOUND else None
    with transaction():
        made.in_register = YesNo.YES
        keep_answer(made, number, Reply(outcome, found), by=world.bjarne, at=now())
    return made


def test_what_the_register_says_is_advice(world: World, browse: Browse) -> None:
    made = looked_up(world, RegisterOutcome.FOUND, voluntary=False)
    bjarne = browse(world.bjarne)
    assert SAYS_NO in bjarne.get(f"/soknad/{made.id}/sjekk").text
    assert bjarne.post(f"/soknad/{made.id}/sjekk", SENDING).status == 303
    says(made, world.cecilie)
    assert SAYS_NO in browse(world.cecilie).get(f"/storhaug/arbeid/soknader/{made.id}/formsjekk").text


def test_it_stops_where_the_scheme_says_so(world: World, browse: Browse) -> None:
    made = looked_up(world, RegisterOutcome.FOUND, voluntary=False, register_stops=True)
    bjarne = browse(world.bjarne)
    assert SAYS_NO in bjarne.get(f"/soknad/{made.id}/sjekk").text
    assert bjarne.post(f"/soknad/{made.id}/sjekk", SENDING).status == 422


@pytest.mark.parametrize("stops", [True, False])
def test_a_register_that_is_silent_stops_nobody(world: World, browse: Browse, stops: bool) -> None:
    made = looked_up(world, RegisterOutcome.UNREACHABLE, register_stops=stops)
    bjarne = browse(world.bjarne)
    assert UNREACHED in bjarne.get(f"/soknad/{made.id}/sjekk").text
    assert bjarne.post(f"/soknad/{made.id}/sjekk", SENDING).status == 303


def test_some_kinds_need_not_be_in_it(world: World, browse: Browse) -> None:
    made = looked_up(
        world, RegisterOutcome.FOUND, voluntary=False, register_stops=True, register_exempt=["association"]
    )
    bjarne = browse(world.bjarne)
    assert SAYS_NO not in bjarne.get(f"/soknad/{made.id}/sjekk").text
    about = bjarne.get("/storhaug/tilskudd/naermiljotilskudd").text
    assert "Det gjelder ikke for:" in about
    assert bjarne.post(f"/soknad/{made.id}/sjekk", SENDING).status == 303
