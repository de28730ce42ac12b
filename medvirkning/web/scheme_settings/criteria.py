"""Criteria: those adopted before, and the page where others are adopted."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from medvirkning.kernel.errors import Conflict
from medvirkning.permissions import Can
from medvirkning.web.access import requires
from medvirkning.web.scheme_settings.blueprint import blueprint
from medvirkning.web.scheme_settings.forms import SettingsForm, settings_form
from medvirkning.web.scheme_settings.groups import ADOPTION
from medvirkning.web.scheme_settings.loaders import Found, criteria_at, scheme_at
from medvirkning.web.scheme_settings.saving import changed_page, mark, save


@blueprint.get("/<scheme_slug>/kriterier/<int:version>")
@requires(Can.READ_SCHEMES, criteria_at)
def adopted(found: Found) -> str:
    """Criteria as they were adopted once."""
    return render_template("scheme_settings/adopted.html", found=found, adopted=found.adopted)


@blueprint.route("/<scheme_slug>/kriterier/nye", methods=["GET", "POST"])
@requires(Can.CHANGE_SCHEMES, scheme_at)
def adopt(found: Found) -> Any:
    """Write the criteria that a body has adopted, beginning with those adopted last."""
    part = _part(found)
    begun = part | {"adopted_by": None, "adopted_on": None}
    form: SettingsForm = settings_form(ADOPTION.asked, begun, shown=mark(part))
    home = url_for(".settings", slug=found.programme.slug, scheme_slug=found.scheme.slug, group="kriterier")
    if request.method == "POST" and not form.press() and form.accepted():
        try:
            kept = save(found, form, lambda: _part(found), lambda told: {"criteria": told})
        except Conflict:
            return changed_page(found, ADOPTION, form, _part(found), back=home)
        if kept:
            flash(_("The criteria are adopted. They count for rounds that open from now on."), "ok")
            return redirect(home, 303)
    page = render_template(
        "scheme_settings/settings.html", found=found, group=ADOPTION, form=form, advice=[], with_rounds=False, back=home
    )
    return page, form.status


def _part(found: Found) -> dict[str, Any]:
    return dict(found.told["criteria"] or {})
