"""Answers to a survey, one at a time, and the results of a thousand answers beside those of a million."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from secrets import token_bytes
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert, select

from benchmarks.report import Row
from benchmarks.servers import KIT, Server, Site, flask, free_port, prepare, running, settings
from benchmarks.targets import USERS, WARMUP, Target, compare, signed_in, target
from medvirkning.app import create_app
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import db, transaction
from medvirkning.people.queries import person_by_email
from medvirkning.settings import from_environment
from medvirkning.surveys.models import Survey
from medvirkning.surveys.opening import close
from medvirkning.surveys.reading import read_off
from medvirkning.surveys.responses import Answering, Response
from medvirkning.surveys.words import Channel, SurveyState

FEW, MANY = 1_000, 1_000_000
SMALL, ROUNDS = 100, 20  # applications beside them, and rounds, when this is measured alone
SURVEY = "ti-sporsmal"
FRONT, STAFF = f"/storhaug/undersokelser/{SURVEY}", "/storhaug/arbeid/undersokelser/{survey}/resultater"
COORDINATOR = "cecilie"
ANSWER = {"shown": [""], "answer": ["bra"]}
MOST_PER_SECOND = 1000  # presses; more forms than can be used up are begun
CEILING_FIELDS = {"title": "Ny benk {n}", "topic": "park", "body": "Det trengs en benk ved bekken. Nr {n}."}


class Presses(Target):
    """A press in a form of its own that somebody has begun: it must lead on."""

    def __init__(self, site: Site, ready: list[UUID], path: str, said: dict[str, list[str]], leads: str) -> None:
        self.ready, self.path, self.said = ready, path, said
        super().__init__(f"{site.base}{FRONT}", {"@location": leads}, "post", USERS, site.pid)

    def act(self, i: int) -> str | None:
        """Press once."""
        client, url, data = self.users[i]
        fields = {"csrf_token": data["csrf_token"], **self.said}
        status, headers, _body = client.request("POST", f"{url}/{self.ready.pop()}/{self.path}", fields)
        location = headers.get("location", "")
        return None if status == 303 and self.location.search(location) else f"status {status} {location}"


def measured(folder: Path, few: Path, many: Path, rounds: int, seconds: int) -> Iterator[Row]:
    """The presses at a million answers, then the results of both. `few` and `many` are data folders with the demo."""
    flask(few, "fill", "--responses", str(FEW))
    flask(many, "fill", "--responses", str(MANY))
    yield from _presses(folder, many, rounds, seconds)
    yield from _results(few, many, rounds, seconds)


def _presses(folder: Path, many: Path, rounds: int, seconds: int) -> Iterator[Row]:
    count = (rounds * seconds + WARMUP) * MOST_PER_SECOND
    empty, whole = _begun(many, count, whole=False), _begun(many, count, whole=True)
    site = Site(many)
    database = {"LIMIT_DB": f"sqlite:///{folder / 'limit-surveys.sqlite'}", "LIMIT_SYNC": "FULL"}
    bare = Server("limit_app:app", KIT, database, port=free_port())
    with running(site, bare):
        for name, goal, ours in (
            ("One answer posted", 0.4, Presses(site, empty, "sporsmal/trives", ANSWER, "/sporsmal/")),
            ("The press that sends ten answers", None, Presses(site, whole, "sjekk", {}, "/kvittering$")),
        ):
            told = compare(ours, target(bare.base + "/", CEILING_FIELDS, "post", bare.pid),
                           rounds=rounds, seconds=seconds)  # fmt: skip
            yield _row(f"{name}, at {MANY:,} answers, of a bare post", told, goal)


def _results(few: Path, many: Path, rounds: int, seconds: int) -> Iterator[Row]:
    surveys = [(site, _read_off(site.data)) for site in (Site(few), Site(many))]
    with running(*(site for site, _survey in surveys)):
        for name, path, goal in (
            ("Results of a survey", "", 1.3),
            ("Results of those who live in one zone", "?av=sone:S-01", 1.3),
            ("Results of one question by another", "/trives?mot=alder", 1.3),
        ):
            a, b = (
                target(site.base + STAFF.format(survey=survey) + path, {"@cookies": signed_in(site, COORDINATOR)},
                       "get", site.pid)
                for site, survey in surveys
            )  # fmt: skip
            told = compare(a, b, rounds=rounds, seconds=seconds)  # rates: few to many is time, many to few
            yield _row(f"{name}: time at {MANY:,} answers, of {FEW:,}", told, goal, most=True)


def _begun(data: Path, count: int, *, whole: bool) -> list[UUID]:
    """Forms that somebody has begun, put straight into the database: empty, or with all that somebody answered."""
    app = create_app(from_environment(settings(data)))
    keys = [uuid4() for _one in range(count)]
    with app.app_context():
        survey = _survey()
        said = select(Response.content).where(Response.survey_id == survey.id).limit(1000)
        contents = list(db.session.scalars(said)) if whole else [{}]
        survey_id = survey.id
        for start in range(0, count, 1000):
            rows = [
                _form(key, survey_id, contents[place % len(contents)]) for place, key in enumerate(keys[start:][:1000])
            ]
            with transaction():
                db.session.execute(insert(Answering), rows)
        db.engine.dispose()
    return keys


def _form(key: UUID, survey_id: UUID, answers: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": key,
        "survey_id": survey_id,
        "version_number": 1,
        "language": "nb",
        "channel": Channel.WEB,
        "answers": answers,
        "last": "",
        "code_hash": key.hex * 2,
        "code_turn": 0,
        "seal": token_bytes(64),  # any seal: it was made when they began
        "changes_sent": False,
        "updated_on": today(),
    }


def _read_off(data: Path) -> UUID:
    """Close the survey and read off its results."""
    app = create_app(from_environment(settings(data)))
    with app.app_context():
        survey, by = _survey(), person_by_email(f"{COORDINATOR}@medvirkning.example")
        assert by is not None
        if survey.state is SurveyState.OPEN:
            with transaction():
                close(survey, by=by, at=now())
                read_off(survey, by=by, at=now())
        found: UUID = survey.id
        db.engine.dispose()
    return found


def _survey() -> Survey:
    return db.session.scalars(select(Survey).where(Survey.slug == SURVEY)).one()


def _row(what: str, told: dict[str, Any], goal: float | None, *, most: bool = False) -> Row:
    return Row(
        what, told["ratio"], goal, most=most, low=told["low"], high=told["high"], ours=told["a"], other=told["b"]
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="medvirkning-bench-") as made:
        folders = prepare(Path(made), small=SMALL, large=SMALL)
        for row in measured(Path(made), *folders, rounds=ROUNDS, seconds=1):
            print(row.line(), flush=True)
