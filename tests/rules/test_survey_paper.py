"""A form on paper: what it asks, what counts of what stands on it, and what may be left blank."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given

from medvirkning.surveys.answers import Answers
from medvirkning.surveys.branching import applies
from medvirkning.surveys.fault_words import AnswerFault
from medvirkning.surveys.paper import (
    PAPER_DAYS,
    left_blank,
    objections_to_paper,
    on_paper,
    paper_counts,
    wrong_on_paper,
)
from medvirkning.surveys.paper_words import PaperFault
from medvirkning.surveys.questionnaire import Questionnaire
from medvirkning.surveys.survey_words import SurveyFault
from medvirkning.surveys.words import Operator, QuestionKind, SurveyState
from tests.questionnaires import DIGEST, EVERY_KIND, answered, asking, only_if, question

ENDED = datetime(2026, 5, 1, 22, 0, tzinfo=UTC)
PICKY = asking(
    question("bor", QuestionKind.ONE, required=True),
    question("hvor", QuestionKind.ONE, required=True, sensitive=True, when=only_if("bor", Operator.EQUALS, "a")),
    question("rader", QuestionKind.MATRIX, required=True),
)


def test_photos_are_not_asked_for_on_paper() -> None:
    assert [one.kind for one in on_paper(EVERY_KIND).questions] == [
        kind for kind in QuestionKind if kind is not QuestionKind.PHOTO
    ]
    only_photos = asking(question("bilde", QuestionKind.PHOTO, required=True))
    assert on_paper(only_photos).sections == ()
    assert wrong_on_paper(only_photos, {}, ()) == {}
    assert paper_counts(only_photos, {"bilde": {"photos": [DIGEST]}}) == {}


@given(answered())
def test_an_answer_to_a_hidden_question_never_counts(told: tuple[Questionnaire, Answers]) -> None:
    questionnaire, answers = told
    counts = paper_counts(questionnaire, answers)
    asked = on_paper(questionnaire)
    assert set(counts) == set(applies(asked, answers)) & set(answers)
    assert all(asked.by_key[key].kind is not QuestionKind.PHOTO for key in counts)


def test_what_must_be_answered_may_be_blank_where_somebody_says_that_it_is() -> None:
    rows = {"rader": {"rows": {"r": "a"}}}
    wrong = wrong_on_paper(PICKY, {"bor": {"choice": "a"}, **rows}, ())
    assert {key: [one.code for one in found] for key, found in wrong.items()} == {
        "hvor": [AnswerFault.CHOICE_MISSING],
        "rader": [AnswerFault.ROW_MISSING],
    }
    assert wrong_on_paper(PICKY, {"bor": {"choice": "a"}, **rows}, {"hvor", "rader"}) == {}
    assert wrong_on_paper(PICKY, {"bor": {"choice": "a"}, "hvor": {"declined": True}, **rows}, {"rader"}) == {}
    assert left_blank(PICKY.by_key["rader"], rows["rader"])
    assert not left_blank(PICKY.by_key["rader"], {"rows": {"r": "a", "s": "b"}})
    assert not left_blank(PICKY.by_key["hvor"], {"declined": True})
    assert left_blank(PICKY.by_key["hvor"], None)


@pytest.mark.parametrize(
    ("state", "ended", "at", "code"),
    [
        (SurveyState.DRAFT, None, ENDED, SurveyFault.NOT_OPEN),
        (SurveyState.OPEN, None, ENDED, None),
        (SurveyState.CLOSED, ENDED, ENDED + timedelta(days=PAPER_DAYS), None),
        (SurveyState.CLOSED, ENDED, ENDED + timedelta(days=PAPER_DAYS, seconds=1), PaperFault.TOO_LATE),
    ],
)
def test_paper_counts_for_a_month_after_the_end(
    state: SurveyState, ended: datetime | None, at: datetime, code: str | None
) -> None:
    assert [one.code for one in objections_to_paper(state, ended_at=ended, at=at)] == ([code] if code else [])
