"""Invented people who answer a survey: what they say follows weights, and where they live. For demo and bulk data.

Weights are by question and by cell: a choice, a zone, `@none` for those who skip it, `@declined` for those who would
rather not say. Of SEVERAL each weight is the chance of that choice, of RANKING how soon it comes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from medvirkning.surveys.answers import ELSEWHERE, Answers
from medvirkning.surveys.branching import counting
from medvirkning.surveys.questionnaire import OTHER, Question, Questionnaire
from medvirkning.surveys.summing import NONE, WOULD_NOT_SAY
from medvirkning.surveys.words import QuestionKind, QuestionRole

Weights = Mapping[str, float]
SKIPS = 0.04  # of those who are asked something that nothing is said about


@dataclass(frozen=True)
class Crowd:
    """Those who answer one questionnaire in one programme, whose zones have these codes.

    `by_zone` says what those who live there weigh otherwise; `texts` what is written, by question and language.
    """

    questionnaire: Questionnaire
    zones: Sequence[str]
    chance: Random
    weights: Mapping[str, Weights] = field(default_factory=dict)
    by_zone: Mapping[str, Mapping[str, Weights]] = field(default_factory=dict)
    texts: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)

    def someone(self, language: str) -> Answers:
        """What one of them answers: only what counts, in the order of the questions."""
        told: dict[str, Any] = {}
        home = self._home()
        lives = self._said(home, language, {}) if home else None
        otherwise = self.by_zone.get(lives["zone"], {}) if lives and "zone" in lives else {}
        for question in self.questionnaire.questions:
            value = lives if question is home else self._said(question, language, otherwise)
            if value is not None:
                told[question.key] = value
        return counting(self.questionnaire, told)

    def _home(self) -> Question | None:
        asked = self.questionnaire.questions
        return next((question for question in asked if question.role is QuestionRole.HOME_ZONE), None)

    def _said(self, question: Question, language: str, otherwise: Mapping[str, Weights]) -> dict[str, Any] | None:
        weights = otherwise.get(question.key) or self.weights.get(question.key) or {}
        keys = [choice.key for choice in question.choices]
        match question.kind:
            case QuestionKind.ONE | QuestionKind.SCALE:
                return self._one("choice", weights, keys)
            case QuestionKind.ZONE:
                return self._one("zone", weights, [*self.zones, ELSEWHERE])
            case QuestionKind.SEVERAL:
                return self._several(question, weights)
            case QuestionKind.RANKING:
                return self._ranked(question, weights, keys)
            case QuestionKind.MATRIX:
                return {"rows": {row.key: self.chance.choices(keys, _fewer(keys))[0] for row in question.rows}}
            case QuestionKind.NUMBER:
                least, most = int(question.least or 0), int(question.most or 60)
                return None if self._skips() else {"number": str(min(most, least + int(self.chance.expovariate(0.08))))}
            case QuestionKind.SHORT_TEXT | QuestionKind.LONG_TEXT:
                said = self.texts.get(question.key, {}).get(language, ())
                writes = said and self.chance.random() >= weights.get(NONE, 0.5)
                return {"text": self.chance.choice(said)} if writes else None
        return None

    def _one(self, name: str, weights: Weights, keys: Sequence[str]) -> dict[str, Any] | None:
        cells = weights or dict(zip(keys, _fewer(keys), strict=True)) | {NONE: SKIPS * sum(_fewer(keys))}
        cell = self.chance.choices(list(cells), list(cells.values()))[0]
        return None if cell == NONE else {"declined": True} if cell == WOULD_NOT_SAY else {name: cell}

    def _several(self, question: Question, weights: Weights) -> dict[str, Any] | None:
        alone = [choice.key for choice in question.choices if choice.exclusive]
        if self.chance.random() < weights.get(NONE, SKIPS):
            return None
        for key in alone:
            if self.chance.random() < weights.get(key, 0.1):
                return {"choices": [key]}
        keys = [choice.key for choice in question.choices if not choice.exclusive]
        some = [key for key in keys if self.chance.random() < weights.get(key, 0.4)]
        said = self.texts.get(f"{question.key}.{OTHER}", {}).get("nb", ())
        if question.other and said and self.chance.random() < weights.get(OTHER, 0.05):
            return {"choices": [*some, OTHER], "other": self.chance.choice(said)}
        return {"choices": some or [self.chance.choice(keys)]}

    def _ranked(self, question: Question, weights: Weights, keys: Sequence[str]) -> dict[str, Any] | None:
        if self.chance.random() < weights.get(NONE, SKIPS):
            return None
        sooner = {key: weights.get(key, weight) for key, weight in zip(keys, _fewer(keys), strict=True)}
        order = sorted(keys, key=lambda key: self.chance.random() ** (1 / max(sooner[key], 0.01)), reverse=True)
        return {"order": order[: int(question.most or len(keys))]}

    def _skips(self) -> bool:
        return self.chance.random() < SKIPS


def _fewer(keys: Sequence[str]) -> list[float]:
    """A weight for each, less and less."""
    return [max(1.0, 30.0 - 8 * place) for place in range(len(keys))]
