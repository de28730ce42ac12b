"""The settings of a survey: its name, who asks and why, its languages, its days and what is promised."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken, Stale
from medvirkning.permissions import Can
from medvirkning.surveys import building, editing
from medvirkning.surveys.models import Survey
from medvirkning.surveys.queries import draft_of
from medvirkning.surveys.rules import SurveySettings
from medvirkning.surveys.words import SurveyState
from medvirkning.web.access import requires, signed_in
from medvirkning.web.filters import day
from medvirkning.web.labels.lookup import label
from medvirkning.web.language_names import language_name
from medvirkning.web.surveys.blueprint import blueprint
from medvirkning.web.surveys.loaders import Found, survey_at
from medvirkning.web.surveys.settings_forms import SettingsForm, settings_form, told_settings
from medvirkning.web.surveys.summing_up import lines


@blueprint.route("/<uuid:survey_id>/innstillinger", methods=["GET", "POST"])
@requires(Can.BUILD_SURVEYS, survey_at)
def settings(found: Found) -> Any:
    """Change the settings. What was promised to those who answer can't be taken back."""
    survey, changed = found.survey, False
    form, pressed = settings_form(survey, found.questionnaire.any_order)
    if not pressed and form.accepted():
        try:
            _keep(survey, told_settings(form, survey), bool(form.any_order.data), form.shown.data)
        except RuleBroken as broken:
            form.object_with(broken.objections, form.at_field)
        except (Stale, StaleDataError):
            changed = True
            form.shown.data = str(survey.version)
        else:
            flash(_("Saved."), "ok")
            return redirect(url_for(".outlined", **found.here), 303)
    elif form.errors:
        _tell_the_rest(form, survey)
    page = render_template(
        "surveys/settings.html",
        found=found,
        form=form,
        languages=form.languages,
        opened=survey.state is not SurveyState.DRAFT,
        now_set=_summed_up(survey) if changed else None,
    )
    return page, 409 if changed else form.status


def _tell_the_rest(form: SettingsForm, survey: Survey) -> None:
    """Beside what can't be read, tell what the rules say of the other fields, so that all is mended in one go."""
    wrong, at = building.objections_to_settings(survey, told_settings(form, survey)), form.at_field
    form.object_with([one for one in wrong if at.get(one.code, "") not in form.errors], at)


def _keep(survey: Survey, wanted: SurveySettings, any_order: bool, shown: str | None) -> None:
    version = int(shown) if shown and shown.isascii() and shown.isdigit() and len(shown) < 9 else 0
    with transaction():
        building.change_settings(survey, wanted, version=version, by=signed_in(), at=now())
        draft = draft_of(survey.id)
        if draft is not None and draft.questionnaire.any_order is not any_order:
            edited = editing.change_settings(draft.questionnaire, languages=wanted.languages, any_order=any_order)
            building.keep_draft(survey, edited.questionnaire, revision=draft.revision, by=signed_in(), at=now())


def _summed_up(survey: Survey) -> list[dict[str, Any]]:
    """The settings as they are, for `ui.summary`."""
    told: dict[str, Any] = {
        _("What is the survey called?"): lines(survey.title, survey.languages),
        _("Who asks?"): lines(survey.asked_by, survey.languages),
        _("What are the answers for?"): lines(survey.why, survey.languages),
        _("Languages"): [language_name(tag) for tag in survey.languages],
        _("Address"): survey.slug,
        _("How anonymous is it?"): label(survey.anonymity),
        _("About how many minutes does it take?"): str(survey.minutes),
        _("The fewest people behind a number that is shown"): str(survey.small),
        _("The first day"): day(survey.opens_on) if survey.opens_on else "",
        _("The last day"): day(survey.closes_on) if survey.closes_on else "",
    }
    return [{"label": name, "value": value} for name, value in told.items()]
