"""Where an elected group decides after an appeal, or claims money back: the votes, and the way to the meeting."""

import pytest
from flask import Flask

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.mail.sittings import close_meeting
from medvirkning.review.attendance import meeting_of
from tests import appeal_cast, cast, grant_cast, repayment_cast
from tests.browsing import Browse
from tests.cast import World


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def test_another_answer_takes_votes(world: World, browse: Browse) -> None:
    made = appeal_cast.appeals(appeal_cast.answered(world))
    url, browser = f"/storhaug/arbeid/klager/{made.id}/endre", browse(world.dag)
    assert 'name="unanimous"' in browser.get(url).html
    said = {"answer": "granted", "reasons": "Teltet er lånt.", "unanimous": "counted", "in_favour": "1", "against": "3"}
    assert browser.submit(url, having="answer", **said).status == 422
    meeting = meeting_of(made.application.round_id)
    assert meeting is not None
    with transaction():
        close_meeting(meeting, by=world.dag, at=now())
    page = browser.get(url)
    assert "Møtet er ikke åpnet" in page.text
    assert f"/storhaug/arbeid/moter/{made.application.round_id}/mote" in page.links()
    assert browser.submit(url, having="answer", **{**said, "in_favour": "3", "against": "1"}).status == 422


def test_a_claim_takes_votes(world: World, browse: Browse) -> None:
    made = repayment_cast.answers(repayment_cast.notified(world, grant_cast.open_round(world)))
    case = made.acceptance.application_id
    url = f"/storhaug/arbeid/oppfolging/{case}/tilbakebetaling/{made.id}/krev"
    browser = browse(world.dag)
    assert 'name="unanimous"' in browser.get(url).html
    said = {"reasons": "Benkene var ikke med.", "unanimous": "counted", "in_favour": "1", "against": "3"}
    refused = browser.submit(url, having="amount", **said)
    assert refused.status == 422
    read = browser.submit(url, having="amount", **{**said, "in_favour": "3", "against": "1"})
    assert browser.post(url, read.form_values("digest")).status == 303
