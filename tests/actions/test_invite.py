"""How the first people and the first programme come in: by command, told by mail, with mistakes refused plainly."""

import json
from pathlib import Path

import pytest
from flask import Flask

from medvirkning.grants.schemes import Round, Scheme
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.outbox.models import OutboxMessage
from medvirkning.people.actions import sign_in
from medvirkning.people.models import Person
from medvirkning.people.queries import open_session, person_by_email
from medvirkning.programmes.models import Membership, Programme
from medvirkning.programmes.queries import programme_by_slug, roles
from medvirkning.programmes.words import Role
from tests import cast

INVITE = ["invite", "Ny.Person@Kommune.example", "--role", "administrator", "--programme", "storhaug"]
PROGRAMME = {
    "slug": "haugen",
    "name": "Haugen",
    "term_name": {"nb": "Områdeløft Haugen", "nn": "Områdeløft Haugen"},
    "group_name": {"nb": "Nærmiljøgruppa", "nn": "Nærmiljøgruppa"},
    "municipality": "Haugen kommune",
    "help_text": {"nb": "Kom innom.", "nn": "Kom innom."},
    "contact_email": "post@haugen.example",
    "starts_on": "2027-01-01",
    "themes": [{"nb": "Møteplasser", "nn": "Møteplassar"}],
}
ZONES = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"code": f"H-{number}", "name": name},
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [[number, 0], [number + 1, 0], [number + 1, 1], [number, 1], [number, 0]],
                ],
            },
        }
        for number, name in enumerate(("Øvre", "Nedre"))
    ],
}


def test_the_invited_gets_the_role_and_a_mail(app: Flask) -> None:
    world = cast.storhaug()
    said = app.test_cli_runner().invoke(args=[*INVITE, "--name", "Ny Person", "--language", "nn"])
    assert said.exit_code == 0, said.output
    person = person_by_email("ny.person@kommune.example")
    assert person is not None
    assert (person.name, person.language) == ("Ny Person", "nn")
    assert roles(person.id, world.programme.id) == {Role.ADMINISTRATOR}
    mail = db.session.query(OutboxMessage).filter_by(kind="invited").one()
    assert (mail.to, mail.language, mail.values["path"]) == (person.email, "nn", "/logg-inn")
    given = db.session.query(Membership).filter_by(person_id=person.id).one()
    assert [event.event for event in history("membership", given.id)] == ["role_given"]


def test_a_role_that_is_taken_away_ends_and_signs_out(app: Flask) -> None:
    world = cast.storhaug()
    with transaction():
        token = sign_in(world.ivar, at=now())
    arguments = ["end-role", "ivar@medvirkning.example", "--programme", "storhaug", "--role"]
    said = app.test_cli_runner().invoke(args=[*arguments, "member"])
    assert said.exit_code == 0, said.output
    assert roles(world.ivar.id, world.programme.id) == frozenset()
    assert open_session(token, at=now()) is None
    ended = db.session.query(Membership).filter_by(person_id=world.ivar.id).one()
    assert [event.event for event in history("membership", ended.id)][-1] == "role_ended"
    again = app.test_cli_runner().invoke(args=[*arguments, "member"])
    assert again.exit_code == 2
    assert "is not member in Storhaug" in again.output


def test_inviting_twice_gives_one_role(app: Flask) -> None:
    world = cast.storhaug()
    for _time in range(2):
        assert app.test_cli_runner().invoke(args=INVITE).exit_code == 0
    person = person_by_email("ny.person@kommune.example")
    assert person is not None
    assert db.session.query(Membership).filter_by(person_id=person.id).count() == 1
    assert roles(person.id, world.programme.id) == {Role.ADMINISTRATOR}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["invite", "ikke en adresse", *INVITE[2:]], "is not an e-mail address"),
        ([*INVITE[:-1], "ingensteds"], "there is no programme ingensteds"),
        ([*INVITE[:3], "konge", *INVITE[4:]], "is not one of"),
    ],
    ids=["no address", "no programme", "no role"],
)
def test_mistakes_are_refused_and_change_nothing(app: Flask, arguments: list[str], says: str) -> None:
    cast.storhaug()
    before = db.session.query(Person).count()
    said = app.test_cli_runner().invoke(args=arguments)
    assert said.exit_code == 2
    assert says in said.output
    assert db.session.query(Person).count() == before
    assert db.session.query(OutboxMessage).count() == 0


def written(folder: Path, name: str, content: object) -> str:
    (folder / name).write_text(json.dumps(content), "utf-8")
    return str(folder / name)


def test_a_programme_is_set_up_from_a_file_and_drawn(app: Flask, tmp_path: Path) -> None:
    file, zones = written(tmp_path, "p.json", PROGRAMME), written(tmp_path, "z.geojson", ZONES)
    said = app.test_cli_runner().invoke(args=["programme", file, "--zones", zones])
    assert said.output == "Haugen is set up with 2 zones.\n"
    made = programme_by_slug("haugen")
    assert made is not None
    assert [zone.name for zone in made.zones] == ["Øvre", "Nedre"]
    assert all(zone.drawing["outline"] and zone.drawing["pattern"] for zone in made.zones)
    assert not made.demo
    again = app.test_cli_runner().invoke(args=["programme", file])
    assert "there is a programme haugen already" in again.output


def test_a_programme_file_that_lacks_something_says_what(app: Flask, tmp_path: Path) -> None:
    lacking = {key: value for key, value in PROGRAMME.items() if key not in ("help_text", "slug")}
    said = app.test_cli_runner().invoke(args=["programme", written(tmp_path, "p.json", lacking)])
    assert said.exit_code == 1
    assert "lacks help_text, slug" in said.output
    (tmp_path / "broken.json").write_text("{", "utf-8")
    said = app.test_cli_runner().invoke(args=["programme", str(tmp_path / "broken.json")])
    assert "is not JSON" in said.output
    assert db.session.query(Programme).count() == 0


def test_a_scheme_and_its_rounds_are_set_up_from_a_file(app: Flask) -> None:
    cast.storhaug()
    example = str(Path(__file__).resolve().parent.parent.parent / "docs" / "examples" / "scheme.json")
    said = app.test_cli_runner().invoke(args=["scheme", "storhaug", example])
    assert said.exit_code == 0, said.output
    scheme, round_ = db.session.query(Scheme).one(), db.session.query(Round).one()
    assert scheme.programme_id == round_.programme_id
    assert [event.event for event in history("scheme", scheme.id)] == ["scheme_set_up", "criteria_adopted"]
    again = app.test_cli_runner().invoke(args=["scheme", "storhaug", example])
    assert "no new rounds" in again.output
    assert db.session.query(Round).count() == 1
