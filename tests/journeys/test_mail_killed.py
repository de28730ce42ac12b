"""A mail worker killed at the worst moments: every mail arrives, at most once more than it should, and recognisably."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from flask import Flask

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.outbox.actions import post
from medvirkning.outbox.words import LEASE
from medvirkning.settings import Settings
from tests.journeys.site import ROOT, free_port
from tests.shelves import db_file

MAILS, PATIENCE = 6, 40


class Sink:
    """A mail server that writes down what it is given, and can be made to hesitate before or after it does."""

    def __init__(self) -> None:
        self.got: list[str] = []
        self.before, self.after = threading.Event(), threading.Event()
        self.before.set()
        self.after.set()
        self.waiting = threading.Event()

    async def handle_MAIL(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Somebody has a mail to deliver."""
        self._hesitate(self.before)
        envelope.mail_from = address
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """One mail. Holding back the answer blocks this server, as a slow one would."""
        content = envelope.content if isinstance(envelope.content, bytes) else str(envelope.content).encode()
        self.got.append(message_from_bytes(content)["Message-ID"])
        self._hesitate(self.after)
        return "250 OK"

    def _hesitate(self, gate: threading.Event) -> None:
        if not gate.is_set():
            self.waiting.set()
            gate.wait(PATIENCE)


class Post:
    """The outbox of the test's database, a sink, and workers that empty the one into the other."""

    def __init__(self, settings: Settings, sink: Sink, port: int) -> None:
        self.settings, self.sink, self.port = settings, sink, port
        self.workers: list[subprocess.Popen[bytes]] = []

    def worker(self) -> subprocess.Popen[bytes]:
        """A worker, begun now."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("MEDVIRKNING_", "DATABASE_"))}
        ours = {
            "MEDVIRKNING_DEMO": "1",
            "MEDVIRKNING_DATA": str(self.settings.data),
            "MEDVIRKNING_MAIL_URL": f"smtp://127.0.0.1:{self.port}",
            "DATABASE_URL": self.settings.database_url,
        }
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "mail"]
        self.workers.append(subprocess.Popen(command, cwd=ROOT, env=kept | ours, start_new_session=True))
        return self.workers[-1]

    def until(self, right: Callable[[], bool]) -> None:
        """Wait for something to come true."""
        began = time.monotonic()
        while not right():
            assert time.monotonic() - began < PATIENCE, f"{len(self.sink.got)} mails arrived, and no more happened"
            time.sleep(0.05)

    def kill(self, worker: subprocess.Popen[bytes]) -> None:
        """kill -9."""
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()

    def states(self) -> Counter[str]:
        """How many mails are in each state, as the database has it."""
        database = db_file(self.settings)
        assert database is not None
        with closing(sqlite3.connect(database)) as connection:
            return Counter(state for (state,) in connection.execute("SELECT state FROM outbox_message"))

    def let_the_lease_run_out(self) -> None:
        """What the clock does by itself in five minutes."""
        database = db_file(self.settings)
        assert database is not None
        with closing(sqlite3.connect(database, isolation_level=None)) as connection:
            past = (now() - LEASE * 2).strftime("%Y-%m-%d %H:%M:%S.%f")
            connection.execute("UPDATE outbox_message SET claimed_at = ? WHERE state = 'claimed'", [past])


@pytest.fixture
def outbox(app: Flask, settings: Settings) -> Iterator[Post]:
    """Six mails in the outbox, and a sink that is listening."""
    with transaction():
        for number in range(MAILS):
            post("sign_in", to=f"nabo{number}@storhaug.example", language="nb", at=now(), path="/logg-inn/x")
    db.session.remove()
    sink, port = Sink(), free_port()
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    found = Post(settings, sink, port)
    yield found
    sink.before.set()
    sink.after.set()
    for worker in found.workers:
        if worker.poll() is None:
            found.kill(worker)
    controller.stop()


@pytest.mark.parametrize(
    ("moment", "copies"),
    [("before", 1), ("after", 2)],
    ids=["between claim and send", "between send and note"],
)
def test_a_killed_worker_s_mail_is_sent_again_under_the_same_id(outbox: Post, moment: str, copies: int) -> None:
    sink, gate = outbox.sink, getattr(outbox.sink, moment)
    gate.clear()
    first = outbox.worker()
    outbox.until(sink.waiting.is_set)
    assert outbox.states() == {"claimed": 1, "waiting": MAILS - 1}
    outbox.kill(first)
    gate.set()
    outbox.let_the_lease_run_out()
    outbox.worker()
    outbox.until(lambda: outbox.states() == {"sent": MAILS})
    counted = Counter(sink.got)
    assert len(counted) == MAILS, "a mail was lost"
    assert max(counted.values()) == copies
    assert sum(counted.values()) == MAILS + copies - 1, "more than one extra copy for one crash"


def test_two_workers_never_send_the_same_mail(outbox: Post) -> None:
    outbox.worker()
    outbox.worker()
    outbox.until(lambda: outbox.states() == {"sent": MAILS})
    assert sorted(Counter(outbox.sink.got).values()) == [1] * MAILS
