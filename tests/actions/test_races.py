"""Many at once: whatever is pressed in the same moment, the pot holds, and what is one thing stays one thing.

Threads with app contexts and connections of their own, and real commits, on both databases (D1, D2, R4, R5). They
share ids and no rows: a row belongs to one session.
"""

from collections import Counter
from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from medvirkning.contributions.agreeing import support
from medvirkning.contributions.correspondence import Contact, Support
from medvirkning.contributions.drafts import save_draft
from medvirkning.contributions.models import Contribution, Draft
from medvirkning.contributions.sending import code_of, submit
from medvirkning.contributions.words import ContributionKind
from medvirkning.grants.actions import send
from medvirkning.grants.models import Application, Snapshot
from medvirkning.grants.schemes import Round
from medvirkning.journal.actions import broken_links
from medvirkning.journal.models import JournalEvent
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, end_reading, transaction
from medvirkning.kernel.errors import NotThere, RuleBroken
from medvirkning.mail.letters import compose
from medvirkning.outbox.models import OutboxMessage
from medvirkning.people.actions import make_link, sign_in_by_link
from medvirkning.people.models import Person, Session
from medvirkning.review.deciding import AlreadyDecided, decide
from medvirkning.review.declaring import declare
from medvirkning.review.models import Decision, Letter
from medvirkning.review.words import DeclarationAnswer, Outcome
from tests import cast
from tests.cast import World
from tests.grant_cast import DECLARED, open_round, sent, whole
from tests.review_cast import meets

SECRET = b"only-for-tests-" + b"x" * 32
CROWD = 20
HELD_UP = 60  # seconds until a thread that waits for a lock is taken for stuck


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def at_once(app: Flask, *acts: Callable[[], Any]) -> list[Any]:
    """Do all of it in the same moment, each in its own transaction; what each gave, or the exception it raised."""
    ready, given = Barrier(len(acts)), [None] * len(acts)

    def do(place: int) -> None:
        with app.app_context():
            ready.wait(HELD_UP)
            try:
                with transaction():
                    given[place] = acts[place]()
            except Exception as error:
                given[place] = error

    end_reading()
    threads = [Thread(target=do, args=[place], daemon=True) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(HELD_UP)
    assert not any(thread.is_alive() for thread in threads), "somebody waits for ever"
    db.session.expire_all()
    return given


def count(model: Any) -> int:
    end_reading()
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def kinds(given: list[Any]) -> Counter[str]:
    return Counter(type(one).__name__ for one in given)


def ready_to_decide(world: World, *, applications: int, pot: int) -> list[UUID]:
    """Applications of 35 000 each that the chair has said he is impartial in."""
    round_ = open_round(world, pot=pot)
    made = [sent(round_, world.bjarne) for _ in range(applications)]
    with transaction():
        for application in made:
            declare(application, answer=DeclarationAnswer.NO, ground=None, note="", by=world.dag, at=now())
    meets(round_)
    return [application.id for application in made]


def press_decide(application_id: UUID, chair_id: UUID, amount: int = 35_000) -> Callable[[], Any]:
    """What the chair's press does, with rows of the thread's own: the decision's id, or what a late one is told."""

    def act() -> Any:
        try:
            made = decide(
                db.session.get_one(Application, application_id),
                outcome=Outcome.GRANTED if amount == 35_000 else Outcome.PARTLY,
                amount=amount,
                reasons="Tiltaket skaper en åpen møteplass.",
                cut_reasons="" if amount == 35_000 else "Rammen rekker ikke til alt.",
                by=db.session.get_one(Person, chair_id),
                at=now(),
                compose=compose,
            )
        except AlreadyDecided as late:
            return late.decision.id, late.decision.by_id
        return made.id

    return act


def test_twenty_deciding_at_once_never_overspend_the_pot(app: Flask, world: World) -> None:
    cases = ready_to_decide(world, applications=CROWD, pot=300_000)
    given = at_once(app, *(press_decide(case, world.dag.id) for case in cases))
    assert kinds(given) == {"UUID": 8, "CaseBroken": 12}, given
    round_ = db.session.scalars(select(Round)).one()
    paid = db.session.scalar(select(func.sum(Decision.amount)))
    assert (round_.granted, paid) == (280_000, 280_000)
    assert count(Letter) == count(Decision) == 8
    assert Counter(db.session.scalars(select(Application.state))) == {"decided": 8, "in_review": 12}


def test_what_is_left_is_shared_out_to_the_last_krone(app: Flask, world: World) -> None:
    cases = ready_to_decide(world, applications=6, pot=100_000)
    given = at_once(app, *(press_decide(case, world.dag.id, 25_000) for case in cases))
    assert kinds(given) == {"UUID": 4, "CaseBroken": 2}
    assert {error.objections[0].facts["left"] for error in given if isinstance(error, RuleBroken)} == {0}


def test_one_case_is_decided_once_however_many_press(app: Flask, world: World) -> None:
    [case] = ready_to_decide(world, applications=1, pot=300_000)
    given = at_once(app, *(press_decide(case, world.dag.id, 10_000 + number) for number in range(CROWD)))
    assert kinds(given) == {"UUID": 1, "tuple": CROWD - 1}, given
    [decision] = [one for one in given if isinstance(one, UUID)]
    assert {one for one in given if isinstance(one, tuple)} == {(decision, world.dag.id)}, "told what and by whom"
    assert count(Letter) == count(Decision) == 1
    assert db.session.scalars(select(Round)).one().granted == db.session.scalars(select(Decision)).one().amount
    assert broken_links("application", case) == []


def test_two_hundred_repeats_of_one_contribution_make_one(app: Flask, world: World) -> None:
    key, programme_id = uuid4(), world.programme.id

    def act() -> tuple[UUID, str]:
        save_draft(key, programme_id=programme_id, kind=ContributionKind.IDEA, text="En benk ved kaia", at=now())
        made = submit(key, programme_id=programme_id, secret=SECRET, email="aud@medvirkning.example", at=now())
        return made.id, code_of(made, key, secret=SECRET)

    given = [one for _ in range(10) for one in at_once(app, *[act] * CROWD)]
    assert len(given) == 200
    assert len(set(given)) == 1, "everybody gets the same receipt"
    assert (count(Contribution), count(Draft), count(Contact)) == (1, 0, 1)
    assert count(OutboxMessage) == 1
    assert count(select(JournalEvent).where(JournalEvent.subject_kind == "contribution").subquery()) == 1


def test_two_hundred_repeats_of_one_application_send_it_once(app: Flask, world: World) -> None:
    application_id, owner_id, key = whole(open_round(world), world.bjarne).id, world.bjarne.id, uuid4()

    def act() -> str:
        mine, owner = db.session.get_one(Application, application_id), db.session.get_one(Person, owner_id)
        return send(mine, key=key, declared=DECLARED, by=owner, at=now()).digest

    given = [one for _ in range(10) for one in at_once(app, *[act] * CROWD)]
    assert len(given) == 200
    assert len(set(given)) == 1, given
    assert (count(Application), count(Snapshot), count(OutboxMessage)) == (1, 1, 1)
    assert broken_links("application", application_id) == []


def test_applications_sent_at_once_each_get_a_number_of_their_own(app: Flask, world: World) -> None:
    round_, owner_id = open_round(world), world.bjarne.id
    drafts = [whole(round_, world.bjarne).id for _ in range(CROWD)]

    def act(application_id: UUID) -> str | None:
        mine, owner = db.session.get_one(Application, application_id), db.session.get_one(Person, owner_id)
        send(mine, key=uuid4(), declared=DECLARED, by=owner, at=now())
        return mine.number

    given = at_once(app, *((lambda one=one: act(one)) for one in drafts))
    assert sorted(int(str(number).rpartition("-")[2]) for number in given) == list(range(1, CROWD + 1))


def test_all_who_agree_at_once_are_counted(app: Flask, world: World) -> None:
    key = uuid4()
    with transaction():
        save_draft(key, programme_id=world.programme.id, kind=ContributionKind.IDEA, text="En benk", at=now())
        made = submit(key, programme_id=world.programme.id, secret=SECRET, at=now())
        made.step("publish")
        contribution_id = made.id

    def act(browser: int) -> int:
        return support(db.session.get_one(Contribution, contribution_id), key=f"browser {browser // 2}", secret=SECRET)

    at_once(app, *((lambda browser=browser: act(browser)) for browser in range(CROWD)))
    assert count(Support) == CROWD // 2, "each browser twice, and counted once"
    assert db.session.scalars(select(Contribution.supporters)).one() == CROWD // 2


def test_a_link_pressed_many_times_at_once_signs_in_once(app: Flask) -> None:
    with transaction():
        token = make_link("bjarne@medvirkning.example", at=now())
    given = at_once(app, *[lambda: sign_in_by_link(token, language="nb", at=now())] * CROWD)
    assert kinds(given) == {"tuple": 1, NotThere.__name__: CROWD - 1}, given
    assert count(Session) == count(Person) == 1
