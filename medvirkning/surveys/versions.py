"""What differs between two versions of a questionnaire, and what that does to the answers that have come already."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from medvirkning.kernel.errors import Objection
from medvirkning.kernel.localized import Localized
from medvirkning.surveys.fault_words import Change, Effect, QuestionnaireFault
from medvirkning.surveys.questionnaire import NOTHING, Choice, Question, Questionnaire, Section
from medvirkning.surveys.words import QuestionKind

# Kinds whose answers have the same shape and mean the same.
_ALIKE = (
    {QuestionKind.ONE, QuestionKind.SCALE},
    {QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT},
)
_ALONE = {
    Change.QUESTION_ADDED,
    Change.QUESTION_REMOVED,
    Change.CHOICE_ADDED,
    Change.CHOICE_REMOVED,
    Change.ROW_ADDED,
    Change.ROW_REMOVED,
    Change.OTHER,
    Change.QUESTION_KIND_UNFIT,
    Change.SECTION_ADDED,
    Change.SECTION_REMOVED,
}
_WITH_CARE = {
    Change.QUESTION_KIND,
    Change.QUESTION_TEXT,
    Change.CHOICE_TEXT,
    Change.ROW_TEXT,
    Change.BOUNDS,
    Change.QUESTION_WHEN,
    Change.SECTION_WHEN,
}


@dataclass(frozen=True)
class Difference:
    """One change. `section`, `question` and `part` are keys, empty where the change is larger than that.

    `text` is what the thing is called (the newer version's words where it is in both) or empty, `language` a tag.
    """

    change: Change
    section: str = ""
    question: str = ""
    part: str = ""
    text: Localized = NOTHING
    language: str = ""

    @property
    def effect(self) -> Effect:
        """What the change does to the answers to what it names."""
        if self.change in _ALONE:
            return Effect.ALONE
        return Effect.WITH_CARE if self.change in _WITH_CARE else Effect.TOGETHER


def differences(old: Questionnaire, new: Questionnaire) -> list[Difference]:
    """Every change from the one to the other, in the new one's order with what is gone last; empty when equal."""
    found = [
        *(Difference(Change.LANGUAGE_ADDED, language=one) for one in new.languages if one not in old.languages),
        *(Difference(Change.LANGUAGE_REMOVED, language=one) for one in old.languages if one not in new.languages),
    ]
    if set(old.languages) == set(new.languages) and old.languages != new.languages:
        found.append(Difference(Change.LANGUAGES_ORDER))
    if old.any_order != new.any_order:
        found.append(Difference(Change.ANY_ORDER))
    before = {section.key: section for section in old.sections}
    after = {section.key: section for section in new.sections}
    moved_sections = _moved(before, after)
    moved = _moved(old.by_key, new.by_key)
    for section in new.sections:
        found += _section(before.get(section.key), section, section.key in moved_sections)
        for question in section.questions:
            known = old.by_key.get(question.key)
            if known is None:
                found.append(Difference(Change.QUESTION_ADDED, section.key, question.key, text=question.text))
                continue
            if question.key in moved or old.section_of(question.key).key != section.key:
                found.append(Difference(Change.QUESTION_MOVED, section.key, question.key, text=question.text))
            found += _question(known, question, section.key)
    for section in old.sections:
        if section.key not in after:
            found.append(Difference(Change.SECTION_REMOVED, section.key, text=section.title))
        for question in section.questions:
            if question.key not in new.by_key:
                found.append(Difference(Change.QUESTION_REMOVED, section.key, question.key, text=question.text))
    return found


def counted_together(old: Question, new: Question) -> bool:
    """Whether answers to the older question can be counted as answers to the newer."""
    kinds = {old.kind, new.kind}
    return len(kinds) == 1 or any(kinds <= alike for alike in _ALIKE)


def not_countable(earlier: Iterable[Questionnaire], new: Questionnaire) -> list[Objection]:
    """The questions whose answers in a version that has been published don't fit what they have become since.

    Such a question must be taken out and a new one made in its place, so that it gets a key of its own.
    """
    versions = list(earlier)
    found = []
    for section in new.sections:
        for question in section.questions:
            olds = (version.by_key.get(question.key) for version in versions)
            if any(old is not None and not counted_together(old, question) for old in olds):
                found.append(
                    Objection(
                        QuestionnaireFault.ANSWERS_DO_NOT_FIT, section=section.key, question=question.key, field="kind"
                    )
                )
    return found


def _section(old: Section | None, new: Section, moved: bool) -> Iterator[Difference]:
    if old is None:
        yield Difference(Change.SECTION_ADDED, new.key, text=new.title)
        return
    if moved:
        yield Difference(Change.SECTION_MOVED, new.key, text=new.title)
    if _reworded(old.title, new.title) or _reworded(old.help, new.help):
        yield Difference(Change.SECTION_TEXT, new.key, text=new.title)
    elif (old.title, old.help) != (new.title, new.help):
        yield Difference(Change.TRANSLATED, new.key, text=new.title)
    if old.when != new.when:
        yield Difference(Change.SECTION_WHEN, new.key, text=new.title)


def _question(old: Question, new: Question, section: str) -> Iterator[Difference]:
    def changed(change: Change) -> Difference:
        return Difference(change, section, new.key, text=new.text)

    if old.kind is not new.kind:
        yield changed(Change.QUESTION_KIND if counted_together(old, new) else Change.QUESTION_KIND_UNFIT)
    for change, one, other in (
        (Change.OTHER, old.other, new.other),
        (Change.LOOK, old.look, new.look),
        (Change.BOUNDS, (old.least, old.most, old.whole), (new.least, new.most, new.whole)),
        (Change.REQUIRED, old.required, new.required),
        (Change.SENSITIVE, old.sensitive, new.sensitive),
        (Change.ROLE, old.role, new.role),
        (Change.QUESTION_WHEN, old.when, new.when),
    ):
        if one != other:
            yield changed(change)
    if _reworded(old.text, new.text):
        yield changed(Change.QUESTION_TEXT)
    if _reworded(old.help, new.help):
        yield changed(Change.QUESTION_HELP)
    if old.personal != new.personal or _reworded(old.purpose, new.purpose):
        yield changed(Change.PERSONAL)
    yield from _parts(old.choices, new.choices, section, new.key, rows=False)
    yield from _parts(old.rows, new.rows, section, new.key, rows=True)
    if any(one != other and not _reworded(one, other) for one, other in _texts(old, new)):
        yield changed(Change.TRANSLATED)


def _parts(
    old: Sequence[Choice], new: Sequence[Choice], section: str, question: str, *, rows: bool
) -> Iterator[Difference]:
    before, after = ({part.key: part for part in there} for there in (old, new))
    added, removed = (Change.ROW_ADDED, Change.ROW_REMOVED) if rows else (Change.CHOICE_ADDED, Change.CHOICE_REMOVED)
    for key, part in after.items():
        known = before.get(key)
        if known is None:
            yield Difference(added, section, question, key, part.text)
            continue
        if _reworded(known.text, part.text):
            yield Difference(Change.ROW_TEXT if rows else Change.CHOICE_TEXT, section, question, key, part.text)
        if known.exclusive != part.exclusive:
            yield Difference(Change.CHOICE_EXCLUSIVE, section, question, key, part.text)
    for key, part in before.items():
        if key not in after:
            yield Difference(removed, section, question, key, part.text)
    if [key for key in before if key in after] != [key for key in after if key in before]:
        yield Difference(Change.ROWS_ORDER if rows else Change.CHOICES_ORDER, section, question)


def _texts(old: Question, new: Question) -> Iterator[tuple[Localized, Localized]]:
    yield from ((old.text, new.text), (old.help, new.help), (old.purpose, new.purpose))
    for there, then in ((old.choices, new.choices), (old.rows, new.rows)):
        known = {part.key: part.text for part in there}
        yield from ((known[part.key], part.text) for part in then if part.key in known)


def _reworded(old: Localized, new: Localized) -> bool:
    """Whether a text is another, or is gone, in a language that it was written in; from nothing to something too."""
    before, after = old.to_json(), new.to_json()
    return any(after.get(language) != text for language, text in before.items()) or bool(not before and after)


def _moved(old: Iterable[str], new: Iterable[str]) -> set[str]:
    """The keys that have changed places among those in both: the fewest that explain the new order."""
    before, after = list(old), list(new)
    place = {key: at for at, key in enumerate(before)}
    common = [key for key in after if key in place]
    longest: list[list[str]] = []
    for key in common:
        fitting = [chain for chain in longest if place[chain[-1]] < place[key]]
        longest.append([*_longest(fitting), key])
    return set(common) - set(_longest(longest))


def _longest(chains: list[list[str]]) -> list[str]:
    return max(chains, key=len) if chains else []
