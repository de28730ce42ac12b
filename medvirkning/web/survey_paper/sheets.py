"""A form on paper as a page to key it in on: every question at once, drawn as those who answer see them.

Names of fields begin with the question's key. Beside a question stands a tick for «would rather not say», where it has
that, and one for «not answered»: what nobody has answered is never taken for an answer, nor the other way round.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import gettext as _
from markupsafe import Markup

from medvirkning.kernel.errors import Objection
from medvirkning.mail.paper_rules import answer_only_if
from medvirkning.programmes.models import Programme
from medvirkning.surveys.answers import DECLINE, ORDER, Answers, AnswerValue, declined
from medvirkning.surveys.paper import left_blank, wrong_on_paper
from medvirkning.surveys.paper_words import PaperFault as Fault
from medvirkning.surveys.questionnaire import Questionnaire
from medvirkning.surveys.words import QuestionKind
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.marked import told
from medvirkning.web.questions import QuestionForm, asked, written

BLANK = "blank"
# Kinds whose fields can't be emptied again without a script, or always hold something.
STICKY = (QuestionKind.ONE, QuestionKind.SCALE, QuestionKind.ZONE, QuestionKind.MATRIX, QuestionKind.RANKING)


@dataclass
class Row:
    """One question of the form. `blank`: ticked as not answered; `when`: in words, who is to answer it."""

    number: int
    form: QuestionForm
    title: Markup | None  # of the section, at its first question
    when: str
    blank: bool

    @property
    def key(self) -> str:
        """The question's key."""
        return self.form.question.key

    @property
    def offers_blank(self) -> bool:
        """Whether «not answered» must be said, since an empty field doesn't say it or isn't allowed."""
        return self.form.question.required or self.form.question.kind in STICKY

    @property
    def declined(self) -> bool:
        """Whether «would rather not say» is ticked."""
        return DECLINE in self.form.posted if request.method == "POST" else declined(self.form.value)


class Sheet:
    """All questions of a form. Has what `ui.error_summary` and the view ask of a form."""

    def __init__(self, questionnaire: Questionnaire, kept: Answers | None, language: str, programme: Programme) -> None:
        self.questionnaire = questionnaire
        self.rows = list(_rows(questionnaire, kept, language, programme))
        self.extra_errors: list[tuple[str, str]] = []

    @property
    def moves(self) -> bool:
        """True when the post only moves something in a ranking one place."""
        return any(row.form.moves for row in self.rows)

    @property
    def status(self) -> int:
        """422 where something is wrong, else 200."""
        return 422 if self.summary() else 200

    def summary(self) -> list[tuple[str, str]]:
        """(id of the field, message) of everything that is wrong, in the form's order."""
        found = [(row.number, *problem) for row in self.rows for problem in row.form.summary()]
        told_by = [
            (place, _("Question %(number)s: %(what)s", number=number, what=what)) for number, place, what in found
        ]
        return told_by + self.extra_errors

    def read(self) -> tuple[Answers, frozenset[str]]:
        """What was keyed in, and which questions are ticked as not answered; what is wrong is told at the fields."""
        given = {row.key: value for row in self.rows if (value := _given(row)) is not None}
        blank = frozenset(row.key for row in self.rows if row.blank)
        if self.status == 200:
            for key, found in wrong_on_paper(self.questionnaire, given, blank).items():
                for one in found:
                    self._object(key, one)
        return given, blank

    def object_with(self, objections: Sequence[Objection]) -> None:
        """Show a rule's objections at their questions, the rest in the summary."""
        for one in objections:
            self._object(str(one.facts.get("question", "")), one)

    def _object(self, key: str, one: Objection) -> None:
        row = next((row for row in self.rows if row.key == key), None)
        if row is None:
            self.extra_errors.append(("main-form", sentence(one.code, one.facts)))
        else:
            _object_at(row, str(one.facts.get("field", "")), sentence(one.code, one.facts))


def _rows(questionnaire: Questionnaire, kept: Answers | None, language: str, programme: Programme) -> Any:
    numbers = {question.key: number for number, question in enumerate(questionnaire.questions, 1)}
    zones = {zone.code: zone.name for zone in programme.zones}
    for section in questionnaire.sections:
        for question in section.questions:
            value = None if kept is None else kept.get(question.key)
            form = asked(question, value, language=language, programme=programme, prefix=f"{question.key}-")
            for field in form:
                field.flags.required = True  # so that no label says «optional»: what stands on the form is keyed in
            first = question is section.questions[0]
            rules = (section.when if first else None, question.when)
            said = [answer_only_if(questionnaire, rule, numbers, zones, language) for rule in rules]
            yield Row(
                numbers[question.key],
                form,
                told(section.title, language) if first and section.title else None,
                " ".join(filter(None, said)),
                _ticked(form, value, kept),
            )


def _ticked(form: QuestionForm, value: AnswerValue | None, kept: Answers | None) -> bool:
    ranking = form.question.kind is QuestionKind.RANKING
    if request.method == "POST":
        return BLANK in form.posted and not (ranking and (_moved(form) or form.moves))
    return ranking if kept is None else left_blank(form.question, value)


def _moved(form: QuestionForm) -> bool:
    """Whether a ranking is in another order than the form's: then somebody has put it so."""
    return form.posted.get(ORDER, []) not in ([], [choice.key for choice in form.question.choices])


def _given(row: Row) -> AnswerValue | None:
    """The answer that was keyed in. In a field that can't be emptied, the tick is what counts."""
    kind = row.form.question.kind
    if row.blank and not row.declined and kind in STICKY and kind is not QuestionKind.MATRIX:
        return None
    value = written(row.form)
    if row.blank and not row.declined and kind not in STICKY and value is not None:
        _object_at(row, "", sentence(Fault.BLANK_AND_ANSWERED, {}))
    return value


def _object_at(row: Row, field: str, message: str) -> None:
    """At the field, else at the question's first."""
    names = [one.short_name for one in row.form]
    row.form.object_to(field if field in names else names[0], message)
