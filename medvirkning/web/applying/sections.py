"""The sections of an application, one page each; the budget has a file of its own."""

from typing import Any

from flask import request
from flask_babel import gettext as _

from medvirkning.grants.drafts import written
from medvirkning.grants.models import Application
from medvirkning.grants.words import Section
from medvirkning.permissions import Can
from medvirkning.programmes.quilt import quilt
from medvirkning.web.access import requires
from medvirkning.web.applying.blueprint import blueprint
from medvirkning.web.applying.forms import MOST, WhatForm, WhereAndWhenForm, WhoForm, leave_out, offer
from medvirkning.web.applying.loaders import own
from medvirkning.web.applying.register import told_by_register
from medvirkning.web.applying.saving import answer


@blueprint.route("/<uuid:application_id>/hvem", methods=["GET", "POST"])
@requires(Can.EDIT_OWN_APPLICATION, own)
def who(application: Application) -> Any:
    """Who is applying."""
    form = WhoForm(**written(application, Section.WHO))
    offer(form, application.round.scheme)
    leave_out(form, Section.WHO, application.round.scheme.terms)
    return answer(application, Section.WHO, form, request.form, shown=lambda: told_by_register(application))


@blueprint.route("/<uuid:application_id>/hva", methods=["GET", "POST"])
@requires(Can.EDIT_OWN_APPLICATION, own)
def what(application: Application) -> Any:
    """What is to happen."""
    terms = application.round.scheme.terms
    form = WhatForm(**{**written(application, Section.WHAT), "ticked": application.ticked})
    offer(form, application.round.scheme)
    leave_out(form, Section.WHAT, terms)
    values = {**request.form.to_dict(), "ticked": request.form.getlist("ticked")}
    stopping = {one.key: _("One can't apply with this in it.") for one in terms.not_funded if one.stops}
    return answer(application, Section.WHAT, form, values, shown=lambda: {"most": MOST, "stopping": stopping})


@blueprint.route("/<uuid:application_id>/hvor-og-nar", methods=["GET", "POST"])
@requires(Can.EDIT_OWN_APPLICATION, own)
def where_and_when(application: Application) -> Any:
    """Where and when it is to happen."""
    programme, terms = application.round.scheme.programme, application.round.scheme.terms
    form = WhereAndWhenForm(**written(application, Section.WHERE_AND_WHEN))
    zones = {str(zone.id): zone for zone in programme.zones if zone.id in terms.zones or not terms.zones}
    offer(form, application.round.scheme)
    leave_out(form, Section.WHERE_AND_WHEN, terms)
    drawing = quilt([] if terms.zones else programme.zones, scenery=programme.drawing)
    return answer(
        application, Section.WHERE_AND_WHEN, form, request.form, shown=lambda: {"zones": zones, "quilt": drawing}
    )
