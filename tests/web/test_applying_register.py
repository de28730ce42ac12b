"""«Get it from the register» on the page about the applicant, and what the group sees of it."""

from datetime import timedelta

import pytest
from flask import Flask

from medvirkning.grants.applicant_words import RegisterOutcome
from medvirkning.grants.looking_up import MOST_TRIES, keep_answer, to_ask_again
from medvirkning.grants.models import Application
from medvirkning.grants.queries import snapshot_of
from medvirkning.grants.register_answers import answer_about
from medvirkning.grants.registers import Organisation, Reply
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.mail.registers_again import ask_registers_again
from medvirkning.registers.choosing import EXTENSION, registers_of
from medvirkning.registers.over_http import OverHttp
from medvirkning.registers.stand_in import StandIn
from medvirkning.settings import from_environment
from tests.browsing import Browse
from tests.cast import storhaug
from tests.grant_cast import draft, open_round, sent
from tests.review_cast import says

NUMBER = "999999948"  # writes nynorsk


class Says:
    """A register that says one thing."""

    def __init__(self, outcome: RegisterOutcome, **facts: bool) -> None:
        found = Organisation(NUMBER, "Hagelaget", **facts) if outcome is RegisterOutcome.FOUND else None
        self.reply = Reply(outcome, found)

    def look_up(self, _number: str) -> Reply:
        return self.reply


def stored(application: Application) -> Application:
    db.session.expire_all()
    return db.session.get(Application, application.id)


def press(app: Flask, browse: Browse, by: object, made: Application, number: str = NUMBER, **more: str):
    browser = browse(by)
    values = browser.get(f"/soknad/{made.id}/hvem").form_values("applicant_kind")
    answer = browser.post(f"/soknad/{made.id}/register", {**values, "organisation_number": number, **more})
    assert answer.status == 303
    return browser.get(f"/soknad/{made.id}/hvem")


def test_it_is_filled_in(app: Flask, browse: Browse):
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    page = press(app, browse, world.bjarne, made, contact_phone="41234567")
    found = stored(made)
    assert found.applicant_name == "Hagelaget Grønn Bakgård (Demo)"
    assert (found.applicant_kind, found.account_number, found.contact_phone) == (
        "association",
        "86011117947",
        "412 34 567",
    )
    for told in ("Bakgata 12", "skriver nynorsk", "Frivillighetsregisteret"):
        assert told in page.text
    answer = answer_about(made.id, NUMBER)
    assert answer.outcome is RegisterOutcome.FOUND
    assert (now() - answer.asked_at).total_seconds() < 60


def test_the_language_is_proposed_and_never_taken(app: Flask, browse: Browse):
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    press(app, browse, world.bjarne, made)
    assert stored(made).language == "nb"
    browser = browse(world.bjarne)
    values = browser.get(f"/soknad/{made.id}/hvem").form_values("applicant_kind")
    browser.post(f"/soknad/{made.id}/malform", {**values, "written_in": "nn"})
    assert stored(made).language == "nn"
    assert "skriver nynorsk" not in browse(world.bjarne).get(f"/soknad/{made.id}/hvem").text


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        (RegisterOutcome.UNREACHABLE, "Vi får ikke tak i registeret nå"),
        (RegisterOutcome.UNKNOWN, "Registeret kjenner ikke dette nummeret"),
        (RegisterOutcome.DELETED, "er slettet fra registeret"),
    ],
)
def test_what_else_may_come(
    app: Flask, browse: Browse, outcome: RegisterOutcome, told: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(app.extensions, EXTENSION, Says(outcome))
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    page = press(app, browse, world.bjarne, made, applicant_name="Skrevet for hånd")
    assert told in page.text
    assert stored(made).applicant_name == "Skrevet for hånd"


def test_a_number_is_needed_first(app: Flask, browse: Browse):
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    assert "med 9 sifre først" in press(app, browse, world.bjarne, made, number="123").text
    assert stored(made).unread["organisation_number"] == "123", "what was written is kept"


def test_the_applicant_is_warned_and_the_group_is_told(app: Flask, browse: Browse, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(app.extensions, EXTENSION, Says(RegisterOutcome.FOUND, bankrupt=True))
    world = storhaug()
    round_ = open_round(world)
    made = draft(round_, world.bjarne)
    assert "er konkurs" in press(app, browse, world.bjarne, made).text
    case, closed = sent(round_, world.bjarne), sent(round_, world.bjarne)
    for each in (case, closed):
        with transaction():
            reply = Says(RegisterOutcome.FOUND, bankrupt=True).reply
            keep_answer(each, each.organisation_number, reply, by=world.bjarne, at=now())
    says(case, world.ivar)
    assert "er konkurs" in browse(world.ivar).get(f"/storhaug/arbeid/soknader/{case.id}").text
    assert browse(world.ivar).get("/storhaug/arbeid/soknader").text.count("er konkurs") >= 1


def test_what_was_used_is_frozen_without_names_of_people(app: Flask, browse: Browse):
    world = storhaug()
    case = sent(open_round(world), world.bjarne)
    assert snapshot_of(case.id).content["register"] is None
    other = draft(open_round(world, case.round.scheme, "host"), world.bjarne)
    press(app, browse, world.bjarne, other)
    from medvirkning.grants.snapshots import content_of

    told = content_of(stored(other), [], [])["register"]
    assert told["told"]["name"].startswith("Hagelaget")
    assert "Hagevik" not in str(told)


def test_it_is_asked_again_later_and_then_no_more(app: Flask, monkeypatch: pytest.MonkeyPatch):
    world = storhaug()
    made, at = draft(open_round(world), world.bjarne), now()
    silent = Reply(RegisterOutcome.UNREACHABLE)
    with transaction():
        keep_answer(made, NUMBER, silent, by=world.bjarne, at=at)
    assert to_ask_again(at=at) == []
    assert len(to_ask_again(at=at + timedelta(hours=1))) == 1
    monkeypatch.setattr("medvirkning.mail.registers_again.now", lambda: at + timedelta(hours=1))
    assert ask_registers_again() == 1
    assert answer_about(made.id, NUMBER).outcome is RegisterOutcome.FOUND
    assert ask_registers_again() == 0
    with transaction():
        keep_answer(made, "999999905", silent, by=None, at=at)
        for _try in range(MOST_TRIES):
            keep_answer(made, "999999905", silent, by=None, at=at)
        keep_answer(made, NUMBER, silent, by=None, at=at)
    assert to_ask_again(at=at + timedelta(days=400)) == []
    assert answer_about(made.id, NUMBER).outcome is RegisterOutcome.FOUND, "a silence takes no answer away"
    assert made.applicant_name == "", "nobody fills in a draft behind its owner's back"


def test_a_stranger_can_not_ask(app: Flask, browse: Browse):
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    assert browse(world.guro).post(f"/soknad/{made.id}/register", {"organisation_number": NUMBER}).status == 404


def test_without_registers_there_is_no_button(app: Flask, browse: Browse, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(app.extensions, EXTENSION, None)
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    assert "Hent fra registeret" not in browse(world.bjarne).get(f"/soknad/{made.id}/hvem").text
    assert ask_registers_again() == 0


def test_which_registers_are_asked(tmp_path):
    demo = {"MEDVIRKNING_DEMO": "1", "MEDVIRKNING_DATA": str(tmp_path)}
    assert isinstance(registers_of(from_environment(demo)), StandIn)
    assert isinstance(registers_of(from_environment({**demo, "MEDVIRKNING_REGISTERS": "on"})), OverHttp)
    assert registers_of(from_environment(demo).__class__(**{**_plain(from_environment(demo)), "demo": False})) is None


def _plain(settings: object) -> dict[str, object]:
    return {name: getattr(settings, name) for name in settings.__dataclass_fields__}
