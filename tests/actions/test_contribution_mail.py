"""What those who left an address read: whole, in their language, with links to us and no secret in it."""

import re

import pytest
from flask import Flask

from medvirkning.contributions.telling import KINDS
from medvirkning.kernel.clock import now
from medvirkning.mail.compose import as_email, compose
from medvirkning.outbox.models import OutboxMessage

CASE = "/storhaug/innspill/7d3f"
STOP = "/kode/varsel/1b2c"


def message(kind: str, language: str, case: str | None, stop: str | None) -> OutboxMessage:
    values = {"programme": "Storhaug", "case": case, "stop": stop}
    return OutboxMessage(
        kind=kind, to="aud@medvirkning.example", language=language, values=values, message_id="<1@x>", posted_at=now()
    )


@pytest.mark.parametrize("kind", sorted(set(KINDS.values())))
@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("case", [None, CASE])
@pytest.mark.parametrize("stop", [None, STOP])
def test_every_message(app: Flask, kind: str, language: str, case: str | None, stop: str | None) -> None:
    mail = compose(message(kind, language, case, stop))
    assert "Storhaug" in mail.subject
    assert not re.search(r"None|\{\{|%\(|\n\n\n", mail.body), mail.body
    assert (f"http://localhost{STOP}" in mail.body) is (stop is not None)
    links = re.findall(r"http\S+", mail.body)
    assert all(link.startswith("http://localhost/") for link in links)
    assert ("/kode\n" in mail.body) or case or kind == "contribution_withdrawn"
    other = compose(message(kind, "nn" if language == "nb" else "nb", case, stop))
    assert other.body != mail.body
    assert as_email(message(kind, language, case, stop), mail)["Content-Language"] == language
