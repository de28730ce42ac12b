"""The budget's page: what it costs, what there is already, and what one does oneself."""

from itertools import chain, repeat
from typing import Any

from flask import request

from medvirkning.grants.actions import read_line
from medvirkning.grants.budget import sums
from medvirkning.grants.drafts import written
from medvirkning.grants.models import Application
from medvirkning.grants.shares import line_kinds
from medvirkning.grants.words import BudgetSide, Line, Section
from medvirkning.kernel import kroner
from medvirkning.kernel.errors import Objection
from medvirkning.permissions import Can
from medvirkning.web.access import requires
from medvirkning.web.applying.blueprint import blueprint
from medvirkning.web.applying.forms import BudgetForm
from medvirkning.web.applying.loaders import own
from medvirkning.web.applying.problems import told
from medvirkning.web.applying.saving import answer
from medvirkning.web.labels.lookup import label

NAMES = {BudgetSide.EXPENSE: "expense", BudgetSide.INCOME: "income", BudgetSide.EFFORT: "effort"}
ROWS = {BudgetSide.EXPENSE: "expenses", BudgetSide.INCOME: "income", BudgetSide.EFFORT: "efforts"}
REMOVE = {BudgetSide.EXPENSE: "remove", BudgetSide.INCOME: "remove_income", BudgetSide.EFFORT: "remove_effort"}
BLANKS = {BudgetSide.EXPENSE: 2, BudgetSide.INCOME: 1, BudgetSide.EFFORT: 1}  # lines to begin with


@blueprint.route("/<uuid:application_id>/budsjett", methods=["GET", "POST"])
@requires(Can.EDIT_OWN_APPLICATION, own)
def budget(application: Application) -> Any:
    """What it costs, what there is already, and what that leaves to apply for."""
    form = BudgetForm(**written(application, Section.BUDGET))
    terms = application.round.scheme.terms
    problems: dict[tuple[int, str], str] = {}
    lines = _lines_sent() if request.method == "POST" else []

    def tell(objections: list[Objection]) -> None:
        for objection in objections:
            place, field = objection.facts.get("line"), str(objection.facts["field"])
            if isinstance(place, int):
                problems[place, field] = told(objection)
            else:
                form.object_to(field, told(objection))
        form.line_errors = [(_field_id(lines, place, field), text) for (place, field), text in problems.items()]

    def shown() -> dict[str, Any]:
        current = lines if request.method == "POST" else [row.line for row in application.lines]
        return {
            **{plural: _rows(current, side, problems) for side, plural in ROWS.items()},
            "kinds": {side.value: [(kind.value, label(kind)) for kind in line_kinds(side, terms)] for side in NAMES},
            "sums": sums(current),
            "scheme": application.round.scheme,
        }

    values = {**request.form.to_dict(), "lines": lines}
    return answer(application, Section.BUDGET, form, values, tell=tell, shown=shown)


def _lines_sent() -> list[Line]:
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


def _rows(lines: list[Line], side: BudgetSide, problems: dict[tuple[int, str], str]) -> list[dict[str, Any]]:
    """What the page shows of one side: what is stored, or some blank lines to begin with."""
    rows = [
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
    return rows or [{"what": "", "amount": ""}] * BLANKS[side]


def _field_id(lines: list[Line], place: int, field: str) -> str:
    """The id of the field a line's problem is at: they are numbered from 1 on each side."""
    side = lines[place].side
    number = sum(line.side is side for line in lines[: place + 1])
    return f"{NAMES[side]}{'_amount' if field == 'amount' else ''}-{number}"
