"""What is wrong with a questionnaire before it can be published, each with where, and which languages it lacks.

A text that is missing in one of the languages stops nothing: readers get it in another, marked as such. One that is
written in no language at all does.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from medvirkning.kernel.errors import Objection
from medvirkning.kernel.localized import TAG, Localized
from medvirkning.surveys.bounds import bound_faults
from medvirkning.surveys.fault_words import QuestionnaireFault
from medvirkning.surveys.kinds import FACES, FEWEST, ROLES, WITH_ROWS
from medvirkning.surveys.questionnaire import KEY, OTHER, Choice, Question, Questionnaire
from medvirkning.surveys.rule_faults import rule_faults
from medvirkning.surveys.words import QuestionKind, QuestionRole, ScaleLook

MOST_QUESTIONS, MOST_CHOICES = 200, 100


@dataclass(frozen=True)
class Lacking:
    """A text that is not written in one of the questionnaire's languages. `part` is the key of a choice or a row."""

    language: str
    section: str
    question: str
    field: str
    part: str = ""


def faults(questionnaire: Questionnaire, zones: Collection[str]) -> list[Objection]:
    """All that must be mended, in the questionnaire's order. `zones` are the keys of the programme's zones."""
    found = [*_whole(questionnaire), *_roles(questionnaire)]
    keys: set[str] = set()
    for section in questionnaire.sections:
        found += _key(section.key, {one.key for one in questionnaire.sections if one is not section}, section.key)
        if not section.title and len(questionnaire.sections) > 1:
            found.append(_fault(QuestionnaireFault.TITLE_MISSING, section.key, "", "title"))
        found += _drafts(section.drafted, section.key, "", "title")
        if not section.questions:
            found.append(_fault(QuestionnaireFault.SECTION_EMPTY, section.key, "", "questions"))
        found += rule_faults(questionnaire, section, section.key, "", zones)
        for question in section.questions:
            found += _key(question.key, keys, section.key, question.key)
            keys.add(question.key)
            found += _question(question, section.key, zones)
            found += _drafts(question.drafted, section.key, question.key, "text")
            found += rule_faults(questionnaire, question, section.key, question.key, zones)
    return found


def missing_languages(questionnaire: Questionnaire) -> list[Lacking]:
    """Every text that is written in some language but not in all the questionnaire's, language by language."""
    places = list(_texts(questionnaire))
    return [
        Lacking(language, section, question, field, part)
        for language in questionnaire.languages
        for text, section, question, field, part in places
        if text and text.missing((language,))
    ]


def _texts(questionnaire: Questionnaire) -> Iterator[tuple[Localized, str, str, str, str]]:
    for section in questionnaire.sections:
        yield section.title, section.key, "", "title", ""
        yield section.help, section.key, "", "help", ""
        for question in section.questions:
            yield question.text, section.key, question.key, "text", ""
            yield question.help, section.key, question.key, "help", ""
            yield question.purpose, section.key, question.key, "purpose", ""
            for choice in question.choices:
                yield choice.text, section.key, question.key, "choices", choice.key
            for row in question.rows:
                yield row.text, section.key, question.key, "rows", row.key


def _whole(questionnaire: Questionnaire) -> Iterator[Objection]:
    if not questionnaire.languages:
        yield _fault(QuestionnaireFault.LANGUAGE_NOT_CHOSEN, "", "", "languages")
    for language in questionnaire.languages:
        if not TAG.fullmatch(language) or language == "no":
            yield _fault(QuestionnaireFault.LANGUAGE_UNKNOWN, "", "", "languages", language=language)
    asked = sum(1 for _ in questionnaire.questions)
    if not asked:
        yield _fault(QuestionnaireFault.NO_QUESTIONS, "", "", "sections")
    elif asked > MOST_QUESTIONS:
        yield _fault(QuestionnaireFault.TOO_MANY_QUESTIONS, "", "", "sections", most=MOST_QUESTIONS)


def _roles(questionnaire: Questionnaire) -> Iterator[Objection]:
    taken: set[QuestionRole] = set()
    for section in questionnaire.sections:
        for question in section.questions:
            if question.role is QuestionRole.NONE:
                continue
            if ROLES[question.role] is not question.kind:
                yield _fault(QuestionnaireFault.ROLE_OF_ANOTHER_KIND, section.key, question.key, "role")
            elif question.role in taken:
                yield _fault(QuestionnaireFault.ROLE_TAKEN, section.key, question.key, "role")
            taken.add(question.role)


def _drafts(languages: Iterable[str], section: str, question: str, field: str) -> list[Objection]:
    """What a machine wrote is told to nobody before a person has read it."""
    return [
        _fault(QuestionnaireFault.DRAFT_NOT_APPROVED, section, question, field, language=language)
        for language in languages
    ]


def _question(question: Question, section: str, zones: Collection[str]) -> Iterator[Objection]:
    def wrong(code: QuestionnaireFault, field: str, **facts: object) -> Objection:
        return _fault(code, section, question.key, field, **facts)

    if not question.text:
        yield wrong(QuestionnaireFault.QUESTION_TEXT_MISSING, "text")
    if question.personal and not question.purpose:
        yield wrong(QuestionnaireFault.PURPOSE_MISSING, "purpose")
    if question.kind is QuestionKind.ZONE and not zones:
        yield wrong(QuestionnaireFault.NO_ZONES, "kind")
    if question.kind in FEWEST:
        least = FEWEST[question.kind] - (1 if question.other else 0)
        if len(question.choices) < least:
            yield wrong(QuestionnaireFault.TOO_FEW_CHOICES, "choices", least=FEWEST[question.kind])
        reserved = {OTHER} if question.other else set()
        yield from _parts(question.choices, section, question, "choices", reserved)
    if question.kind in WITH_ROWS:
        if not question.rows:
            yield wrong(QuestionnaireFault.NO_ROWS, "rows")
        yield from _parts(question.rows, section, question, "rows", set())
    if question.look is ScaleLook.FACES and len(question.choices) != FACES:
        yield wrong(QuestionnaireFault.FACES_ARE_FIVE, "look")
    for code, field, facts in bound_faults(question):
        yield wrong(code, field, **facts)


def _parts(
    there: tuple[Choice, ...], section: str, question: Question, field: str, reserved: set[str]
) -> Iterator[Objection]:
    missing = QuestionnaireFault.ROW_TEXT_MISSING if field == "rows" else QuestionnaireFault.CHOICE_TEXT_MISSING
    seen, said = set(reserved), set[tuple[str, str]]()
    for part in there:
        yield from _key(part.key, seen, section, question.key, field)
        seen.add(part.key)
        if not part.text:
            yield _fault(missing, section, question.key, field, part=part.key)
        spoken = {(language, text.casefold()) for language, text in part.text}
        if spoken & said:
            yield _fault(QuestionnaireFault.CHOICES_ALIKE, section, question.key, field, part=part.key, text=part.text)
        said |= spoken
    if len(there) > MOST_CHOICES:
        yield _fault(QuestionnaireFault.TOO_MANY_CHOICES, section, question.key, field, most=MOST_CHOICES)


def _key(key: str, others: Iterable[str], section: str, question: str = "", field: str = "key") -> Iterator[Objection]:
    if not KEY.fullmatch(key):
        yield _fault(QuestionnaireFault.KEY_UNFIT, section, question, field, key=key)
    if key in others:
        yield _fault(QuestionnaireFault.KEY_TAKEN, section, question, field, key=key)


def _fault(code: QuestionnaireFault, section: str, question: str, field: str, **facts: object) -> Objection:
    return Objection(code, None, section=section, question=question, field=field, **facts)
