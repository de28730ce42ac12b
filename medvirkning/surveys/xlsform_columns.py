"""The columns of an XLSForm: what a heading means, in which language, and rows that know what nobody has read.

Headings are read as people write them: upper and lower case, spaces for underscores, one colon for two, older names.
A cell that is never taken is told of in the end, so that nothing is dropped in silence.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from medvirkning.kernel.localized import Localized
from medvirkning.surveys.xlsform_languages import language_of
from medvirkning.surveys.xlsform_notes import Notes
from medvirkning.surveys.xlsform_sheets import RawSheet
from medvirkning.surveys.xlsform_words import XlsformFault

OURS = "medvirkning_"  # no colons: other tools stumble over them in the choices sheet
_TRANSLATED_NOT_HELD = {"guidance_hint", "constraint_message", "required_message"}
_TRANSLATED = {"label", "hint", f"{OURS}purpose", f"{OURS}title", *_TRANSLATED_NOT_HELD}
_MEDIA = {"image", "audio", "video", "big_image"}
_HELD = {
    "type", "name", "relevant", "constraint", "required", "appearance", "parameters", "list_name", "form_title",
    "default_language",
    *(OURS + name for name in ("key", "kind", "look", "role", "sensitive", "personal", "when", "least", "most",
                               "exclusive", "any_order", "languages")),
}  # fmt: skip
_NOT_HELD = {
    "default", "calculation", "read_only", "trigger", "repeat_count", "choice_filter", "autoplay", "save_to",
    "save_incomplete", "intent", "query", "disabled",
    "form_id", "version", "instance_name", "style", "public_key", "submission_url", "auto_send", "auto_delete",
    "allow_choice_duplicates", "prefix", "namespaces", "sms_keyword", "clean_text_values",
}  # fmt: skip
_OTHER_NAMES = {
    "caption": "label",
    "relevance": "relevant",
    "readonly": "read_only",
    "calculate": "calculation",
    "count": "repeat_count",
    "constraint_msg": "constraint_message",
    "constraintmsg": "constraint_message",
    "requiredmsg": "required_message",
    "list": "list_name",
    "listname": "list_name",
    "title": "form_title",
    "set_form_title": "form_title",
    "id_string": "form_id",
    "set_form_id": "form_id",
}


@dataclass
class Row:
    """A row of a sheet: its cells by column, texts by `label::nb`. `take` reads a cell once and for all."""

    sheet: str
    number: int
    cells: Mapping[str, str]
    headings: Mapping[str, str]  # as they stand
    notes: Notes
    _taken: set[str] = field(default_factory=set)

    def take(self, column: str) -> str:
        """What stands in this column, empty when nothing does."""
        self._taken.add(column)
        return self.cells.get(column, "")

    def texts(self, base: str) -> Localized:
        """What stands in the columns of this text, in every language there is."""
        found = {column: self.take(column) for column in self.cells if column.startswith(f"{base}::")}
        return Localized.written({column.partition("::")[2]: text for column, text in found.items()})

    def note(self, reason: XlsformFault, column: str, became: str = "") -> None:
        """Note why what stands in this column was not carried, or what became of it."""
        said = self.take(column)
        self.notes.add(reason, self.sheet, self.number, self.headings.get(column, column), said, became)

    def leave(self, reason: XlsformFault, column: str) -> None:
        """Leave the whole row out for this reason, told of once."""
        self.note(reason, column)
        self._taken.update(self.cells)

    def leave_texts(self, reason: XlsformFault, base: str) -> None:
        """Leave out what stands in every language of this text."""
        for column in [column for column in self.cells if column.startswith(f"{base}::")]:
            self.note(reason, column)

    def leave_ending(self) -> None:
        """Take the row for the end of a group, which may repeat the group's name."""
        self.take("type"), self.take("name")

    def note_piping(self) -> None:
        """Note the texts that would repeat an earlier answer: they stand as they were written."""
        for column, said in self.cells.items():
            if column.startswith(("label::", "hint::")) and "${" in said:
                self.note(XlsformFault.PIPING, column, became=said)

    def tell_untaken(self, reason: XlsformFault = XlsformFault.COLUMN_NOT_HELD) -> None:
        """Note each cell that nobody has taken."""
        for column in [column for column in self.cells if column not in self._taken]:
            self.note(reason, column)


@dataclass(frozen=True)
class Table:
    """A sheet with its headings understood: its rows, and the languages of its texts in order."""

    rows: tuple[Row, ...]
    columns: frozenset[str]
    languages: tuple[str, ...]


def table_of(sheet: RawSheet, notes: Notes, default_language: str = "") -> Table:
    """The rows under the headings, which are the first row that has something in it.

    `default_language` is as the settings say it; a text without a language is in it, and else in bokmål.
    """
    if not sheet.rows:
        return Table((), frozenset(), ())
    at, headings = sheet.rows[0]
    body = sheet.rows[1:]
    columns: dict[int, str] = {}
    for place, heading in enumerate(headings):
        used = any(place < len(cells) and cells[place] for _, cells in body)
        column, reason = _column(heading, default_language)
        if column in columns.values():
            column, reason = "", XlsformFault.COLUMN_TWICE
        if heading and reason and used:
            notes.add(reason, sheet.name, at, heading, heading, column if column else "")
        if column:
            columns[place] = column
        elif not heading and used:
            first = next((row, cells[place]) for row, cells in body if place < len(cells) and cells[place])
            notes.add(XlsformFault.UNKNOWN_COLUMN, sheet.name, first[0], "", first[1])
    told = {column: headings[place] for place, column in columns.items()}
    rows = (
        Row(sheet.name, number, {c: cells[p] for p, c in columns.items() if p < len(cells) and cells[p]}, told, notes)
        for number, cells in body
    )
    languages = [column.partition("::")[2] for column in told if column.startswith(("label::", "hint::"))]
    return Table(tuple(row for row in rows if row.cells), frozenset(columns.values()), tuple(dict.fromkeys(languages)))


def _column(heading: str, default_language: str) -> tuple[str, XlsformFault | None]:
    """What the heading stands for, empty when we don't read it, and what there is to tell of it."""
    parts = [part.strip() for part in (heading.split("::") if "::" in heading else heading.split(":"))]
    base = "_".join(parts[0].lower().replace("-", " ").split())
    if base in ("bind", "body", "media", "instance") and len(parts) > 1:
        inner = "_".join(parts[1].lower().replace("-", " ").split())
        base, parts = (f"media {inner}", parts[1:]) if base == "media" else (inner, parts[1:])
    elif base in _MEDIA:
        base = f"media {base}"
    base = _OTHER_NAMES.get(base, base)
    if base in _TRANSLATED:
        said = "::".join(parts[1:])
        language, guessed = language_of(said or default_language)
        if not language and (not said or said.lower() == "default"):
            language, guessed = "nb", True
        if language:
            told = guessed and base not in _TRANSLATED_NOT_HELD
            return f"{base}::{language}", XlsformFault.LANGUAGE_GUESSED if told else None
        return "", XlsformFault.UNKNOWN_LANGUAGE
    if base in _HELD or base in _NOT_HELD:
        return base, None
    if base.startswith("media "):
        return "::".join((base, *parts[1:])), None
    return "", XlsformFault.UNKNOWN_COLUMN
