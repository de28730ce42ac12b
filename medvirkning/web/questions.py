"""A question of a survey on a page: the same fields whoever answers, tries it out or keys it in from paper.

The words come in the language asked for, or in the best there is, and then say which language and direction they are
in. The fields are named as `surveys.answers` reads them.
"""

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

import wtforms
from flask import request
from flask_babel import gettext as _
from flask_babel import pgettext as _p
from markupsafe import Markup

from medvirkning.kernel.errors import Refused
from medvirkning.programmes.models import Programme
from medvirkning.surveys.answers import (
    ANSWER,
    ELSEWHERE,
    ORDER,
    OTHER_TEXT,
    PLACE,
    AnswerValue,
    declined,
    number_of,
    read,
    row_field,
)
from medvirkning.surveys.checking import PHOTOS, most_characters, objections
from medvirkning.surveys.questionnaire import OTHER, Choice, Question
from medvirkning.surveys.words import QuestionKind, ScaleLook
from medvirkning.web.fields import choices
from medvirkning.web.forms import Form
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.marked import place_name, told
from medvirkning.web.question_limits import limit
from medvirkning.web.rankings import mixed, moved

TOP_OF_RANKING = 3  # how many stand out as the first, where the question doesn't say


class QuestionForm(Form):
    """The fields of one question. `row` is the matrix row that is shown, None when all are; `seed` mixes a ranking."""

    question: Question
    language: str
    zones: Mapping[str, Any]
    row: Choice | None
    value: AnswerValue | None
    seed = ""

    @property
    def declined(self) -> bool:
        """Whether the answer so far is that they would rather not say."""
        return declined(self.value)

    @property
    def faces(self) -> bool:
        """Whether the choices are drawn as faces: there are five, best first."""
        return self.question.look is ScaleLook.FACES and len(self.question.choices) == 5

    @property
    def top(self) -> int:
        """How many of a ranking stand out as the first."""
        return TOP_OF_RANKING if self.question.most is None else int(self.question.most)

    @property
    def most(self) -> int:
        """The most characters that a text takes."""
        return most_characters(self.question)

    @property
    def posted(self) -> dict[str, list[str]]:
        """What was sent of this question, by the names that `surveys.answers` knows."""
        sent = request.form.to_dict(flat=False) if request.method == "POST" else {}
        return {name.removeprefix(self.prefix): values for name, values in sent.items() if name.startswith(self.prefix)}

    @property
    def prefix(self) -> str:
        """What the names of the fields begin with, where several questions are on one page."""
        return str(self._prefix)

    @property
    def heading(self) -> Any:
        """The question's words as a field, where no single field has them."""
        words = SimpleNamespace(text=told(self.question.text, self.language))
        return SimpleNamespace(
            id=f"{self.prefix}heading", label=words, description=told(self.question.help, self.language), errors=()
        )

    @property
    def ranked(self) -> list[dict[str, Any]]:
        """The ranking as it was posted or stands, then what nobody has placed, as the macro wants it."""
        by_key = {choice.key: choice.text for choice in self.question.choices}
        placed = self.posted.get(ORDER, []) if request.method == "POST" else (self.value or {}).get("order", ())
        keys = dict.fromkeys([*(key for key in placed if key in by_key), *mixed(by_key, self.seed)])
        arranged = moved(list(keys), self.posted)
        return [{"value": key, "text": told(by_key[key], self.language)} for key in arranged]

    @property
    def moves(self) -> bool:
        """True when the post only moves something in a ranking one place."""
        return not self.posted.keys().isdisjoint({"up", "down"})


def asked(
    question: Question,
    value: AnswerValue | None,
    *,
    language: str,
    programme: Programme,
    row: str = "",
    prefix: str = "",
) -> QuestionForm:
    """The question's form, with the answer so far or what was posted. `row` picks one row of a matrix.

    `prefix` begins the names of its fields, where several questions are on one page.
    """
    zones = {zone.code: zone for zone in programme.zones}
    shown = next((one for one in question.rows if one.key == row), None)
    fields = _FIELDS[question.kind](question, language, zones, shown)
    data = _data(question, value)
    made = type("AskedForm", (QuestionForm,), fields)(data=data, prefix=prefix)
    made.question, made.language, made.zones, made.row, made.value = question, language, zones, shown, value
    for field in made:
        field.flags.required = question.required
    return made


def answered(form: QuestionForm) -> AnswerValue | None:
    """The answer that was posted; what is wrong with it is told at the fields, so ask `form.status` too."""
    value = written(form)
    if form.status != 200:
        return None
    for objection in objections(form.question, value):
        field = str(objection.facts["field"])
        if form.row is None or field == row_field(form.row.key):
            form.object_to(field, sentence(objection.code, objection.facts))
    return value


def written(form: QuestionForm) -> AnswerValue | None:
    """The answer that was posted, whether or not it may stand so; what can't be read is told at its field."""
    try:
        return read(form.question, form.posted, form.zones, form.value)
    except Refused as refused:
        form.object_to(str(refused.facts.get("field", ANSWER)), sentence(refused.code, refused.facts))
        return None


def _data(question: Question, value: AnswerValue | None) -> dict[str, Any]:
    """What the fields hold for an answer."""
    given = value or {}
    data: dict[str, Any] = {OTHER_TEXT: given.get("other", ""), PLACE: given.get("place", "")}
    data |= {row_field(row): key for row, key in given.get("rows", {}).items()}
    number = number_of(value)
    data[ANSWER] = given.get("choice", given.get("choices", given.get("zone", given.get("text"))))
    if number is not None:
        data[ANSWER] = str(number).replace(".", ",")
    return data


def _offered(question: Question, language: str) -> list[tuple[str, Any]]:
    offered: list[tuple[str, Any]] = [(choice.key, told(choice.text, language)) for choice in question.choices]
    return [*offered, (OTHER, _p("survey answer", "Something else"))] if question.other else offered


def _words(question: Question, language: str) -> dict[str, Any]:
    described = Markup(" ").join(filter(None, (told(question.help, language), limit(question))))
    return {"label": told(question.text, language), "description": described}


def _one(question: Question, language: str, *_rest: Any) -> dict[str, Any]:
    radio = wtforms.RadioField(
        choices=choices(*_offered(question, language)), validate_choice=False, **_words(question, language)
    )
    return {ANSWER: radio} | _other(question)


def _several(question: Question, language: str, *_rest: Any) -> dict[str, Any]:
    boxes = wtforms.SelectMultipleField(
        choices=choices(*_offered(question, language)), validate_choice=False, **_words(question, language)
    )
    return {ANSWER: boxes} | _other(question)


def _other(question: Question) -> dict[str, Any]:
    written = wtforms.StringField(_p("survey answer", "Write what you mean by something else"))
    return {OTHER_TEXT: written} if question.other else {}


def _text(question: Question, language: str, *_rest: Any) -> dict[str, Any]:
    kind = wtforms.TextAreaField if question.kind is QuestionKind.LONG_TEXT else wtforms.StringField
    return {ANSWER: kind(**_words(question, language))}


def _zone(question: Question, language: str, zones: Mapping[str, Any], *_rest: Any) -> dict[str, Any]:
    named = [(code, place_name(zone.name)) for code, zone in zones.items()]
    where = choices(*named, (ELSEWHERE, _p("zone", "Somewhere else")))
    return {
        ANSWER: wtforms.RadioField(choices=where, validate_choice=False, **_words(question, language)),
        PLACE: wtforms.StringField(_("A more exact place"), description=_("For example «at the playground».")),
    }


def _ranking(question: Question, language: str, *_rest: Any) -> dict[str, Any]:
    return {ORDER: wtforms.StringField(**_words(question, language))}


def _photo(question: Question, language: str, *_rest: Any) -> dict[str, Any]:
    return {PHOTOS: wtforms.MultipleFileField(**_words(question, language))}


def _matrix(question: Question, language: str, _zones: Any, shown: Choice | None) -> dict[str, Any]:
    offered = choices(*_offered(question, language))
    return {
        row_field(row.key): wtforms.RadioField(told(row.text, language), choices=offered, validate_choice=False)
        for row in ([shown] if shown else question.rows)
    }


_FIELDS: dict[QuestionKind, Callable[..., dict[str, Any]]] = {
    QuestionKind.ONE: _one,
    QuestionKind.SCALE: _one,
    QuestionKind.SEVERAL: _several,
    QuestionKind.RANKING: _ranking,
    QuestionKind.NUMBER: _text,
    QuestionKind.SHORT_TEXT: _text,
    QuestionKind.LONG_TEXT: _text,
    QuestionKind.ZONE: _zone,
    QuestionKind.PHOTO: _photo,
    QuestionKind.MATRIX: _matrix,
}
