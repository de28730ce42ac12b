"""The versions of a survey: what differs, beginning another, letting it go; and a copy of the survey as a whole."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import Conflict, RuleBroken
from medvirkning.permissions import Can
from medvirkning.surveys.building import begin_new_version, copy_survey, delete_survey, drop_draft
from medvirkning.surveys.queries import newest_published, versions_of
from medvirkning.web.access import requires, signed_in
from medvirkning.web.filters import own_first
from medvirkning.web.surveys.blueprint import blueprint
from medvirkning.web.surveys.differing import difference_lines
from medvirkning.web.surveys.forms import at_field
from medvirkning.web.surveys.loaders import Found, newer_draft_at, survey_at, unopened_at
from medvirkning.web.surveys.texts import text_fields, written_text
from medvirkning.web.surveys.writing import WritingForm


@blueprint.get("/<uuid:survey_id>/versjoner")
@requires(Can.READ_SURVEYS, survey_at)
def versions(found: Found) -> str:
    """Every version, the newest first, with what differs from the one before it."""
    there = versions_of(found.survey.id)
    told = [
        (version, difference_lines(before.questionnaire, version.questionnaire) if before else [])
        for before, version in zip([None, *there[:-1]], there, strict=True)
    ]
    return render_template("surveys/versions.html", found=found, told=told[::-1])


@blueprint.post("/<uuid:survey_id>/ny-versjon")
@requires(Can.BUILD_SURVEYS, survey_at)
def begin_version(found: Found) -> Any:
    """Begin another version, which nobody sees before it is published."""
    with transaction():
        begin_new_version(found.survey, by=signed_in(), at=now())
    return redirect(url_for(".outlined", **found.here), 303)


@blueprint.route("/<uuid:survey_id>/forkast", methods=["GET", "POST"])
@requires(Can.BUILD_SURVEYS, newer_draft_at)
def drop(found: Found) -> Any:
    """Let go of a version that is not published; what is published stands."""
    if request.method == "POST":
        with transaction():
            drop_draft(found.survey, by=signed_in(), at=now())
        flash(_("The version is let go of. What is published stands as it was."), "ok")
        return redirect(url_for(".outlined", **found.here), 303)
    newest = newest_published(found.survey.id)
    lost = difference_lines(newest.questionnaire, found.questionnaire) if newest else []
    return render_template("surveys/drop.html", found=found, lost=lost)


@blueprint.route("/<uuid:survey_id>/slett", methods=["GET", "POST"])
@requires(Can.BUILD_SURVEYS, unopened_at)
def delete(found: Found) -> Any:
    """Let go of a survey that nobody has been asked."""
    if request.method == "POST":
        try:
            with transaction():
                delete_survey(found.survey, by=signed_in(), at=now())
        except Conflict:
            flash(_("The survey has been opened meanwhile, so it can't be deleted."), "warning")
            return redirect(url_for(".outlined", **found.here), 303)
        flash(_("The survey is deleted."), "ok")
        return redirect(url_for(".surveys", slug=found.programme.slug), 303)
    return render_template("surveys/delete.html", found=found)


@blueprint.route("/<uuid:survey_id>/kopi", methods=["GET", "POST"])
@requires(Can.BUILD_SURVEYS, survey_at)
def copy(found: Found) -> Any:
    """A new survey with the same settings and questions, under another name."""
    languages = found.questionnaire.languages
    form = type("CopyForm", (WritingForm,), text_fields("title", _l("What is the new survey called?"), languages))()
    form.languages = languages
    if form.accepted():
        try:
            with transaction():
                title = written_text(form.data, "title", languages)
                made = copy_survey(found.survey, title=title, by=signed_in(), at=now())
        except RuleBroken as broken:
            form.object_with(broken.objections, dict.fromkeys(at_field(languages), f"title_{own_first(languages)[0]}"))
        else:
            return redirect(url_for(".outlined", slug=found.programme.slug, survey_id=made.id), 303)
    return render_template("surveys/copy.html", found=found, form=form, languages=languages), form.status
