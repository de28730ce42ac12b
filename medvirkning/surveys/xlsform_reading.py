"""An XLSForm, the spreadsheet that ODK and KoboToolbox use, as a questionnaire; and what could not be carried."""

from dataclasses import dataclass

from medvirkning.kernel.localized import TAG, Localized
from medvirkning.surveys.questionnaire import Questionnaire
from medvirkning.surveys.xlsform_choices import YES, lists_of, tell_unused
from medvirkning.surveys.xlsform_columns import OURS, Row, Table, table_of
from medvirkning.surveys.xlsform_languages import language_of
from medvirkning.surveys.xlsform_notes import NotCarried, Notes
from medvirkning.surveys.xlsform_sheets import RawSheet, XlsformRefused, read_sheets
from medvirkning.surveys.xlsform_survey import SurveyRows
from medvirkning.surveys.xlsform_words import XlsformFault, XlsformWord

SHEETS = ("survey", "choices", "settings")


@dataclass(frozen=True)
class Imported:
    """What a file held: the questions, its title where it has one, and all that did not come along as it stood."""

    questionnaire: Questionnaire
    title: Localized
    not_carried: tuple[NotCarried, ...]


def read_xlsx(data: bytes) -> Imported:
    """The questionnaire in an xlsx file made as an XLSForm. Raises XlsformRefused, and nothing else."""
    notes = Notes()
    sheets = read_sheets(data, SHEETS, notes)
    if "survey" not in sheets:
        raise XlsformRefused(XlsformWord.NO_SHEET, sheet="survey")
    default, settings = _settings(sheets.get("settings"), notes)
    survey = _table(sheets["survey"], notes, default, ("type", "name"))
    choices = sheets.get("choices")
    chosen = Table((), frozenset(), ())
    if choices is not None and choices.rows:
        chosen = _table(choices, notes, default, ("list_name", "name"))
    if not survey.rows:
        raise XlsformRefused(XlsformWord.NO_QUESTIONS)
    lists = lists_of(chosen)
    sections = SurveyRows(survey.rows, lists).read()
    tell_unused(lists)
    languages = _languages(settings, default, (*survey.languages, *chosen.languages))
    any_order, title = _whole(settings, languages[0])
    return Imported(Questionnaire(languages, sections, any_order), title, notes.in_order())


def _table(sheet: RawSheet, notes: Notes, default: str, needed: tuple[str, ...]) -> Table:
    table = table_of(sheet, notes, default)
    for column in needed:
        if column not in table.columns:
            raise XlsformRefused(XlsformWord.NO_COLUMN, sheet=sheet.name, column=column)
    return table


def _settings(sheet: RawSheet | None, notes: Notes) -> tuple[str, Row | None]:
    """The language that texts without one are in, as the settings say it, and their one row."""
    if sheet is None:
        return "", None
    rows = table_of(sheet, notes).rows
    for row in rows[1:]:
        row.tell_untaken(XlsformFault.SETTING_NOT_HELD)
    return (rows[0].cells.get("default_language", ""), rows[0]) if rows else ("", None)


def _languages(settings: Row | None, default: str, found: tuple[str, ...]) -> tuple[str, ...]:
    """The languages in order: as our own setting says, or else the default one first."""
    if settings is not None:
        settings.take("default_language")
        ours = tuple(settings.take(f"{OURS}languages").split())
        if ours and all(TAG.fullmatch(one) and one != "no" for one in ours):
            return tuple(dict.fromkeys(ours))
        if ours:
            settings.note(XlsformFault.VALUE_NOT_HELD, f"{OURS}languages")
    first, _ = language_of(default)
    ordered = dict.fromkeys(found)
    if first in ordered:
        ordered = dict.fromkeys((first, *ordered))
    return tuple(ordered) or (first or "nb",)


def _whole(settings: Row | None, language: str) -> tuple[bool, Localized]:
    """What the settings say of the questionnaire as a whole, and its title."""
    if settings is None:
        return False, Localized({})
    any_order = settings.take(f"{OURS}any_order").lower() in YES
    said = settings.take("form_title")
    title = settings.texts(f"{OURS}title")
    if said and title.text(language) != said:
        title = Localized.written({**title.to_json(), language: said})
    settings.tell_untaken(XlsformFault.SETTING_NOT_HELD)
    return any_order, title
