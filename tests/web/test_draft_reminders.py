"""Reminders of drafts: once each, with a way to turn them off, and only counts to those who work here."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.grants.models import Application
from medvirkning.grants.reminders import drafts_to_remind, reminded_in
from medvirkning.grants.schemes import Round
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.mail.compose import compose
from medvirkning.mail.draft_reminders import remind_of_drafts
from medvirkning.outbox.models import OutboxMessage
from medvirkning.people.models import Person
from tests.browsing import Browse
from tests.cast import storhaug
from tests.grant_cast import draft, open_round, sent, whole

LONG_AGO = timedelta(days=20)


def old_draft(round_: Round, by: Person) -> Application:
    """A draft that was begun when the round was new."""
    made = draft(round_, by)
    with transaction():
        made.begun_at = now() - LONG_AGO
    return made


def mails() -> list[OutboxMessage]:
    return list(db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "draft_reminder")))


def test_each_draft_gets_one_and_no_sent_application_does(app: Flask):
    world = storhaug()
    round_ = open_round(world, days=4)
    half = old_draft(round_, world.bjarne)
    draft(round_, world.guro)  # begun too late for this one
    sent(round_, world.aud)
    assert remind_of_drafts() == 1
    assert remind_of_drafts() == 0
    [mail] = mails()
    assert mail.to == world.bjarne.email
    assert reminded_in([round_.id]) == {round_.id: 1}
    later = half.round.deadline - timedelta(hours=20)
    assert [(found.id, days) for found, days in drafts_to_remind(at=later) if found.id == half.id] == [(half.id, 1)]


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_mail_says_when_and_has_a_way_out(app: Flask, browse: Browse, language: str):
    world = storhaug()
    old_draft(open_round(world, days=4), world.bjarne)
    remind_of_drafts()
    [mail] = mails()
    mail.language = language
    body = compose(mail).body
    db.session.rollback()
    assert "klokka 23.59" in body
    off = mail.values["off"]
    assert off in body
    page = browse(language=language).get(off)
    assert page.status == 200
    assert world.bjarne.email not in page.text
    done = browse(language=language)
    assert done.submit(off, having="wanted", wanted="0").status == 200


def test_whoever_wants_none_gets_none(app: Flask, browse: Browse):
    world = storhaug()
    round_ = open_round(world, days=4)
    old_draft(round_, world.bjarne)
    remind_of_drafts()
    off = mails()[0].values["off"]
    browser = browse()
    browser.get(off)
    assert drafts_to_remind(at=round_.deadline - timedelta(hours=20)), "opening the link turns nothing off"
    assert "Du får ingen påminnelser" in browser.submit(off, having="wanted", wanted="0").text
    assert drafts_to_remind(at=round_.deadline - timedelta(hours=20)) == []
    browser.submit(off, having="wanted", wanted="1")
    assert len(drafts_to_remind(at=round_.deadline - timedelta(hours=20))) == 1


def test_an_unknown_link(app: Flask, browse: Browse):
    storhaug()
    assert browse().get("/soknad/paminnelser/finnes-ikke").status == 404


def test_those_who_work_here_get_counts_and_never_content(app: Flask, browse: Browse):
    world = storhaug()
    round_ = open_round(world, days=4)
    half = whole(round_, world.bjarne, title="Hemmelig plan")
    old_draft(round_, world.guro)
    remind_of_drafts()
    page = browse(world.dag).get("/storhaug/arbeid/soknader").text
    assert "2 søknader er begynt" in page
    assert "1 har fått påminnelse" in page
    assert half.title not in page
