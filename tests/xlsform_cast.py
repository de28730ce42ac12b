"""Questionnaires drawn by hypothesis with all that a file must carry: odd texts, every bound, rules that look back."""

from decimal import Decimal

from hypothesis import strategies as st

from medvirkning.kernel.localized import Localized
from medvirkning.surveys.branching import OPERATORS
from medvirkning.surveys.questionnaire import OTHER, Choice, Condition, Question, Questionnaire, Rule, Section
from medvirkning.surveys.words import Joined, Operator, QuestionKind, QuestionRole, ScaleLook

LANGUAGES = ("nb", "nn", "en", "ar", "uk", "zh-Hant", "pt-BR")
CHOSEN = (QuestionKind.ONE, QuestionKind.SCALE, QuestionKind.SEVERAL, QuestionKind.RANKING, QuestionKind.MATRIX)
_BARE = (Operator.ANSWERED, Operator.NOT_ANSWERED)
keys = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
words = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff") | st.sampled_from("\n\"'=${}"),
    min_size=1,
    max_size=20,
).map(str.strip)
texts = st.dictionaries(st.sampled_from(LANGUAGES), words).map(Localized.written)
decimals = st.decimals(-1000, 1000, places=2, allow_nan=False) | st.integers(-50, 5000).map(Decimal)
counts = st.none() | st.integers(0, 40).map(Decimal)


def choices(*, exclusive: bool, least: int = 1) -> st.SearchStrategy[tuple[Choice, ...]]:
    made = st.builds(
        Choice, keys.filter(lambda key: key != OTHER), texts, st.booleans() if exclusive else st.just(False)
    )
    return st.lists(made, min_size=least, max_size=4, unique_by=lambda choice: choice.key).map(tuple)


@st.composite
def questions(draw: st.DrawFn, key: str, before: list[Question]) -> Question:
    kind = draw(st.sampled_from(QuestionKind))
    number = kind is QuestionKind.NUMBER
    bounded = number or kind not in (QuestionKind.ONE, QuestionKind.SCALE, QuestionKind.ZONE, QuestionKind.MATRIX)
    role = {QuestionKind.ZONE: QuestionRole.HOME_ZONE, QuestionKind.ONE: QuestionRole.AGE_BAND}.get(kind)
    return Question(
        key,
        kind,
        draw(texts),
        help=draw(texts),
        required=draw(st.booleans()),
        sensitive=draw(st.booleans()),
        personal=draw(st.booleans()),
        purpose=draw(texts),
        choices=draw(choices(exclusive=kind is QuestionKind.SEVERAL)) if kind in CHOSEN else (),
        rows=draw(choices(exclusive=False)) if kind is QuestionKind.MATRIX else (),
        other=kind in CHOSEN[:3] and draw(st.booleans()),
        look=draw(st.sampled_from(ScaleLook)) if kind is QuestionKind.SCALE else ScaleLook.WORDS,
        whole=draw(st.booleans()) if number else True,
        least=draw(st.none() | decimals if number else counts) if bounded else None,
        most=draw(st.none() | decimals if number else counts) if bounded else None,
        role=draw(st.sampled_from((QuestionRole.NONE, role))) if role else QuestionRole.NONE,
        when=draw(conditions(before)),
    )


@st.composite
def rules(draw: st.DrawFn, before: list[Question]) -> Rule:
    question = draw(st.sampled_from(before))
    operator = draw(st.sampled_from(OPERATORS[question.kind]))
    row = ""
    if question.kind is QuestionKind.MATRIX and (operator not in _BARE or draw(st.booleans())):
        row = draw(st.sampled_from(question.rows)).key
    if operator in _BARE:
        return Rule(question.key, operator, (), row)
    if question.kind is QuestionKind.NUMBER:
        values = decimals.map(str)
    elif question.choices:
        values = st.sampled_from([one.key for one in question.choices] + [OTHER] * question.other)
    else:
        values = words.filter(bool)
    several = 3 if operator is Operator.ONE_OF else 1
    return Rule(question.key, operator, tuple(draw(st.lists(values, min_size=1, max_size=several))), row)


def conditions(before: list[Question]) -> st.SearchStrategy[Condition | None]:
    if not before:
        return st.none()
    made = st.lists(rules(before), min_size=1, max_size=3).map(tuple)
    return st.none() | st.builds(Condition, st.sampled_from(Joined), made)


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    """Any questionnaire with one to three sections."""
    languages = tuple(draw(st.lists(st.sampled_from(LANGUAGES), min_size=1, max_size=4, unique=True)))
    free = draw(st.lists(keys, min_size=8, max_size=8, unique=True))
    asked: list[Question] = []
    sections = []
    for key in draw(st.lists(keys, min_size=1, max_size=3, unique=True)):
        when = draw(conditions(list(asked)))
        inside = []
        for _ in range(draw(st.integers(0, 3))):
            if not free:
                break
            inside.append(draw(questions(free.pop(), list(asked))))
            asked.append(inside[-1])
        sections.append(Section(key, draw(texts), help=draw(texts), questions=tuple(inside), when=when))
    return Questionnaire(languages, tuple(sections), draw(st.booleans()))
