"""Questionnaires and answers for tests: one of every kind by hand, and any at all drawn by hypothesis."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from medvirkning.kernel.localized import Localized
from medvirkning.surveys.answers import Answers, option_keys
from medvirkning.surveys.questionnaire import Choice, Condition, Question, Questionnaire, Rule, Section
from medvirkning.surveys.words import Joined, Operator, QuestionKind, QuestionRole, ScaleLook

ZONES = ("s1", "s2", "s3")
DIGEST = "0123456789abcdef" * 4
CHOOSING = {
    QuestionKind.ONE,
    QuestionKind.SEVERAL,
    QuestionKind.SCALE,
    QuestionKind.RANKING,
    QuestionKind.MATRIX,
}


def said(text: str) -> Localized:
    """The text in both Norwegian languages."""
    return Localized({"nb": text, "nn": f"{text} (nn)"})


def choices(*keys: str, exclusive: str = "") -> tuple[Choice, ...]:
    """Choices whose text is their key in capitals."""
    return tuple(Choice(key, said(key.upper()), key == exclusive) for key in keys)


def question(key: str, kind: QuestionKind, **more: Any) -> Question:
    """A question with what its kind needs; `more` says what is otherwise."""
    if kind in CHOOSING:
        more.setdefault("choices", choices("a", "b", "c"))
    if kind is QuestionKind.MATRIX:
        more.setdefault("rows", choices("r", "s"))
    return Question(key, kind, more.pop("text", said(f"About {key}?")), **more)


def asking(*questions: Question, **more: Any) -> Questionnaire:
    """A questionnaire of one section."""
    return Questionnaire(("nb", "nn"), (Section("only", said("All"), questions=questions),), **more)


def only_if(key: str, operator: Operator, *values: str, row: str = "") -> Condition:
    """A condition of one rule."""
    return Condition(Joined.ALL, (Rule(key, operator, values, row),))


EVERY_KIND = asking(*(question(kind.value, kind) for kind in QuestionKind))

_texts = st.sampled_from([said("One"), said("Two"), Localized({"nb": "Bare bokmål"}), Localized({})])
_keys = [f"k{number}" for number in range(5)]


@composite
def questionnaires(draw: DrawFn) -> Questionnaire:
    """Any questionnaire with unique keys: rules may point back, ahead, to nothing, and ask what makes no sense."""
    count = draw(st.integers(0, 7))
    names = [f"q{number}" for number in range(count)]
    drawn = [_drawn_question(draw, name, names) for name in names]
    cuts = sorted(draw(st.lists(st.integers(0, count), max_size=2)))
    bounds = [0, *cuts, count]
    sections = tuple(
        Section(f"s{at}", draw(_texts), draw(_texts), tuple(drawn[first:last]), draw(_conditions(names)))
        for at, (first, last) in enumerate(pairwise(bounds))
    )
    return Questionnaire(("nb", "nn"), sections, draw(st.booleans()))


def _drawn_question(draw: DrawFn, name: str, names: list[str]) -> Question:
    kind = draw(st.sampled_from(QuestionKind))
    chooses = kind in CHOOSING
    return Question(
        name,
        kind,
        draw(_texts),
        required=draw(st.booleans()),
        sensitive=draw(st.booleans()),
        personal=draw(st.booleans()),
        choices=_drawn_choices(draw, kind) if chooses else (),
        rows=_drawn_choices(draw, None) if kind is QuestionKind.MATRIX else (),
        other=kind in (QuestionKind.ONE, QuestionKind.SEVERAL) and draw(st.booleans()),
        look=draw(st.sampled_from(ScaleLook)) if kind is QuestionKind.SCALE else ScaleLook.WORDS,
        whole=draw(st.booleans()) if kind is QuestionKind.NUMBER else True,
        least=draw(st.none() | st.integers(0, 3).map(Decimal)),
        most=draw(st.none() | st.integers(2, 9).map(Decimal)),
        role=QuestionRole.HOME_ZONE if kind is QuestionKind.ZONE and draw(st.booleans()) else QuestionRole.NONE,
        when=draw(_conditions(names)),
    )


def _drawn_choices(draw: DrawFn, kind: QuestionKind | None) -> tuple[Choice, ...]:
    keys = draw(st.lists(st.sampled_from(_keys), unique=True, min_size=1, max_size=4))
    exclusive = draw(st.booleans()) if kind is QuestionKind.SEVERAL else False
    return tuple(Choice(key, draw(_texts), exclusive and key == keys[-1]) for key in keys)


def _conditions(names: list[str]) -> SearchStrategy[Condition | None]:
    values = st.sampled_from([*_keys, "other", "s1", "3", "hus", "x y"])
    rules = st.builds(
        Rule,
        st.sampled_from([*names, "gone"]),
        st.sampled_from(Operator),
        st.lists(values, max_size=2).map(tuple),
        st.sampled_from(["", "", "k1"]),
    )
    conditions = st.builds(Condition, st.sampled_from(Joined), st.lists(rules, min_size=1, max_size=2).map(tuple))
    return st.none() | conditions


def answer_to(asked: Question) -> SearchStrategy[dict[str, Any]]:
    """Any answer of the right shape, within bounds or not."""
    keys = st.sampled_from(option_keys(asked) or ("a",))
    some = st.lists(keys, unique=True, min_size=1)
    shapes: dict[QuestionKind, SearchStrategy[dict[str, Any]]] = {
        QuestionKind.ONE: keys.map(lambda key: {"choice": key}),
        QuestionKind.SCALE: keys.map(lambda key: {"choice": key}),
        QuestionKind.SEVERAL: some.map(
            lambda told: {"choices": [key for key in option_keys(asked) if key in told]},
        ),
        QuestionKind.RANKING: some.map(lambda told: {"order": told}),
        QuestionKind.NUMBER: st.integers(-3, 12).map(lambda number: {"number": str(number)}),
        QuestionKind.SHORT_TEXT: st.sampled_from(["hus", "Et hus", "x"]).map(lambda text: {"text": text}),
        QuestionKind.LONG_TEXT: st.sampled_from(["hus", "Et hus", "x"]).map(lambda text: {"text": text}),
        QuestionKind.ZONE: st.sampled_from([*ZONES, "elsewhere"]).map(lambda zone: {"zone": zone}),
        QuestionKind.PHOTO: st.just({"photos": [DIGEST]}),
        QuestionKind.MATRIX: st.dictionaries(
            st.sampled_from([row.key for row in asked.rows] or ["r"]), keys, min_size=1
        ).map(lambda rows: {"rows": rows}),
    }
    declining = st.just({"declined": True}) if asked.sensitive else st.nothing()
    return shapes[asked.kind] | declining


@composite
def answered(draw: DrawFn) -> tuple[Questionnaire, Answers]:
    """A questionnaire and answers to some of its questions, hidden ones too."""
    asked = draw(questionnaires())
    told = {one.key: draw(answer_to(one)) for one in asked.questions if draw(st.booleans())}
    return asked, told
