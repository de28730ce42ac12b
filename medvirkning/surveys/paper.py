"""What is right of answers on paper: which questions a form has, until when it counts, what may be left blank. Pure."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from medvirkning.kernel.errors import Objection
from medvirkning.surveys.answers import Answers, AnswerValue, chosen, declined
from medvirkning.surveys.branching import applies, counting
from medvirkning.surveys.checking import objections
from medvirkning.surveys.paper_words import PaperFault as Fault
from medvirkning.surveys.questionnaire import Question, Questionnaire
from medvirkning.surveys.survey_words import SurveyFault
from medvirkning.surveys.words import QuestionKind, SurveyState

MOST_FORMS = 200  # printed at a time
PAPER_DAYS = 30  # after the end: what was handed in in time must be keyed in by one and approved by another


def on_paper(questionnaire: Questionnaire) -> Questionnaire:
    """What a form on paper asks: all but the photos. A section that has only those is left out."""
    sections = (
        replace(one, questions=tuple(each for each in one.questions if each.kind is not QuestionKind.PHOTO))
        for one in questionnaire.sections
    )
    return replace(questionnaire, sections=tuple(one for one in sections if one.questions))


def paper_counts(questionnaire: Questionnaire, answers: Answers) -> dict[str, AnswerValue]:
    """The answers on a form that count, in order: none to a question that its other answers hide."""
    return counting(on_paper(questionnaire), answers)


def wrong_on_paper(
    questionnaire: Questionnaire, answers: Answers, blank: Collection[str]
) -> dict[str, list[Objection]]:
    """What is wrong with the answers keyed in, by the question's key, in order.

    `blank`: what has no answer on the form, by whoever holds it: then a question that must be answered may be without.
    """
    asked = on_paper(questionnaire)
    found = {}
    for key in applies(asked, answers):
        question = replace(asked.by_key[key], required=False) if key in blank else asked.by_key[key]
        if told := objections(question, answers.get(key)):
            found[key] = told
    return found


def left_blank(question: Question, value: AnswerValue | None) -> bool:
    """Whether the form has no answer here; of a matrix, whether it has rows without one."""
    if question.kind is QuestionKind.MATRIX and value and not declined(value):
        return any(not chosen(value, row.key) for row in question.rows)
    return not value


def blank_of(questionnaire: Questionnaire, answers: Answers) -> frozenset[str]:
    """What was left blank on a form that was keyed in with these answers."""
    return frozenset(one.key for one in questionnaire.questions if left_blank(one, answers.get(one.key)))


def objections_to_paper(state: SurveyState, *, ended_at: datetime | None, at: datetime) -> list[Objection]:
    """Why answers on paper can't be keyed in or approved now. `ended_at`: when the survey ended, if it has."""
    if state is SurveyState.DRAFT:
        return [Objection(SurveyFault.NOT_OPEN)]
    late = ended_at is not None and at > ended_at + timedelta(days=PAPER_DAYS)
    return [Objection(Fault.TOO_LATE, days=PAPER_DAYS)] if late else []
