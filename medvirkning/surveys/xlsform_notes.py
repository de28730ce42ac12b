"""What could not be carried from a spreadsheet: each thing with where it stood, what stood there, and why."""

from dataclasses import dataclass, field

from medvirkning.surveys.xlsform_words import XlsformFault

LONGEST = 200


@dataclass(frozen=True, order=True)
class NotCarried:
    """One thing that was left out or changed. `row` is the spreadsheet's own number; 0 when it is a whole sheet.

    `column` is the heading as it stands, `said` what stood in the cell (the first 200 characters), and `became` what
    is there instead, where something is.
    """

    sheet: str
    row: int
    column: str
    said: str
    reason: XlsformFault
    became: str = ""


@dataclass
class Notes:
    """What has been noted so far while a file is read."""

    found: list[NotCarried] = field(default_factory=list)

    def add(self, reason: XlsformFault, sheet: str, row: int, column: str, said: str, became: str = "") -> None:
        """Note one thing."""
        self.found.append(NotCarried(sheet, row, column, said[:LONGEST], reason, became[:LONGEST]))

    def in_order(self) -> tuple[NotCarried, ...]:
        """All of them as they stand in the file: by sheet, row and column, each once."""
        sheets = {name: place for place, name in enumerate(("survey", "choices", "settings"))}
        return tuple(sorted(set(self.found), key=lambda one: (sheets.get(one.sheet, 9), one)))
