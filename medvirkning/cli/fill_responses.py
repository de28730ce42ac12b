"""Bulk answers to a survey of ten questions, which is made, opened and left open. The tallies are right at each commit.

There are some thousand different people, each many times over: so the rows of a batch are counted by how often each
of them comes, and not one by one.
"""

from collections import Counter
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import uuid4

from sqlalchemy import select

from medvirkning.cli.crowd import Crowd
from medvirkning.cli.demo.programmes import read
from medvirkning.cli.demo.surveys import made
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db
from medvirkning.programmes.queries import people_with, programme_by_slug
from medvirkning.programmes.words import Role
from medvirkning.surveys.answers import Answers
from medvirkning.surveys.models import Survey
from medvirkning.surveys.opening import publish
from medvirkning.surveys.queries import newest_published, zone_keys
from medvirkning.surveys.responses import Response
from medvirkning.surveys.summing import numbers
from medvirkning.surveys.tallying import Cell, Sums, added, cells_of, count_in_all, sums_of
from medvirkning.surveys.words import Channel

TEN = "ten"  # the file with its questions
DIFFERENT = 2500  # people
DAYS = 30  # that it has been open
BATCH = 10_000  # rows of a commit: half a second


class Responses:
    """Makes responses to one survey."""

    def __init__(self, slug: str, chance: Random, *, at: datetime, count: int) -> None:
        self.chance, self.today = chance, oslo_date(at)
        survey = _open_survey(slug, at)
        version = newest_published(survey.id)
        assert version is not None
        self.survey_id, self.number, self.anonymous = survey.id, version.number, survey.anonymous
        self.questionnaire = version.questionnaire
        told = read("surveys/answers.json")
        crowd = Crowd(self.questionnaire, zone_keys(survey.programme), chance,
                      told["questions"], told["by_zone"], told["texts"])  # fmt: skip
        self.channels, self.languages = told["channels"], {name: told["languages"][name] for name in ("nb", "nn")}
        self.cells: dict[Cell, int] = {}  # each cell's number: adding by numbers is many times as fast
        self.people = [self._person(crowd) for _one in range(min(count, DIFFERENT))]
        # In the order of the table, which has no row number: a million put in any order would be written over and over.
        self.ids = iter(sorted((uuid4() for _one in range(count)), key=lambda one: one.hex))

    def add(self, count: int) -> None:
        """Insert so many, and count them."""
        drawn = self.chance.choices(range(len(self.people)), k=count)
        rows = []
        for place in drawn:
            content, channel, language = self.people[place][0]
            rows.append(
                {
                    "survey_id": self.survey_id,
                    "id": next(self.ids),
                    "version_number": self.number,
                    "channel": channel,
                    "language": language,
                    "received_on": self.today - timedelta(days=self.chance.randrange(DAYS)),
                    "anonymous": self.anonymous,
                    "content": content,
                    "code_hash": None,
                    "key_hash": None,
                }
            )
        db.session.execute(Response.__table__.insert(), rows)
        self._count(Counter(drawn))

    def _count(self, drawn: Counter[int]) -> None:
        told, sums = [0] * len(self.cells), dict[str, Sums]()
        for place, times in drawn.items():
            _person, cells, written = self.people[place]
            for number in cells:
                told[number] += times
            for question, wrote in written.items():
                more = sums_of(wrote, times)
                sums[question] = added(sums[question], more) if question in sums else more
        counted = {cell: told[number] for cell, number in self.cells.items() if told[number]}
        count_in_all(self.survey_id, sum(drawn.values()), counted, sums)

    def _person(self, crowd: Crowd) -> tuple[tuple[Answers, Channel, str], list[int], dict[str, Decimal]]:
        """What one answers, how it came and in which language; where that counts, and its numbers."""
        language, channel = (
            self.chance.choices(list(some), list(some.values()))[0] for some in (self.languages, self.channels)
        )
        content = crowd.someone(language)
        told = cells_of(self.questionnaire, content, Channel(channel))
        cells = [self.cells.setdefault(cell, len(self.cells)) for cell in told]
        return (content, Channel(channel), language), cells, numbers(self.questionnaire, content)


def _open_survey(slug: str, at: datetime) -> Survey:
    """The survey of ten questions, made and opened where it isn't there."""
    programme = programme_by_slug(slug)
    assert programme is not None
    wanted = select(Survey).where(
        Survey.programme_id == programme.id, Survey.slug == read(f"surveys/{TEN}.json")["slug"]
    )
    found = db.session.scalar(wanted)
    if found is None:
        by, begun = people_with(programme.id, Role.COORDINATOR)[0], at - timedelta(days=DAYS)
        found = made(TEN, programme, by, at=begun)
        publish(found, by=by, at=begun)
    return found
