"""Sending a letter: once, frozen, with its PDF, its deadline and a notice that tells nothing."""

from datetime import timedelta
from hashlib import sha256

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from medvirkning.attachments import storage
from medvirkning.attachments.models import Attachment
from medvirkning.attachments.queries import attached_to
from medvirkning.grants.words import ApplicationState
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.content_digest import digest
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.deadlines import appeal_deadline
from medvirkning.kernel.errors import RuleBroken
from medvirkning.outbox.models import OutboxMessage
from medvirkning.review.models import Decision, Letter
from medvirkning.review.sending import AlreadySent, send_letter
from medvirkning.review.words import Closed, DeclarationAnswer, ReviewWord
from tests import cast, grant_cast
from tests.cast import World
from tests.review_cast import CUT_REASONS, REASONS, Content, decides, says

PDF = b"%PDF-1.7 brevet"


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def decision(world: World) -> Decision:
    application = grant_cast.sent(grant_cast.open_round(world), world.bjarne)
    for person in (world.dag, world.cecilie):
        says(application, person)
    return decides(application, world.dag)


def send(letter: Letter, by, *, pdf: bytes = PDF, days: int = 0) -> Letter:
    with transaction():
        deadline = appeal_deadline(today(), 3) + timedelta(days=days)
        content = Content(letter.decision)
        return send_letter(letter, content=content, pdf=pdf, deadline=deadline, by=by, at=now())


def test_what_is_sent_is_frozen_whole(world: World, decision: Decision) -> None:
    letter = send(decision.letter, world.cecilie)
    assert letter.sent_by_id == world.cecilie.id
    assert letter.appeal_deadline == appeal_deadline(today(), 3)
    assert letter.digest == digest(
        {
            "language": "nb",
            "content": letter.content,
            "pdf": sha256(PDF).hexdigest(),
            "deadline": letter.appeal_deadline,
        }
    )
    (attached,) = attached_to("letter", letter.id)
    assert (attached.id, attached.name) == (letter.attachment_id, f"{decision.application.number}.pdf")
    assert storage.read(db.session.get_one(Attachment, attached.id).file_id) == PDF
    assert decision.application.state is ApplicationState.LETTER_SENT
    assert history("application", decision.application_id)[-1].event == "letter_sent"


@pytest.mark.parametrize("statement", ["UPDATE letter SET content = '{}'", "UPDATE letter SET sent_at = NULL"])
def test_a_sent_letter_never_changes(world: World, decision: Decision, statement: str) -> None:
    send(decision.letter, world.dag)
    with pytest.raises(DBAPIError), db.engine.begin() as connection:
        connection.execute(text(statement))


def test_the_notice_holds_nothing_of_the_letter(world: World, decision: Decision) -> None:
    send(decision.letter, world.dag)
    notice = db.session.query(OutboxMessage).filter_by(kind="decision_letter").one()
    assert (notice.to, notice.language) == ("bjarne@medvirkning.example", "nb")
    told = str(notice.values)
    assert str(decision.application_id) in told
    assert set(notice.values) == {"number", "application_id"}
    assert all(secret not in told for secret in (REASONS, CUT_REASONS, "Langbord"))


def test_a_contact_person_hears_of_it_too(world: World) -> None:
    round_ = grant_cast.open_round(world)
    application = grant_cast.sent(round_, world.bjarne, contact_email="Kasserer@Ostbris.example")
    says(application, world.dag)
    send(decides(application, world.dag).letter, world.dag)
    told = db.session.query(OutboxMessage).filter(OutboxMessage.kind.startswith("decision_letter")).all()
    assert {(mail.kind, mail.to) for mail in told} == {
        ("decision_letter", "bjarne@medvirkning.example"),
        ("decision_letter_copy", "kasserer@ostbris.example"),
    }


def test_it_is_sent_once(world: World, decision: Decision) -> None:
    first = send(decision.letter, world.dag)
    with pytest.raises(AlreadySent) as told:
        send(decision.letter, world.cecilie)
    assert (told.value.letter.sent_by_id, told.value.letter.sent_at) == (world.dag.id, first.sent_at)
    assert db.session.query(OutboxMessage).filter_by(kind="decision_letter").count() == 1
    assert db.session.query(Attachment).filter_by(owner_kind="letter").count() == 1


def test_what_stops_a_letter(world: World, decision: Decision) -> None:
    says(decision.application, world.halima, DeclarationAnswer.YES)
    for by, changes, expected in (
        (world.halima, {}, Closed.DISQUALIFIED),
        (world.ivar, {}, Closed.NOT_DECLARED),
        (world.bjarne, {}, Closed.OWN_APPLICATION),
        (world.dag, {"pdf": b"brev"}, ReviewWord.PDF_MISSING),
        (world.dag, {"days": -1}, ReviewWord.DEADLINE_TOO_EARLY),
    ):
        with pytest.raises(RuleBroken) as told:
            send(decision.letter, by, **changes)
        assert [objection.code for objection in told.value.objections] == [expected]
    assert decision.application.state is ApplicationState.DECIDED
