"""One of the group who is the second person behind an application is hinted of, and says why not when they say no."""

import pytest
from flask import Flask

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.review.declaring import declare
from medvirkning.review.declaring_together import rest_of
from medvirkning.review.hints import hints_about, hints_in
from medvirkning.review.words import DeclarationAnswer, Doubt, Ground, HintKind
from tests import cast, second_cast
from tests.browsing import Browse
from tests.cast import World


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.mark.parametrize(
    ("name", "address", "hinted"),
    [
        ("Noen Annen", "HALIMA", True),
        ("Kari Halima Vik", "kari@kaikanten.example", True),
        ("Kari Nes Vik", "kari@kaikanten.example", False),
    ],
)
def test_by_address_or_name(world: World, name: str, address: str, hinted: bool) -> None:
    with transaction():
        world.halima.name = "Halima Vik"
    email = world.halima.email.upper() if address == "HALIMA" else address
    application = second_cast.sent(world, second_name=name, second_email=email)
    found = hints_about(world.halima, application)
    assert [(hint.kind, hint.ground, hint.name) for hint in found] == [
        (HintKind.SECOND, Ground.BOARD, name) for _ in range(hinted)
    ]
    assert {hint.person_id for hint in hints_in(application)} == ({world.halima.id} if hinted else set())
    assert bool(rest_of(application.round, world.halima).hinted) is hinted


def test_a_no_says_why_not_and_the_page_says_what_it_is_about(world: World, browse: Browse) -> None:
    application = second_cast.sent(world, second_name="Noen Annen", second_email=world.halima.email)
    with pytest.raises(RuleBroken) as told, transaction():
        declare(application, answer=DeclarationAnswer.NO, ground=None, note="", by=world.halima, at=now())
    assert [each.code for each in told.value.objections] == [Doubt.WHY_MISSING]
    page = browse(world.halima).get(f"/storhaug/arbeid/soknader/{application.id}/habilitet")
    assert "som person nummer to" in page.text
    assert "Noen Annen" in page.text
