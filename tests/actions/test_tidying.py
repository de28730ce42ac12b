"""The hourly tidying: one chore that fails stops no other, and is tried again, but not all the time."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from medvirkning.kernel.clock import frozen, now
from medvirkning.kernel.database import db, transaction
from medvirkning.mail import worker
from medvirkning.mail.worker import TIDY_AGAIN, TIDY_EVERY, tidy, until_next
from medvirkning.outbox.actions import KEPT, claim, note_sent, post
from medvirkning.outbox.models import OutboxMessage

pytestmark = pytest.mark.postgres_too


def test_what_fails_stops_nothing_else(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with transaction():
        message = post("invited", to="aud@medvirkning.example", language="nb", at=now())
    with transaction():
        claim(message, at=now())
    with transaction():
        note_sent(message, at=now())

    def fails(**_rest: Any) -> int:
        db.session.execute(select(func.no_such_function()))
        return 0

    monkeypatch.setattr(worker, "remind", fails)
    monkeypatch.setattr(worker, "sweep", fails)
    with frozen(now() + KEPT * 2):
        assert tidy() == 2
    assert db.session.scalar(select(func.count()).select_from(OutboxMessage)) == 0
    monkeypatch.undo()
    assert tidy() == 0


def test_it_is_tried_again_later_and_later() -> None:
    assert until_next(0, 0) == TIDY_EVERY
    waits = [0.0]
    for _ in range(10):
        waits.append(until_next(1, waits[-1]))
    assert waits[1:4] == [TIDY_AGAIN, TIDY_AGAIN * 2, TIDY_AGAIN * 4]
    assert waits[-1] == TIDY_EVERY
