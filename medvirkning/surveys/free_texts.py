"""What people wrote in answer to one question, alone: beside nothing else that the same person answered.

The order is as good as random, and another for each question, so that nobody can line up one person's texts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from medvirkning.kernel.database import db
from medvirkning.kernel.sql_functions import folded, mixed
from medvirkning.surveys.answers import OTHER_TEXT
from medvirkning.surveys.guarded import HIDDEN
from medvirkning.surveys.questionnaire import OTHER, Question
from medvirkning.surveys.responses import Response
from medvirkning.surveys.shown import Shown
from medvirkning.surveys.summing import ANSWERED, YES
from medvirkning.surveys.words import QuestionKind

PER_PAGE = 50
TEXT = "text"  # where the answer to a question in words has its words


@dataclass(frozen=True)
class TextWish:
    """Which texts: of one question, what came until the end of a day, and perhaps those with all of these words."""

    survey_id: UUID
    question: Question
    until: date
    words: str = ""


def written_in(question: Question) -> str:
    """Where in an answer to it people's own words are; empty for a question that has none."""
    if question.kind in (QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT):
        return TEXT
    return OTHER_TEXT if question.other else ""


def may_be_read(question: Question, shown: Shown) -> bool:
    """Whether the texts may be read: where it is shown how many have written, or chosen to write, something."""
    for line in shown.lines:
        if written_in(question) == TEXT:
            return line.table.counts.get(ANSWERED) is not HIDDEN
        if line.part == OTHER:
            return line.table.counts.get(YES) is not HIDDEN
        if not line.part and OTHER in line.table.counts:
            return line.table.counts[OTHER] is not HIDDEN
    return False


def text_count(wish: TextWish) -> int:
    """How many texts there are."""
    return db.session.scalar(_wanted(select(func.count()), wish)) or 0


def texts(wish: TextWish, *, start: int = 0, limit: int = PER_PAGE) -> Sequence[str]:
    """A page of them, in the question's own order."""
    order = mixed(Response.__table__.c.id, wish.question.key), Response.id
    return db.session.scalars(_wanted(select(_words(wish)), wish).order_by(*order).offset(start).limit(limit)).all()


def _words(wish: TextWish) -> Any:
    return Response.content[(wish.question.key, written_in(wish.question))].as_string()


def _wanted(wanted: Select[Any], wish: TextWish) -> Select[Any]:
    words = _words(wish)
    looked_for = (folded(words).contains(word, autoescape=True) for word in wish.words.lower().split())
    here = Response.survey_id == wish.survey_id, Response.received_on <= wish.until
    return wanted.where(*here, words.is_not(None), *looked_for)
