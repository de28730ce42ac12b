"""Others one applies together with: each an organisation, and somebody who speaks for it."""

from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l

from medvirkning.grants.joining import name_co_applicant, remove_co_applicant
from medvirkning.grants.models import Application
from medvirkning.grants.parties import co_applicants_of
from medvirkning.grants.words import ApplicationState
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.permissions import Can
from medvirkning.web.access import requires, signed_in
from medvirkning.web.applying.blueprint import blueprint
from medvirkning.web.applying.loaders import own
from medvirkning.web.applying.problems import show
from medvirkning.web.fields import EmailField, OrganisationField, needed, text
from medvirkning.web.forms import Form


class TogetherForm(Form):
    """One more who applies."""

    name = text(_l("Name of the organisation"), most=120, required=_l("Write the name of the organisation"))
    organisation_number = OrganisationField(
        _l("Organisation number"), [needed(_l("Write the organisation number"))], description=_l("9 digits.")
    )
    contact_name = text(_l("Contact person there"), most=120, required=_l("Write the name of a contact person"))
    contact_email = EmailField(
        _l("The contact person's e-mail address"), [needed(_l("Write the contact person's e-mail address"))]
    )


@blueprint.route("/<uuid:application_id>/sammen", methods=["GET", "POST"])
@requires(Can.EDIT_OWN_APPLICATION, own)
def together(application: Application) -> Any:
    """Those named so far, and room for one more."""
    page = url_for("applying.together", application_id=application.id)
    if application.state is not ApplicationState.DRAFT:
        return redirect(url_for("applying.tasks", application_id=application.id), 303)
    if "remove" in request.form:
        with transaction():
            remove_co_applicant(application, _id(request.form["remove"]), by=signed_in(), at=now())
        return redirect(page, 303)
    form = TogetherForm()
    if form.accepted():
        try:
            with transaction():
                name_co_applicant(application, **form.data, by=signed_in(), at=now())
        except RuleBroken as broken:
            show(form, broken.objections)
        else:
            return redirect(page, 303)
    return render_template(
        "applying/together.html", application=application, form=form, others=co_applicants_of(application.id)
    ), form.status


def _id(written: str) -> UUID:
    """The id a button holds; one that is nobody's where it can't be read."""
    try:
        return UUID(written)
    except ValueError:
        return UUID(int=0)
