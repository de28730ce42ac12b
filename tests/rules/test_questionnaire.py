"""A questionnaire goes to JSON and comes back as it was."""

import json
from decimal import Decimal

import pytest

from medvirkning.kernel.localized import Localized
from medvirkning.surveys.questionnaire import (
    Choice,
    Condition,
    Question,
    Questionnaire,
    Rule,
    Section,
    from_json,
    to_json,
)
from medvirkning.surveys.words import Joined, Operator, QuestionKind, QuestionRole, ScaleLook

BOTH = Localized({"nb": "Hva er bra?", "nn": "Kva er bra?", "ar": "ما الجيد؟"})
FULL = Questionnaire(
    languages=("nb", "nn", "ar"),
    any_order=True,
    sections=(
        Section(
            "you",
            BOTH,
            help=BOTH,
            questions=(
                Question("age", QuestionKind.ONE, BOTH, choices=(Choice("young", BOTH),), role=QuestionRole.AGE_BAND),
                Question("rows", QuestionKind.MATRIX, BOTH, choices=(Choice("a", BOTH),), rows=(Choice("r", BOTH),)),
                Question("mood", QuestionKind.SCALE, BOTH, look=ScaleLook.FACES, sensitive=True, required=True),
            ),
        ),
        Section(
            "more",
            BOTH,
            when=Condition(Joined.ANY, (Rule("age", Operator.ONE_OF, ("young",)),)),
            questions=(
                Question("cost", QuestionKind.NUMBER, BOTH, least=Decimal("0.5"), most=Decimal(9), whole=False),
                Question(
                    "who", QuestionKind.SEVERAL, BOTH, choices=(Choice("none", BOTH, exclusive=True),), other=True
                ),
                Question("name", QuestionKind.SHORT_TEXT, BOTH, help=BOTH, personal=True, purpose=BOTH),
            ),
        ),
    ),
)


def test_what_is_stored_is_what_was_written() -> None:
    assert from_json(json.loads(json.dumps(to_json(FULL)))) == FULL


def test_what_is_as_by_default_is_left_out() -> None:
    question = Question("a", QuestionKind.SHORT_TEXT, BOTH)
    told = to_json(Questionnaire(("nb",), (Section("s", BOTH, questions=(question,)),)))
    assert told["sections"][0]["questions"] == [{"key": "a", "kind": "short_text", "text": BOTH.to_json()}]


def test_a_question_is_found_with_its_section() -> None:
    assert FULL.by_key["who"].other
    assert FULL.section_of("who").key == "more"
    with pytest.raises(KeyError):
        FULL.section_of("nobody")


@pytest.mark.parametrize("stored", [{}, {"languages": ["nb"], "sections": [{"title": {}}]}], ids=str)
def test_something_else_is_refused(stored: dict) -> None:
    with pytest.raises(KeyError):
        from_json(stored)
