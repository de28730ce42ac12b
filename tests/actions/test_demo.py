"""The demo's world holds together: every state is in it, every history can be played again, nobody is real."""

import re
from collections.abc import Iterator
from itertools import groupby

import pytest
from flask import Flask
from sqlalchemy import func, select

from medvirkning.attachments.actions import missing_files
from medvirkning.caravan.items import Item
from medvirkning.caravan.origins import SaidAtStop
from medvirkning.caravan.shift_report import told
from medvirkning.caravan.shifts import Shift
from medvirkning.caravan.words import ItemState, ShiftState, TabletChannel
from medvirkning.cli.demo.build import build_demo
from medvirkning.contributions.correspondence import Support
from medvirkning.contributions.lifecycle import LIFECYCLE
from medvirkning.contributions.models import Contribution
from medvirkning.contributions.words import AnswerOutcome, ContributionState
from medvirkning.follow_up.models import Acceptance
from medvirkning.grants.lifecycle import APPLICATION
from medvirkning.grants.models import Application, Snapshot
from medvirkning.grants.scheme_words import PaymentWay
from medvirkning.grants.schemes import Criterion, Round, Scheme
from medvirkning.grants.second_words import SecondEnd
from medvirkning.grants.seconds import SecondRequest
from medvirkning.grants.words import ApplicationState
from medvirkning.journal.actions import broken_links
from medvirkning.journal.models import JournalEvent
from medvirkning.kernel.clock import now, oslo_date
from medvirkning.kernel.content_digest import digest
from medvirkning.kernel.database import UTCDateTime, db
from medvirkning.kernel.lifecycle import Lifecycle, replay
from medvirkning.kernel.localized import Localized
from medvirkning.outbox.models import OutboxMessage
from medvirkning.outbox.words import OutboxState
from medvirkning.people.models import Person
from medvirkning.people.queries import people_at, person_by_email
from medvirkning.programmes.models import Programme, Zone
from medvirkning.programmes.queries import memberships, people_with, programme_by_slug
from medvirkning.programmes.words import Role
from medvirkning.review.agreements import Agreement
from medvirkning.review.cases import closed_to
from medvirkning.review.models import Declaration, Letter, RoundTally
from medvirkning.review.words import Closed
from medvirkning.settings import Settings
from tests.kept import keeper

CAST = ["aud", "bjarne", "cecilie", "dag", "eli", "fredrik", "guro", "halima", "ivar", "jorunn", "kim", "lars",
        "magne", "marit"]  # fmt: skip


@pytest.fixture(scope="module")
def built(the_app: Flask, settings: Settings) -> Iterator[Flask]:
    """The demo, built once for all that only look at it."""
    with the_app.app_context():
        keeper.empty()
        assert build_demo()
        yield the_app
        db.session.remove()


@pytest.fixture
def world(built: Flask) -> Iterator[Flask]:
    yield built
    db.session.remove()


def application(title: str) -> Application:
    return db.session.scalars(select(Application).where(Application.title == title)).one()


def someone(first: str) -> Person:
    found = person_by_email(f"{first}@medvirkning.example")
    assert found is not None
    return found


def test_three_programmes_with_drawn_zones(world: Flask) -> None:
    found = {programme.slug: programme for programme in db.session.scalars(select(Programme))}
    assert set(found) == {"storhaug", "loddefjord-olsvik", "fredrikstad"}
    assert all(programme.demo and len(programme.goals) > 8 for programme in found.values())
    assert [zone.name for zone in found["storhaug"].zones if zone.partial] == ["Sentrum", "Bergeland"]
    for zone in db.session.scalars(select(Zone)):
        assert set(zone.drawing) == {"outline", "label", "pattern", "colour", "symbol"}, zone.name


def test_the_cast_stands_where_it_should(world: Flask) -> None:
    assert sorted(person.email.partition("@")[0] for person in people_at("medvirkning.example")) == CAST
    roles = {first: {(m.programme.slug, m.role.value) for m in memberships(someone(first).id)} for first in CAST}
    assert roles["aud"] == roles["bjarne"] == set()
    assert roles["cecilie"] == {("storhaug", "coordinator"), ("loddefjord-olsvik", "coordinator")}
    assert roles["guro"] == {("fredrikstad", "member")}
    assert roles["dag"] == {("storhaug", "chair")}
    assert roles["lars"] == {("storhaug", "lead")}


def test_whoever_is_listed_can_approve_what_another_in_the_list_has_keyed_in(world: Flask) -> None:
    storhaug = programme_by_slug("storhaug")
    assert storhaug is not None
    listed = {person.id for person in people_at("medvirkning.example")}
    assert len([one for one in people_with(storhaug.id, Role.COORDINATOR, Role.LEAD) if one.id in listed]) > 1


def test_contributions_are_in_every_state(world: Flask) -> None:
    counted = dict(db.session.execute(select(Contribution.state, func.count()).group_by(Contribution.state)).all())
    assert set(counted) == set(ContributionState)
    assert set(db.session.scalars(select(Contribution.outcome).distinct())) == {*AnswerOutcome, None}
    storhaug = programme_by_slug("storhaug")
    per = dict(
        db.session.execute(select(Contribution.programme_id, func.count()).group_by(Contribution.programme_id)).all()
    )
    assert storhaug is not None
    assert per.pop(storhaug.id) == 87
    assert list(per.values()) == [10, 10]


def test_what_tablets_sent_is_in_every_state_and_told_of_through_the_guard(world: Flask) -> None:
    assert set(db.session.scalars(select(Item.stands))) == set(ItemState)
    ended = db.session.scalars(select(Shift).where(Shift.state == ShiftState.ENDED)).one()
    assert ended.reported is not None
    assert told(ended.reported)["kind"].counts == {"contribution": 27, "answers": 7}
    assert set(db.session.scalars(select(SaidAtStop.channel))) == set(TabletChannel)


def test_applications_are_in_every_state_and_both_languages(world: Flask) -> None:
    assert set(db.session.scalars(select(Application.state).distinct())) == set(ApplicationState)
    languages = dict(
        db.session.execute(select(Application.language, func.count()).group_by(Application.language)).all()
    )
    assert min(languages["nb"], languages["nn"]) >= 5


def test_there_are_second_persons_an_agreement_and_every_way_to_pay(world: Flask) -> None:
    assert set(db.session.scalars(select(SecondRequest.ending))) == {SecondEnd.CONFIRMED, None}
    assert [each.person.email.partition("@")[0] for each in db.session.scalars(select(Agreement))] == ["jorunn"]
    paid = {each.payment: (each.paid, each.due_now) for each in db.session.scalars(select(Acceptance))}
    assert (paid[PaymentWay.DIVIDED], paid[PaymentWay.AFTERWARDS]) == ((18_000, 0), (0, 0))
    assert PaymentWay.ADVANCE in paid


def test_the_meeting_has_fourteen_applications_and_350_000(world: Flask) -> None:
    round_ = db.session.scalars(select(Round).where(Round.pot == 350_000)).one()
    asked = db.session.scalars(
        select(Application.asked).where(
            Application.round_id == round_.id, Application.state != ApplicationState.WITHDRAWN
        )
    ).all()
    assert (len(asked), sum(asked), round_.granted) == (14, 612_000, 0)
    assert round_.meeting_on is not None
    assert round_.deadline < now()
    assert oslo_date(round_.deadline) < round_.meeting_on
    criteria = db.session.scalars(select(Criterion).where(Criterion.set_id == round_.criteria_set_id)).all()
    assert len(criteria) == 10


def test_halima_is_kept_out_of_the_case_of_her_own_group(world: Flask) -> None:
    cinema = application("Bakgårdskino")
    assert [objection.code for objection in closed_to(someone("halima"), cinema)] == [Closed.DISQUALIFIED]
    assert closed_to(someone("ivar"), cinema) == []


def test_bjarne_has_a_draft_a_case_and_a_letter(world: Flask) -> None:
    his = select(Application.state).where(Application.owner_id == someone("bjarne").id)
    assert sorted(db.session.scalars(his)) == ["draft", "in_review", "letter_sent"]
    letters = db.session.scalars(select(Letter)).all()
    assert {letter.language for letter in letters if letter.sent_at} == {"nb", "nn"}
    assert sum(letter.sent_at is None for letter in letters) == 1


@pytest.mark.parametrize(
    ("model", "lifecycle"), [(Contribution, LIFECYCLE), (Application, APPLICATION)], ids=["contribution", "application"]
)
def test_every_history_can_be_played_again(world: Flask, model: type, lifecycle: Lifecycle) -> None:
    told = select(JournalEvent).where(JournalEvent.subject_kind == model.__tablename__)
    events = db.session.scalars(told.order_by(JournalEvent.subject_id, JournalEvent.number)).all()
    verbs = {key: [event.verb for event in group if event.verb] for key, group in groupby(events, _subject)}
    things = db.session.scalars(select(model)).all()
    assert {thing.id: thing.state for thing in things} == {key: replay(lifecycle, verbs[key]) for key in verbs}


def _subject(event: JournalEvent) -> object:
    return event.subject_id


def test_every_chain_is_whole_and_nothing_lies_ahead(world: Flask) -> None:
    subjects = db.session.execute(select(JournalEvent.subject_kind, JournalEvent.subject_id).distinct()).all()
    assert not [subject for subject in subjects if broken_links(*subject)]
    for mapper in db.Model.registry.mappers:
        for column in mapper.local_table.columns:
            past = isinstance(column.type, UTCDateTime) and column.name in ("at", "sent_at", "posted_at", "saved_at")
            latest = db.session.scalar(select(func.max(column))) if past else None
            assert latest is None or latest <= now(), f"{column} is {latest}"


def test_tallies_and_pots_add_up(world: Flask) -> None:
    counted = dict(
        db.session.execute(select(Support.contribution_id, func.count()).group_by(Support.contribution_id)).all()
    )
    for contribution in db.session.scalars(select(Contribution)):
        assert contribution.supporters == counted.get(contribution.id, 0)
    for round_ in db.session.scalars(select(Round)):
        assert 0 <= round_.granted <= round_.pot
        sent = select(func.count()).where(
            Application.round_id == round_.id, Application.state.not_in(["draft", "withdrawn"])
        )
        tallied = select(func.coalesce(func.sum(RoundTally.waiting + RoundTally.decided), 0))
        assert db.session.scalar(tallied.where(RoundTally.round_id == round_.id)) == db.session.scalar(sent)


def test_what_was_sent_is_frozen_as_it_was(world: Flask) -> None:
    for snapshot in db.session.scalars(select(Snapshot)):
        assert digest(snapshot.content) == snapshot.digest
    assert missing_files() == []


def test_nobody_is_real(world: Flask) -> None:
    assert all(person.email.endswith(".example") for person in db.session.scalars(select(Person)))
    accounts = set(db.session.scalars(select(Application.account_number).distinct()))
    assert accounts == {"86011117947"}
    for number in db.session.scalars(select(Application.organisation_number).distinct()):
        assert number is None or re.fullmatch("9999999[0-9]{2}", number)


def test_the_municipality_has_written_both_languages(world: Flask) -> None:
    for model in (Programme, Scheme, Round, Criterion):
        for row in db.session.scalars(select(model)):
            for column in model.__table__.columns:
                for text in _texts(getattr(row, column.key)):
                    assert text.missing(["nb", "nn"]) == [], (model, column.key, text)


def _texts(value: object) -> list[Localized]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, Localized) and one]


def test_the_mail_of_the_past_went_out_then_and_can_be_read(world: Flask) -> None:
    messages = db.session.scalars(select(OutboxMessage)).all()
    assert {message.state for message in messages} == {OutboxState.SENT}
    folder = world.config["SETTINGS"].mail_folder
    assert all((folder / f"{message.id.hex}.eml").is_file() for message in messages)
    with world.app_context():
        page = world.test_client().get("/demo/mail").text
    assert page.count("<article") >= min(len(messages), 100)


def test_somebody_has_stepped_aside_in_every_way(world: Flask) -> None:
    assert set(db.session.scalars(select(Declaration.answer).distinct())) == {"no", "yes", "unsure"}
