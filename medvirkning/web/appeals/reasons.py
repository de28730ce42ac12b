"""Answering a demand for fuller reasons."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from medvirkning.appeals.reasons import give_reasons
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.permissions import Can
from medvirkning.web.access import requires, signed_in
from medvirkning.web.appeals.blueprint import blueprint
from medvirkning.web.appeals.forms import AT_FIELD, ReasonsForm
from medvirkning.web.appeals.loaders import Asked, demand_at


@blueprint.route("/begrunnelse/<uuid:demand_id>", methods=["GET", "POST"])
@requires(Can.HANDLE_APPEALS, demand_at)
def give(asked: Asked) -> Any:
    """Write fuller reasons. The time to appeal counts from when they are sent."""
    form, demand = ReasonsForm(), asked.demand
    desk = url_for("appeals.desk", slug=asked.programme.slug)
    if demand.answered_at is not None:
        return redirect(desk, 303)
    if form.accepted():
        try:
            with transaction():
                give_reasons(demand, answer=form.reasons.data, by=signed_in(), at=now())
        except RuleBroken as broken:
            form.object_with(broken.objections, AT_FIELD)
        else:
            flash(_("The reasons are sent. The time to appeal counts from today."), "ok")
            return redirect(desk, 303)
    application = demand.decision.application
    page = render_template(
        "appeals/give.html",
        form=form,
        demand=demand,
        decision=demand.decision,
        application=application,
        back=desk,
    )
    return page, form.status
