"""Messages between applicant and staff, a preliminary answer in time, and flags: nobody who steps aside sees them."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.grants.models import Application
from medvirkning.journal.queries import history
from medvirkning.kernel import clock
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import Conflict, RuleBroken
from medvirkning.outbox.models import OutboxMessage
from medvirkning.review.rules import preliminary_due
from medvirkning.review.talk import flags_of, messages_of
from medvirkning.review.words import DeclarationAnswer
from medvirkning.review.writing import raise_flag, resolve_flag, write_to_applicant, write_to_staff
from tests.browsing import Browse
from tests.cast import World, storhaug
from tests.grant_cast import open_round, sent
from tests.review_cast import says

SECRET = "Har dere spurt grunneieren?"


@pytest.fixture
def world(app: Flask) -> World:
    return storhaug()


@pytest.fixture
def case(world: World) -> Application:
    made = sent(open_round(world), world.bjarne)
    for who in (world.cecilie, world.ivar):
        says(made, who)
    return made


def at(world: World, application: Application, page: str = "") -> str:
    return f"/{world.programme.slug}/arbeid/soknader/{application.id}{'/' + page if page else ''}"


def mails(kind: str) -> list[OutboxMessage]:
    return list(db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == kind)))


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_a_thread(world: World, browse: Browse, case: Application, language: str):
    staff, applicant = browse(world.cecilie, language=language), browse(world.bjarne, language=language)
    theirs, ours = f"/soknad/{case.id}/meldinger", at(world, case, "meldinger")
    assert staff.post(ours, {"text": "\u200b "}).status == 422
    assert staff.post(ours, {"text": SECRET}).status == 303
    (mail,) = mails("message_to_applicant")
    assert mail.to == "bjarne@medvirkning.example"
    assert SECRET not in str(mail.values)
    assert ("1 ny melding") in applicant.get(f"/soknad/{case.id}").text
    assert SECRET in applicant.get(theirs).text
    assert [each.read_at for each in messages_of(case.id)] == [None], "looking writes nothing"
    assert applicant.post(theirs, {"read": "1"}).status == 303
    assert "1 ny melding" not in applicant.get(f"/soknad/{case.id}").text
    assert applicant.post(theirs, {"text": "Ja, i går."}).status == 303
    assert [mail.to for mail in mails("message_to_staff")] == ["cecilie@medvirkning.example"]
    assert "1 ny melding" in staff.get(f"/{world.programme.slug}/arbeid/soknader").text
    assert staff.post(f"{ours}/lest", {}).status == 303
    assert "1 ny melding" not in staff.get(f"/{world.programme.slug}/arbeid/soknader").text
    assert "Ja, i går." in browse(world.ivar).get(ours).text, "the group reads it"
    assert browse(world.ivar).post(ours, {"text": "Hei"}).status == 403, "but doesn't write"


@pytest.mark.parametrize("answer", [DeclarationAnswer.YES, DeclarationAnswer.UNSURE])
def test_closed_to_one_who_steps_aside(world: World, browse: Browse, answer: DeclarationAnswer):
    made = sent(open_round(world), world.bjarne)
    says(made, world.dag)
    with transaction():
        write_to_applicant(made, SECRET, by=world.dag, at=now())
        raise_flag(made, "Sjekk grunneier", by=world.dag, at=now())
    for who in (world.cecilie, world.halima):
        says(made, who, answer)
        browser = browse(who)
        for page in ("meldinger", "merker"):
            shown = browser.get(at(world, made, page))
            assert shown.status == 403
            assert SECRET not in shown.text
            assert "Sjekk grunneier" not in shown.text
            assert browser.post(at(world, made, page), {"text": "x", "word": "x"}).status == 403
        listed = browser.get(f"/{world.programme.slug}/arbeid/soknader").text
        assert "Sjekk grunneier" not in listed
    with transaction():
        write_to_staff(made, "Hei", by=world.bjarne, at=now())
    assert mails("message_to_staff") == [], "nor is one told that there is something to read"
    with pytest.raises(RuleBroken), transaction():
        write_to_applicant(made, "Hei", by=world.cecilie, at=now())


def test_a_preliminary_answer_is_due_after_three_weeks(world: World, browse: Browse, case: Application):
    listed = f"/{world.programme.slug}/arbeid/soknader"
    assert "Send et foreløpig svar" not in browse(world.cecilie).get(listed).text
    with clock.frozen(now() + timedelta(weeks=3, minutes=1)):
        staff = browse(world.cecilie)
        assert "Send et foreløpig svar" in staff.get(listed).text
        assert staff.submit(at(world, case, "meldinger"), having="text").status == 303
        assert "Send et foreløpig svar" not in staff.get(listed).text
    (message,) = messages_of(case.id)
    assert message.preliminary
    assert "ikke ferdige" in message.text
    assert history("application", case.id)[-1].facts == {"laws": ["preliminary_answer"]}


@pytest.mark.parametrize(("days", "told", "due"), [(20, False, False), (21, False, True), (40, True, False)])
def test_when_a_preliminary_answer_is_due(case: Application, days: int, told: bool, due: bool):
    then = case.sent_at
    assert preliminary_due(case.state, then, told=told, at=then + timedelta(days=days)) is due
    assert not preliminary_due("letter_sent", then, told=told, at=then + timedelta(days=days))


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_a_flag_is_raised_and_put_away(world: World, browse: Browse, case: Application, language: str):
    member, url = browse(world.ivar, language=language), at(world, case, "merker")
    assert member.post(url, {"word": " "}).status == 422
    assert member.post(url, {"word": "Mulig dobbeltfinansiering"}).status == 303
    assert "Mulig dobbeltfinansiering" in member.get(f"/{world.programme.slug}/arbeid/soknader").text
    (flag,) = flags_of(case.id)
    assert member.post(f"{url}/{flag.id}", {"outcome": ""}).status == 422
    assert member.post(f"{url}/{flag.id}", {"outcome": "De har fått nei der."}).status == 303
    assert "Mulig dobbeltfinansiering" not in member.get(f"/{world.programme.slug}/arbeid/soknader").text
    text = member.get(url).text
    assert "De har fått nei der." in text
    assert text.count("Ivar") >= 2
    with pytest.raises(Conflict), transaction():
        resolve_flag(flags_of(case.id)[0], "Igjen", by=world.ivar, at=now())
    assert [event.event for event in history("application", case.id)][-2:] == ["flag_raised", "flag_resolved"]


def test_a_flag_of_another_case_is_not_there(world: World, browse: Browse, case: Application):
    other = sent(case.round, world.bjarne)
    says(other, world.ivar)
    with transaction():
        flag = raise_flag(other, "Noe", by=world.ivar, at=now())
    assert browse(world.ivar).post(f"{at(world, case, 'merker')}/{flag.id}", {"outcome": "x"}).status == 404
