"""What residents say in tests, sent through the actions; and many rows at once, for counting."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import event

from medvirkning.contributions import actions
from medvirkning.contributions.drafts import add_draft_photo, save_draft, save_place
from medvirkning.contributions.models import Contribution, Draft
from medvirkning.contributions.queries import contribution_in
from medvirkning.contributions.sending import submit
from medvirkning.contributions.words import AnswerOutcome, ContributionKind, ContributionState
from medvirkning.kernel.clock import now, oslo_date
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.pictures import clean_picture
from medvirkning.web.keys import secret
from tests.cast import World
from tests.grant_cast import photo
from tests.kept import kept
from tests.pages import Page

INBOX = "/storhaug/arbeid/innspill"
PRESSES = ("publiser", "se-pa", "i-gang", "publiser-igjen")
FORMS = ("skjul", "svar", "skjedde")
DESK = ("tildel", "tema", "notat")
CANARY = '<script>alert("hei")</script><img src=x onerror=alert(1)>\'"{{7*7}}%s'


@kept
def sent(
    world: World,
    text: str = "Det er for mørkt ved lekeplassen om vinteren.",
    *,
    zone: str = "",
    kind: ContributionKind = ContributionKind.BETTER,
    place: str = "",
    name: str = "",
    name_public: bool = False,
    email: str | None = None,
    photos: int = 0,
    at: datetime | None = None,
) -> Contribution:
    """Somebody says something, and nobody has read it."""
    at, key, programme = at or now(), uuid4(), world.programme
    with transaction():
        save_draft(key, programme_id=programme.id, kind=kind, text=text, at=at)
        chosen = next((one for one in programme.zones if one.name == zone), None)
        save_place(db.session.get_one(Draft, key), zone=chosen, whole_area=zone == "all", place=place, at=at)
        for _ in range(photos):
            add_draft_photo(key, clean_picture(photo()), programme_id=programme.id, at=at)
        return submit(
            key, programme_id=programme.id, secret=secret(), name=name, name_public=name_public, email=email, at=at
        )


@kept
def published(world: World, text: str = "Det er for mørkt ved lekeplassen om vinteren.", **values: Any) -> Contribution:
    """Somebody says something, and Cecilie puts it on the board."""
    made = sent(world, text, **values)
    act(made, actions.publish, world, at=values.get("at"))
    return made


@kept
def answered(world: World, outcome: AnswerOutcome, reason: str = "Sånn er det.", **values: Any) -> Contribution:
    """Something that is answered."""
    made = published(world, **values)
    act(made, actions.answer, world, outcome=outcome, text=reason, at=values.get("at"))
    return made


@kept
def done(world: World, story: str = "Fire lamper er på plass.\nDe slukker klokka 23.", **values: Any) -> Contribution:
    """Something that came to be."""
    made = answered(world, AnswerOutcome.YES, **values)
    act(made, actions.finish, world, story=story, at=values.get("at"))
    return made


@kept
def hidden(world: World, reason: str = "Det står et navn i teksten.", **values: Any) -> Contribution:
    """Something that was taken off the board."""
    made = published(world, **values)
    act(made, actions.hide, world, reason=reason, at=values.get("at"))
    return made


def act(made: Contribution, verb: Any, world: World, *, at: datetime | None = None, **values: Any) -> None:
    """Cecilie does something with it."""
    with transaction():
        verb(found(world, made.id), by=world.cecilie, at=at or now(), **values)


def found(world: World, contribution_id: UUID) -> Contribution:
    """The contribution as it is now."""
    contribution = contribution_in(world.programme.id, contribution_id)
    assert contribution is not None
    return contribution


@kept
def many(world: World, count: int, state: ContributionState = ContributionState.PUBLISHED) -> None:
    """So many plain rows, zone by zone and day by day, written straight in: for counting and paging only."""
    zones, day = list(world.programme.zones), oslo_date(now())
    goals = list(world.programme.goals)
    with transaction():
        db.session.add_all(
            Contribution(
                programme_id=world.programme.id,
                kind=ContributionKind.BETTER,
                text=f"Innspill nummer {number}",
                searched=f"innspill nummer {number}",
                zone_id=zones[number % len(zones)].id,
                goal_id=goals[number % len(goals)].id,
                assigned_to_id=world.cecilie.id if number % 2 else None,
                state=state,
                received_on=day - timedelta(days=number % 50),
                code_hash=uuid4().hex * 2,
                key_hash=uuid4().hex * 2,
                content_hash="0" * 64,
            )
            for number in range(count)
        )


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements that reach the database meanwhile."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def state_of(world: World, made: Contribution) -> ContributionState:
    """Where it stands in the database now."""
    db.session.expire_all()
    return found(world, made.id).state


def buttons(page: Page) -> set[str]:
    """What a page of the inbox offers to do, by the last part of its address."""
    where = [form["action"] for form in page.forms if form["method"] == "post"] + page.links()
    last = {address.partition("?")[0].rsplit("/", 1)[-1] for address in where}
    return last & {*PRESSES, *FORMS, *DESK}
