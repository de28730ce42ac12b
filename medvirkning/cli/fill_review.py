"""What the group has done with bulk applications: each member has declared on some, and given points to fewer."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from medvirkning.cli.fill_rows import History, insert_all
from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Criterion, Round
from medvirkning.grants.words import ApplicationVerb
from medvirkning.kernel.database import db
from medvirkning.programmes.queries import people_with
from medvirkning.programmes.words import Role
from medvirkning.review.asides import Aside
from medvirkning.review.models import Assessment, Declaration, Score
from medvirkning.review.words import DeclarationAnswer, Ground

DECLARED, ASSESSED = 400, 120  # what one member gets through in a round, about
ASIDE = 0.02
MINUTES = timedelta(minutes=10)  # to give points to one
REASONS = ("Godt beskrevet.", "Litt uklart hvem som gjør hva.", "Naboene er med.", "Det står lite om dette.")


@dataclass(frozen=True)
class Work:
    """What one member has done with one application."""

    person_id: UUID
    answer: DeclarationAnswer
    assessed: bool


class Review:
    """Keeps the rows of a batch until they are inserted."""

    def __init__(self, round_: Round, chance: Random, count: int, *, begins: datetime) -> None:
        self.round_id, self.chance = round_.id, chance
        self.begins = begins
        self.group = [person.id for person in people_with(round_.programme_id, Role.CHAIR, Role.MEMBER)]
        criteria = select(Criterion).where(Criterion.set_id == round_.criteria_set_id).order_by(Criterion.position)
        self.criteria = [(criterion.id, criterion.most) for criterion in db.session.scalars(criteria)]
        self.declares = min(0.6, DECLARED / max(count, 1))
        self.assesses = min(0.7, ASSESSED / DECLARED)
        self.rows: dict[type, list[Any]] = {Declaration: [], Aside: [], Assessment: [], Score: []}

    def who_works(self) -> list[Work]:
        """Who has begun on an application: nobody, on most of many. The first says that nothing is in the way."""
        chance = self.chance
        works: list[Work] = []
        for person_id in self.group:
            if chance.random() < self.declares:
                answer = DeclarationAnswer.YES if works and chance.random() < ASIDE else DeclarationAnswer.NO
                assessed = answer is DeclarationAnswer.NO and chance.random() < self.assesses
                works.append(Work(person_id, answer, assessed))
        return works

    def work(self, application: Application, works: list[Work], history: History) -> None:
        """Tell the application's history of it, and make the rows."""
        for place, one in enumerate(works):
            at = self.begins + timedelta(minutes=60 * place + self.chance.randint(0, 49))
            aside = one.answer is DeclarationAnswer.YES
            ground = Ground.CLOSE if aside else None
            facts = {"person": str(one.person_id), "answer": one.answer.value, "ground": ground and ground.value}
            law = "disqualification_discretionary" if aside else "disqualification"
            history.tell("declared", at=at, by=one.person_id, **facts, laws=[law])
            if place == 0:
                history.tell("taken_up", at=at, by=one.person_id, verb=ApplicationVerb.TAKE_UP)
            self.rows[Declaration].append(
                Declaration(
                    id=uuid4(),
                    application_id=application.id,
                    round_id=self.round_id,
                    person_id=one.person_id,
                    answer=one.answer,
                    ground=ground,
                    note="",
                    at=at,
                )
            )
            if aside:
                self.rows[Aside].append(self._out(application, one, ground, at))
            if one.assessed:
                points = self._assess(application, one.person_id, at + MINUTES)
                laws = ["reasons_content"]
                history.tell("assessed", at=at + MINUTES, by=one.person_id, points=points, laws=laws)

    def _out(self, application: Application, one: Work, ground: Ground | None, at: datetime) -> Aside:
        case = {"application_id": application.id, "round_id": self.round_id}
        return Aside(
            id=uuid4(), **case, person_id=one.person_id, answer=one.answer, ground=ground, out_at=at, in_at=None
        )

    def insert(self) -> None:
        """Put the rows of the batch in the database."""
        for rows in self.rows.values():
            insert_all(rows)
            rows.clear()

    def _assess(self, application: Application, person_id: UUID, at: datetime) -> int:
        key, given = uuid4(), [(criterion, self.chance.randint(0, most)) for criterion, most in self.criteria]
        points = sum(each for _criterion, each in given)
        self.rows[Assessment].append(
            Assessment(
                id=key,
                application_id=application.id,
                round_id=self.round_id,
                person_id=person_id,
                note="",
                points=points,
                saved_at=at,
                submitted_at=at,
                form_id=None,
                version=1,
            )
        )
        self.rows[Score] += [
            Score(assessment_id=key, criterion_id=criterion, points=each, reason=self.chance.choice(REASONS))
            for criterion, each in given
        ]
        return points
