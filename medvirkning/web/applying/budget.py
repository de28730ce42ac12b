"""The budget's page: what it costs, what there is already, and what one does oneself."""

from typing import Any

from flask import request

from medvirkning.grants.budget import sums
from medvirkning.grants.drafts import written
from medvirkning.grants.models import Application
from medvirkning.grants.words import Section
from medvirkning.kernel.errors import Objection
from medvirkning.permissions import Can
from medvirkning.web.access import requires
from medvirkning.web.applying.blueprint import blueprint
from medvirkning.web.applying.forms import BudgetForm
from medvirkning.web.applying.lines import all_rows, field_id, kinds_of, lines_sent
from medvirkning.web.applying.loaders import own
from medvirkning.web.applying.problems import told
from medvirkning.web.applying.saving import answer


@blueprint.route("/<uuid:application_id>/budsjett", methods=["GET", "POST"])
@requires(Can.EDIT_OWN_APPLICATION, own)
def budget(application: Application) -> Any:
    """What it costs, what there is already, and what that leaves to apply for."""
    form = BudgetForm(**written(application, Section.BUDGET))
    problems: dict[tuple[int, str], str] = {}
    lines = lines_sent() if request.method == "POST" else []

    def tell(objections: list[Objection]) -> None:
        for objection in objections:
            place, field = objection.facts.get("line"), str(objection.facts["field"])
            if isinstance(place, int):
                problems[place, field] = told(objection)
            else:
                form.object_to(field, told(objection))
        form.line_errors = [(field_id(lines, place, field), text) for (place, field), text in problems.items()]

    def shown() -> dict[str, Any]:
        current = lines if request.method == "POST" else [row.line for row in application.lines]
        return {
            **all_rows(current, problems),
            "kinds": kinds_of(application.round.scheme.terms),
            "sums": sums(current),
            "scheme": application.round.scheme,
        }

    values = {**request.form.to_dict(), "lines": lines}
    return answer(application, Section.BUDGET, form, values, tell=tell, shown=shown)
