"""The choices sheet: lists of choices by name, each with what the file calls its choices."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from medvirkning.surveys.questionnaire import Choice
from medvirkning.surveys.xlsform_columns import OURS, Row, Table
from medvirkning.surveys.xlsform_names import key_for
from medvirkning.surveys.xlsform_words import XlsformFault

YES = ("yes", "true", "true()", "1", "ja")
NO = ("no", "false", "false()", "0", "nei", "")


@dataclass
class ChoiceList:
    """One list. `keys` tells which key each name in the file became."""

    choices: list[Choice] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    used: bool = False
    _taken: set[str] = field(default_factory=set)

    def add(self, row: Row) -> None:
        """Add the choice of a row, with a name of its own."""
        name = row.take("name")
        if name in self.keys:
            row.leave(XlsformFault.CHOICE_TWICE, "name")
            return
        key = key_for(name, self._taken, "choice")
        if key != name:
            row.note(XlsformFault.RENAMED, "name", became=key)
        self.keys[name] = key
        exclusive = row.take(f"{OURS}exclusive").lower() in YES
        self.choices.append(Choice(key, row.texts("label"), exclusive))
        self.rows.append(row)


def lists_of(table: Table) -> Mapping[str, ChoiceList]:
    """The lists of a choices sheet by their names."""
    found: dict[str, ChoiceList] = {}
    for row in table.rows:
        name = row.take("list_name")
        if not name or not row.cells.get("name"):
            row.leave(XlsformFault.CHOICE_INCOMPLETE, "name" if not row.cells.get("name") else "list_name")
            continue
        found.setdefault(name, ChoiceList()).add(row)
    return found


def tell_unused(lists: Mapping[str, ChoiceList]) -> None:
    """Note the lists that no question has used, once each, and what is left in the rows of the others."""
    for chosen_from in lists.values():
        if not chosen_from.used:
            chosen_from.rows[0].note(XlsformFault.LIST_UNUSED, "list_name")
            continue
        for row in chosen_from.rows:
            row.tell_untaken()
