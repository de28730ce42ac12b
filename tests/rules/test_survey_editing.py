"""The builder's verbs: each by example, and what must hold after any number of them."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medvirkning.surveys import editing
from medvirkning.surveys.answers import option_keys
from medvirkning.surveys.editing import Direction, Edited
from medvirkning.surveys.keys import names
from medvirkning.surveys.kinds import as_kind, fitting
from medvirkning.surveys.pointing import pointing_to
from medvirkning.surveys.questionnaire import Condition, Question, Questionnaire, Rule, Section, from_json, to_json
from medvirkning.surveys.words import Joined, Operator, QuestionKind, QuestionRole, ScaleLook
from tests.questionnaires import choices, only_if, question, questionnaires, said

KIND = QuestionKind
UP, DOWN = Direction.UP, Direction.DOWN
ABC = Questionnaire(
    ("nb", "nn"),
    (
        Section("one", said("One"), questions=(question("a", KIND.ONE), question("b", KIND.NUMBER))),
        Section("two", said("Two")),
        Section(
            "three",
            said("Three"),
            questions=(question("c", KIND.SHORT_TEXT, when=only_if("a", Operator.ONE_OF, "a", "b")),),
            when=Condition(Joined.ANY, (Rule("a", Operator.EQUALS, ("a",)), Rule("b", Operator.GREATER, ("3",)))),
        ),
    ),
)


def order(questionnaire: Questionnaire) -> str:
    """The questions' keys, the sections parted by a bar."""
    return "|".join(" ".join(one.key for one in section.questions) for section in questionnaire.sections)


@pytest.mark.parametrize(
    ("key", "direction", "found"),
    [
        ("a", UP, "a b||c"),
        ("a", DOWN, "b a||c"),
        ("b", DOWN, "a|b|c"),
        ("c", UP, "a b|c|"),
        ("c", DOWN, "a b||c"),
    ],
)
def test_moving_a_question(key: str, direction: Direction, found: str) -> None:
    assert order(editing.move_question(ABC, key, direction).questionnaire) == found


def test_moving_down_into_a_section_puts_it_first_and_up_puts_it_last() -> None:
    full = editing.delete_section(ABC, "two").questionnaire
    assert order(editing.move_question(full, "b", DOWN).questionnaire) == "a|b c"
    assert order(editing.move_question(full, "c", UP).questionnaire) == "a b c|"


def test_placing_a_question() -> None:
    assert order(editing.place_question(ABC, "a", "three").questionnaire) == "b||c a"
    assert order(editing.place_question(ABC, "c", "one", after="a").questionnaire) == "a c b||"
    assert order(editing.place_question(ABC, "b", "one", first=True).questionnaire) == "b a||c"
    assert editing.place_question(ABC, "a", "one", after="a").questionnaire == ABC


def test_moving_a_section() -> None:
    assert order(editing.move_section(ABC, "three", UP).questionnaire) == "a b|c|"
    assert editing.move_section(ABC, "one", UP).questionnaire == ABC


def test_adding() -> None:
    edited = editing.add_question(ABC, "one", KIND.SCALE, said("How?"), after="a")
    assert order(edited.questionnaire) == "a scale_1 b||c"
    assert len(edited.questionnaire.by_key["scale_1"].choices) == 5
    assert editing.add_question(edited.questionnaire, "two", KIND.SCALE).key == "scale_2"
    assert editing.add_question(ABC, "two", KIND.SCALE, spent={"scale_7", "scale_7.c1"}).key == "scale_8"
    added = editing.add_section(ABC, said("New"), after="one")
    assert (added.key, order(added.questionnaire)) == ("section_1", "a b|||c")
    assert editing.add_section(ABC, spent={"@section_4"}).key == "section_5"


def test_a_copy_has_keys_of_its_own_and_rules_about_its_own() -> None:
    copied = editing.duplicate_section(editing.place_question(ABC, "c", "one").questionnaire, "one")
    assert order(copied.questionnaire) == "a b c|one_1 number_1 short_text_1||"
    when = copied.questionnaire.by_key["short_text_1"].when
    assert when is not None
    assert [rule.question for rule in when.rules] == ["one_1"]
    home = editing.change_question(ABC, replace(ABC.by_key["a"], role=QuestionRole.AGE_BAND)).questionnaire
    one = editing.duplicate_question(home, "a")
    assert order(one.questionnaire) == "a one_1 b||c"
    assert one.questionnaire.by_key["one_1"] == replace(ABC.by_key["a"], key="one_1")


def test_deleting_tells_what_rules_went_with_it() -> None:
    assert [one.key for one in pointing_to(ABC, "a")] == ["three", "c"]
    edited = editing.delete_question(ABC, "a")
    assert order(edited.questionnaire) == "b||c"
    assert [one.key for one in edited.loosened] == ["three", "c"]
    assert edited.loosened[0].when == ABC.sections[2].when
    third = edited.questionnaire.sections[2]
    assert third.when == Condition(Joined.ANY, (Rule("b", Operator.GREATER, ("3",)),))
    assert third.questions[0].when is None
    assert editing.delete_section(ABC, "one").questionnaire.sections[1].when is None


def test_a_choice_that_goes_takes_the_rules_about_it_along() -> None:
    edited = editing.change_question(ABC, replace(ABC.by_key["a"], choices=choices("b", "c")))
    assert [one.key for one in edited.loosened] == ["three", "c"]
    assert edited.questionnaire.by_key["c"].when == only_if("a", Operator.ONE_OF, "b")
    assert edited.questionnaire.sections[2].when == Condition(Joined.ANY, (Rule("b", Operator.GREATER, ("3",)),))
    assert editing.change_question(ABC, replace(ABC.by_key["a"], text=said("Else?"))).loosened == ()


def test_settings_and_sections() -> None:
    told = editing.change_settings(ABC, languages=["nn", "en", "nn"], any_order=True).questionnaire
    assert (told.languages, told.any_order, told.sections) == (("nn", "en"), True, ABC.sections)
    changed = editing.change_section(ABC, "one", title=said("First"), help=said("Help"), when=None).questionnaire
    assert changed.sections[0] == replace(ABC.sections[0], title=said("First"), help=said("Help"))


@pytest.mark.parametrize(
    "verb",
    [
        lambda: editing.move_question(ABC, "nobody", UP),
        lambda: editing.delete_question(ABC, "nobody"),
        lambda: editing.delete_section(ABC, "nobody"),
        lambda: editing.add_question(ABC, "nobody", KIND.ONE),
        lambda: editing.change_question(ABC, question("nobody", KIND.ONE)),
        lambda: editing.place_question(ABC, "a", "two", after="c"),
        lambda: editing.duplicate_section(ABC, "nobody"),
    ],
)
def test_what_is_not_there(verb: Callable[[], Edited]) -> None:
    with pytest.raises(KeyError):
        verb()


def test_another_kind_keeps_what_both_have() -> None:
    several = question("q", KIND.SEVERAL, choices=choices("a", "b", exclusive="b"), other=True, least=1, sensitive=True)
    one = as_kind(several, KIND.ONE)
    assert (one.kind, one.choices, one.other, one.least) == (KIND.ONE, choices("a", "b"), True, None)
    assert one.sensitive
    scale = as_kind(replace(one, role=QuestionRole.AGE_BAND), KIND.SCALE)
    assert (scale.other, scale.role, scale.choices) == (False, QuestionRole.NONE, one.choices)
    assert len(as_kind(question("q", KIND.NUMBER), KIND.MATRIX).rows) == 2
    assert as_kind(replace(scale, look=ScaleLook.FACES), KIND.LONG_TEXT).choices == ()
    assert as_kind(question("q", KIND.SHORT_TEXT, most=9), KIND.LONG_TEXT).most == 9


SPENT = frozenset({"one_9", "@section_5", "q1", "q1.c4"})


def an_edit(questionnaire: Questionnaire, data: st.DataObject) -> Edited:
    """Any verb that the questionnaire has something for."""
    draw = data.draw
    sections = [section.key for section in questionnaire.sections]
    asked = list(questionnaire.by_key)
    verbs: list[Callable[[], Edited]] = [lambda: editing.add_section(questionnaire, spent=SPENT)]
    if sections:
        one = draw(st.sampled_from(sections))
        kind, way = draw(st.sampled_from(QuestionKind)), draw(st.sampled_from(Direction))
        verbs += [
            lambda: editing.add_question(questionnaire, one, kind, spent=SPENT),
            lambda: editing.move_section(questionnaire, one, way),
            lambda: editing.duplicate_section(questionnaire, one, spent=SPENT),
            lambda: editing.delete_section(questionnaire, one),
        ]
        if asked:
            key = draw(st.sampled_from(asked))
            changed = as_kind(questionnaire.by_key[key], kind)
            verbs += [
                lambda: editing.move_question(questionnaire, key, way),
                lambda: editing.place_question(questionnaire, key, one),
                lambda: editing.duplicate_question(questionnaire, key, spent=SPENT),
                lambda: editing.delete_question(questionnaire, key),
                lambda: editing.change_question(questionnaire, changed),
            ]
    return draw(st.sampled_from(verbs))()


@given(questionnaires(), st.data())
@settings(max_examples=60)
def test_any_edits_keep_keys_unique_and_what_is_stored_the_same(drawn: Questionnaire, data: st.DataObject) -> None:
    ever = set(names(drawn))
    for _ in range(4):
        before = drawn
        kept = to_json(before)
        edited = an_edit(drawn, data)
        drawn = edited.questionnaire
        assert to_json(before) == kept  # what undo goes back to
        assert from_json(to_json(drawn)) == drawn
        sections = [section.key for section in drawn.sections]
        asked = [one.key for one in drawn.questions]
        assert len(set(sections)) == len(sections)
        assert len(set(asked)) == len(asked)
        for one in drawn.questions:
            assert len(set(option_keys(one))) == len(option_keys(one))
            assert len({row.key for row in one.rows}) == len(one.rows)
        fresh = {key for key in asked if key not in before.by_key}
        assert not fresh & SPENT
        for one in edited.loosened:
            assert one.when is not None
        ever |= names(drawn)


@given(questionnaires(), st.data())
@settings(max_examples=60)
def test_nothing_points_to_what_is_deleted(drawn: Questionnaire, data: st.DataObject) -> None:
    if not drawn.by_key:
        return
    key = data.draw(st.sampled_from(sorted(drawn.by_key)))
    edited = editing.delete_question(drawn, key)
    assert pointing_to(edited.questionnaire, key) == ()
    told = {(type(one), one.key) for one in edited.loosened}
    assert {(type(one), one.key) for one in pointing_to(drawn, key) if one.key != key} <= told


@given(questionnaires())
@settings(max_examples=60)
def test_up_and_down_again_is_where_it_was(drawn: Questionnaire) -> None:
    for key in drawn.by_key:
        for there, back in ((UP, DOWN), (DOWN, UP)):
            moved = editing.move_question(drawn, key, there).questionnaire
            if moved != drawn:
                assert editing.move_question(moved, key, back).questionnaire == drawn


@given(questionnaires(), st.sampled_from(QuestionKind))
@settings(max_examples=60)
def test_a_question_that_fits_its_kind_is_left_alone(drawn: Questionnaire, kind: QuestionKind) -> None:
    def same(one: Question) -> bool:
        return fitting(fitting(one)) == fitting(one) and as_kind(as_kind(one, kind), kind) == as_kind(one, kind)

    assert all(same(one) for one in drawn.questions)
