"""Whoever works on cases says first whether they are impartial: an unsent letter is as closed as its case."""

from flask import Flask

from medvirkning.mail.letters import compose
from medvirkning.review.words import Outcome
from tests import cast, grant_cast
from tests.browsing import Browse
from tests.letter_counter import LIST, kept, url
from tests.review_cast import decides, says


def test_one_who_has_not_declared_is_asked_first(app: Flask, browse: Browse) -> None:
    world = cast.storhaug()
    application = grant_cast.sent(grant_cast.open_round(world), world.bjarne)
    says(application, world.dag)
    decision = decides(application, world.dag, Outcome.PARTLY, 20_000, compose=compose)
    asked = f"/storhaug/arbeid/soknader/{application.id}/habilitet?brev={decision.letter.id}"
    for person in (world.cecilie, world.ivar):
        listed = browse(person).get(LIST)
        assert "Har du noe å gjøre med søkeren?" in listed.text
        assert "20\u00a0000" not in listed.text
        assert "Svar: delvis" not in listed.text.replace("Svar: Delvis", "Svar: delvis")
        assert url(decision) not in browse(person).get(LIST + "?svar=delvis").links()
        for end in ("", "/brev.pdf", "/send") if person == world.cecilie else ("", "/brev.pdf"):
            page = browse(person).get(url(decision, end))
            assert (page.status, page.location) == (303, asked), end
    page = browse(world.cecilie).post(url(decision, "/send"), {"digest": "x"})
    assert page.status == 403
    assert "møteplass" not in page.text
    assert kept(decision).sent_at is None
    page = browse(world.cecilie).post(asked, {"answer": "no"})
    assert (page.status, page.location) == (303, url(decision))
    assert url(decision, "/send") in browse(world.cecilie).get(url(decision)).links()
    assert url(decision) in browse(world.eli).get(LIST + "?svar=delvis").links()  # whoever only reads declares nothing
