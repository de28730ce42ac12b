"""Answers as values: plain JSON by the question's kind, and how what a form posts is read into them.

Any kind, where it is sensitive: {"declined": true}. ONE, SCALE: {"choice": key}, with "other" for what was written.
SEVERAL: {"choices": [keys in the questionnaire's order]}, "other" likewise. RANKING: {"order": [keys, first first]}.
NUMBER: {"number": str(Decimal)}. SHORT_TEXT, LONG_TEXT: {"text": str}. ZONE: {"zone": key}, with "place" in words.
PHOTO: {"photos": [sha256]}. MATRIX: {"rows": {row key: choice key}}. What is not answered is left out altogether.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from medvirkning.kernel.errors import Refused
from medvirkning.kernel.plain_text import tidy
from medvirkning.surveys.fault_words import AnswerFault
from medvirkning.surveys.numbers import read_number
from medvirkning.surveys.questionnaire import OTHER, Choice, Question
from medvirkning.surveys.words import QuestionKind

AnswerValue = Mapping[str, Any]
Answers = Mapping[str, AnswerValue]
Posted = Mapping[str, Sequence[str]]  # every field with all its values: request.form.to_dict(flat=False)

ELSEWHERE = "elsewhere"  # the zone of whoever lives or means somewhere outside them
# The names of the fields of an answer's form. A matrix has one for each row: see `row_field`.
ANSWER, OTHER_TEXT, PLACE, ORDER, REMOVE, DECLINE = "answer", "other", "place", "order", "remove", "declined"


def row_field(row: str) -> str:
    """The name of the field of a row in a matrix."""
    return f"row.{row}"


def declined(value: AnswerValue | None) -> bool:
    """Whether somebody has said that they would rather not say."""
    return bool(value and value.get("declined"))


def option_keys(question: Question) -> tuple[str, ...]:
    """What can be chosen, in the questionnaire's order, with «other, write» last where the question has it."""
    return tuple(choice.key for choice in question.choices) + ((OTHER,) if question.other else ())


def option(question: Question, key: str) -> Choice | None:
    """The choice with this key; None for «other, write» and for what is no choice of the question."""
    return next((choice for choice in question.choices if choice.key == key), None)


def read(
    question: Question, posted: Posted, zones: Collection[str], before: AnswerValue | None = None
) -> AnswerValue | None:
    """The answer that a form posted; None where there is none. Raises Refused with an AnswerFault and its field.

    `zones` are the keys of the programme's zones. `before` is the answer as it stood: the rows of a matrix that this
    form does not show are kept from it, and so are photos but those in the field `remove`.
    """
    if question.sensitive and _one(posted, DECLINE):
        return {"declined": True}
    kept = None if declined(before) else before
    if question.kind is QuestionKind.ZONE:
        return _zone(posted, zones)
    if question.kind is QuestionKind.MATRIX:
        return _matrix(question, posted, kept)
    if question.kind is QuestionKind.PHOTO:
        return _photos(posted, kept)
    return _READERS[question.kind](question, posted)


def chosen(value: AnswerValue | None, row: str = "") -> tuple[str, ...]:
    """The keys of what is chosen, ranked or placed, in order; of one row where the question is a matrix."""
    told = value or {}
    if "rows" in told:
        return (told["rows"][row],) if row in told["rows"] else ()
    if "choice" in told or "zone" in told:
        return (told.get("choice", told.get("zone")),)
    return tuple(told.get("choices", told.get("order", ())))


def number_of(value: AnswerValue | None) -> Decimal | None:
    """The number that was answered, if one was."""
    return Decimal(value["number"]) if value and "number" in value else None


def with_photo(value: AnswerValue | None, digest: str) -> AnswerValue:
    """The answer with one more photo, last; the same photo twice is one."""
    photos = [] if declined(value) or not value else list(value["photos"])
    return {"photos": photos if digest in photos else [*photos, digest]}


def _one(posted: Posted, field: str) -> str:
    """The first value of a field, fit to keep; empty where there is none."""
    return next((tidy(value) for value in _all(posted, field)), "")


def _all(posted: Posted, field: str) -> Sequence[str]:
    values = posted.get(field, ())
    if isinstance(values, str):
        raise TypeError(f"{field} must come with all its values, not one")
    return values


def _known(question: Question, key: str, field: str = ANSWER) -> str:
    if key not in option_keys(question):
        raise Refused(AnswerFault.NOT_A_CHOICE, field=field)
    return key


def _one_choice(question: Question, posted: Posted) -> AnswerValue | None:
    """What is written beside «other» is an answer where nothing is chosen, and is let go where something else is."""
    key, written = _one(posted, ANSWER), _one(posted, OTHER_TEXT) if question.other else ""
    key = key or (OTHER if written else "")
    if not key:
        return None
    told = {"choice": _known(question, key)}
    return told | {"other": written} if question.other and key == OTHER and written else told


def _several(question: Question, posted: Posted) -> AnswerValue | None:
    """What is written beside «other» counts as ticked."""
    ticked = {_known(question, key) for key in _all(posted, ANSWER) if key}
    written = _one(posted, OTHER_TEXT) if question.other else ""
    keys = [key for key in option_keys(question) if key in ticked or (key == OTHER and written)]
    if not keys:
        return None
    return {"choices": keys, "other": written} if written else {"choices": keys}


def _ranking(question: Question, posted: Posted) -> AnswerValue | None:
    """Where only so many are to be put in order, the first of the list are: a page always lists them all."""
    order = list(dict.fromkeys(_known(question, key, ORDER) for key in _all(posted, ORDER) if key))
    most = len(order) if question.most is None else int(question.most)
    return {"order": order[:most]} if order else None


def _number(question: Question, posted: Posted) -> AnswerValue | None:
    written = _one(posted, ANSWER)
    if not written:
        return None
    try:
        return {"number": str(read_number(written, whole=question.whole))}
    except Refused as refused:
        raise Refused(refused.code, field=ANSWER, **refused.facts) from None


def _text(question: Question, posted: Posted) -> AnswerValue | None:
    written = _one(posted, ANSWER)
    if question.kind is QuestionKind.SHORT_TEXT:
        written = " ".join(written.split())
    return {"text": written} if written else None


def _zone(posted: Posted, zones: Collection[str]) -> AnswerValue | None:
    zone, place = _one(posted, ANSWER), " ".join(_one(posted, PLACE).split())
    if not zone:
        if place:
            raise Refused(AnswerFault.ZONE_MISSING, field=ANSWER)
        return None
    if zone != ELSEWHERE and zone not in zones:
        raise Refused(AnswerFault.NOT_A_ZONE, field=ANSWER)
    return {"zone": zone, "place": place} if place else {"zone": zone}


def _matrix(question: Question, posted: Posted, before: AnswerValue | None) -> AnswerValue | None:
    """A row whose field is posted empty is let go; a row that is not posted stays."""
    rows = {}
    for row in question.rows:
        field = row_field(row.key)
        key = _one(posted, field) if field in posted else next(iter(chosen(before, row.key)), "")
        if key:
            rows[row.key] = _known(question, key, field)
    return {"rows": rows} if rows else None


def _photos(posted: Posted, before: AnswerValue | None) -> AnswerValue | None:
    """Photos come by a road of their own (`with_photo`); the form can only take some away."""
    away = set(_all(posted, REMOVE))
    photos = [digest for digest in (before or {}).get("photos", ()) if digest not in away]
    return {"photos": photos} if photos else None


_READERS: dict[QuestionKind, Callable[[Question, Posted], AnswerValue | None]] = {
    QuestionKind.ONE: _one_choice,
    QuestionKind.SCALE: _one_choice,
    QuestionKind.SEVERAL: _several,
    QuestionKind.RANKING: _ranking,
    QuestionKind.NUMBER: _number,
    QuestionKind.SHORT_TEXT: _text,
    QuestionKind.LONG_TEXT: _text,
}
