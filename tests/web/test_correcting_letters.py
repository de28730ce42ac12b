"""Correcting a letter in the browser: by those who send letters, read by the applicant beside the first."""

import pytest
from flask import Flask

from medvirkning.kernel.database import db
from medvirkning.outbox.models import OutboxMessage
from medvirkning.review.corrected_letters import CorrectedLetter
from medvirkning.review.letters import letters_sent, unsent_correction
from medvirkning.review.models import Decision
from medvirkning.review.words import DeclarationAnswer
from tests import cast
from tests.browsing import Browse, Browser
from tests.cast import World
from tests.corrected_cast import RIGHT, WHAT, corrects, goes_out, sends
from tests.letter_counter import LIST, decided, own, url
from tests.review_cast import REASONS, says


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def decision(world: World) -> Decision:
    made = decided(world)
    goes_out(made, world.dag)
    return made


def field_of(browser: Browser, decision: Decision, words: str) -> str:
    values = browser.get(url(decision, "/rett")).form_values("what")
    return next(name for name, given in values.items() if words in given[0])


def test_from_the_sent_letter_to_the_corrected_one(world: World, decision: Decision, browse: Browse) -> None:
    dag, bjarne = browse(world.dag), browse(world.bjarne)
    assert url(decision, "/rett") in dag.get(url(decision)).links()
    field = field_of(dag, decision, REASONS)
    page = dag.submit(url(decision, "/rett"), "what", **{"what": WHAT, field: RIGHT})
    assert page.status == 303
    shown = dag.get(page.location)
    assert all(words in shown.text for words in ("Rettet brev:", "Dette er rettet", WHAT, RIGHT))
    assert "Rettet brev:" not in bjarne.get(own(decision)).text
    assert dag.submit(f"{page.location}/send", "digest").location == page.location
    assert db.session.query(OutboxMessage).filter_by(kind="corrected_letter").count() == 1
    assert page.location in dag.get(url(decision)).links()
    assert "Det rettede brevet" in dag.get(f"/storhaug/arbeid/soknader/{decision.application_id}").text
    assert "sendte et rettet brev" in dag.get(f"/storhaug/arbeid/soknader/{decision.application_id}").text
    latest = bjarne.get(own(decision))
    assert "Rettet brev:" in latest.text
    assert RIGHT in latest.text
    assert own(decision, "/1") in latest.links()
    first = bjarne.get(own(decision, "/1"))
    assert "Dette brevet er rettet senere" in first.text
    assert REASONS in first.text
    assert RIGHT not in first.text
    assert own(decision, "/1") in bjarne.get(f"/soknad/{decision.application_id}").links()
    assert bjarne.get(own(decision, "/2")).status == 200
    assert bjarne.get(own(decision, "/3")).status == 404


def test_both_files_are_as_they_were_sent(world: World, decision: Decision, browse: Browse) -> None:
    bjarne = browse(world.bjarne)
    before = bjarne.get(own(decision, ".pdf")).response.data
    sends(corrects(decision, world.dag), world.dag)
    assert bjarne.get(own(decision, "/1.pdf")).response.data == before
    after = bjarne.get(own(decision, ".pdf")).response.data
    assert after.startswith(b"%PDF-")
    assert after == bjarne.get(own(decision, "/2.pdf")).response.data != before


@pytest.mark.parametrize("changes", [{"what": ""}, {"restarts": ""}, {"same": "yes"}])
def test_what_a_correction_lacks(world: World, decision: Decision, browse: Browse, changes: dict[str, str]) -> None:
    dag = browse(world.dag)
    field = field_of(dag, decision, REASONS)
    said = {"what": WHAT, field: RIGHT} | changes
    if said.pop("same", ""):
        del said[field]
    page = dag.submit(url(decision, "/rett"), "what", **said)
    assert page.status == 422
    assert "Én ting må rettes" in page.text
    assert unsent_correction(decision.id) is None


def test_what_is_written_can_be_changed_and_thrown_away(world: World, decision: Decision, browse: Browse) -> None:
    made = corrects(decision, world.dag, restarts=False)
    dag = browse(world.dag)
    values = dag.get(url(decision, "/rett")).form_values("what")
    assert (values["what"], values["restarts"]) == ([WHAT], ["as_it_was"])
    assert [RIGHT] in values.values()
    page = dag.submit(url(decision, "/rett"), "what", what="Noe annet.")
    assert page.location.endswith(str(made.id))
    assert "Noe annet." in dag.get(page.location).text
    assert dag.post(f"{page.location}/forkast").location == url(decision)
    assert db.session.query(CorrectedLetter).count() == 0


def test_a_letter_that_changed_since_it_was_looked_at_is_not_sent(
    world: World, decision: Decision, browse: Browse
) -> None:
    made = corrects(decision, world.dag)
    page = f"{LIST}/rettet/{made.id}/send"
    digest = browse(world.dag).get(page).form_values("digest")["digest"][0]
    corrects(decision, world.dag, text="Noe annet igjen.")
    assert browse(world.dag).post(page, {"digest": digest}).status == 422
    assert len(letters_sent(decision.application_id)) == 1


def test_who_may_and_to_whom_it_is_closed(world: World, decision: Decision, browse: Browse) -> None:
    made = corrects(decision, world.dag)
    written, form = f"{LIST}/rettet/{made.id}", url(decision, "/rett")
    for who in ("ivar", "eli"):
        assert browse(getattr(world, who)).get(form).status == 403
    for who in ("bjarne", "guro"):
        assert browse(getattr(world, who)).get(written).status == 404
    says(decision.application, world.marit, DeclarationAnswer.YES)
    marit = browse(world.marit)
    for page in (written, f"{written}/send", f"{written}/brev.pdf", form):
        assert marit.get(page).status == 403
    assert marit.post(f"{written}/forkast").status == 403
    assert marit.post(form, {"what": "x"}).status == 403
    sends(made, world.dag)
    assert marit.get(written).status == 200  # what has been sent is the decision, and that is public


def test_a_letter_that_is_not_sent_has_no_such_page(world: World, browse: Browse) -> None:
    assert browse(world.dag).get(url(decided(world), "/rett")).status == 404
