"""Rules for when something is shown, as rows of a form: a row per rule, with what fits the question it is about."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import wtforms
from flask import request
from flask_babel import gettext as _
from flask_babel import pgettext as _p

from medvirkning.kernel.errors import Refused
from medvirkning.surveys.answers import ELSEWHERE
from medvirkning.surveys.branching import OPERATORS
from medvirkning.surveys.numbers import read_number
from medvirkning.surveys.questionnaire import OTHER, Question, Questionnaire, Rule
from medvirkning.surveys.rule_faults import BARE, TEXTS
from medvirkning.surveys.words import Operator, QuestionKind
from medvirkning.web.fields import choices, tidy
from medvirkning.web.filters import best
from medvirkning.web.forms import Form
from medvirkning.web.labels.lookup import LABELS, sentence

MOST_RULES = 20
ROW = re.compile(r"rule-([0-9]{1,3})-question")


@dataclass
class RuleRow:
    """One rule as it stands in the form. `form` has its fields; None for a rule about a question that is gone."""

    place: int
    question: str
    about: Question | None
    form: Any

    def object_to(self, message: str) -> tuple[str, str]:
        """Put an error at what the rule is compared with, or at the row; the field's id and the error."""
        if self.form is None:
            return f"rule-{self.place}", message
        field = self.form.given
        field.errors = [*field.errors, message]
        return field.id, message


def posted_rules() -> list[Rule]:
    """The rules as they were sent, in order; numbers as they were written."""
    places = sorted({int(found[1]) for name in request.form if (found := ROW.fullmatch(name))})[:MOST_RULES]
    told = []
    for place in places:
        sent = request.form.get
        operator = sent(f"rule-{place}-operator", "")
        told.append(
            Rule(
                tidy(sent(f"rule-{place}-question")),
                Operator(operator) if operator in list(Operator) else Operator.ANSWERED,
                tuple(tidy(value) for value in request.form.getlist(f"rule-{place}-given")),
                tidy(sent(f"rule-{place}-row")),
            )
        )
    return told


def pressed(rules: list[Rule], earlier: Iterable[Question]) -> bool:
    """Add or remove a rule, where a button asked for it."""
    verb, _space, rest = request.form.get("press", "").partition(" ")
    if verb == "add":
        about = {one.key: one for one in earlier}.get(request.form.get("about", ""))
        if about is not None and len(rules) < MOST_RULES:
            rules.append(Rule(about.key, _usual(about)))
        return True
    if verb == "remove":
        if rest.isascii() and rest.isdigit() and len(rest) < 4 and int(rest) < len(rules):
            del rules[int(rest)]
        return True
    return False


def _usual(about: Question) -> Operator:
    """What most rules about such a question ask."""
    fits = OPERATORS[about.kind]
    return next((one for one in (Operator.ONE_OF, Operator.CONTAINS, Operator.EQUALS) if one in fits), fits[0])


def rows_of(rules: Iterable[Rule], asked: Questionnaire, zones: Mapping[str, str]) -> list[RuleRow]:
    """The rules as rows to draw."""
    return [
        RuleRow(place, rule.question, about, None if about is None else _form(place, rule, about, zones))
        for place, rule in enumerate(rules)
        for about in [asked.by_key.get(rule.question)]
    ]


def read_rule(row: RuleRow, rule: Rule) -> tuple[Rule, str]:
    """The rule with its number read and without what its operator doesn't ask for; and what is wrong with it."""
    if rule.operator in BARE:
        return Rule(rule.question, rule.operator, (), rule.row), ""
    values = tuple(value for value in rule.values if value)
    if row.about is not None and row.about.kind is QuestionKind.NUMBER and values:
        try:
            return Rule(rule.question, rule.operator, (str(read_number(values[0], whole=False)),), rule.row), ""
        except Refused as refused:
            return rule, sentence(refused.code, refused.facts)
    if len(values) > 1 and rule.operator is not Operator.ONE_OF:
        several = row.about is not None and Operator.ONE_OF in OPERATORS[row.about.kind]
        return rule, _("Tick one answer, or choose «is one of»") if several else _("Tick one answer only")
    return Rule(rule.question, rule.operator, values, rule.row), ""


def _form(place: int, rule: Rule, about: Question, zones: Mapping[str, str]) -> Any:
    operators = [(one.value, LABELS[Operator, one]) for one in OPERATORS[about.kind]]
    fields: dict[str, Any] = {
        "Meta": Form.Meta,
        "operator": wtforms.SelectField(_("The answer"), choices=choices(*operators)),
    }
    data: dict[str, Any] = {"operator": rule.operator.value, "row": rule.row}
    if about.kind is QuestionKind.MATRIX:
        rows = [("", _("Any of the rows")), *((row.key, best(row.text)) for row in about.rows)]
        fields["row"] = wtforms.SelectField(_("Row"), choices=choices(*rows))
    if about.kind in TEXTS or about.kind is QuestionKind.NUMBER:
        label = _("Which number?") if about.kind is QuestionKind.NUMBER else _("Which text?")
        fields["given"] = wtforms.StringField(label)
        data["given"] = rule.values[0].replace(".", ",") if about.kind is QuestionKind.NUMBER and rule.values else ""
        if about.kind in TEXTS:
            data["given"] = rule.values[0] if rule.values else ""
    else:
        fields["given"] = wtforms.SelectMultipleField(_("Which answers?"), choices=choices(*_offered(about, zones)))
        data["given"] = list(rule.values)
    made = type("RuleForm", (wtforms.Form,), fields)(data=data, prefix=f"rule-{place}-")
    for field in made:
        field.errors = []
    return made


def _offered(about: Question, zones: Mapping[str, str]) -> list[tuple[str, str]]:
    if about.kind is QuestionKind.ZONE:
        return [*zones.items(), (ELSEWHERE, _p("zone", "Somewhere else"))]
    there = [(choice.key, best(choice.text)) for choice in about.choices]
    return [*there, (OTHER, _p("survey answer", "Something else"))] if about.other else there
