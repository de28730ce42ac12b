"""A report stays as it was sent: content and digest, whatever the applicant writes afterwards."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from medvirkning.follow_up.queries import report_files, report_of
from medvirkning.follow_up.reporting import ask_for_more, remove_report_file, send_report
from medvirkning.follow_up.reports import Report
from medvirkning.follow_up.snapshots import file_sent, snapshots_of
from medvirkning.grants.models import Application
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.content_digest import digest
from medvirkning.kernel.database import db, transaction
from tests import cast, follow_cast, grant_cast
from tests.cast import World

pytestmark = pytest.mark.postgres_too

OTHERWISE = "Noe helt annet."


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def application(world: World) -> Application:
    return follow_cast.accepted(world, grant_cast.open_round(world))


def asked(world: World, application: Application) -> Report:
    """A report that is sent, and more is asked for."""
    report = follow_cast.reports(application, world.bjarne)
    with transaction():
        day = today() + timedelta(days=14)
        ask_for_more(application, reason="Vi mangler en kvittering.", answer_by=day, by=world.cecilie, at=now())
    return report


def test_what_is_sent_is_written_down_whole(world: World, application: Application) -> None:
    report = follow_cast.reports(application, world.bjarne)
    [sent] = snapshots_of(report.id)
    assert (sent.number, sent.sent_at, sent.digest) == (1, report.sent_at, digest(sent.content))
    assert sent.content["answers"]["what"] == report.what
    assert sent.content["sent_by"]["name"] == world.bjarne.name
    assert {line["spent"] for line in sent.content["lines"]} == {1_000}
    assert [file["name"] for file in sent.content["files"]] == ["kvittering.jpg"]
    told = history("application", application.id)[-1]
    assert told.facts == {"digest": sent.digest, "snapshot": 1, "spent": sent.content["spent"]}


def test_it_stays_while_more_is_written_and_the_next_lies_beside_it(world: World, application: Application) -> None:
    report = asked(world, application)
    follow_cast.writes(application, what=OTHERWISE)
    [first] = snapshots_of(report.id)
    assert OTHERWISE not in str(first.content)
    with transaction():
        send_report(application, by=world.bjarne, at=now())
    assert [each.number for each in snapshots_of(report.id)] == [1, 2]
    assert [OTHERWISE in str(each.content) for each in snapshots_of(report.id)] == [False, True]


def test_a_file_that_was_sent_is_there_though_it_is_taken_out(world: World, application: Application) -> None:
    report = asked(world, application)
    [file] = report_files(report)
    with transaction():
        remove_report_file(application, file)
    assert report_files(report) == []
    [sent] = snapshots_of(report.id)
    assert file_sent(sent, file.id) is file
    assert file_sent(sent, report.id) is None


def test_a_file_that_was_never_sent_goes(world: World, application: Application) -> None:
    report = follow_cast.writes(application)
    with transaction():
        from_phone = follow_cast.look_over(grant_cast.photo(), "kvittering.jpg")
        file = follow_cast.add_file(application, follow_cast.ReportFile.RECEIPT, from_phone, at=now())
    with transaction():
        remove_report_file(application, file)
    assert db.session.get(type(file), file.id) is None
    assert report_files(report) == []


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("UPDATE report_snapshot SET digest = 'x'", "report_snapshot_never_changes"),
        ("DELETE FROM report_snapshot", "report_snapshot_never_goes"),
        ("UPDATE report SET sent_at = NULL", "report_sent_needs_snapshot"),
    ],
)
def test_the_database_refuses_changes(world: World, application: Application, statement: str, name: str) -> None:
    follow_cast.reports(application, world.bjarne)
    with pytest.raises(DBAPIError, match=name), transaction():
        db.session.execute(text(statement))


def test_reports_from_before_get_a_snapshot(app: Flask, world: World, application: Application) -> None:
    report = follow_cast.reports(application, world.bjarne)
    [sent] = snapshots_of(report.id)
    content, its_digest = sent.content, sent.digest
    db.session.remove()
    folder = str(Path(str(app.extensions["migrate"].directory)))
    downgrade(folder, revision="0026")
    upgrade(folder)
    again = report_of(application.id)
    assert again is not None
    [laid] = snapshots_of(again.id)
    assert (laid.content, laid.digest) == (content, its_digest)
