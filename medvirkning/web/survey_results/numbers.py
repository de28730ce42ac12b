"""The numbers of a survey as files: what the pages show, with a codebook."""

from collections.abc import Iterator

from flask import Response, render_template
from flask_babel import gettext as _

from medvirkning.kernel.filekinds import XLSX
from medvirkning.kernel.spreadsheet_files import csv_file, xlsx_file
from medvirkning.permissions import Can, can
from medvirkning.surveys.questionnaire import Question
from medvirkning.surveys.raw_answers import fetches, looks
from medvirkning.web.access import requires, signed_in, standings
from medvirkning.web.charts import filter_words
from medvirkning.web.codebooks import codebook
from medvirkning.web.downloads import file_of
from medvirkning.web.filters import day
from medvirkning.web.locale import locale
from medvirkning.web.number_files import Divided, Told, number_rows
from medvirkning.web.survey_results.blueprint import blueprint
from medvirkning.web.survey_results.loaders import Found, read_survey_at


@blueprint.get("/last-ned")
@requires(Can.READ_SURVEYS, read_survey_at)
def files(found: Found) -> str:
    """What can be downloaded: the numbers as they are shown; and the answers one by one, for the few."""
    raw = can(standings(signed_in(), found.survey), Can.READ_RAW_ANSWERS)
    return render_template(
        "survey_results/files.html",
        found=found,
        raw=raw,
        file=found.one_by_one if raw else None,
        fetched=fetches(found.survey) if raw else [],
        looked=looks(found.survey) if raw else [],
    )


@blueprint.get("/last-ned/tall.csv")
@requires(Can.READ_SURVEYS, read_survey_at)
def numbers_csv(found: Found) -> Response:
    """Every number that is shown, one a row."""
    return file_of(csv_file(number_rows(_told(found), found.programme)), f"{found.survey.slug}-tall.csv", "text/csv")


@blueprint.get("/last-ned/kodebok.csv")
@requires(Can.READ_SURVEYS, read_survey_at)
def codebook_csv(found: Found) -> Response:
    """What the numbers are of."""
    rows = codebook(found.told.questionnaire.questions, found.told.questionnaire, about(found))
    return file_of(csv_file(rows), f"{found.survey.slug}-kodebok.csv", "text/csv")


@blueprint.get("/last-ned/tall.xlsx")
@requires(Can.READ_SURVEYS, read_survey_at)
def numbers_xlsx(found: Found) -> Response:
    """Both, a sheet each."""
    told = found.told.questionnaire
    sheets = (
        (_("The numbers"), number_rows(_told(found), found.programme)),
        (_("Codebook"), codebook(told.questions, told, about(found))),
    )
    return file_of(xlsx_file(sheets), f"{found.survey.slug}-tall.xlsx", XLSX.media_type)


def about(found: Found) -> list[str]:
    """What the numbers are of, and which are hidden."""
    told = found.told
    title, asker = found.survey.title.text(locale()), found.survey.asked_by.text(locale())
    read = day(told.readings[-1].read_at)
    return [
        f"{title}. {asker}.",
        _("%(people)s people had answered when the results were read off on %(day)s.", people=told.people, day=read),
        _("Numbers that fewer than %(least)s people stand behind are not shown. Others are then hidden too, so that "
          "nobody can work them out. A hidden number may be nought.", least=told.small),
        _("Per cent is of all who were asked, also those who skipped the question."),
    ]  # fmt: skip


def _told(found: Found) -> Iterator[Told]:
    for question in found.told.questionnaire.questions:
        yield Told(question, found.told.question(question.key), tuple(_divided(found, question)))


def _divided(found: Found, question: Question) -> Iterator[Divided]:
    """The question by everything that results are filtered by."""
    for name in found.told.filters:
        tables = found.told.crossed(question, name)
        if tables:
            by, word = filter_words(name, found.told.questionnaire.by_key, found.programme, locale())
            yield Divided(by, word, tables)
