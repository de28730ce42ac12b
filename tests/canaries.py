"""A world where every case sings: words and numbers of its own in all that is secret of it, easy to hear anywhere.

`lay_out` makes the examples of tests/examples.py so, and then has somebody step aside from every case there is. What
others add to the examples sings too, as long as it is made from the casts of the tests.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from medvirkning.grants.models import Application
from medvirkning.grants.words import NOT_SENT, BudgetSide, Line
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.people.models import Person
from medvirkning.review.cases import declaration_of, under_review
from medvirkning.review.declaring import change_declaration, declare
from medvirkning.review.letters import sent_letter_about
from medvirkning.review.words import DeclarationAnswer, Ground, Outcome
from tests import appeal_cast, claim_cast, examples, grant_cast, repayment_cast, review_cast
from tests.cast import World
from tests.examples import Examples
from tests.kept import keeper, kept

AFTERWARDS = (
    *((appeal_cast, name) for name in ("WANTED", "WHY", "STATEMENT")),
    *((claim_cast, name) for name in ("LESS", "WHY_LESS", "SEEN")),
    *((repayment_cast, name) for name in ("WHY", "ANSWER")),
)
MOST, GIVEN = 257, 251  # points on the graded criterion: what there is, and what is given
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s\u00a0\u202f](?=\d{3}(?!\d))|(?<=\d)&nbsp;(?=\d)")


@dataclass
class Songs:
    """What one case sings with: what was applied for, what the group says of it, and what is decided."""

    content: list[str] = field(default_factory=list)
    work: list[str] = field(default_factory=list)
    decided: list[str] = field(default_factory=list)


@dataclass
class Canaries:
    """Every case's songs, by application."""

    by_case: dict[UUID, Songs] = field(default_factory=dict)
    afterwards: set[str] = field(default_factory=set)  # what was written of money back, and in appeals

    def secret(self, *, applied: bool) -> set[str]:
        """What one who steps aside from every case must not hear; an applicant knows what they wrote themselves.

        Once the letter has been sent, the answer is public, with what was asked for and what it is for.
        """
        found = {str(GIVEN), str(GIVEN + 1)}
        for application_id, songs in self.by_case.items():
            told = sent_letter_about(application_id) is not None
            found |= {*songs.work, *(() if told else songs.decided)}
            found |= set() if applied else {song for song in songs.content if not (told and _public(song))}
        return found | self._sums() | (set() if applied else self.afterwards)

    def _sums(self) -> set[str]:
        """What the amounts of the cases come to together, those with and those without a letter."""
        asked = {each.id: each.asked for each in db.session.scalars(select(Application)) if each.id in self.by_case}
        told = {each for each in asked if sent_letter_about(each) is not None}
        return {str(sum(asked.values())), str(sum(amount for each, amount in asked.items() if each not in told))}


def heard(text: str, songs: set[str]) -> set[str]:
    """Which of these can be heard in a text: words anywhere, numbers however they are written."""
    plain = _BETWEEN_DIGITS.sub("", text)
    return {
        song for song in songs if (re.search(rf"(?<![\w.-]){song}(?![\w-])", plain) if song.isdigit() else song in text)
    }


def _public(song: str) -> bool:
    return song.isdigit() or "-what-" in song


@kept
def lay_out(world: World) -> tuple[Examples, Canaries]:
    """The examples, with every case singing."""
    with keeper.aside(), pytest.MonkeyPatch.context() as patch:
        return _laid_out(world, patch)


def _laid_out(world: World, patch: pytest.MonkeyPatch) -> tuple[Examples, Canaries]:
    canaries, numbers = Canaries(), count(1)
    patch.setattr(grant_cast, "whole", _singing(grant_cast.whole, canaries, numbers, patch))
    patch.setattr(grant_cast, "Criterion", _with_many_points(grant_cast.Criterion))
    patch.setattr(examples, "hands_in", _hands_in(canaries))
    patch.setattr(examples, "decides", _decides(canaries))
    for cast, name in AFTERWARDS:
        canaries.afterwards.add(song := f"kanari-siden-{name.lower()}-{cast.__name__[6:]}.")
        patch.setattr(cast, name, song)
    laid = examples.lay_out(world)
    for application in db.session.scalars(select(Application)).all():
        if application.id in canaries.by_case and under_review(application) and declaration_of(world.ivar, application):
            _hands_in(canaries)(application, world.ivar, 2, 1)
            amount = 20_011 + len(canaries.by_case[application.id].content[0])
            canaries.by_case[application.id].work.append(str(amount))
            review_cast.leans(application, world.ivar, Outcome.PARTLY, amount)
    return laid, canaries


def step_aside(person: Person, ground: Ground) -> int:
    """Have somebody step aside from every case that has been sent; from how many."""
    found = [each for each in db.session.scalars(select(Application)) if each.state not in NOT_SENT]
    said: dict[str, Any] = {"answer": DeclarationAnswer.YES, "ground": ground, "note": "", "by": person, "at": now()}
    for application in found:
        with transaction():
            earlier = declaration_of(person, application)
            declare(application, **said) if earlier is None else change_declaration(earlier, **said)
    return len(found)


def _singing(whole: Callable[..., Any], canaries: Canaries, numbers: Any, patch: pytest.MonkeyPatch) -> Any:
    what, lines = grant_cast.WHAT, grant_cast.LINES

    def made(*args: Any, **changes: str) -> Application:
        n = next(numbers)
        words = {name: f"kanari-{name}-{n}." for name in ("what", "why", "whom", "developed_with")}
        asked = 30_011 + 607 * n
        budget = (Line(BudgetSide.EXPENSE, f"kanari-budsjett-{n}.", asked + 6_500), lines[-1])
        patch.setattr(grant_cast, "WHAT", {**what, **words})
        patch.setattr(grant_cast, "LINES", budget)
        application: Application = whole(*args, **changes)
        songs = [*words.values(), budget[0].text, str(asked), str(asked + 6_500)]
        canaries.by_case[application.id] = Songs(content=songs)
        return application

    return made


def _with_many_points(criterion: Any) -> Any:
    return lambda **values: criterion(**{**values, "most": MOST if values["most"] > 1 else 1})


def _hands_in(canaries: Canaries) -> Any:
    def made(application: Application, by: Person, *_points: int, **values: Any) -> Any:
        song = f"kanari-poeng-{by.name}-{application.number}."
        canaries.by_case[application.id].work.append(song)
        return review_cast.hands_in(application, by, GIVEN, 1, reason=song)

    return made


def _decides(canaries: Canaries) -> Any:
    def made(application: Application, by: Person, **values: Any) -> Any:
        amount = 11_003 + application.asked % 10_007
        songs = {name: f"kanari-{name}-{application.number}." for name in ("reasons", "cut_reasons")}
        canaries.by_case[application.id].decided += [*songs.values(), str(amount)]
        return review_cast.decides(application, by, Outcome.PARTLY, amount, **songs, **values)

    return made
