"""A question as a form: its texts in every language, its choices and rows, and what its kind has besides."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import wtforms
from flask_babel import lazy_gettext as _l

from medvirkning.kernel.errors import Objection
from medvirkning.surveys import kinds
from medvirkning.surveys.choices import Written, parts, write_choices
from medvirkning.surveys.numbers import read_number
from medvirkning.surveys.questionnaire import NOTHING, Choice, Question
from medvirkning.surveys.words import QuestionKind, QuestionRole, ScaleLook
from medvirkning.web.fields import ReadField, choices
from medvirkning.web.forms import Form
from medvirkning.web.labels.lookup import LABELS, sentence
from medvirkning.web.surveys.texts import shown_texts, text_fields, written_text
from medvirkning.web.surveys.writing import WritingForm

# What the bounds are called for each kind that has them: the least and the most.
BOUNDS: dict[QuestionKind, tuple[Any, Any]] = {
    QuestionKind.NUMBER: (_l("The smallest number one may write"), _l("The largest number one may write")),
    QuestionKind.SHORT_TEXT: (_l("The fewest characters"), _l("The most characters")),
    QuestionKind.LONG_TEXT: (_l("The fewest characters"), _l("The most characters")),
    QuestionKind.SEVERAL: (_l("The fewest one must choose"), _l("The most one may choose")),
    QuestionKind.RANKING: (None, _l("How many are put in order")),
    QuestionKind.PHOTO: (None, _l("The most photos")),
}
FLAGS = ("required", "sensitive", "personal", "other", "whole")
LISTS = {"choices": kinds.FEWEST, "rows": kinds.WITH_ROWS}


class NumberField(ReadField):
    """A number as people write it."""

    def read(self, written: str) -> Decimal:
        return read_number(written, whole=False)

    def show(self) -> str:
        return f"{self.data:f}".replace(".", ",")


class QuestionForm(WritingForm):
    """A question. Which fields there are depends on its kind."""

    required = wtforms.BooleanField(_l("One must answer"))
    sensitive = wtforms.BooleanField(_l("One may answer «I would rather not say»"))
    personal = wtforms.BooleanField(_l("The answer is personal data"))

    def object_to_question(self, objections: Iterable[Objection]) -> None:
        """Show what is wrong with the question at the field it is about."""
        for objection in objections:
            name = str(objection.facts["field"])
            at = name if name in self else f"{name}_{self.languages[0]}"
            self.object_to(at, sentence(objection.code, objection.facts))


def question_form(question: Question, languages: tuple[str, ...], *, shown: str) -> Any:
    """The form of this question, filled with it or with what was sent."""
    fields: dict[str, Any] = {
        **text_fields("text", _l("The question"), languages),
        **text_fields("help", _l("Help for those who answer"), languages, long=True),
        **text_fields("purpose", _l("What you need the personal data for"), languages),
        **_kind_fields(question.kind),
    }
    values: dict[str, Any] = {"shown": shown, "role": question.role.value, "look": question.look.value}
    for name in ("text", "help", "purpose"):
        values |= shown_texts(name, getattr(question, name), languages)
    for name in (*FLAGS, "least", "most"):
        values[name] = getattr(question, name)
    for name, having in LISTS.items():
        if question.kind in having:
            fields[name] = _rows(question.kind, name, languages)
            there = parts(question, rows=name == "rows")
            values[name] = [
                {"key": one.key, "exclusive": one.exclusive, **shown_texts("text", one.text, languages)}
                for one in there
            ]
    form = type("QuestionForm", (QuestionForm,), fields)(data=values)
    form.languages, form.shown.data = languages, form.shown.data or shown
    return form


def told_question(form: QuestionForm, question: Question, *, spent: Collection[str]) -> Question:
    """The question as the form has it. Rows that nothing is written in are left out."""
    data = form.data
    told: dict[str, Any] = {
        name: written_text(data, name, form.languages, getattr(question, name)) for name in ("text", "help", "purpose")
    }
    told |= {name: bool(data[name]) for name in FLAGS if name in data}
    told |= {name: data[name] for name in ("least", "most") if name in data}
    if "role" in data:
        told["role"] = QuestionRole(data["role"])
    if "look" in data:
        told["look"] = ScaleLook(data["look"])
    question = replace(question, drafted=(), **told)  # whoever saves has read the drafts
    for name in LISTS:
        if name in data:
            question = _with_rows(form, question, name, data[name], spent)
    return kinds.fitting(question)


def _with_rows(
    form: QuestionForm, question: Question, name: str, written: Iterable[dict[str, Any]], spent: Collection[str]
) -> Question:
    before: dict[str, Choice] = {one.key: one for one in parts(question, rows=name == "rows")}
    told = []
    for row in written:
        key = row["key"] or ""
        text = written_text(row, "text", form.languages, before[key].text if key in before else NOTHING)
        if text:
            told.append(Written(key, text, bool(row.get("exclusive"))))
    return write_choices(question, told, rows=name == "rows", spent=spent)


def _rows(kind: QuestionKind, name: str, languages: tuple[str, ...]) -> Any:
    inner: dict[str, Any] = {"Meta": Form.Meta, "key": wtforms.HiddenField()}
    if name == "choices" and kind in kinds.WITH_EXCLUSIVE:
        inner["exclusive"] = wtforms.BooleanField(_l("Can't be chosen together with others"))
    inner |= text_fields("text", _l("Text"), languages)
    return wtforms.FieldList(wtforms.FormField(type("RowForm", (wtforms.Form,), inner)))


def _kind_fields(kind: QuestionKind) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if kind in kinds.WITH_OTHER:
        fields["other"] = wtforms.BooleanField(_l("One may write something else than the answers here"))
    if kind in kinds.WITH_LOOK:
        looks = [(look.value, LABELS[ScaleLook, look]) for look in ScaleLook]
        fields["look"] = wtforms.RadioField(
            _l("How is the scale drawn?"), choices=choices(*looks), description=_l("Faces need exactly five answers.")
        )
    if kind is QuestionKind.NUMBER:
        fields["whole"] = wtforms.BooleanField(_l("Only whole numbers"))
    least, most = BOUNDS.get(kind, (None, None))
    if least is not None:
        fields["least"] = NumberField(least)
    if most is not None:
        fields["most"] = NumberField(most)
    role = next((role for role, of in kinds.ROLES.items() if of is kind), None)
    if role is not None:
        fields["role"] = wtforms.SelectField(
            _l("What can results be filtered by this answer as?"),
            choices=choices(*((one.value, LABELS[QuestionRole, one]) for one in (QuestionRole.NONE, role))),
        )
    return fields
