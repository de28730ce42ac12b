"""kill -9 of everything, in the middle of it all: what was acknowledged is there afterwards, once, and whole."""

import http.client
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from medvirkning.contributions.queries import key_hash
from tests.grant_cast import photo
from tests.journeys.site import Resident, Site

pytestmark = pytest.mark.long

ROUNDS, SENDERS = 3, 4
ENOUGH, PATIENCE = 25, 60  # acknowledged in a round before the kill; seconds to wait for them
LETTERS = str.maketrans("0123456789", "ghijklmnop")


class Load:
    """Residents who send until the site is gone; what they were promised, and what they never got an answer to.

    Each thing sent is the form's id and the photo that went with it, or None.
    """

    def __init__(self, site: Site) -> None:
        self.site, self.going = site, True
        self.promised: dict[UUID, bytes | None] = {}
        self.unanswered: dict[UUID, bytes | None] = {}
        self.threads = [threading.Thread(target=self._send, args=(place,)) for place in range(SENDERS)]
        for thread in self.threads:
            thread.start()

    def _send(self, place: int) -> None:
        picture = photo() if place == 0 else None  # one of them always has a photo along
        resident = Resident(self.site)
        while self.going:
            key = uuid4()
            try:
                sent = resident.send(words(key), key=key, photo=picture)
            except (OSError, http.client.HTTPException):
                self.unanswered[key] = picture
                return
            (self.promised if sent else self.unanswered)[key] = picture

    def wait_for(self, count: int) -> None:
        """Until so many have been acknowledged."""
        until = time.monotonic() + PATIENCE
        while len(self.promised) < count and time.monotonic() < until:
            time.sleep(0.02)

    def end(self) -> None:
        """Wait for the last of them to notice that it is over."""
        self.going = False
        for thread in self.threads:
            thread.join(30)
            assert not thread.is_alive()


def words(key: UUID) -> str:
    """What is sent with this form: no two alike, and nothing that looks like somebody's telephone number."""
    return f"Sett opp flere benker ved sjøen, takk. {key.hex.translate(LETTERS)}"


@pytest.fixture
def site(demo_folder: Path, tmp_path: Path) -> Iterator[Site]:
    """A site with the demo in it."""
    site = Site(tmp_path / "site", like=demo_folder)
    yield site
    site.kill()


def rows(site: Site, keys: list[UUID]) -> list[int]:
    """How many contributions there are from the form with each of these ids; the database checks itself on the way."""
    with closing(sqlite3.connect(site.database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        found = "SELECT count(*) FROM contribution WHERE key_hash = ?"
        return [connection.execute(found, [key_hash(key, secret=site.secret)]).fetchone()[0] for key in keys]


def test_what_was_acknowledged_survives_kill_9(site: Site) -> None:
    promised: dict[UUID, bytes | None] = {}
    unanswered: dict[UUID, bytes | None] = {}
    for _round in range(ROUNDS):
        site.start()
        load = Load(site)
        load.wait_for(ENOUGH)
        site.kill()
        load.end()
        assert len(load.promised) >= ENOUGH
        promised |= load.promised
        unanswered |= load.unanswered
        assert rows(site, list(promised)) == [1] * len(promised), "an acknowledged contribution is lost, or there twice"
    assert len(unanswered) >= ROUNDS, "the kill came between two forms: it shows nothing"
    site.start()
    resident = Resident(site)
    again = unanswered | dict(list(promised.items())[:5])
    for key, picture in again.items():  # sent once more, as a browser does when no answer came
        assert resident.send(words(key), key=key, photo=picture) == key
    assert rows(site, list(again)) == [1] * len(again)
    site.stop()
    assert "Every file is there and whole." in site.flask("check-files").stdout


def test_a_backup_made_under_load_restores_whole(site: Site, tmp_path: Path) -> None:
    site.start()
    load = Load(site)
    load.wait_for(ENOUGH)
    before = list(load.promised)
    archive = tmp_path / "backup.tar"
    made = site.flask("backup", str(archive))
    assert made.returncode == 0, made.stderr
    assert len(load.promised) > len(before), "nobody was sending while the backup was made"
    site.kill()
    load.end()
    elsewhere = Site(tmp_path / "elsewhere")
    restored = elsewhere.flask("restore", str(archive))
    assert restored.returncode == 0, restored.stderr
    (elsewhere.data / "demo-secret").write_bytes(site.secret)  # the secret is a setting, kept by itself
    assert rows(elsewhere, before) == [1] * len(before)
    assert "Every file is there and whole." in elsewhere.flask("check-files").stdout
