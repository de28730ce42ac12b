"""The surveys of a programme, and a new one."""

from typing import Any

from flask import redirect, render_template, url_for

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.people.words import LANGUAGES
from medvirkning.permissions import Can
from medvirkning.programmes.models import Programme
from medvirkning.surveys.building import free_address, make_survey
from medvirkning.surveys.queries import surveys_of
from medvirkning.surveys.rules import SurveySettings, address_from
from medvirkning.web.access import requires, signed_in
from medvirkning.web.loading import programme_at
from medvirkning.web.surveys import (  # noqa: F401  (their routes)
    changing_kind,
    conditions,
    machine_drafts,
    on_tablet,
    outline,
    preview,
    publishing,
    questions,
    sections,
    settings,
    versions_shown,
    xlsform,
)
from medvirkning.web.surveys.blueprint import blueprint
from medvirkning.web.surveys.forms import NewForm, at_field


@blueprint.get("")
@requires(Can.READ_SURVEYS, programme_at)
def surveys(programme: Programme) -> str:
    """Every survey: drafts, open ones, closed ones."""
    return render_template("surveys/surveys.html", surveys=surveys_of(programme.id))


@blueprint.route("/ny", methods=["GET", "POST"])
@requires(Can.BUILD_SURVEYS, programme_at)
def new(programme: Programme) -> Any:
    """A new survey: its name and who asks; the rest has settings that suit most."""
    form = NewForm(asked_by_nb=programme.term_name.text("nb"), asked_by_nn=programme.term_name.text("nn"))
    if form.accepted():
        title = form.written("title")
        settings = SurveySettings(
            slug=free_address(programme.id, address_from(title.text("nb"))),
            title=title,
            asked_by=form.written("asked_by"),
            why=form.written("why"),
            languages=LANGUAGES,
        )
        try:
            with transaction():
                survey = make_survey(programme, settings, by=signed_in(), at=now())
        except RuleBroken as broken:
            form.object_with(broken.objections, at_field(LANGUAGES))
        else:
            return redirect(url_for(".outlined", slug=programme.slug, survey_id=survey.id), 303)
    return render_template("surveys/new.html", form=form), form.status
