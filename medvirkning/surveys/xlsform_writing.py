"""A questionnaire as an XLSForm. What the standard has no place for stands in columns of our own."""

from collections.abc import Iterable
from dataclasses import dataclass

from medvirkning.kernel.localized import Localized
from medvirkning.surveys.questionnaire import Questionnaire
from medvirkning.surveys.xlsform_columns import OURS
from medvirkning.surveys.xlsform_languages import heading_language
from medvirkning.surveys.xlsform_sheets import write_sheets
from medvirkning.surveys.xlsform_words import OnlyOurs
from medvirkning.surveys.xlsform_written_rows import Written, written_rows

_COLUMNS = (
    "type", "name", "label", "hint", "required", "relevant", "constraint", "appearance",
    *(OURS + name for name in ("key", "kind", "look", "role", "sensitive", "personal", "purpose", "when", "least",
                               "most", "exclusive")),
)  # fmt: skip
_CHOICE_COLUMNS = ("list_name", "name", "label", f"{OURS}exclusive")
_TRANSLATED = ("label", "hint", f"{OURS}purpose", f"{OURS}title")


@dataclass(frozen=True)
class StaysOurs:
    """Something that other tools won't know of. `key` is the question's or section's; empty for the whole."""

    key: str
    reason: OnlyOurs


def write_xlsx(questionnaire: Questionnaire, title: Localized) -> bytes:
    """The questionnaire as an xlsx file that `read_xlsx` makes the same questionnaire of."""
    written = written_rows(questionnaire)
    languages = _languages(questionnaire, written)
    sheets = {
        "survey": _rows(_COLUMNS, ("type", "name", "label"), written.survey, languages),
        "choices": _rows(_CHOICE_COLUMNS, _CHOICE_COLUMNS[:3], written.choices, languages),
        "settings": _settings(questionnaire, title, languages),
    }
    return write_sheets(sheets)


def not_carried(questionnaire: Questionnaire) -> tuple[StaysOurs, ...]:
    """What of the questionnaire the standard has no place for, in order."""
    whole = [StaysOurs("", OnlyOurs.ANY_ORDER)] if questionnaire.any_order else []
    return (*whole, *(StaysOurs(key, reason) for key, reason in written_rows(questionnaire).only_ours))


def _languages(questionnaire: Questionnaire, written: Written) -> tuple[str, ...]:
    """The questionnaire's languages, and after them those that some text has besides."""
    texts = [text for row in (*written.survey, *written.choices) for text in row.values()]
    more = sorted({one for text in texts if isinstance(text, Localized) for one in text.languages})
    return tuple(dict.fromkeys((*questionnaire.languages, *more)))


def _rows(
    columns: Iterable[str], always: tuple[str, ...], rows: list[dict[str, str | Localized]], languages: tuple[str, ...]
) -> list[list[str]]:
    """The rows of a sheet under their headings, without the columns that nothing stands in."""
    used = [column for column in columns if column in always or any(row.get(column) for row in rows)]
    headings: list[tuple[str, str]] = []
    for column in used:
        headings += [(column, one) for one in languages] if column in _TRANSLATED else [(column, "")]
    said = [f"{column}::{heading_language(one)}" if one else column for column, one in headings]
    return [said, *([_cell(row.get(column, ""), one) for column, one in headings] for row in rows)]


def _cell(held: str | Localized, language: str) -> str:
    return held.to_json().get(language, "") if isinstance(held, Localized) else held


def _settings(questionnaire: Questionnaire, title: Localized, languages: tuple[str, ...]) -> list[list[str]]:
    first = (questionnaire.languages or ("nb",))[0]
    row: dict[str, str | Localized] = {"form_title": title.text(first), "default_language": heading_language(first)}
    if questionnaire.any_order:
        row[f"{OURS}any_order"] = "yes"
    if languages != questionnaire.languages:
        row[f"{OURS}languages"] = " ".join(questionnaire.languages)
    if title.languages != (first,):
        row[f"{OURS}title"] = title
    columns = ("form_title", "default_language", f"{OURS}any_order", f"{OURS}languages", f"{OURS}title")
    return _rows(columns, columns[:2], [row], title.languages)
