"""The lines of a budget in a form: as they were sent, as they are shown, and where what is wrong with one stands."""

from itertools import chain, repeat
from typing import Any

from flask import request

from medvirkning.grants.actions import read_line
from medvirkning.grants.shares import line_kinds
from medvirkning.grants.values import Terms
from medvirkning.grants.words import BudgetSide, Line
from medvirkning.kernel import kroner
from medvirkning.web.labels.lookup import label

NAMES = {BudgetSide.EXPENSE: "expense", BudgetSide.INCOME: "income", BudgetSide.EFFORT: "effort"}
ROWS = {BudgetSide.EXPENSE: "expenses", BudgetSide.INCOME: "income", BudgetSide.EFFORT: "efforts"}
REMOVE = {BudgetSide.EXPENSE: "remove", BudgetSide.INCOME: "remove_income", BudgetSide.EFFORT: "remove_effort"}
BLANKS = {BudgetSide.EXPENSE: 2, BudgetSide.INCOME: 1, BudgetSide.EFFORT: 1}  # lines to begin with


def lines_sent() -> list[Line]:
    """The lines as they were sent, with one more or one fewer where a button asked for it."""
    found = []
    for side, name in NAMES.items():
        texts, amounts = request.form.getlist(name), request.form.getlist(f"{name}_amount")
        kinds = chain(request.form.getlist(f"{name}_kind"), repeat(""))
        lines = [read_line(side, *written) for written in zip(texts, amounts, kinds, strict=False)]
        gone = request.form.get(REMOVE[side], "")
        if gone.isdecimal() and len(gone) < 4 and int(gone) < len(lines):
            del lines[int(gone)]
        if request.form.get("add") == name:
            lines.append(Line(side))
        found += lines
    return found


def rows(lines: list[Line], side: BudgetSide, problems: dict[tuple[int, str], str]) -> list[dict[str, Any]]:
    """What the page shows of one side: what is stored, or some blank lines to begin with."""
    shown = [
        {
            "what": line.text,
            "amount": line.written if line.amount is None else kroner.show(line.amount),
            "kind": line.kind.value,
            "what_error": problems.get((place, "text")),
            "amount_error": problems.get((place, "amount")),
        }
        for place, line in enumerate(lines)
        if line.side is side
    ]
    return shown or [{"what": "", "amount": ""}] * BLANKS[side]


def field_id(lines: list[Line], place: int, field: str) -> str:
    """The id of the field a line's problem is at: they are numbered from 1 on each side."""
    side = lines[place].side
    number = sum(line.side is side for line in lines[: place + 1])
    return f"{NAMES[side]}{'_amount' if field == 'amount' else ''}-{number}"


def kinds_of(terms: Terms) -> dict[str, list[tuple[str, str]]]:
    """What a line of each side may be, to choose among."""
    return {side.value: [(kind.value, label(kind)) for kind in line_kinds(side, terms)] for side in NAMES}


def all_rows(lines: list[Line], problems: dict[tuple[int, str], str]) -> dict[str, list[dict[str, Any]]]:
    """The rows of every side, by the name the pages have for it."""
    return {plural: rows(lines, side, problems) for side, plural in ROWS.items()}
