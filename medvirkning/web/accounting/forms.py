"""What a report asks."""

from typing import Any

import wtforms
from flask_babel import lazy_gettext as _l

from medvirkning.follow_up.reports import Report
from medvirkning.grants.models import BudgetLine
from medvirkning.web.fields import tidy
from medvirkning.web.forms import Form


def _line(text: Any, hint: Any = "") -> Any:
    return wtforms.StringField(text, description=hint, filters=[tidy])


def _lines(text: Any, hint: Any = "") -> Any:
    return wtforms.TextAreaField(text, description=hint, filters=[tidy])


class ReportForm(Form):
    """How it went, in words and money. Amounts are kept as they are written."""

    what = _lines(_l("What did you do?"), _l("A few sentences are enough."))
    participants = _line(_l("How many took part?"), _l("About how many is fine."))
    evaluation = _lines(_l("How did it go?"), _l("What went well, and what would you do differently?"))
    left_over = _line(_l("How much of the grant is left over?"), _l("Write 0 if everything is spent."))
    second_name = _line(_l("Who else vouches for the report?"), _l("The name of another from the board or the group."))


def report_form(report: Report | None, lines: dict[str, BudgetLine], *, second_signer: bool = False) -> ReportForm:
    """The form with a field for each approved expense, and the second name where the scheme asks for one."""
    fields = {f"spent-{key}": _line(line.text) for key, line in lines.items()}
    made: type[ReportForm] = type("LinesForm", (ReportForm,), fields)
    spent = {f"spent-{key}": report.spent.get(key, "") for key in lines} if report else {}
    form = made(obj=report, **spent)
    if not second_signer:
        del form.second_name
    return form
