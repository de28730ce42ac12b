"""What stands in the way of taking an answer: what must be answered, and what it must keep within."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from medvirkning.kernel.errors import Objection
from medvirkning.kernel.norwegian import PersonalData, finds_personal_data
from medvirkning.surveys.answers import (
    ANSWER,
    ORDER,
    OTHER_TEXT,
    PLACE,
    Answers,
    AnswerValue,
    chosen,
    declined,
    number_of,
    option,
    row_field,
)
from medvirkning.surveys.branching import applies
from medvirkning.surveys.fault_words import AnswerFault
from medvirkning.surveys.questionnaire import OTHER, Question, Questionnaire
from medvirkning.surveys.words import QuestionKind

# The most where the question says nothing: characters, and photos.
MOST_SHORT, MOST_LONG, MOST_OTHER, MOST_PLACE, MOST_PHOTOS = 200, 4_000, 200, 200, 3
PHOTOS = "photos"  # the name of the field that photos are sent in

_MISSING = {
    QuestionKind.ONE: AnswerFault.CHOICE_MISSING,
    QuestionKind.SCALE: AnswerFault.CHOICE_MISSING,
    QuestionKind.SEVERAL: AnswerFault.CHOICES_MISSING,
    QuestionKind.RANKING: AnswerFault.ORDER_MISSING,
    QuestionKind.NUMBER: AnswerFault.NUMBER_MISSING,
    QuestionKind.SHORT_TEXT: AnswerFault.TEXT_MISSING,
    QuestionKind.LONG_TEXT: AnswerFault.TEXT_MISSING,
    QuestionKind.ZONE: AnswerFault.ZONE_MISSING,
    QuestionKind.PHOTO: AnswerFault.PHOTO_MISSING,
}
_FIELDS = {QuestionKind.RANKING: ORDER, QuestionKind.PHOTO: PHOTOS}


def objections(question: Question, value: AnswerValue | None) -> list[Objection]:
    """What is wrong with this answer, or with there being none; each names its `field` on the form."""
    if declined(value):
        return [] if question.sensitive else list(_missing(question, None))
    found = [*(_missing(question, value) if question.required else ())]
    return found + list(_CHECKS[question.kind](question, value)) if value else found


def standing_in_the_way(questionnaire: Questionnaire, answers: Answers) -> dict[str, list[Objection]]:
    """Why the answers cannot be sent yet, by the key of the question, in order; empty when they can."""
    found = {}
    for key in applies(questionnaire, answers):
        if told := objections(questionnaire.by_key[key], answers.get(key)):
            found[key] = told
    return found


def most_characters(question: Question) -> int:
    """The most characters that a text question takes."""
    if question.most is not None:
        return int(question.most)
    return MOST_SHORT if question.kind is QuestionKind.SHORT_TEXT else MOST_LONG


def most_photos(question: Question) -> int:
    """The most photos that a question takes."""
    return MOST_PHOTOS if question.most is None else int(question.most)


def _missing(question: Question, value: AnswerValue | None) -> Iterator[Objection]:
    if question.kind is QuestionKind.MATRIX:
        for row in question.rows:
            if not chosen(value, row.key):
                yield Objection(AnswerFault.ROW_MISSING, field=row_field(row.key), row=row.text)
    elif not value:
        yield Objection(_MISSING[question.kind], field=_FIELDS.get(question.kind, ANSWER))


def _choice(question: Question, value: AnswerValue) -> Iterator[Objection]:
    if question.other and OTHER in chosen(value) and not value.get("other"):
        yield Objection(AnswerFault.OTHER_NOT_WRITTEN, field=OTHER_TEXT)
    yield from _characters(value.get("other", ""), OTHER_TEXT, MOST_OTHER)


def _several(question: Question, value: AnswerValue) -> Iterator[Objection]:
    keys = chosen(value)
    alone = [told for key in keys if (told := option(question, key)) and told.exclusive]
    if alone and len(keys) > 1:
        yield Objection(AnswerFault.NOT_ALONE, field=ANSWER, text=alone[0].text)
    elif question.least is not None and len(keys) < question.least and not alone:
        yield Objection(AnswerFault.TOO_FEW_CHOSEN, field=ANSWER, least=int(question.least), chosen=len(keys))
    elif question.most is not None and len(keys) > question.most:
        yield Objection(AnswerFault.TOO_MANY_CHOSEN, field=ANSWER, most=int(question.most), chosen=len(keys))
    yield from _choice(question, value)


def _ranking(question: Question, value: AnswerValue) -> Iterator[Objection]:
    ranked = len(chosen(value))
    if question.most is not None and ranked > question.most:
        yield Objection(AnswerFault.TOO_MANY_RANKED, field=ORDER, most=int(question.most), chosen=ranked)


def _number(question: Question, value: AnswerValue) -> Iterator[Objection]:
    number = number_of(value) or Decimal(0)
    if question.whole and number != number.to_integral_value():
        yield Objection(AnswerFault.NOT_WHOLE, field=ANSWER)
    elif question.least is not None and number < question.least:
        yield Objection(AnswerFault.TOO_SMALL, field=ANSWER, least=question.least)
    elif question.most is not None and number > question.most:
        yield Objection(AnswerFault.TOO_LARGE, field=ANSWER, most=question.most)


def _text(question: Question, value: AnswerValue) -> Iterator[Objection]:
    written = value["text"]
    if question.least is not None and len(written) < question.least:
        yield Objection(AnswerFault.TOO_SHORT, field=ANSWER, least=int(question.least), written=len(written))
    yield from _characters(written, ANSWER, most_characters(question))


def _zone(question: Question, value: AnswerValue) -> Iterator[Objection]:
    yield from _characters(value.get("place", ""), PLACE, MOST_PLACE)


def _photos(question: Question, value: AnswerValue) -> Iterator[Objection]:
    if len(value["photos"]) > most_photos(question):
        yield Objection(AnswerFault.TOO_MANY_PHOTOS, field=PHOTOS, most=most_photos(question))


def _characters(written: str, field: str, most: int) -> Iterator[Objection]:
    if len(written) > most:
        yield Objection(AnswerFault.TOO_LONG, field=field, most=most, written=len(written))
    if PersonalData.NATIONAL_ID in finds_personal_data(written):
        yield Objection(AnswerFault.NATIONAL_ID, field=field)


def _nothing(question: Question, value: AnswerValue) -> Iterator[Objection]:
    yield from ()


_CHECKS: dict[QuestionKind, Callable[[Question, AnswerValue], Iterator[Objection]]] = {
    QuestionKind.ONE: _choice,
    QuestionKind.SCALE: _choice,
    QuestionKind.SEVERAL: _several,
    QuestionKind.RANKING: _ranking,
    QuestionKind.NUMBER: _number,
    QuestionKind.SHORT_TEXT: _text,
    QuestionKind.LONG_TEXT: _text,
    QuestionKind.ZONE: _zone,
    QuestionKind.PHOTO: _photos,
    QuestionKind.MATRIX: _nothing,
}
