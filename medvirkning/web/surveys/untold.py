"""Questions that the results will not show, told to those who write the rules that are the reason."""

from flask_babel import gettext as _

from medvirkning.surveys.asked import asked_before
from medvirkning.surveys.pointing import Shown
from medvirkning.surveys.question_tables import untold
from medvirkning.surveys.questionnaire import Question, Questionnaire
from medvirkning.web.surveys.loaders import Found


def untold_in(found: Found, asked: Questionnaire) -> frozenset[str]:
    """The keys of the questions that no number will be shown of, when these are asked after what has been asked."""
    return untold([*asked_before(found.survey.id), asked])


def why_untold(found: Found, asked: Questionnaire, thing: Shown) -> str:
    """What to know of the rules for a question or a section; empty where the results will show the answers."""
    questions = [thing] if isinstance(thing, Question) else thing.questions
    if untold_in(found, asked).isdisjoint(one.key for one in questions) or thing.when is None:
        return ""
    return _(
        "The results won't show what is answered here: how many were asked could tell what a few have answered. "
        "They show it when the rules are about one question only, where people choose one answer."
    )
