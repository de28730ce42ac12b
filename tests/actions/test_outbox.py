"""Mail leaves after the commit, once, and is found again after a crash (promises M1 to M3)."""

from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import func, select

from medvirkning.kernel.clock import frozen, now
from medvirkning.kernel.database import db, end_reading, transaction
from medvirkning.mail.senders import FolderSender
from medvirkning.mail.worker import send_due, tidy
from medvirkning.outbox.actions import claim, note_failed, note_sent, post
from medvirkning.outbox.models import OutboxMessage
from medvirkning.outbox.queries import due, failed
from medvirkning.outbox.words import KEPT, LEASE, MOST_TRIES, OutboxState
from medvirkning.review.letters import NOTICE


class Post:
    """A sender that remembers, and can be told to fail."""

    def __init__(self, broken: frozenset[str] = frozenset()) -> None:
        self.sent: list[EmailMessage] = []
        self.broken = broken

    def send(self, email: EmailMessage) -> None:
        if email["To"] in self.broken:
            raise ConnectionRefusedError(email["To"])
        self.sent.append(email)


def a_mail(to: str = "aud@medvirkning.example", language: str = "nb") -> OutboxMessage:
    with transaction():
        return post("sign_in", to=to, language=language, at=now(), path="/logg-inn/x")


def states() -> dict[str, int]:
    end_reading()
    return dict(db.session.execute(select(OutboxMessage.state, func.count()).group_by(OutboxMessage.state)).all())


def test_nothing_leaves_from_a_transaction_that_failed(app: Flask) -> None:
    with pytest.raises(ZeroDivisionError):
        post_and_fail()
    assert states() == {}


def post_and_fail() -> None:
    with transaction():
        post("sign_in", to="aud@medvirkning.example", language="nb", at=now(), path="/logg-inn/x")
        raise ZeroDivisionError


def test_a_mail_is_sent_once(app: Flask) -> None:
    message, sender = a_mail(), Post()
    assert send_due(sender) == 1
    assert send_due(sender) == 0
    assert [email["Message-ID"] for email in sender.sent] == [message.message_id]
    assert states() == {OutboxState.SENT: 1}


@pytest.mark.parametrize(("language", "word"), [("nb", "lenken"), ("nn", "lenkja")])
def test_a_mail_is_in_its_own_language_with_our_own_host(app: Flask, language: str, word: str) -> None:
    a_mail(language=language)
    sender = Post()
    send_due(sender)
    body = sender.sent[0].get_content()
    assert word in body
    assert "http://localhost/logg-inn/x" in body
    assert sender.sent[0]["Auto-Submitted"] == "auto-generated"


def test_a_worker_killed_after_claiming_is_followed_by_another_with_the_same_id(app: Flask) -> None:
    message, sender = a_mail(), Post()
    with transaction():
        assert claim(message, at=now())  # … and killed here
    assert send_due(sender) == 0, "the claim is still fresh"
    with frozen(now() + LEASE + timedelta(seconds=1)):
        assert send_due(sender) == 1
        assert send_due(sender) == 0
    assert [email["Message-ID"] for email in sender.sent] == [message.message_id]


def test_a_worker_killed_after_sending_gives_one_copy_more_with_the_same_id(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    message, sender = a_mail(), Post()
    monkeypatch.setattr("medvirkning.mail.worker.note_sent", lambda *_args, **_rest: (_ for _ in ()).throw(SystemExit))
    with pytest.raises(SystemExit):
        send_due(sender)
    monkeypatch.undo()
    with frozen(now() + LEASE + timedelta(seconds=1)):
        assert send_due(sender) == 1
        assert send_due(sender) == 0
    assert [email["Message-ID"] for email in sender.sent] == [message.message_id] * 2


def test_a_sent_mail_remembers_neither_link_nor_address(app: Flask) -> None:
    message = a_mail()
    send_due(Post())
    end_reading()
    assert (message.to, message.values) == ("", {})


def test_many_workers_never_share_a_mail(app: Flask) -> None:
    for number in range(30):
        a_mail(to=f"aud{number}@medvirkning.example")
    senders, ready = [Post() for _ in range(4)], Barrier(4)

    def work(sender: Post) -> None:
        with app.app_context():
            ready.wait()
            while send_due(sender):
                pass

    threads = [Thread(target=work, args=[sender]) for sender in senders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while send_due(senders[0]):
        pass
    ids = [email["Message-ID"] for sender in senders for email in sender.sent]
    assert len(ids) == len(set(ids)) == 30


def test_one_bad_address_blocks_nobody_and_is_shown_in_the_end(app: Flask) -> None:
    a_mail(to="away@medvirkning.example")
    a_mail(to="aud@medvirkning.example")
    sender, moment = Post(frozenset({"away@medvirkning.example"})), now()
    for _ in range(MOST_TRIES):
        moment += timedelta(hours=9)
        with frozen(moment):
            send_due(sender)
    assert [email["To"] for email in sender.sent] == ["aud@medvirkning.example"]
    assert [(message.to, message.error) for message in failed()] == [
        ("away@medvirkning.example", "ConnectionRefusedError")
    ]
    assert due(at=moment + timedelta(days=9)) == []


def test_two_days_without_a_mail_server_lose_nothing(app: Flask) -> None:
    a_mail()
    sender, moment, began = Post(frozenset({"aud@medvirkning.example"})), now(), now()
    while moment < began + timedelta(hours=48):
        moment += timedelta(minutes=10)
        with frozen(moment):
            send_due(sender)
    assert states() == {OutboxState.WAITING: 1}
    sender.broken = frozenset()
    with frozen(moment + timedelta(hours=9)):
        assert send_due(sender) == 1


def test_what_was_sent_long_ago_is_forgotten_with_its_address(app: Flask) -> None:
    a_mail()
    began = now()
    assert send_due(Post()) == 1
    a_mail(to="waits@medvirkning.example")
    for days, left in ((29, 2), (31, 1)):
        with frozen(began + timedelta(days=days)):
            tidy()
        assert sum(states().values()) == left
    assert states() == {OutboxState.WAITING: 1}


def test_a_mail_that_is_sent_holds_its_link_no_more(app: Flask) -> None:
    message = a_mail()
    assert message.values == {"path": "/logg-inn/x"}
    send_due(Post())
    assert db.session.get_one(OutboxMessage, message.id, populate_existing=True).values == {}


def test_the_notice_of_a_decision_is_kept_with_when_it_was_sent(app: Flask) -> None:
    with transaction():
        post(NOTICE, to="aud@medvirkning.example", language="nb", at=now(), number="NT-2026-001", application_id="x")
    send_due(Post())
    with frozen(now() + KEPT * 20):
        tidy()
    (kept,) = db.session.scalars(select(OutboxMessage))
    assert (kept.state, kept.values) == (OutboxState.SENT, {"application_id": "x"})


def test_what_was_given_up_is_forgotten_in_the_end(app: Flask) -> None:
    a_mail()
    sender, moment = Post(frozenset({"aud@medvirkning.example"})), now()
    for _ in range(MOST_TRIES):
        moment += timedelta(hours=9)
        with frozen(moment):
            send_due(sender)
    for days, left in ((29, {OutboxState.FAILED: 1}), (31, {})):
        with frozen(moment + timedelta(days=days)):
            tidy()
        assert states() == left


def test_a_late_failure_does_not_send_again_what_another_worker_has_sent(app: Flask) -> None:
    message = a_mail()
    with transaction():
        claim(message, at=now())
    with transaction():
        note_sent(message, at=now())
    with transaction():
        note_failed(message, "TimeoutError", at=now())
    assert states() == {OutboxState.SENT: 1}


def test_who_reads_the_folder_while_a_mail_is_laid_in_it_never_meets_half_a_mail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, met = FolderSender(tmp_path), []
    write = Path.write_bytes

    def slowly(file: Path, data: bytes) -> int:
        for part in (b"", data[:20], data):
            write(file, part)
            met.extend(mail["To"] for mail in folder.newest())
        return len(data)

    monkeypatch.setattr(Path, "write_bytes", slowly)
    email = EmailMessage()
    email["Message-ID"], email["To"] = "<one@localhost>", "aud@medvirkning.example"
    folder.send(email)
    assert met == []
    assert [mail["To"] for mail in folder.newest()] == ["aud@medvirkning.example"]
