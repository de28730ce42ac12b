"""The minutes, for the group and for all, and the wall: what they tell, and to whom they stay closed."""

import pytest
from flask import Flask

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import DecidingMode
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.mail.letters import compose, send
from medvirkning.mail.sittings import close_meeting
from medvirkning.review.attendance import meeting_of
from medvirkning.review.cases import decision_on
from medvirkning.review.conducting import come_back, leave_room
from medvirkning.review.words import DeclarationAnswer, Ground, Outcome
from tests import cast, grant_cast
from tests.browsing import Browse
from tests.cast import World
from tests.review_cast import decides, leans, meets, says

SECRETS = ("35 000", "21 111", "13 889")
PART = {"HX-Request": "true"}
PUBLIC = "/storhaug/tilskudd/naermiljotilskudd/var"


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def decided(world: World) -> tuple[Round, Application]:
    """A meeting with Jorunn away, where Halima stepped aside and left the room, and one of two cases is decided."""
    the_round = grant_cast.open_round(world, pot=90_000)
    one, other = (grant_cast.sent(the_round, world.bjarne) for _ in range(2))
    says(one, world.halima, DeclarationAnswer.YES, ground=Ground.BOARD)
    says(one, world.dag)
    says(other, world.dag)
    meets(the_round, world.jorunn)
    with transaction():
        meeting = meeting_of(the_round.id)
        assert meeting is not None
        leave_room(meeting, world.halima, one, by=world.dag, at=now())
        come_back(meeting, world.halima, one, by=world.dag, at=now())
    decides(one, world.dag, Outcome.PARTLY, 21_111, compose=compose)
    return the_round, one


def url(the_round: Round, rest: str) -> str:
    return f"/storhaug/arbeid/moter/{the_round.id}/{rest}"


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def close(the_round: Round, world: World) -> None:
    with transaction():
        meeting = meeting_of(the_round.id)
        assert meeting is not None
        close_meeting(meeting, by=world.dag, at=now())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "nb",
            (
                "Halima var inhabil (forvaltningsloven § 6 første ledd).",
                "Ute av rommet fra",
                "Enstemmig, med 2 stemmer.",
            ),
        ),
        (
            "nn",
            (
                "Halima var inhabil (forvaltningslova § 6 første ledd).",
                "Ute av rommet frå",
                "Samrøystes, med 2 røyster.",
            ),
        ),
    ],
)
def test_the_minutes_tell_it_all(
    world: World, decided: tuple[Round, Application], browse: Browse, language: str, said: tuple[str, ...]
) -> None:
    the_round, one = decided
    page = browse(world.dag, language=language).get(url(the_round, "protokoll"))
    text = plain(page.text)
    assert not [each for each in (*said, str(one.number), "21 111 kroner", "Jorunn", "§ 11-9") if each not in text]
    close(the_round, world)
    sends(one, world)
    anyone = browse(language=language)
    text = plain(anyone.get(f"{PUBLIC}/protokoll").text)
    assert not [each for each in (*said, str(one.number), "21 111 kroner") if each not in text]
    for address in (url(the_round, "protokoll.pdf"), f"{PUBLIC}/protokoll.pdf"):
        answer = browse(world.dag, language=language).client.get(address)
        assert answer.mimetype == "application/pdf"
        assert answer.data.startswith(b"%PDF-")


def test_a_case_is_closed_until_its_letter_is_sent(
    world: World, decided: tuple[Round, Application], browse: Browse
) -> None:
    """Closing the meeting opens nothing: neither to Halima, who stepped aside, nor to the public."""
    the_round, one = decided
    says(_other(the_round, one), world.halima)
    halima, anyone = browse(world.halima), browse()
    closed = "Denne saken er lukket for deg til brevet til søkeren er sendt."
    assert closed in plain(halima.get(url(the_round, "protokoll")).text)
    close(the_round, world)
    text = plain(halima.get(url(the_round, "protokoll")).text)
    assert closed in text
    assert "21 111" not in text
    text = plain(anyone.get(f"{PUBLIC}/protokoll").text)
    assert "Vedtaket står her når brevet til søkeren er sendt." in text
    assert not [each for each in ("21 111", "Enstemmig") if each in text]
    sends(one, world)
    for page in (halima.get(url(the_round, "protokoll")), anyone.get(f"{PUBLIC}/protokoll")):
        assert "21 111 kroner" in plain(page.text), "what is public is theirs too"


def sends(application: Application, world: World) -> None:
    """The letter about the decision goes out, from Dag."""
    decision = decision_on(application.id)
    assert decision is not None
    with transaction():
        send(decision.letter, by=world.dag, at=now())


def _other(the_round: Round, one: Application) -> Application:
    found = one.__class__.query.filter_by(round_id=the_round.id)
    return next(each for each in found if each.id != one.id)


def test_only_an_elected_groups_meeting_is_public(
    world: World, decided: tuple[Round, Application], browse: Browse
) -> None:
    the_round, one = decided
    anyone = browse()
    assert str(one.number) in anyone.get(f"{PUBLIC}/saksliste").text
    assert "/saksliste" in " ".join(anyone.get(PUBLIC).links())
    for address in ("/protokoll", "/protokoll.pdf"):
        assert anyone.get(f"{PUBLIC}{address}").status == 404, "the meeting is not closed"
    close(the_round, world)
    with transaction():
        the_round.scheme.deciding_mode = DecidingMode.RECOMMENDS
    for address in ("/saksliste", "/protokoll", "/protokoll.pdf"):
        assert anyone.get(f"{PUBLIC}{address}").status == 404


def test_no_agenda_while_one_can_apply(world: World, browse: Browse) -> None:
    grant_cast.open_round(world)
    assert browse().get(f"{PUBLIC}/saksliste").status == 404


def test_the_wall_costs_little_until_something_changes(world: World, browse: Browse) -> None:
    the_round = grant_cast.open_round(world)
    application = grant_cast.sent(the_round, world.bjarne)
    for person in (world.dag, world.ivar):
        says(application, person)
    dag = browse(world.dag)
    page = dag.get(url(the_round, "vegg"))
    assert page.status == 200
    assert "Ivar" not in page.text
    first = dag.client.get(url(the_round, "vegg/del"), headers=PART)
    assert first.status_code == 200
    tag = {"If-None-Match": first.headers["ETag"]}
    assert dag.client.get(url(the_round, "vegg/del"), headers=PART | tag).status_code == 304
    leans(application, world.ivar, Outcome.PARTLY, 21_111)
    again = dag.client.get(url(the_round, "vegg/del"), headers=PART | tag)
    assert again.status_code == 200
    assert "21 111" in plain(again.get_data(as_text=True))


def test_the_wall_is_closed_to_who_steps_aside(world: World, browse: Browse) -> None:
    the_round = grant_cast.open_round(world)
    application = grant_cast.sent(the_round, world.bjarne)
    says(application, world.dag)
    says(application, world.halima, DeclarationAnswer.YES)
    leans(application, world.dag, Outcome.PARTLY, 21_111)
    halima = browse(world.halima)
    told = [
        halima.get(url(the_round, "vegg")).text,
        halima.client.get(url(the_round, "vegg/del"), headers=PART).get_data(as_text=True),
    ]
    assert not [secret for secret in SECRETS for text in told if secret in plain(text)]


def test_who_reads(world: World, browse: Browse) -> None:
    the_round = grant_cast.open_round(world)
    for address in ("vegg", "vegg/del", "protokoll", "protokoll.pdf"):
        assert browse().get(url(the_round, address)).status == 303
        assert browse(world.guro).get(url(the_round, address)).status == 404
        assert browse(world.fredrik).get(url(the_round, address)).status == 403
