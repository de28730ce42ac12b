"""The results of a survey, as they may be shown. All that is drawn, listed, published or exported comes from here.

There are none while the survey is open, nor before they are read off (`reading`); then they stand as they were read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from medvirkning.surveys import counts
from medvirkning.surveys.asked import asked_in
from medvirkning.surveys.guarded import Guarded, GuardedPair
from medvirkning.surveys.guarding import Tables
from medvirkning.surveys.models import Survey
from medvirkning.surveys.queries import versions_of, zone_keys
from medvirkning.surveys.question_tables import own_table, question_shown, rules_of
from medvirkning.surveys.questionnaire import Question, Questionnaire
from medvirkning.surveys.reading import readings_of
from medvirkning.surveys.readings import Reading
from medvirkning.surveys.shown import Shown
from medvirkning.surveys.summing import CHANNEL, NONE, UNASKED, Variable, together, variables
from medvirkning.surveys.words import QuestionKind, QuestionRole, SurveyState


class Crossing(NamedTuple):
    """A table of two variables: each row is a cell of `by`. `part` is the choice or row of the question."""

    part: str
    table: GuardedPair


@dataclass
class Results:
    """What may be shown of one survey."""

    survey: Survey
    versions: tuple[Questionnaire, ...]
    readings: tuple[Reading, ...]

    @property
    def questionnaire(self) -> Questionnaire:
        """The questions as they were asked last."""
        return self.versions[-1]

    @property
    def people(self) -> int:
        """How many the results are of: never fewer than the survey's limit."""
        return self.readings[-1].people

    @property
    def small(self) -> int:
        """The fewest people a shown number is of."""
        return self.readings[0].small

    @cached_property
    def filters(self) -> tuple[str, ...]:
        """The variables that others may be looked at by: where people live, how old they are, how answers came."""
        roles = {question.role: question.key for question in self.questionnaire.questions}
        wanted = [roles.get(QuestionRole.HOME_ZONE), roles.get(QuestionRole.AGE_BAND), CHANNEL]
        return tuple(name for name in wanted if name and self._tables.crossable(name))

    @cached_property
    def home_zone(self) -> str:
        """The variable of where people live; empty where nothing may be divided by it."""
        asked = (one.key for one in self.questionnaire.questions if one.role is QuestionRole.HOME_ZONE)
        return next((key for key in asked if key in self.filters), "")

    def question(self, key: str) -> Shown:
        """All that is shown of one question alone. Raises KeyError."""
        sums = [{key: (told[0], told[1]) for key, told in one.numbers.items()} for one in self.readings]
        return question_shown(self._tables, self.questionnaire.by_key[key], self._rules, sums)

    def first_only(self, question: Question) -> bool:
        """Whether the question stays as it was first read off: it is put in order, or was asked only of some."""
        names = (one for one in self._known.values() if one.question == question.key)
        return question.kind is QuestionKind.RANKING or any(UNASKED in one.cells for one in names)

    def variables(self, question: Question) -> tuple[Variable, ...]:
        """The variables of a question that may be crossed."""
        return tuple(
            one for one in self._known.values() if one.question == question.key and self._tables.crossable(one.name)
        )

    def crossable(self, question: Question) -> bool:
        """Whether the question can be looked at by another."""
        return bool(self.variables(question))

    def beside(self, question: Question) -> tuple[str, ...]:
        """The variables that this question can be looked at by: whole questions, and how answers came."""
        if not self.crossable(question):
            return ()
        whole = (one for one in self._known.values() if not one.part and one.question != question.key)
        return tuple(one.name for one in whole if self._tables.crossable(one.name))

    def cells(self, name: str) -> Guarded:
        """The table of one variable alone. Raises KeyError."""
        return own_table(self._tables, self._known[name], self._rules)

    def crossed(self, question: Question, by: str) -> tuple[Crossing, ...]:
        """The question by another variable: a table for each of its own. None where they can't be crossed."""
        if by not in self._known or not self._tables.crossable(by) or self._known[by].question == question.key:
            return ()
        return tuple(Crossing(one.part, self._tables.crossed(by, one.name)) for one in self.variables(question))

    @cached_property
    def _known(self) -> dict[str, Variable]:
        zones = zone_keys(self.survey.programme)
        return {one.name: one for one in together(*(variables(version, zones) for version in self.versions))}

    @cached_property
    def _rules(self) -> dict[str, list]:
        return rules_of(self.versions)

    @cached_property
    def _tables(self) -> Tables:
        survey_id, readings = self.survey.id, self.readings
        alone = [counts.all_alone(survey_id, reading.number) for reading in readings]

        @cache
        def beside(name: str, at: int) -> Mapping[str, counts.Pairs]:
            return counts.beside(survey_id, name, readings[at].number)

        def pairs(rows: str, columns: str, at: int) -> counts.Pairs:
            nobody = {NONE: readings[at].people}  # of a variable that nobody is in a cell of
            down, across = (alone[at].get(name, nobody) for name in (rows, columns))
            return counts.whole_pairs(beside(rows, at).get(columns, {}), down, across)

        return Tables(self.questionnaire, self._known, alone, pairs, self.small)


def results_of(survey: Survey) -> Results | None:
    """The results as they were read off; None while the survey is open, or where nobody has read them off."""
    readings: Sequence[Reading] = readings_of(survey.id) if survey.state is SurveyState.CLOSED else ()
    if not readings:
        return None
    asked = tuple(asked_in(version) for version in versions_of(survey.id) if version.published_at is not None)
    return Results(survey, asked, tuple(readings))
