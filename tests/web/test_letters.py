"""The group's side of letters: read before they are sent, and sent once, by those who may."""

from datetime import timedelta

import pytest
from flask import Flask

from medvirkning.kernel import database
from medvirkning.kernel.clock import frozen
from medvirkning.kernel.database import db, transaction
from medvirkning.mail import letters as mail_letters
from medvirkning.mail.compose import compose as compose_mail
from medvirkning.mail.letter_content import LetterContent
from medvirkning.mail.letters import compose
from medvirkning.mail.pdf import pdf
from medvirkning.outbox.models import OutboxMessage
from medvirkning.review.models import Decision, Letter
from medvirkning.review.words import DeclarationAnswer, Outcome
from medvirkning.web.letters import sending as web_sending
from tests import cast, grant_cast
from tests.browsing import Browse
from tests.cast import World
from tests.letter_counter import FRIDAY, LIST, decided, kept, own, send, url
from tests.review_cast import decides, says


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def test_nothing_is_decided_yet(world: World, browse: Browse) -> None:
    page = browse(world.dag).get(LIST)
    assert page.status == 200
    assert "Ingenting er vedtatt ennå" in page.text


@pytest.mark.parametrize(("language", "words"), [("nb", "Brevet er ikke sendt"), ("nn", "Brevet er ikkje sendt")])
def test_the_list_tells_how_it_stands(world: World, browse: Browse, language: str, words: str) -> None:
    decision = decided(world)
    page = browse(world.dag, language=language).get(LIST)
    assert words in page.text
    assert f"{decision.application.number} · Kaikanten" in page.text
    assert url(decision) in page.links()
    send(browse, world.dag, decision)
    assert "ble sendt" in browse(world.dag).get(LIST).text


def test_filters_are_in_the_address(world: World, browse: Browse) -> None:
    decision = decided(world, Outcome.PARTLY)
    reads = browse(world.eli)
    for query, there in (
        ("?vis=venter", True), ("?vis=sendt", False), ("?svar=delvis", True), ("?svar=nei", False),
        ("?vis=venter&svar=delvis", True), ("?vis=tull&svar=tull&side=tusen", True), ("?side=99", True),
    ):  # fmt: skip
        page = reads.get(LIST + query)
        assert (url(decision) in page.links()) is there, query
    assert "Ingenting passer" in reads.get(LIST + "?vis=sendt").text


def test_the_letter_is_read_before_it_is_sent(world: World, browse: Browse) -> None:
    decision = decided(world)
    with frozen(FRIDAY):
        page = browse(world.cecilie).get(url(decision))
    assert page.status == 200
    assert "Dere får 20 000 kroner til «Langbord på Lervig»" in page.text.replace("\u00a0", " ")
    assert "Klagefrist fredag 16. oktober 2026" in page.text.replace("\u00a0", " ")
    assert "Ikke sendt ennå" in page.text
    assert url(decision, "/send") in page.links()


def test_the_letter_keeps_its_language_and_the_page_its_own(world: World, browse: Browse) -> None:
    page = browse(world.dag, language="nn").get(url(decided(world)))
    assert "Ikkje sendt enno" in page.text
    assert "Hvorfor sa vi ja?" in page.text
    assert page.all("article", lang="nb")


def test_who_may_read_and_who_may_send(world: World, browse: Browse) -> None:
    decision = decided(world)
    asked = {
        world.dag: (200, 200), world.cecilie: (200, 200), world.ivar: (200, 403), world.kim: (200, 403),
        world.eli: (200, 403), world.fredrik: (403, 403), world.guro: (404, 404), world.aud: (404, 404),
    }  # fmt: skip
    for person, (reading, sending) in asked.items():
        browser = browse(person)
        assert browser.get(LIST).status == reading, person.name
        assert browser.get(url(decision)).status == reading, person.name
        assert browser.get(url(decision, "/brev.pdf")).status == reading, person.name
        assert browser.get(url(decision, "/send")).status == sending, person.name
        if sending != 200:
            assert browser.post(url(decision, "/send")).status == sending, person.name
    assert browse().get(url(decision)).location.startswith("/logg-inn")
    assert kept(decision).sent_at is None


def test_another_programme_has_no_such_letter(world: World, browse: Browse) -> None:
    decision = decided(world)
    with transaction():
        cast.programme("fredrikstad", "Fredrikstad")
    assert browse(world.dag).get(url(decision).replace("storhaug", "fredrikstad")).status == 404
    assert browse(world.dag).get(f"{LIST}/{decision.application_id}").status == 404
    assert browse(world.dag).get(f"{LIST}/1").status == 404
    assert browse(world.dag).post(url(decision)).status == 405


@pytest.mark.parametrize("answer", [DeclarationAnswer.YES, DeclarationAnswer.UNSURE])
def test_one_who_steps_aside_reads_it_when_all_may(world: World, browse: Browse, answer: DeclarationAnswer) -> None:
    application = grant_cast.sent(grant_cast.open_round(world), world.bjarne)
    says(application, world.dag)
    for person in (world.halima, world.cecilie):
        says(application, person, answer)
    decision = decides(application, world.dag, Outcome.PARTLY, 20_000, compose=compose)
    for person in (world.halima, world.cecilie):
        for end in ("", "/brev.pdf", "/send"):
            page = browse(person).get(url(decision, end))
            assert page.status == 403
            assert "møteplass" not in page.text
        listed = browse(person).get(LIST)
        assert "20\u00a0000" not in listed.text
        assert "Svar:" not in listed.text
        assert browse(person).post(url(decision, "/send"), {"digest": "x"}).status == 403
    send(browse, world.dag, decision)
    assert browse(world.halima).get(url(decision)).status == 200


def test_sending_tells_the_applicant_and_nothing_more(world: World, browse: Browse) -> None:
    decision = decided(world)
    asked = browse(world.cecilie).get(url(decision, "/send"))
    assert "bjarne@medvirkning.example" in asked.text
    answer = send(browse, world.cecilie, decision)
    assert (answer.status, answer.location) == (303, LIST)
    letter = kept(decision)
    assert letter.sent_by_id == world.cecilie.id
    notice = db.session.query(OutboxMessage).filter_by(kind="decision_letter").one()
    mail = compose_mail(notice)
    assert mail.subject == f"Vi har svart på søknad {decision.application.number}"
    assert f"http://localhost{own(decision)}" in mail.body
    for secret in ("Langbord", "20\u00a0000", "møteplass", "telt", "klage"):
        assert secret not in mail.subject + mail.body
    page = browse(world.cecilie).get(url(decision))
    assert "Sendt" in page.text
    assert url(decision, "/send") not in page.links()


def test_after_one_letter_comes_the_next(world: World, browse: Browse) -> None:
    first = decided(world)
    again = grant_cast.sent(first.application.round, world.guro, title="Sommerfest")
    says(again, world.dag)
    second = decides(again, world.dag, compose=compose)
    assert send(browse, world.dag, first).location == url(second)


def test_it_is_sent_once(world: World, browse: Browse) -> None:
    decision = decided(world)
    browser = browse(world.dag)
    form = browser.get(url(decision, "/send")).form_values("digest")
    assert browser.post(url(decision, "/send"), form).status == 303
    again = browser.post(url(decision, "/send"), form)
    assert (again.status, again.location) == (303, url(decision))
    assert db.session.query(OutboxMessage).filter_by(kind="decision_letter").count() == 1


def test_what_was_not_read_is_not_sent(world: World, browse: Browse) -> None:
    decision = decided(world)
    with frozen(FRIDAY + timedelta(hours=9)):
        browser = browse(world.dag)
        form = browser.get(url(decision, "/send")).form_values("digest")
    with frozen(FRIDAY + timedelta(hours=14)):
        page = browser.post(url(decision, "/send"), form)
    assert page.status == 422
    assert "Brevet har endret seg" in page.text
    assert kept(decision).sent_at is None


def test_nobody_waits_while_the_letter_is_drawn(world: World, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    decision, locked = decided(world), []
    browser = browse(world.dag)
    form = browser.get(url(decision, "/send")).form_values("digest")

    def drawn(content: LetterContent) -> bytes:
        locked.append(database._writing.get())
        return pdf(content)

    monkeypatch.setattr(web_sending, "pdf", drawn)
    monkeypatch.setattr(mail_letters, "pdf", drawn)
    assert browser.post(url(decision, "/send"), form).status == 303
    assert locked == [False]


def test_what_changes_while_it_is_drawn_is_not_sent(
    world: World, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision = decided(world)
    browser = browse(world.dag)
    form = browser.get(url(decision, "/send")).form_values("digest")

    def slowly(content: LetterContent) -> bytes:
        with transaction():
            db.session.get_one(Decision, decision.id).application.round.scheme.contact_name = "Kari"
        return pdf(content)

    monkeypatch.setattr(web_sending, "pdf", slowly)
    page = browser.post(url(decision, "/send"), form)
    assert page.status == 422
    assert "Brevet har endret seg" in page.text
    assert kept(decision).sent_at is None


def test_a_letter_that_lacks_something_stays(world: World, browse: Browse) -> None:
    decision = decided(world)
    with transaction():
        scheme = decision.application.round.scheme
        scheme.contact_name, scheme.conditions = "", [cast.Localized({"nn": "Tiltaket er ope for alle."})]
    page = browse(world.dag).get(url(decision))
    assert "Navnet på saksbehandleren" in page.text
    assert "Tekster på brevets språk: vilkårene i ordningen" in page.text
    assert url(decision, "/send") not in page.links()
    with frozen(FRIDAY):
        digest = compose(decision, notified=FRIDAY.date()).digest
        page = browse(world.dag).post(url(decision, "/send"), {"digest": digest})
    assert page.status == 422
    assert "Navnet på saksbehandleren" in page.text
    assert kept(decision).sent_at is None


def test_no_letter_no_decision(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object) -> None:
        raise RuntimeError("the template is broken")

    monkeypatch.setattr(mail_letters, "write", broken)
    with pytest.raises(RuntimeError):
        decided(world)
    db.session.rollback()
    assert (db.session.query(Decision).count(), db.session.query(Letter).count()) == (0, 0)
