"""Which tests of the pages PostgreSQL needs too: enough that it is sent every statement that the pages send.

What PostgreSQL tells differently is SQL, not HTML. `pytest --statements=FOLDER` notes on SQLite what each test of
tests/web has the database asked in its requests; `pytest --postgres --statements=FOLDER` leaves out those whose every
statement enough other tests send. Never left out: a test that is marked `postgres_too`, is about what databases do each
in their own way (TELLS), or has nothing noted. What tries address after address (`long`) counts for nothing here, and
runs on PostgreSQL when it is marked.
"""

import heapq
import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from flask import request_started, request_tearing_down
from sqlalchemy import event
from sqlalchemy.engine import Engine

WEB = "tests/web/"
TELLS = re.compile(r"search|sort|order|paging|pages_of|filter|export|csv|sheet|xlsx|race|at_once|same_time|guard|count")
SENDERS = 2  # tests that send a statement, at least, where there are so many
AS_MANY = re.compile(r"\?(?:, \?)+|\((\?(?:, \?)*)\)(?:, \(\1\))+")  # a list of values is the same list, however long
ALWAYS, NEVER = "always", "never"

Noted = dict[str, list[int] | str]  # by the test's id: its statements; or whether it runs, whatever it sends


class Notes:
    """What this worker's tests have asked so far, in their requests: not what a test itself asks."""

    def __init__(self) -> None:
        self.asked: dict[str, set[int]] = {}
        self.known: dict[str, str] = {}
        self.test = ""

    def watch(self) -> None:
        """Note what is asked from now on."""
        request_started.connect(self._begun)
        request_tearing_down.connect(self._ended)
        event.listen(Engine, "before_cursor_execute", self._sent)

    def _begun(self, _app: Any, **_more: Any) -> None:
        self.test = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" ")[0]

    def _ended(self, _app: Any, **_more: Any) -> None:
        self.test = ""

    def _sent(self, _connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if self.test.startswith(WEB):
            self.asked.setdefault(self.test, set()).add(crc32(AS_MANY.sub("?", statement).encode()))


notes = Notes()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--statements", metavar="FOLDER", help="what the pages' tests ask; see tests/statements.py")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On SQLite what the tests say of themselves is noted; on PostgreSQL some are left out."""
    folder = config.getoption("--statements")
    if not folder:
        return
    if not config.getoption("--postgres"):
        notes.watch()
        for item in items:
            if item.get_closest_marker("postgres_too") or TELLS.search(item.nodeid):
                notes.known[item.nodeid] = ALWAYS
            elif item.get_closest_marker("long"):
                notes.known[item.nodeid] = NEVER
        return
    out = left_out(Path(folder))
    config.hook.pytest_deselected(items=[item for item in items if item.nodeid in out])
    items[:] = [item for item in items if item.nodeid not in out]


def pytest_sessionfinish(session: pytest.Session) -> None:
    folder = session.config.getoption("--statements")
    if folder and notes.asked:
        told = {test: notes.known.get(test, sorted(asked)) for test, asked in notes.asked.items()}
        Path(folder, f"{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}.json").write_text(json.dumps(told), "utf-8")


def read(folder: Path) -> Noted:
    """What all workers have noted."""
    found: Noted = {}
    for file in sorted(folder.glob("*.json")):
        found |= json.loads(file.read_text("utf-8"))
    return found


def left_out(folder: Path) -> set[str]:
    """The tests that PostgreSQL doesn't need, after a run on SQLite."""
    noted = read(folder)
    asking = {test: asked for test, asked in noted.items() if not isinstance(asked, str)}
    return {test for test, told in noted.items() if told == NEVER} | set(asking) - chosen(asking)


def chosen(asking: dict[str, list[int]]) -> set[str]:
    """As few of these tests as may be, that send every statement so often: the same ones each time."""
    sent = Counter(one for asked in asking.values() for one in asked)
    lack = {one: min(SENDERS, many) for one, many in sent.items()}
    found: set[str] = set()
    waiting = [(-len(asked), test) for test, asked in asking.items()]
    heapq.heapify(waiting)
    while waiting:
        _, test = heapq.heappop(waiting)
        gain = sum(lack[one] > 0 for one in asking[test])
        if gain and waiting and (-gain, test) > waiting[0]:
            heapq.heappush(waiting, (-gain, test))
        elif gain:
            found.add(test)
            for one in asking[test]:
                lack[one] -= 1
    return found
