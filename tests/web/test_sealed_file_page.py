"""Taking in a sealed file: by a coordinator in the browser, and by command."""

from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from medvirkning.caravan.items import Item
from medvirkning.caravan.keeping_keys import newest_key
from medvirkning.caravan.sealing_keys import SealingKey
from medvirkning.caravan.words import CaravanEvent
from medvirkning.contributions.models import Contribution
from medvirkning.journal.models import JournalEvent
from medvirkning.kernel.database import db, transaction
from tests import cast
from tests.browsing import Browse, Browser
from tests.caravan_cast import AtTheStop, at_the_stop, item_envelope, said
from tests.cast import World
from tests.pages import Page
from tests.sealed_cast import entry, sealed

PAGE = "/storhaug/arbeid/nettbrett/fil"


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def saved(here: AtTheStop, *more: dict[str, Any]) -> bytes:
    key = uuid4()
    return sealed(here.tablet, [entry("item", key, item_envelope(key, said(here.shift))), *more])


def bring(mine: Browser, content: bytes) -> Page:
    return mine.post(PAGE, {"file": (BytesIO(content), "nettbrett-gul.sealed")}, content_type="multipart/form-data")


def contributions() -> int:
    return db.session.scalar(select(func.count()).select_from(Contribution)) or 0


def test_a_coordinator_takes_in_a_file_twice(world: World, browse: Browse) -> None:
    here, mine = at_the_stop(world), browse(world.cecilie)
    content = saved(here, {"kind": "letter"})
    assert bring(mine, content).location == PAGE
    page = mine.get(PAGE)
    assert "1 er registrert" in page.text
    assert "Vi kan ikke lese 1 linje" in page.text
    assert "Linje 3." in page.text
    assert "1 er registrert" not in mine.get(PAGE).text, "told once"
    assert bring(mine, content).location == PAGE
    assert "Kjent fra før 1" in mine.get(PAGE).text
    assert contributions() == 1


def test_a_wrong_file_is_told_of_at_the_field(world: World, browse: Browse) -> None:
    mine = browse(world.cecilie)
    for content in (b"", b"a,b\n1,2\n", b"PK\x03\x04" + b"\x00" * 90):
        answer = bring(mine, content)
        assert answer.status == 422
        assert "Dette er ikke en fil som et nettbrett har lagret." in answer.errors[0]
    assert mine.post(PAGE).status == 422
    assert db.session.scalar(select(func.count()).select_from(JournalEvent).where(
        JournalEvent.event == CaravanEvent.FILE_IMPORTED
    )) == 0  # fmt: skip


def test_another_programmes_file_is_refused(world: World, browse: Browse) -> None:
    here = at_the_stop(world)
    with transaction():
        other = cast.programme("fredrikstad", "Fredrikstad")
        here.tablet.programme_id = other.id
    answer = bring(browse(world.cecilie), saved(here))
    assert "Fila kommer fra et nettbrett i et annet program." in answer.errors[0]
    assert db.session.scalar(select(func.count()).select_from(Item)) == 0


def test_by_command_with_a_report(world: World, app: Flask, tmp_path: Path) -> None:
    here, run = at_the_stop(world), app.test_cli_runner()
    file = tmp_path / "gul.sealed"
    file.write_bytes(saved(here) + b"{cut")
    told = run.invoke(args=["import-sealed", str(file)])
    assert told.exit_code == 0, told.output
    assert "1 new: 1 taken in, 0 wait for photos, 0 to look at." in told.output
    assert "1 lines can't be read: 3. Keep the file." in told.output
    assert "0 new" in run.invoke(args=["import-sealed", str(file)]).output
    assert contributions() == 1


def test_by_command_what_is_wrong_is_said(world: World, app: Flask, tmp_path: Path) -> None:
    here, run = at_the_stop(world), app.test_cli_runner()
    file = tmp_path / "gul.sealed"
    file.write_bytes(b"{}")
    told = run.invoke(args=["import-sealed", str(file)])
    assert told.exit_code == 1
    assert "is not a file that a tablet has saved" in told.output
    file.write_bytes(saved(here).replace(str(here.tablet.id).encode(), str(uuid4()).encode(), 1))
    told = run.invoke(args=["import-sealed", str(file)])
    assert "say which --programme" in told.output
    assert "no programme haugen" in run.invoke(args=["import-sealed", str(file), "--programme", "haugen"]).output
    assert run.invoke(args=["import-sealed", str(file), "--programme", "storhaug"]).exit_code == 0
    assert contributions() == 1


def test_by_command_a_new_key_is_used_and_the_old_still_opens(world: World, app: Flask, tmp_path: Path) -> None:
    here, run = at_the_stop(world), app.test_cli_runner()
    file = tmp_path / "gul.sealed"
    file.write_bytes(saved(here))
    before = newest_key()
    assert run.invoke(args=["rotate-tablet-key"]).exit_code == 0
    assert newest_key() != before
    assert db.session.scalar(select(func.count()).select_from(SealingKey)) == 2
    made = db.session.scalars(select(JournalEvent).where(JournalEvent.event == CaravanEvent.KEY_MADE)).one()
    assert made.subject_kind == "sealing_key"
    assert "1 taken in" in run.invoke(args=["import-sealed", str(file)]).output
