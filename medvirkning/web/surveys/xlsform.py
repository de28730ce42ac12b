"""Surveys in from XLSForm files and out to them. What can't come along is told by row and reason before it is made."""

from typing import Any

import wtforms
from flask import Response, current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from itsdangerous import BadSignature, URLSafeSerializer

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.kernel.filekinds import XLSX
from medvirkning.kernel.localized import Localized
from medvirkning.permissions import Can
from medvirkning.programmes.models import Programme
from medvirkning.surveys.building import free_address, make_survey
from medvirkning.surveys.questionnaire import Questionnaire, from_json, to_json
from medvirkning.surveys.rules import SurveySettings, address_from
from medvirkning.surveys.survey_words import SurveyFault as Fault
from medvirkning.surveys.xlsform_notes import NotCarried
from medvirkning.surveys.xlsform_reading import read_xlsx
from medvirkning.surveys.xlsform_sheets import XlsformRefused
from medvirkning.surveys.xlsform_words import XlsformFault
from medvirkning.surveys.xlsform_writing import not_carried, write_xlsx
from medvirkning.web.access import requires, signed_in
from medvirkning.web.filters import best
from medvirkning.web.forms import Form
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.loading import programme_at
from medvirkning.web.surveys.blueprint import blueprint
from medvirkning.web.surveys.loaders import Found, survey_at
from medvirkning.web.surveys.texts import shown_texts, text_fields, written_text
from medvirkning.web.surveys.writing import WritingForm


class FileForm(Form):
    """The file that a survey is made of."""

    file = wtforms.FileField(_l("Choose an XLSForm (.xlsx)"))


@blueprint.route("/hent-inn", methods=["GET", "POST"])
@requires(Can.BUILD_SURVEYS, programme_at)
def bring_in(programme: Programme) -> Any:
    """Choose a file; then what is in it, and what could not be carried, before anything is made."""
    form = FileForm()
    if form.accepted():
        sent = request.files.get("file")
        if not sent or not sent.filename:
            form.object_to("file", _("Choose a file first"))
            return render_template("surveys/bring_in.html", form=form), form.status
        try:
            held = read_xlsx(sent.read())
        except XlsformRefused as refused:
            form.object_to("file", sentence(refused.code, refused.facts))
        else:
            told = {
                "title": held.title.to_json(),
                "asked": to_json(held.questionnaire),
                "left": [
                    [one.sheet, one.row, one.column, one.said, one.reason, one.became] for one in held.not_carried
                ],
            }
            return _looked_at(programme, told, None), 200
    return render_template("surveys/bring_in.html", form=form), form.status


@blueprint.post("/hent-inn/lag")
@requires(Can.BUILD_SURVEYS, programme_at)
def make_of_file(programme: Programme) -> Any:
    """Make the survey of what was looked at."""
    try:
        told = _serializer().loads(request.form.get("held", ""))
    except BadSignature:
        return redirect(url_for(".bring_in", slug=programme.slug), 303)
    questionnaire = from_json(told["asked"])
    languages = questionnaire.languages
    form = _naming(programme, told, languages)
    if form.accepted():
        title = written_text(form.data, "title", languages)
        asked_by = written_text(form.data, "asked_by", languages)
        slug = free_address(programme.id, address_from(title.text("nb")))
        settings = SurveySettings(slug, title, asked_by, Localized({}), languages)
        try:
            with transaction():
                made = make_survey(programme, settings, questionnaire=questionnaire, by=signed_in(), at=now())
        except RuleBroken as broken:
            at = {Fault.NO_TITLE: f"title_{languages[0]}", Fault.NO_ASKER: f"asked_by_{languages[0]}"}
            form.object_with(broken.objections, at)
        else:
            return redirect(url_for(".outlined", slug=programme.slug, survey_id=made.id), 303)
    return _looked_at(programme, told, form), form.status


@blueprint.get("/<uuid:survey_id>/xlsform")
@requires(Can.READ_SURVEYS, survey_at)
def take_out(found: Found) -> str:
    """What other tools won't know of, before the file is taken out."""
    stays = [
        (_named(found.questionnaire, one.key), sentence(one.reason, {})) for one in not_carried(found.questionnaire)
    ]
    return render_template("surveys/take_out.html", found=found, stays=stays)


@blueprint.get("/<uuid:survey_id>/xlsform/fil")
@requires(Can.READ_SURVEYS, survey_at)
def xlsform_file(found: Found) -> Response:
    """The questions as a file: the draft where there is one, else what is published."""
    response = Response(write_xlsx(found.questionnaire, found.survey.title), mimetype=XLSX.media_type)
    name = f"{found.survey.slug}-{found.shown.number}.xlsx"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Cache-Control"] = "no-store"
    return response


def _looked_at(programme: Programme, told: dict[str, Any], form: Any) -> str:
    questionnaire = from_json(told["asked"])
    left = [NotCarried(sheet, row, column, said, XlsformFault(reason), became)
            for sheet, row, column, said, reason, became in told["left"]]  # fmt: skip
    return render_template(
        "surveys/brought_in.html",
        form=form or _naming(programme, told, questionnaire.languages),
        asked=questionnaire,
        languages=questionnaire.languages,
        left=[(one, sentence(one.reason, {})) for one in left],
        held=_serializer().dumps(told),
    )


def _naming(programme: Programme, told: dict[str, Any], languages: tuple[str, ...]) -> Any:
    fields = {
        **text_fields("title", _l("What is the survey called?"), languages),
        **text_fields("asked_by", _l("Who asks?"), languages),
    }
    values = {
        **shown_texts("title", Localized.from_json(told["title"]), languages),
        **shown_texts("asked_by", programme.term_name, languages),
    }
    form = type("NamingForm", (WritingForm,), fields)(data=values)
    if "held" not in request.form:
        form.process(None, data=values)
    form.languages = languages
    return form


def _named(asked: Questionnaire, key: str) -> str:
    if key in asked.by_key:
        return best(asked.by_key[key].text)
    section = next((one for one in asked.sections if one.key == key), None)
    return best(section.title) if section else _("The survey as a whole")


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", "survey from a file")
