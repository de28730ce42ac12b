"""Whoever steps aside from a case reaches nothing of it, by any address there is: every rule of the app is tried.

New addresses are tried by themselves, by their examples in tests/examples.py. An address about something else than a
case that has an id in it is named in `NO_CASE`.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdf
import pytest
from flask import Flask, current_app
from sqlalchemy import select, text
from werkzeug.routing import Rule

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.mail.compose import compose
from medvirkning.outbox.models import OutboxMessage
from medvirkning.people.models import Person
from medvirkning.permissions import Standing
from medvirkning.programmes.actions import give_role
from medvirkning.programmes.words import Role
from medvirkning.review.words import Ground
from tests import cast
from tests.browsing import Browse, Browser
from tests.canaries import Canaries, heard, lay_out, step_aside
from tests.cast import World
from tests.crowd import Crowd, every_form
from tests.examples import Examples, granted, rules
from tests.kept import kept as kept_between

pytestmark = pytest.mark.long

APPLIED = "bjarne"
WHO = {
    "halima": Ground.BOARD,
    "kim": Ground.FAMILY,
    "cecilie": Ground.HELPED,
    "dag": Ground.CLOSE,
    APPLIED: None,  # the applicant, who sits in the group too
}
# Parts of an address that name something else than a case, or a part of one.
NO_CASE = {"round_id", "contribution_id", "photo_id", "draft_id", "contact_id", "person_id", "saved_id", "text_id",
           "survey_id", "answering_id", "printed_id", "stop_id", "shift_id", "tablet_id",
           "item_id"}  # fmt: skip
WAYS = ("", "?vis=alle&sorter=belop", "?vis=inhabil", "?vis=gjenstar&sorter=poeng", "?svar=delvis", "?vis=mangler")
# Open to who steps aside: to give the same answer again, and to note who leaves the room. Nothing of the case changes.
OPEN = {"queue.declaration", "meeting.leaves"}
# Open to whoever holds a mailed link: the applicant has named them, and they learn what they are to stand behind.
MAILED = {"confirming.confirm"}
KEPT = ("corrected_letter", "declaration", "assessment", "agreement", "score", "proposal", "decision", "letter",
        "application", "attachment")  # fmt: skip


@dataclass
class House:
    """The world, with one who steps aside from every case in it."""

    app: Flask
    world: World
    examples: Examples
    canaries: Canaries
    filled: dict[str, dict[str, list[str]]]
    person: Person
    secret: set[str]
    applied: bool


@pytest.fixture(params=WHO)
def house(request: pytest.FixtureRequest, app: Flask) -> House:
    world = cast.storhaug()
    examples, canaries = lay_out(world)
    filled = filled_in(world, examples)
    person, ground = getattr(world, request.param), WHO[request.param]
    if ground is None:
        with transaction():
            give_role(person, Role.MEMBER, world.programme, by=None, at=now())
    else:
        assert step_aside(person, ground) >= 3
    applied = ground is None
    return House(app, world, examples, canaries, filled, person, canaries.secret(applied=applied), applied)


@kept_between
def filled_in(world: World, examples: Examples) -> dict[str, dict[str, list[str]]]:
    """Every form as somebody has it before them who steps aside from nothing: what it would send, by its address."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    forms = every_form(app, examples, Crowd(Browse(app), world))
    return {form["action"] or url: form["data"] for _by, url, form in forms}


def addresses(house: House, method: str) -> Iterator[tuple[Rule, str]]:
    """Every address but the applicant's own, for the one who applied."""
    for rule in rules(house.app, method):
        own = house.applied and granted(house.app, rule) == {Standing.OWNER}
        if not own and rule.endpoint not in MAILED:
            yield rule, house.examples.url(house.app, rule)


def answer_of(browser: Browser, url: str, **headers: str) -> str:
    """All that is told in an answer: its text, a PDF's pages, and where it leads."""
    with browser.app.app_context():
        answer = browser.client.get(url, headers=headers)
    db.session.rollback()
    told = answer.headers.get("Location", "") + answer.headers.get("Content-Disposition", "")
    if answer.mimetype == "application/pdf" and len(answer.data) > 500:
        return told + "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.data)).pages)
    return told + answer.get_data(as_text=True) if answer.mimetype.startswith(("text", "application/json")) else told


def test_nothing_of_a_closed_case_shows_anywhere(house: House, browse: Browse) -> None:
    browser, leaks, part = browse(house.person), [], {"HX-Request": "true"}
    for rule, url in addresses(house, "GET"):
        works = Standing.COORDINATOR in (granted(house.app, rule) or ())
        lists = works and rule.arguments <= {"slug", "round_id"}
        tried = [(way, {}) for way in (WAYS if lists else WAYS[:1])] + ([("", part)] if works else [])
        for way, headers in tried:
            found = heard(answer_of(browser, url + way, **headers), house.secret)
            if found:
                leaks.append(f"{rule.endpoint} {url}{way}: {sorted(found)}")
    assert not leaks, "\n".join(leaks)


def test_every_post_to_a_closed_case_is_refused(house: House, browse: Browse) -> None:
    browser, before, wrong = browse(house.person), kept(), []
    for rule, url in addresses(house, "POST"):
        about = {name for name in rule.arguments if name.endswith("_id")}
        if not about or about <= NO_CASE - {"round_id"} or Standing.SIGNED_IN in (granted(house.app, rule) or ()):
            continue
        data = {**house.filled.get(url, {}), "csrf_token": ""}
        answer = browser.post(url, data)
        refused = (400, 403, 404, 405, 409, 422, *((303,) if rule.endpoint in OPEN else ()))
        if about - NO_CASE and answer.status not in refused:
            wrong.append(f"{rule.endpoint} {url}: {answer.status} {answer.location}")
        if answer.html and (found := heard(answer.html, house.secret) - _said(data, house.secret)):
            wrong.append(f"{rule.endpoint} {url}: told {sorted(found)}")
        if kept() != before:
            wrong.append(f"{rule.endpoint} {url}: changed something")
            before = kept()
    assert not wrong, "\n".join(wrong)


def test_no_mail_to_whoever_steps_aside_tells_of_the_case(house: House) -> None:
    posted = list(db.session.scalars(select(OutboxMessage).where(OutboxMessage.to == house.person.email)))
    for message in posted:
        mail = compose(message)
        assert heard(mail.subject + mail.body, house.secret) == set(), message.kind


def test_the_canaries_are_heard_by_those_who_take_part(app: Flask, browse: Browse) -> None:
    """So that silence means something."""
    world = cast.storhaug()
    examples, canaries = lay_out(world)
    secret, browser, found = canaries.secret(applied=False), browse(world.ivar), set()
    where = set()
    for rule in rules(app, "GET"):
        sung = heard(answer_of(browser, examples.url(app, rule)), secret)
        where |= {rule.endpoint} if sung else set()
        found |= sung
    assert {"queue.application", "queue.applications", "meeting.sharing"} <= where
    assert {"letters.letter", "letters.letter_pdf", "letters.decisions"} <= where
    case = canaries.by_case[min(canaries.by_case, key=lambda each: str(each) != examples.values["application_id"])]
    assert {*case.content, *case.work} <= found
    assert any(set(songs.decided) <= found for songs in canaries.by_case.values() if songs.decided)


def kept() -> dict[str, list[Any]]:
    """What is written of the cases."""
    with db.engine.connect() as connection:
        return {name: sorted(map(str, connection.execute(text(f"SELECT * FROM {name}")))) for name in KEPT}


def _said(data: dict[str, Any], secret: set[str]) -> set[str]:
    """What of the secret one sent oneself, and so may be shown again."""
    said = [each for value in data.values() for each in (value if isinstance(value, list) else [value])]
    return heard(" | ".join(map(str, said)), secret)
