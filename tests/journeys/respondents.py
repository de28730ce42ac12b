"""People who answer the demo's open survey until the site is gone; and what is stored of it afterwards."""

import http.client
import json
import re
import sqlite3
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from tests.journeys.site import Resident, Site

PATIENCE = 60  # seconds to wait for enough of them
TICKED = ("one", "scale")


@dataclass
class Asked:
    """The survey that is open: where it is answered, and its questions in order with the choices of each."""

    address: str
    questions: list[tuple[str, str, list[str]]] = field(default_factory=list)


@dataclass
class Kept:
    """What the site has acknowledged of one person's answers, and whether it has acknowledged them as sent."""

    answers: dict[str, str] = field(default_factory=dict)
    sent: bool = False
    sending: bool = False


def asked_in(site: Site) -> Asked:
    """The open survey of the demo, as it is stored."""
    with closing(sqlite3.connect(site.database)) as connection:
        [(slug, content)] = connection.execute(
            "SELECT s.slug, v.content FROM survey s JOIN survey_version v ON v.survey_id = s.id "
            "WHERE s.state = 'open' ORDER BY s.slug, v.number LIMIT 1"
        ).fetchall()
    asked = Asked(f"/storhaug/undersokelser/{slug}")
    for section in json.loads(content)["sections"]:
        for one in section["questions"]:
            asked.questions.append((one["key"], one["kind"], [choice["key"] for choice in one.get("choices", ())]))
    return asked


class Respondents:
    """Several at once, each beginning anew when they have sent; every second one stops before that."""

    def __init__(self, site: Site, asked: Asked, *, senders: int = 4) -> None:
        self.site, self.asked, self.going = site, asked, True
        self.kept: dict[UUID, Kept] = {}
        self.threads = [threading.Thread(target=self._go_on) for _sender in range(senders)]
        for thread in self.threads:
            thread.start()

    def _go_on(self) -> None:
        resident, sends = Resident(self.site), True
        while self.going:
            try:
                self._answer(resident, uuid4(), sends=sends)
            except (OSError, http.client.HTTPException):
                return
            sends = not sends

    def _answer(self, resident: Resident, key: UUID, *, sends: bool) -> None:
        here, language = f"{self.asked.address}/{key}", {"answering": str(key), "asked_in": "nb", "website": ""}
        if not resident.post(self.asked.address, language, leads_to=str(key)):
            return
        mine = self.kept[key] = Kept()
        for number, (question, kind, choices) in enumerate(self.asked.questions):
            answer = choices[number % len(choices)] if kind in TICKED else ""
            fields = {"answer": answer} if answer else {"skip": "1"}
            if resident.post(f"{here}/sporsmal/{question}", {"shown": "", **fields}) and answer:
                mine.answers[question] = answer
        if sends:
            mine.sending = True
            mine.sent = resident.post(f"{here}/sjekk", {"website": ""}, leads_to="/kvittering")

    def wait_for(self, count: int) -> None:
        """Until so many have had all their answers acknowledged as sent."""
        until = time.monotonic() + PATIENCE
        while sum(one.sent for one in list(self.kept.values())) < count and time.monotonic() < until:
            time.sleep(0.02)

    def end(self) -> None:
        """Wait for the last of them to notice that it is over."""
        self.going = False
        for thread in self.threads:
            thread.join(30)
            assert not thread.is_alive()


def stored(site: Site) -> tuple[dict[UUID, dict[str, str]], int, int]:
    """What is being written, by its id, with what is ticked; how many responses there are; and how many are counted."""
    with closing(sqlite3.connect(site.database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        writing = {
            UUID(bytes=key) if isinstance(key, bytes) else UUID(re.sub(r"\W", "", key)): {
                question: answer["choice"] for question, answer in json.loads(answers).items() if "choice" in answer
            }
            for key, answers in connection.execute("SELECT id, answers FROM survey_answering")
        }
        survey = "(SELECT id FROM survey WHERE state = 'open' ORDER BY slug LIMIT 1)"
        [(responses,)] = connection.execute(f"SELECT count(*) FROM survey_response WHERE survey_id = {survey}")
        [(counted,)] = connection.execute(f"SELECT responses FROM survey WHERE id = {survey}")
    return writing, responses, counted
