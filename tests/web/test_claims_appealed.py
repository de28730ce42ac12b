"""A claim for money back is appealed on its page, dealt with at the desk, and told of in letters."""

import pytest
from flask import Flask

from medvirkning.appeals.models import Appeal
from medvirkning.appeals.words import AppealState, BodyOutcome, Subject
from medvirkning.follow_up.repayments import Repayment
from medvirkning.kernel.clock import today
from medvirkning.kernel.database import db, transaction
from medvirkning.mail.appeal_check import missing_in_appeal
from medvirkning.mail.appeal_letters import compose
from medvirkning.review.words import DeclarationAnswer
from tests import appeal_cast, cast, claim_cast
from tests.browsing import Browse
from tests.cast import World
from tests.review_cast import says

DESK = "/storhaug/arbeid/klager"
SAID = {"wanted": claim_cast.LESS, "why": claim_cast.WHY_LESS}


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def made(world: World) -> Repayment:
    return claim_cast.claimed(world)


def own(made: Repayment, end: str = "") -> str:
    return f"/soknad/{made.application_id}/tilbakebetaling/{made.id}{end}"


def matter(made: Repayment) -> str:
    return f"/storhaug/arbeid/oppfolging/{made.application_id}/tilbakebetaling/{made.id}"


@pytest.mark.parametrize(("language", "words"), [("nb", "Klagen din på kravet"), ("nn", "Klaga di på kravet")])
def test_the_applicant_appeals_it_from_its_page(
    world: World, made: Repayment, browse: Browse, language: str, words: str
) -> None:
    browser = browse(world.bjarne, language=language)
    assert own(made, "/klag") in browser.get(f"/soknad/{made.application_id}").links()
    assert own(made, "/klag") in browser.get(own(made)).links()
    page = browser.get(own(made, "/klag"))
    assert "5 000 kr" in page.text.replace("\u00a0", " ")
    empty = browser.submit(own(made, "/klag"), having="wanted", wanted="", why="Fordi.")
    assert (empty.status, len(empty.errors)) == (422, 1)
    sent = browser.submit(own(made, "/klag"), having="wanted", **SAID)
    appealed = db.session.query(Appeal).one()
    assert appealed.subject is Subject.CLAIM
    assert sent.location == f"/klage/{appealed.id}/kvittering"
    page = browser.get(f"/klage/{appealed.id}")
    assert words in page.text
    assert own(made) in page.links()
    assert own(made, "/klag") not in browser.get(own(made)).links()
    assert f"/klage/{appealed.id}" in browser.get(own(made)).links()
    assert browser.get(own(made, "/klag")).location == f"/klage/{appealed.id}"


def test_nobody_else_can_and_not_what_is_no_claim(world: World, made: Repayment, browse: Browse) -> None:
    for person in (world.guro, world.dag, world.cecilie):
        assert browse(person).get(own(made, "/klag")).status == 404
    other = f"/soknad/{made.application_id}/tilbakebetaling/{world.guro.id}/klag"
    assert browse(world.bjarne).get(other).status == 404


def test_the_desk_changes_it_and_the_letter_says_so(world: World, made: Repayment, browse: Browse) -> None:
    appealed, browser = claim_cast.appeals(made), browse(world.dag)
    url = f"{DESK}/{appealed.id}"
    assert "Klage på krav om tilbakebetaling" in browser.get(DESK).text
    page = browser.get(url)
    assert "Kravet det klages på" in page.text
    assert matter(made) in page.links()
    assert url in browse(world.cecilie).get(matter(made)).links()
    assert browser.submit(f"{url}/endre", having="amount", amount="", reasons="").status == 422
    worse = browser.submit(f"{url}/endre", having="amount", amount="5500", reasons="Nei.")
    assert "ikke føre til at de må betale tilbake mer enn de 5" in worse.text.replace("\u00a0", " ")
    soon = browser.submit(f"{url}/endre", having="amount", amount="1500", due_on=today().isoformat(), reasons="Ja.")
    assert (soon.status, len(soon.errors)) == (422, 1)
    letter = browser.submit(f"{url}/endre", having="amount", amount="1 500", reasons=claim_cast.SEEN).location
    told = browser.get(letter).text.replace("\u00a0", " ")
    assert "Dere må betale tilbake 1 500 kroner" in told
    assert "betale tilbake 5 000 kr" in browse(world.bjarne).get(own(made)).text.replace("\u00a0", " ")
    assert browser.submit(letter, having="digest").location == url
    assert "betale tilbake 1 500 kr" in browse(world.bjarne).get(own(made)).text.replace("\u00a0", " ")
    assert "endret kravet" in browser.get(url).text


def test_the_appeal_body_sets_it_aside_and_it_is_decided_anew(world: World, made: Repayment, browse: Browse) -> None:
    appealed, magne = claim_cast.forwarded(world, made), browse(world.magne)
    url = f"{DESK}/{appealed.id}"
    page = magne.get(f"{url}/avgjort")
    assert "Kravet blir stående" in page.text
    said = {"outcome": "changed", "amount": "", "reasons": "Nei.", "impartial": "y"}
    assert magne.submit(f"{url}/avgjort", having="reasons", **said).status == 422, "empty is not nothing"
    letter = magne.submit(f"{url}/avgjort", having="reasons", **(said | {"outcome": "set_aside"})).location
    assert "opphevet kravet" in magne.get(letter).text
    magne.submit(letter, having="digest")
    assert "mens vi avgjør saken på nytt" in browse(world.bjarne).get(own(made)).text
    assert "mens vi avgjør saken på nytt" in browse(world.bjarne).get(f"/soknad/{made.application_id}").text
    dag = browse(world.dag)
    assert f"{url}/pa-nytt" in dag.get(url).links()
    letter = dag.submit(f"{url}/pa-nytt", having="amount", amount="0", reasons="Alt er brukt.").location
    assert "ikke betale noe tilbake" in dag.get(letter).text
    dag.submit(letter, having="digest")
    assert "Alt er brukt." in browse(world.bjarne).get(own(made)).text


def test_staff_write_in_one_that_came_on_paper(world: World, made: Repayment, browse: Browse) -> None:
    cecilie, number = browse(world.cecilie), made.acceptance.application.number
    new = f"{DESK}/ny?nummer={number}&mot=krav"
    assert new in cecilie.get(matter(made)).links()
    told = {"channel": "paper", "appellant": "applicant", "received_on": today().isoformat(), **SAID}
    done = cecilie.submit(new, having="wanted", **told)
    assert done.errors == []
    appealed = db.session.query(Appeal).one()
    assert (done.location, appealed.claim_id) == (f"{DESK}/{appealed.id}", made.id)
    again = cecilie.submit(new, having="wanted", **told)
    assert (again.status, len(again.errors)) == (422, 1)


def test_without_a_claim_there_is_none_to_write_in(world: World, browse: Browse) -> None:
    decision = appeal_cast.answered(world)
    new = f"{DESK}/ny?nummer={decision.application.number}&mot=krav"
    told = {"channel": "paper", "appellant": "applicant", "received_on": today().isoformat(), **SAID}
    page = browse(world.cecilie).submit(new, having="wanted", **told)
    assert "ikke noe krav om tilbakebetaling å klage på" in page.text


def test_whoever_steps_aside_reaches_nothing_of_it(world: World, browse: Browse) -> None:
    made = claim_cast.claimed(world)
    appealed = claim_cast.appeals(made)
    says(made.acceptance.application, world.halima, DeclarationAnswer.YES)
    halima = browse(world.halima)
    for page in (DESK, f"{DESK}/{appealed.id}", matter(made), "/min-side"):
        assert claim_cast.LESS not in halima.get(page).text
    assert halima.get(f"{DESK}/{appealed.id}").status == 403


KINDS = ["dismissed", "less", "dropped", "forwarded", *BodyOutcome]


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("kind", KINDS)
def test_each_letter_is_whole(world: World, made: Repayment, kind: str, language: str) -> None:
    appealed = claim_cast.appeals(made)
    with transaction():
        appealed.language = language
    if kind == "dismissed":
        ruling = appeal_cast.dismisses(appealed, world.cecilie)
    elif kind in ("less", "dropped"):
        ruling = claim_cast.changes(appealed, world.dag, 1_500 if kind == "less" else 0)
    else:
        ruling = appeal_cast.forwards(appealed, world.cecilie)
    if isinstance(kind, BodyOutcome):
        appeal_cast.sends(ruling.letter, world.cecilie)
        ruling = claim_cast.concludes(appealed, world.magne, kind, 1_500)
    content = compose(ruling, notified=today())
    assert missing_in_appeal(content, ruling.kind) == []
    assert content.language == language
    if kind != "dismissed":
        assert "kravet" in f"{content.title} {content.decision}".lower()
    sender = world.magne if isinstance(kind, BodyOutcome) else world.cecilie
    assert appeal_cast.sends(ruling.letter, sender).sent_at
    assert appealed.state is not AppealState.RECEIVED
