"""Every door × everybody: each address answers each standing as the list at the door says (S1, S2).

Each standing is tried by a person of its own, in the programme the thing belongs to and in another one. Opening a page
writes nothing, whoever opens it.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask, render_template, request
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from medvirkning.cli.documents import DOCS, PAGES
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.people.actions import enrol
from medvirkning.people.models import Person
from medvirkning.permissions import Standing
from medvirkning.programmes.actions import give_role
from medvirkning.programmes.words import Role
from medvirkning.web import errors
from tests import cast
from tests.browsing import Browse
from tests.cast import World
from tests.examples import Examples, granted, lay_out, rules
from tests.kept import kept
from tests.shelves import db_file

pytestmark = pytest.mark.long

HERE = {
    Standing.SIGNED_IN: "guro",
    Standing.OWNER: "bjarne",
    Standing.COORDINATOR: "cecilie",
    Standing.MEMBER: "ivar",
    Standing.SUBSTITUTE: "kim",
    Standing.CHAIR: "dag",
    Standing.ADMINISTRATOR: "fredrik",
    Standing.AUDITOR: "eli",
    Standing.APPEAL_BODY: "magne",
    Standing.OFFICER: "marit",
}
SIGN_IN = "/logg-inn"
# The list lets the whole group decide, for the case that its chair steps aside; the rule on who leads closes the rest.
# So with another answer after an appeal; and each letter about one is sent by the body whose it is.
NOT_THE_CHAIR = {Standing.MEMBER, Standing.SUBSTITUTE, Standing.OFFICER}
CLOSED_BY_RULE = {
    "queue.settle_doubt": {Standing.MEMBER, Standing.SUBSTITUTE},
    "meeting.decide_case": NOT_THE_CHAIR,
    "appeals.change": NOT_THE_CHAIR,
    "appeals.anew": NOT_THE_CHAIR,
    "following_up.claim_back": NOT_THE_CHAIR,
    "following_up.let_repayment_go": NOT_THE_CHAIR,
    "appeals.send_letter": {Standing.APPEAL_BODY},
}


@dataclass(frozen=True)
class Visitor:
    """Somebody at the door: how they stand to the examples' programme or (`here` is False) to the one beside it."""

    standing: Standing
    here: bool
    cookie: str
    token: str

    def __str__(self) -> str:
        return f"{self.standing}{'' if self.here else ' of another programme'}"


class House:
    """A programme with one of everything in it, one beside it, and everybody signed in. `undo` puts it all back."""

    def __init__(self, app: Flask, examples: Examples, visitors: list[Visitor], file: str) -> None:
        self.app, self.examples, self.visitors, self.file = app, examples, visitors, file
        self.kept = sqlite3.connect(":memory:")
        self.watch = sqlite3.connect(file)
        self.watch.backup(self.kept)
        self.version = self._version()

    def knock(self, who: Visitor, rule: Rule, method: str, *, token: bool = True) -> TestResponse:
        """Ask at a door, with what the form at least must have."""
        client = self.app.test_client()
        if who.cookie:
            client.set_cookie(self.app.config["SESSION_COOKIE_NAME"], who.cookie)
        sent = {"person": "dag"} if rule.endpoint == "demo.sign_in_as" else {}
        data = None if method == "GET" else {**sent, "csrf_token": who.token if token else ""}
        with self.app.app_context():
            return client.open(self.examples.url(self.app, rule), method=method, data=data)

    def changed(self) -> bool:
        """Whether anybody has written since the last `undo`."""
        return self._version() != self.version

    def undo(self) -> None:
        """Put the database back as it was laid out."""
        if self.changed():
            with closing(sqlite3.connect(self.file)) as live:
                self.kept.backup(live)
            self.version = self._version()

    def _version(self) -> int:
        return int(self.watch.execute("PRAGMA data_version").fetchone()[0])


@kept
def furnished() -> tuple[World, Person, dict[Role, Person], Examples]:
    """Storhaug with a lead, one person in each role of the programme beside it, and one of everything. Transactions."""
    world = cast.storhaug()
    with transaction():
        lead = enrol("lead@medvirkning.example", name="Lead", at=now())
        give_role(lead, Role.LEAD, world.programme, by=None, at=now())
        away = _beside()
    return world, lead, away, lay_out(world)


@pytest.fixture
def house(app: Flask, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    world, lead, away, examples = furnished()
    people: dict[tuple[Standing, bool], Person | None] = {
        (Standing.ANYONE, True): None,
        (Standing.LEAD, True): lead,
        **{(standing, True): getattr(world, name) for standing, name in HERE.items()},
        **{(Standing(role.value), False): person for role, person in away.items()},
    }
    visitors = [_visitor(browse, standing, here, person) for (standing, here), person in people.items()]
    monkeypatch.setattr(errors, "render_template", once_for_each(app))
    made = House(app, examples, visitors, str(db_file(app.config["SETTINGS"])))
    yield made
    made.kept.close()
    made.watch.close()


def once_for_each(app: Flask) -> Callable[..., str]:
    """Draws an error page once for each status, person and programme: the thousands of others are like one of them."""
    drawn: dict[str, str] = {}

    def page(template: str, **values: Any) -> str:
        who, where = request.cookies.get(app.config["SESSION_COOKIE_NAME"]), (request.view_args or {}).get("slug")
        key = repr((template, sorted(values.items()), who, where))
        if key not in drawn:
            drawn[key] = render_template(template, **values)
        return drawn[key]

    return page


def _beside() -> dict[Role, Person]:
    """Another programme, with one person in each role."""
    programme, found = cast.programme("fredrikstad", "Fredrikstad"), {}
    for role in Role:
        found[role] = enrol(f"{role}@fredrikstad.example", name=role.title(), at=now())
        give_role(found[role], role, programme, by=None, at=now())
    return found


def _visitor(browse: Browse, standing: Standing, here: bool, person: Person | None) -> Visitor:
    browser = browse(person)
    token = browser.token()
    cookie = browser.client.get_cookie(browser.app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    return Visitor(standing, here, cookie.value, token)


def met(answer: TestResponse) -> str:
    """How the door answered: `let in`, `sign in`, or the status that refused."""
    if answer.status_code in (403, 404, 500):
        return str(answer.status_code)
    return "sign in" if answer.headers.get("Location", "").partition("?")[0] == SIGN_IN else "let in"


def expected(who: Visitor, rule: Rule, may: frozenset[Standing] | None) -> set[str]:
    """How the door should answer, by the list: a stranger is not told whether there is anything behind it."""
    if may is None:
        return {"let in"}
    if who.standing is Standing.ANYONE:
        return {"sign in"}
    if Standing.SIGNED_IN in may or (who.here and who.standing in may):
        return {"403"} if who.standing in CLOSED_BY_RULE.get(rule.endpoint, ()) else {"let in"}
    if not who.here or who.standing is Standing.SIGNED_IN:
        return {"404"}
    return {"403", "404"} if who.standing is Standing.OWNER or may == {Standing.OWNER} else {"403"}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_address_answers_everybody_as_the_list_says(house: House, method: str) -> None:
    wrong = []
    for rule in rules(house.app, method):
        may = granted(house.app, rule)
        for who in house.visitors:
            answer, right = house.knock(who, rule, method), expected(who, rule, may)
            if method == "GET" and house.changed():
                wrong.append(f"{rule.rule}: opening it wrote something, for {who}")
            house.undo()
            if met(answer) not in right:
                wrong.append(f"{method} {rule.rule}: {who} got {answer.status_code}, not {' or '.join(right)}")
    assert not wrong, "\n".join(wrong)


def test_nothing_is_sent_without_a_token_of_ones_own(house: House) -> None:
    wrong = []
    for rule in rules(house.app, "POST"):
        for who in house.visitors:
            status = house.knock(who, rule, "POST", token=False).status_code
            if status != 400 or house.changed():
                wrong.append(f"{rule.rule} by {who}: {status}")
                house.undo()
    assert not wrong, "\n".join(wrong)


def test_every_view_says_who_may_use_it(app: Flask) -> None:
    unmarked = [name for name, view in app.view_functions.items() if not hasattr(view, "access")]
    assert unmarked == []


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_documents_made_from_the_code_are_current(app: Flask, name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == PAGES[name](), "run `make docs`"
