"""Bulk data keeps what the actions keep: histories, tallies, case numbers, frozen snapshots, the rules of sending."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

import pytest
from flask import Flask
from sqlalchemy import func, select

from medvirkning.cli.demo.build import build_demo
from medvirkning.contributions.board import BoardFilter, board_counts
from medvirkning.contributions.correspondence import Answer, Support
from medvirkning.contributions.lifecycle import LIFECYCLE
from medvirkning.contributions.models import Contribution
from medvirkning.grants.lifecycle import APPLICATION
from medvirkning.grants.models import Application, Snapshot
from medvirkning.grants.numbering import next_number
from medvirkning.grants.queries import answers
from medvirkning.grants.rules import unfinished
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import ApplicationState
from medvirkning.journal.actions import broken_links
from medvirkning.journal.models import JournalEvent
from medvirkning.kernel.clock import now, oslo_date
from medvirkning.kernel.content_digest import digest
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.lifecycle import Lifecycle, replay
from medvirkning.programmes.queries import programme_by_slug
from medvirkning.review.models import Assessment, Declaration, RoundTally
from medvirkning.settings import Settings
from medvirkning.surveys.checking import standing_in_the_way
from medvirkning.surveys.models import Survey
from medvirkning.surveys.queries import newest_published
from medvirkning.surveys.responses import Response
from medvirkning.surveys.tallying import miscounted
from tests.kept import keeper

CONTRIBUTIONS, APPLICATIONS, RESPONSES = 410, 60, 900  # more than one batch of contributions


@pytest.fixture(scope="module")
def made(the_app: Flask, settings: Settings) -> Iterator[Flask]:
    """The demo with bulk data on top, by the command itself; made once for all that only look at it."""
    with the_app.app_context():
        keeper.empty()
        build_demo()
        before = rows(Contribution), rows(Application)
        options = ["--contributions", str(CONTRIBUTIONS), "--applications", str(APPLICATIONS)]
        options += ["--responses", str(RESPONSES), "--seed", "7"]
        said = the_app.test_cli_runner().invoke(args=["fill", *options])
        assert said.exit_code == 0, said.output
        assert (rows(Contribution) - before[0], rows(Application) - before[1]) == (CONTRIBUTIONS, APPLICATIONS)
        yield the_app
        db.session.remove()


@pytest.fixture
def filled(made: Flask) -> Iterator[Flask]:
    yield made
    db.session.remove()


def rows(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


@pytest.mark.parametrize(
    ("model", "lifecycle"), [(Contribution, LIFECYCLE), (Application, APPLICATION)], ids=["contribution", "application"]
)
def test_histories_can_be_played_again(filled: Flask, model: type, lifecycle: Lifecycle) -> None:
    told = select(JournalEvent).where(JournalEvent.subject_kind == model.__tablename__)
    events = db.session.scalars(told.order_by(JournalEvent.subject_id, JournalEvent.number)).all()
    verbs = {key: [e.verb for e in group if e.verb] for key, group in groupby(events, lambda event: event.subject_id)}
    things = db.session.scalars(select(model)).all()
    assert {thing.id: thing.state for thing in things} == {key: replay(lifecycle, verbs[key]) for key in verbs}
    assert not [thing.id for thing in things if broken_links(model.__tablename__, thing.id)]


def test_responses_are_counted_exactly_and_more_may_come(filled: Flask) -> None:
    survey = ten()
    assert survey.responses == rows_of(survey) == RESPONSES
    assert not miscounted(survey.id)
    more = filled.test_cli_runner().invoke(args=["fill", "--responses", "70"])
    assert more.exit_code == 0, more.output
    survey = ten()
    assert survey.responses == rows_of(survey) == RESPONSES + 70
    assert not miscounted(survey.id)
    asked = newest_published(survey.id)
    assert asked is not None
    assert len(asked.questionnaire.by_key) == 10
    sent = db.session.scalars(select(Response.content).where(Response.survey_id == survey.id))
    assert not any(standing_in_the_way(asked.questionnaire, content) for content in sent)


def ten() -> Survey:
    return db.session.scalars(select(Survey).where(Survey.slug == "ti-sporsmal")).one()


def rows_of(survey: Survey) -> int:
    return db.session.scalar(select(func.count()).where(Response.survey_id == survey.id)) or 0


def test_tallies_are_right(filled: Flask) -> None:
    agreed = dict(
        db.session.execute(select(Support.contribution_id, func.count()).group_by(Support.contribution_id)).all()
    )
    contributions = db.session.scalars(select(Contribution)).all()
    assert all(one.supporters == agreed.get(one.id, 0) for one in contributions)
    answered = dict(db.session.execute(select(Answer.contribution_id, Answer.outcome)).all())
    assert all(one.outcome == answered.get(one.id) for one in contributions)
    programme = programme_by_slug("storhaug")
    assert programme is not None
    public = [one for one in contributions if one.programme_id == programme.id and one.board_group]
    assert board_counts(programme.id).total(BoardFilter()) == len(public)
    for round_ in db.session.scalars(select(Round)):
        sent = select(func.count(), func.coalesce(func.sum(Application.asked), 0)).where(
            Application.round_id == round_.id,
            Application.state.not_in([ApplicationState.DRAFT, ApplicationState.WITHDRAWN]),
        )
        tallied = select(
            func.coalesce(func.sum(RoundTally.waiting + RoundTally.decided), 0),
            func.coalesce(func.sum(RoundTally.asked), 0),
        ).where(RoundTally.round_id == round_.id)
        assert tuple(db.session.execute(tallied).one()) == tuple(db.session.execute(sent).one())


def test_case_numbers_go_on_without_holes(filled: Flask) -> None:
    of_year: dict[str, list[int]] = {}
    for number in db.session.scalars(select(Application.number).where(Application.number.is_not(None))):
        kind, _dash, place = number.rpartition("-")
        of_year.setdefault(kind, []).append(int(place))
    for places in of_year.values():
        assert sorted(places) == list(range(1, len(places) + 1))
    application = db.session.scalars(select(Application).order_by(Application.sent_at.desc())).first()
    assert application is not None
    with transaction():
        following = next_number(application.round.scheme, oslo_date(now()).year)
    kind, _dash, place = following.rpartition("-")
    assert int(place) == len(of_year.get(kind, [])) + 1


def test_what_was_sent_is_frozen_and_could_have_been_sent(filled: Flask) -> None:
    for snapshot in db.session.scalars(select(Snapshot)):
        assert digest(snapshot.content) == snapshot.digest
    filled_in = select(Application).where(Application.contact_email.endswith("@fyll.example"))
    for application in db.session.scalars(filled_in):
        lacks = unfinished(answers(application), application.round.scheme.terms, on=oslo_date(application.sent_at))
        assert lacks == []
        assert application.round.opens_at <= application.begun_at <= application.sent_at <= application.round.deadline


def test_points_are_given_only_where_nothing_stands_in_the_way(filled: Flask) -> None:
    for assessment in db.session.scalars(select(Assessment)):
        declared = db.session.scalar(
            select(Declaration.answer).where(
                Declaration.application_id == assessment.application_id,
                Declaration.person_id == assessment.person_id,
            )
        )
        assert declared == "no"
        assert assessment.points == sum(score.points or 0 for score in assessment.scores)


def test_only_in_the_demo(filled: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    before = rows(Contribution)
    monkeypatch.setitem(filled.config, "SETTINGS", replace(filled.config["SETTINGS"], demo=False))
    for command in (["fill", "--contributions", "1"], ["demo"]):
        said = filled.test_cli_runner().invoke(args=command)
        assert said.exit_code == 1
        assert "MEDVIRKNING_DEMO=1" in said.output
    assert rows(Contribution) == before
