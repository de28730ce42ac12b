"""What differs between two versions of a survey's questions, as lines to read."""

from dataclasses import dataclass

from flask_babel import gettext as _

from medvirkning.surveys.fault_words import Effect
from medvirkning.surveys.questionnaire import Questionnaire
from medvirkning.surveys.versions import Difference, differences
from medvirkning.web.filters import best
from medvirkning.web.labels.lookup import label
from medvirkning.web.language_names import language_name


@dataclass(frozen=True)
class Line:
    """One difference: what it is, what it is about, and what it does to answers where that is worth a word."""

    change: str
    about: str
    effect: str


def difference_lines(old: Questionnaire, new: Questionnaire) -> list[Line]:
    """Every difference, in the newer one's order."""
    return [
        Line(label(one.change), _about(one, old, new), "" if one.effect is Effect.TOGETHER else label(one.effect))
        for one in differences(old, new)
    ]


def _about(one: Difference, old: Questionnaire, new: Questionnaire) -> str:
    if one.language:
        return language_name(one.language)
    question = new.by_key.get(one.question) or old.by_key.get(one.question)
    said = best(one.text)
    if question is not None and one.part:
        return _("«%(part)s», in «%(question)s»", part=said, question=best(question.text))
    if question is not None:
        return f"«{best(question.text)}»"
    return f"«{said}»" if said else ""
