"""The codebook that goes with a file: every question, choice and row in each language, and what is hidden and why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext as _p

from medvirkning.kernel.localized import Localized
from medvirkning.kernel.spreadsheet_files import Cell
from medvirkning.surveys.questionnaire import OTHER, Choice, Question, Questionnaire
from medvirkning.surveys.words import QuestionKind
from medvirkning.web.labels.lookup import label
from medvirkning.web.language_names import language_name

NO_NUMBERS = (QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT, QuestionKind.PHOTO)


def codebook(
    questions: Iterable[Question],
    asked: Questionnaire,
    about: Sequence[str],
    *,
    columns: Mapping[str, str] | None = None,
) -> Iterator[list[Cell]]:
    """The headings, a row for each of `about` (what the file is), then the questions with their choices.

    `asked` is the newest version. `columns` says which of the file's columns a question fills, where it has its own.
    """
    languages = asked.languages
    placed = [] if columns is None else [_("Columns")]
    yield [
        _("Number"), *placed, _p("codebook", "What this is"), _p("codebook", "Key"), _p("codebook", "Kind"),
        *(language_name(tag) for tag in languages), _("Note"),
    ]  # fmt: skip
    between: list[Cell] = [""] * (len(placed) + 1)
    for text in about:
        yield [*between, _("About the file"), "", "", *([""] * len(languages)), text]
    for number, question in enumerate(questions, start=1):
        where: list[Cell] = [] if columns is None else [columns.get(question.key, "")]
        texts = _texts(question.text, languages)
        note = " ".join(_notes(question, asked, raw=columns is not None))
        yield [number, *where, _("Question"), question.key, label(question.kind), *texts, note]
        for what, part in _parts(question):
            yield [number, *(["" for _one in where]), what, part.key, "", *_texts(part.text, languages), ""]
        if question.other:
            other = _p("survey answer", "Something else")
            yield [number, *(["" for _one in where]), _("Choice"), OTHER, "", *([""] * len(languages)), other]


def _texts(text: Localized, languages: Iterable[str]) -> list[Cell]:
    """The text as it is written in each language; empty where it is not."""
    written = text.to_json()
    return [written.get(tag, "") for tag in languages]


def _parts(question: Question) -> Iterator[tuple[str, Choice]]:
    for row in question.rows:
        yield _p("codebook", "Row"), row
    for choice in question.choices:
        yield _("Choice"), choice


def _notes(question: Question, asked: Questionnaire, *, raw: bool) -> Iterator[Any]:
    if question.key not in asked.by_key:
        yield _("Asked in an earlier version only.")
    elif question.when is not None or asked.section_of(question.key).when is not None:
        yield _("Asked only of some.")
        if not raw:
            yield _("The numbers stay as they were first read off, and are not divided by other questions.")
    if question.sensitive:
        yield _("One could answer «I would rather not say».")
    if not raw and question.kind in NO_NUMBERS:
        yield _("The file tells only how many have answered.")
    if not raw and question.kind is QuestionKind.RANKING:
        yield _("The numbers stay as they were first read off, and are not divided by other questions.")
