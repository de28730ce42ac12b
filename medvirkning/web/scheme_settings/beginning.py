"""A new scheme from nothing: what it can't be without, on one page."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medvirkning.grants.schemes import Scheme
from medvirkning.grants.setting_up import set_up_scheme
from medvirkning.grants.words import ApplicantKind
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import Conflict, RuleBroken
from medvirkning.permissions import Can
from medvirkning.programmes.models import Programme
from medvirkning.web.access import requires, signed_in
from medvirkning.web.loading import programme_at
from medvirkning.web.scheme_settings.asked import Asked, Group, Kind, words_of
from medvirkning.web.scheme_settings.blueprint import blueprint
from medvirkning.web.scheme_settings.forms import SettingsForm, settings_form, told_by

NEW = Group(
    "ny-ordning",
    _l("New scheme"),
    _l("What a scheme can't be without. The rest is set afterwards, and nobody can apply before you announce a round."),
    (
        Asked("name", Kind.LINE, _l("What is the scheme called?")),
        Asked("purpose", Kind.LINES, _l("What is the money for?"), _l("The first thing an applicant reads.")),
        Asked(
            "slug",
            Kind.WORD,
            _l("The end of its address"),
            _l("Only small letters of the English alphabet, digits, and a hyphen between words."),
        ),
        Asked(
            "case_prefix",
            Kind.WORD,
            _l("The letters of its case numbers"),
            _l("Such as NT, for case numbers like NT-2027-001."),
        ),
        Asked("applicant_kinds", Kind.SEVERAL, _l("Who may apply?"), choices=words_of(ApplicantKind)),
        Asked("contact_name", Kind.WORD, _l("Who answers questions?")),
        Asked("contact_email", Kind.WORD, _l("E-mail address for questions")),
        Asked("decided_by", Kind.LINE, _l("Who decides?"), _l("As the letter says it.")),
        Asked("appeal_body", Kind.LINE, _l("Who decides an appeal?"), _l("As the letter says it.")),
        Asked("adopted_by", Kind.LINE, _l("Who has adopted the scheme and its criteria?"), _l("Body and case number.")),
        Asked("adopted_on", Kind.DAY, _l("Which day were they adopted?")),
        Asked(
            "criteria",
            Kind.ROWS,
            _l("Criteria"),
            _l("In this order on the form, in the letter and on the scheme's page."),
            add=_l("Add a criterion"),
        ),
    ),
)
CRITERIA = ("criteria", "adopted_on")  # they belong to the criteria, which are adopted with the scheme


@blueprint.route("/ny-ordning", methods=["GET", "POST"])
@requires(Can.CHANGE_SCHEMES, programme_at)
def new(programme: Programme) -> Any:
    """Write the least a scheme can be, and go on to its settings."""
    begun = {"criteria": [{"key": "", "text": {}, "kind": "graded", "most": 3}]}
    form: SettingsForm = settings_form(NEW.asked, begun, shown="")
    if request.method == "POST" and not form.press() and form.accepted() and (made := _set_up(programme, form)):
        flash(_("The scheme is set up. Now go through the settings."), "ok")
        return redirect(url_for(".scheme_page", slug=programme.slug, scheme_slug=made.slug), 303)
    return render_template("scheme_settings/new.html", form=form, group=NEW), form.status


def _set_up(programme: Programme, form: SettingsForm) -> Scheme | None:
    told = told_by(form, {})
    criteria = {name: told.pop(name) for name in CRITERIA} | {"adopted_by": told["adopted_by"]}
    try:
        with transaction():
            return set_up_scheme(programme, told | {"criteria": criteria}, at=now(), by=signed_in())
    except Conflict:
        form.object_to("slug", _("There is a scheme with this address or these letters already"))
    except RuleBroken as broken:
        once = {(each.code, each.facts.get("field")): each for each in broken.objections}
        once.pop(("text_missing", "criteria.adopted_by"), None)
        form.object_to_settings(once.values())
    return None
