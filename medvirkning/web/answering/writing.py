"""Who answers what, and where: one survey, and what somebody is writing under an address that only they know."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from flask import abort, redirect, request, url_for

from medvirkning.programmes.models import Programme
from medvirkning.surveys import branching
from medvirkning.surveys.answering import answering_in, asked_of, code_of
from medvirkning.surveys.answers import Answers
from medvirkning.surveys.models import Survey
from medvirkning.surveys.questionnaire import Questionnaire
from medvirkning.surveys.receipts import receipt_of
from medvirkning.surveys.responses import Answering
from medvirkning.web.answering.blueprint import BEGUN, page_language, survey_or_404
from medvirkning.web.keys import secret
from medvirkning.web.locale import speak


@dataclass
class Writing:
    """What somebody is writing, and the addresses of its pages.

    `here` is what those say: known by itself, so that an address after a commit reads nothing anew.
    """

    programme: Programme
    survey: Survey
    answering: Answering
    here: dict[str, Any]

    @cached_property
    def questionnaire(self) -> Questionnaire:
        """The questions of the version they began with."""
        return asked_of(self.answering)

    @property
    def answers(self) -> Answers:
        """All answers so far."""
        return self.answering.answers

    @property
    def language(self) -> str:
        """The language of the questions."""
        return self.answering.language

    @property
    def any_order(self) -> bool:
        """Whether there is an overview of sections to choose from."""
        return branching.any_order(self.questionnaire, self.answers)

    def page(self, name: str, **more: Any) -> str:
        """The address of one of its pages."""
        return url_for(f".{name}", **self.here, **more)

    def question(self, key: str, **more: Any) -> str:
        """The address of a question."""
        return self.page("step", key=key, **more)

    def after(self, key: str | None, answers: Answers | None = None) -> str:
        """Where one goes on after a question, or from the start: a question, the overview of sections or the check."""
        told = self.answers if answers is None else answers
        following = branching.onward(self.questionnaire, told, key)
        if following is not None:
            return self.question(following)
        return self.page("overview" if branching.any_order(self.questionnaire, told) else "check")

    def before(self, key: str | None, answers: Answers | None = None) -> str:
        """Where «Back» leads from a question, or from the check: a question, the overview or the front page."""
        told = self.answers if answers is None else answers
        previous = branching.backward(self.questionnaire, told, key)
        if previous is not None:
            return self.question(previous)
        if branching.any_order(self.questionnaire, told):
            return self.page("overview")
        here = {name: value for name, value in self.here.items() if name != "answering_id"}
        return url_for(".front", **here, **{BEGUN: self.here["answering_id"]})


def begun_in(survey: Survey) -> Answering | None:
    """What somebody had begun on when they went back to the front page, as its address says; None where nothing is."""
    try:
        return answering_in(survey.id, UUID(request.args.get(BEGUN, "")))
    except ValueError:
        return None


def code_to(answering: Answering) -> str:
    """The code to go on with; "" where somebody changes what is sent, and came with a code that stays as it is."""
    return "" if answering.changes_sent else code_of(answering.id, answering.code_turn, secret=secret())


def writing_or_away(slug: str, survey_slug: str, answering_id: UUID) -> Writing:
    """What is being written, its language spoken; else off to the receipt of what was sent, or to the front page."""
    here: dict[str, Any] = {"slug": slug, "survey_slug": survey_slug}
    programme, survey = survey_or_404(slug, survey_slug)
    answering = answering_in(survey.id, answering_id)
    if answering is None:
        sent = receipt_of(answering_id, survey, secret=secret())
        if sent is not None:
            abort(redirect(url_for(".receipt", **here, answering_id=answering_id), 303))
        abort(redirect(url_for(".front", **here, borte=1), 303))
    speak(page_language(answering.language))
    return Writing(programme, survey, answering, {**here, "answering_id": answering_id})
