"""The server is killed again and again while a tablet sends: what comes of it is one of each, photos too."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from flask import Flask
from playwright.sync_api import Browser
from sqlalchemy import func, select

from medvirkning.attachments.models import Attachment
from medvirkning.caravan.going_through import go_through_waiting
from medvirkning.caravan.items import Item
from medvirkning.caravan.words import ItemState
from medvirkning.contributions.models import Contribution
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db
from medvirkning.settings import Settings
from medvirkning.surveys.responses import Response
from medvirkning.surveys.words import QuestionKind
from medvirkning.web.keys import secret
from tests import cast, survey_cast
from tests.browser.kiosk_tablet import Tablet
from tests.browser.live import PATIENCE, ROOT, _free_port
from tests.caravan_cast import at_the_stop

ASKED = survey_cast.one_section(
    survey_cast.question("trives", QuestionKind.ONE, choices=survey_cast.choices("ja", "nei"), required=True),
    survey_cast.question("mer", QuestionKind.LONG_TEXT),
    survey_cast.question("bilde", QuestionKind.PHOTO),
)
EACH, KILLS = 50, 3


class Mortal:
    """The app in processes of its own, with the test's database. Killed, it comes back where it was."""

    def __init__(self, settings: Settings) -> None:
        self.port, self.process = _free_port(), None
        self.base = f"http://localhost:{self.port}"
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("MEDVIRKNING_", "DATABASE_"))}
        self.environment = {
            **kept,
            "MEDVIRKNING_SECRET_KEY": settings.secret_key,
            "MEDVIRKNING_URL": self.base,
            "MEDVIRKNING_DATA": str(settings.data),
            "MEDVIRKNING_MAIL_URL": "folder:",
            "MEDVIRKNING_MAIL_FROM": settings.mail_from,
            "MEDVIRKNING_RATE_LIMITS": "off",
            "DATABASE_URL": settings.database_url,
        }
        self.process: subprocess.Popen[bytes] | None

    def begin(self) -> None:
        """Start, and wait until it answers."""
        command = [sys.executable, "-m", "gunicorn", "wsgi:app", "--preload", "--bind", f"127.0.0.1:{self.port}"]
        how = ["--worker-class", "gthread", "--workers", "2", "--threads", "2", "--log-level", "critical"]
        self.process = subprocess.Popen(
            [*command, *how, "--no-control-socket"], cwd=ROOT, env=self.environment, start_new_session=True
        )
        until(self.answers)

    def answers(self) -> bool:
        """Whether it is there."""
        try:
            with urlopen(f"{self.base}/nettbrett/manifest.webmanifest", timeout=5) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False

    def die(self) -> None:
        """All its processes at once, as when the power goes."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(30)
            self.process = None


def until(holds: Callable[[], bool]) -> None:
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < PATIENCE
        time.sleep(0.05)


def came() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Item)) or 0


@pytest.fixture
def mortal(settings: Settings) -> Iterator[Mortal]:
    server = Mortal(settings)
    yield server
    server.die()


@pytest.mark.long
def test_a_server_killed_while_it_takes_in_has_one_of_each(app: Flask, mortal: Mortal, chromium: Browser) -> None:
    world = cast.storhaug()
    survey = survey_cast.opened(world, ASKED)
    here = at_the_stop(world, survey)
    mortal.begin()
    context = chromium.new_context()
    context.add_cookies([{"name": "nettbrett", "value": here.token, "domain": "localhost", "path": "/nettbrett"}])
    kiosk = Tablet(context, mortal.base).on().ready_offline()
    kiosk.at("attract")
    context.set_offline(True)
    kiosk.take(EACH, "contribution", photo=True)
    answered = {"trives": {"answer": ["ja"]}}
    kiosk.take(EACH, "answers", photo=True, survey=survey.id, answered=answered, text="mer", pictured="bilde")
    assert kiosk.counts() == {"waiting": 2 * EACH, "photos": 2 * EACH, "taken": 2 * EACH, "sent": 0}
    context.set_offline(False)
    for kill in range(KILLS):
        kiosk.page.evaluate("() => { kiosk.sending.go(); }")
        until(lambda kill=kill: came() >= 20 * (kill + 1))  # type: ignore[misc]
        mortal.die()
        mortal.begin()
    while any(kiosk.counts()[kind] for kind in ("waiting", "photos")):
        kiosk.sync()
    assert came() == 2 * EACH == kiosk.counts()["sent"]
    go_through_waiting(secret=secret(), at=now())  # as the clock does with what it was in the midst of
    stands = db.session.execute(select(Item.stands, func.count()).group_by(Item.stands)).all()
    assert [tuple(one) for one in stands] == [(ItemState.TAKEN, 2 * EACH)]
    said = db.session.scalars(select(Contribution.text)).all()
    assert sorted(said) == sorted(f"ord {number}" for number in range(EACH))
    given = [one.content for one in db.session.scalars(select(Response))]
    assert sorted(one["mer"]["text"] for one in given) == sorted(f"ord {number}" for number in range(EACH))
    assert all(len(one["bilde"]["photos"]) == 1 for one in given)
    owners = select(Attachment.owner_kind, func.count(Attachment.owner_id.distinct())).group_by(Attachment.owner_kind)
    assert {kind: many for kind, many in db.session.execute(owners) if kind != "person"} == {
        "contribution": EACH, "survey_response": EACH,
    }  # fmt: skip
    assert not kiosk.problems
    context.close()
