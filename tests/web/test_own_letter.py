"""The applicant's side of letters: the page and the file, when sent, as sent, and to nobody else."""

from datetime import timedelta

import pytest
from flask import Flask

from medvirkning.kernel.clock import frozen
from medvirkning.kernel.database import db, transaction
from medvirkning.outbox.models import OutboxMessage
from medvirkning.outbox.words import OutboxState
from tests import cast
from tests.browsing import Browse
from tests.cast import World
from tests.letter_counter import FRIDAY, LIST, decided, own, send, url


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def test_the_applicant_gets_the_letter_when_it_is_sent(world: World, browse: Browse) -> None:
    decision = decided(world)
    for end in ("", ".pdf"):
        assert browse(world.bjarne).get(own(decision, end)).status == 404
    send(browse, world.dag, decision)
    page = browse(world.bjarne).get(own(decision))
    assert page.status == 200
    assert "Dere får 20 000 kroner til «Langbord på Lervig»" in page.text.replace("\u00a0", " ")
    assert own(decision, ".pdf") in page.links()
    assert "bedre tid" not in page.text
    assert browse(world.bjarne).get(own(decision, ".pdf")).response.data.startswith(b"%PDF-1.7")


def test_nobody_else_gets_it_there(world: World, browse: Browse) -> None:
    decision = decided(world)
    send(browse, world.dag, decision)
    for end in ("", ".pdf"):
        for person in (world.dag, world.guro, world.aud, world.fredrik):
            assert browse(person).get(own(decision, end)).status == 404
        assert browse().get(own(decision, end)).location.startswith("/logg-inn")


def test_what_was_sent_is_what_is_given(world: World, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    decision = decided(world)
    send(browse, world.dag, decision)
    before = browse(world.bjarne).get(own(decision, ".pdf")).response.data
    text = browse(world.bjarne).get(own(decision)).text
    with transaction():
        decision.application.round.scheme.contact_name = "En annen"

    def never(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("a sent letter is not made again")

    for name in ("medvirkning.web.letters.files.pdf", "medvirkning.web.letters.views.compose"):
        monkeypatch.setattr(name, never)
    assert browse(world.bjarne).get(own(decision, ".pdf")).response.data == before
    assert browse(world.dag).get(url(decision, "/brev.pdf")).response.data == before
    assert browse(world.bjarne).get(own(decision)).text == text
    assert "Saksbehandler er Cecilie." in browse(world.dag).get(url(decision)).text


def test_files_are_downloads_and_kept_by_nobody(world: World, browse: Browse) -> None:
    decision = decided(world)
    draft = browse(world.dag).get(url(decision, "/brev.pdf")).response
    send(browse, world.dag, decision)
    for response in (draft, browse(world.bjarne).get(own(decision, ".pdf")).response):
        assert response.mimetype == "application/pdf"
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert response.headers["Cache-Control"] == "no-store"


def test_a_late_notice_gives_a_later_deadline(world: World, browse: Browse) -> None:
    decision = decided(world)
    with frozen(FRIDAY):
        send(browse, world.dag, decision)
    notice = db.session.query(OutboxMessage).filter_by(kind="decision_letter").one()
    for late, deadline in ((0, ""), (1, "mandag 19. oktober 2026"), (4, "tirsdag 20. oktober 2026")):
        with transaction():
            notice.state, notice.sent_at = OutboxState.SENT, FRIDAY + timedelta(days=late)
        with frozen(FRIDAY + timedelta(days=5)):
            page = browse(world.bjarne).get(own(decision)).text.replace("\u00a0", " ")
            staff = browse(world.dag).get(url(decision)).text.replace("\u00a0", " ")
        assert "Fristen er fredag 16. oktober 2026." in page
        assert ("Du har fått lengre tid til å klage" in page) is bool(deadline)
        assert f"Siste dag for å klage er derfor {deadline}" in page if deadline else True
        assert f"er {deadline or 'fredag 16. oktober 2026'}." in staff


def test_a_notice_that_did_not_arrive_is_told(world: World, browse: Browse) -> None:
    decision = decided(world)
    send(browse, world.dag, decision)
    assert "E-posten om brevet er på vei." in browse(world.dag).get(url(decision)).text
    with transaction():
        db.session.query(OutboxMessage).filter_by(kind="decision_letter").one().state = OutboxState.FAILED
    assert "E-posten om brevet kom ikke fram." in browse(world.dag).get(url(decision)).text
    assert "E-posten kom ikke fram" in browse(world.dag).get(LIST).text
