"""The answers to a survey one by one, for the few who may read them: made while they are sent, however many."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from flask import redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_babel import pgettext as _p

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.filekinds import XLSX
from medvirkning.kernel.spreadsheet_files import Cell, Rows, csv_file, xlsx_file
from medvirkning.permissions import Can
from medvirkning.programmes.models import Programme
from medvirkning.surveys.answers import ELSEWHERE, OTHER_TEXT, PLACE
from medvirkning.surveys.file_days import OneByOne
from medvirkning.surveys.flat_answers import Column, columns, every_question, flat
from medvirkning.surveys.guarded import DECLINED
from medvirkning.surveys.questionnaire import OTHER, Question
from medvirkning.surveys.raw_answers import ABOUT, RawAnswer, note_fetched, raw_answers
from medvirkning.surveys.words import Channel
from medvirkning.web.access import requires, signed_in
from medvirkning.web.charts import Words
from medvirkning.web.codebooks import codebook
from medvirkning.web.downloads import stream_of
from medvirkning.web.filters import day
from medvirkning.web.labels.lookup import label
from medvirkning.web.language_names import language_name
from medvirkning.web.locale import locale
from medvirkning.web.number_files import plain, words_of
from medvirkning.web.survey_results.blueprint import blueprint
from medvirkning.web.survey_results.loaders import Found, read_survey_at

Wording = dict[str, Callable[[str], str]]  # by question: what its keys are called


@blueprint.post("/last-ned/alle-svar.csv")
@requires(Can.READ_RAW_ANSWERS, read_survey_at)
def answers_csv(found: Found) -> Any:
    """A row for each person. That it is fetched is written down."""
    if found.one_by_one is None:
        return _none_yet(found)
    rows, _codes = _fetched(found, found.one_by_one)
    return stream_of(csv_file(rows), f"{found.survey.slug}-svar.csv", "text/csv")


@blueprint.post("/last-ned/alle-svar.xlsx")
@requires(Can.READ_RAW_ANSWERS, read_survey_at)
def answers_xlsx(found: Found) -> Any:
    """The same with a codebook, a sheet each."""
    if found.one_by_one is None:
        return _none_yet(found)
    name = f"{found.survey.slug}-svar.xlsx"
    rows, codes = _fetched(found, found.one_by_one)
    return stream_of(xlsx_file(((_("The answers"), rows), (_("Codebook"), codes))), name, XLSX.media_type)


def _none_yet(found: Found) -> Any:
    """Back to the page, which says why there is no file."""
    return redirect(url_for(".files", **found.here), 303)


def _fetched(found: Found, file: OneByOne) -> tuple[Rows, Rows]:
    """The rows of the answers and of the codebook, after writing down who takes them.

    All that is asked of the database beside the answers is asked before the first of them is sent.
    """
    small = found.told.small
    questions = every_question(found.told.versions)
    every = columns(questions)
    words = {one.key: _worded(one, found.programme) for one in questions}
    codes = list(codebook(questions, found.told.questionnaire, _about(found, file), columns=_placed(every)))
    survey_id = found.survey.id
    with transaction():
        note_fetched(found.survey, people=file.people, by=signed_in(), at=now())
    heads = _heads(every, words)
    return _rows(heads, raw_answers(survey_id, file.until, small=small), every, words), codes


def _rows(
    heads: list[Cell], answers: Iterator[RawAnswer], every: tuple[Column, ...], words: Wording
) -> Iterator[list[Cell]]:
    """The headings, and a row for each person."""
    yield heads
    about_word = cache(_about_word)
    for one in answers:
        told = [flat(column, one.answers, words[column.question.key]) for column in every]
        yield [*map(about_word, ABOUT, one.about), *told]


def _about(found: Found, file: OneByOne) -> list[str]:
    """What the file is, and what is left blank."""
    told = found.told
    return [
        found.survey.title.text(locale()),
        ngettext("%(num)d person has answered until %(day)s.", "%(num)d people have answered until %(day)s.",
                 file.people, day=day(file.until)),
        _("One row for each person, in no order. Nothing says who answered, or when on the day."),
        _("The day, how the answer came, the language and the version are told only of what at least %(least)s people "
          "have in common, all of it together. The rest is blank.", least=told.small),
        _("Blank is not answered, or not asked. Where one could choose several, 1 is chosen and 0 is not. What was put "
          "in order has its place, 1 first."),
    ]  # fmt: skip


def _worded(question: Question, programme: Programme) -> Callable[[str], str]:
    """What the question's keys are called, looked up now for all of them."""
    words = Words(question, programme, locale())
    keys = [*words.choices, *words.zones, OTHER, ELSEWHERE, DECLINED]
    return {key: plain(words.cell(key)) for key in keys}.__getitem__


def _heads(every: tuple[Column, ...], words: Wording) -> list[Cell]:
    """The headings: what is kept beside the answers, then the questions, with the part that a column is of."""
    first = [_p("answer", "Day"), _("How the answers came"), _("Language"), _p("questions", "Version")]
    found: list[Cell] = [*first]
    for column in every:
        parts = [words_of(column.question)]
        if column.part:
            parts.append(words[column.question.key](column.part))
        if column.written:
            parts.append({OTHER_TEXT: _("in their own words"), PLACE: _("nearer place")}[column.written])
        found.append(" – ".join(parts))
    return found


def _about_word(name: str, value: Any) -> Cell:
    """A day, a channel, a language or a version as it stands in the file."""
    if value is None:
        return None
    if isinstance(value, Channel):
        return label(value)
    if name == "language":
        return language_name(value)
    return value if isinstance(value, int) else str(value)


def _placed(every: tuple[Column, ...]) -> dict[str, str]:
    """Which columns each question fills, counted from 1."""
    found: dict[str, list[int]] = {}
    for at, column in enumerate(every, start=len(ABOUT) + 1):
        found.setdefault(column.question.key, []).append(at)
    return {key: str(at[0]) if len(at) == 1 else f"{at[0]}–{at[-1]}" for key, at in found.items()}
