"""The sections of an application, one page each."""

from typing import Any

from flask import request
from flask_babel import gettext as _

from medvirkning.grants.budget import sums
from medvirkning.grants.drafts import WHOLE_AREA, written
from medvirkning.grants.models import Application
from medvirkning.grants.words import ApplicantKind, BudgetSide, Section
from medvirkning.kernel.errors import Objection
from medvirkning.permissions import Can
from medvirkning.programmes.quilt import quilt
from medvirkning.web.access import requires
from medvirkning.web.applying.blueprint import blueprint
from medvirkning.web.applying.forms import MOST, BudgetForm, WhatForm, WhereAndWhenForm, WhoForm
from medvirkning.web.applying.lines import field_id, lines_sent, rows
from medvirkning.web.applying.loaders import own
from medvirkning.web.applying.problems import told
from medvirkning.web.applying.register import told_by_register
from medvirkning.web.applying.saving import answer
from medvirkning.web.labels.lookup import label


@blueprint.route("/<uuid:application_id>/hvem", methods=["GET", "POST"])
@requires(Can.EDIT_OWN_APPLICATION, own)
def who(application: Application) -> Any:
    """Who is applying."""
    form = WhoForm(**written(application, Section.WHO))
    kinds = application.round.scheme.terms.kinds
    form.applicant_kind.choices = {kind.value: label(kind) for kind in ApplicantKind if kind in kinds}
    return answer(application, Section.WHO, form, request.form, shown=lambda: told_by_register(application))


@blueprint.route("/<uuid:application_id>/hva", methods=["GET", "POST"])
@requires(Can.EDIT_OWN_APPLICATION, own)
def what(application: Application) -> Any:
    """What is to happen."""
    form = WhatForm(**written(application, Section.WHAT))
    return answer(application, Section.WHAT, form, request.form, shown=lambda: {"most": MOST})


@blueprint.route("/<uuid:application_id>/hvor-og-nar", methods=["GET", "POST"])
@requires(Can.EDIT_OWN_APPLICATION, own)
def where_and_when(application: Application) -> Any:
    """Where and when it is to happen."""
    programme = application.round.scheme.programme
    form = WhereAndWhenForm(**written(application, Section.WHERE_AND_WHEN))
    zones = {str(zone.id): zone for zone in programme.zones}
    form.zone_id.choices = {key: zone.name for key, zone in zones.items()}
    form.zone_id.choices[WHOLE_AREA] = _("All of %(programme)s", programme=programme.name)
    drawing = quilt(programme.zones, scenery=programme.drawing)
    return answer(
        application, Section.WHERE_AND_WHEN, form, request.form, shown=lambda: {"zones": zones, "quilt": drawing}
    )


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
            "expenses": rows(current, BudgetSide.EXPENSE, problems),
            "income": rows(current, BudgetSide.INCOME, problems),
            "sums": sums(current),
            "scheme": application.round.scheme,
        }

    values = {**request.form.to_dict(), "lines": lines}
    return answer(application, Section.BUDGET, form, values, tell=tell, shown=shown)
