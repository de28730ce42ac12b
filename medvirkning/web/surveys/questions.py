"""A new question, and a question on a page of its own: all its texts in every language, and what its kind has."""

from typing import Any

import wtforms
from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medvirkning.kernel.errors import Stale
from medvirkning.permissions import Can
from medvirkning.surveys import editing
from medvirkning.surveys.asked import names_spent
from medvirkning.surveys.describing import faults
from medvirkning.surveys.editing import Edited
from medvirkning.surveys.questionnaire import Question, Questionnaire
from medvirkning.surveys.words import QuestionKind
from medvirkning.web.access import requires
from medvirkning.web.fields import choices, needed
from medvirkning.web.labels.lookup import LABELS
from medvirkning.web.surveys.blueprint import blueprint
from medvirkning.web.surveys.kind_words import KIND_ICONS, kind_hints
from medvirkning.web.surveys.loaders import Found, draft_question_at, draft_section_at
from medvirkning.web.surveys.question_forms import QuestionForm, question_form, told_question
from medvirkning.web.surveys.summing_up import question_summed_up
from medvirkning.web.surveys.telling import tell_loosened
from medvirkning.web.surveys.texts import text_fields, written_text
from medvirkning.web.surveys.writing import WritingForm, keep, mark


@blueprint.route("/<uuid:survey_id>/del/<section_key>/nytt-sporsmal", methods=["GET", "POST"])
@requires(Can.BUILD_SURVEYS, draft_section_at)
def add_question(found: Found) -> Any:
    """A new question, last in the section: which kind it is, and what is asked."""
    languages = found.questionnaire.languages
    kinds = [(kind.value, LABELS[QuestionKind, kind]) for kind in QuestionKind]
    fields: dict[str, Any] = {
        "kind": wtforms.RadioField(
            _l("What kind of answer do you want?"),
            [needed(_l("Choose a kind of question"))],
            choices=choices(*kinds),
        ),
        **text_fields("text", _l("The question"), languages),
    }
    form = type("NewQuestionForm", (WritingForm,), fields)()
    form.languages = languages
    if form.accepted():
        text = written_text(form.data, "text", languages)
        if not text:
            form.object_to(f"text_{languages[0]}", _("Write the question"))
        else:
            kind, spent = QuestionKind(form.kind.data), names_spent(found.survey.id)
            edited = keep(found, lambda asked: editing.add_question(asked, found.key, kind, text, spent=spent))
            return redirect(url_for(".question", **found.here, question_key=edited.key), 303)
    page = render_template(
        "surveys/add_question.html", found=found, form=form, icons=KIND_ICONS, hints=kind_hints(), languages=languages
    )
    return page, form.status


@blueprint.route("/<uuid:survey_id>/sporsmal/<question_key>", methods=["GET", "POST"])
@requires(Can.BUILD_SURVEYS, draft_question_at)
def question(found: Found) -> Any:
    """Change a question. Who changed it meanwhile is not overwritten: then both are shown."""
    asked, changed = found.questionnaire, False
    form = question_form(found.question, asked.languages, shown=mark(asked, found.key))
    if request.method == "POST" and not form.press() and form.accepted():
        spent = names_spent(found.survey.id)
        wanted = _objected(found, form, told_question(form, found.question, spent=spent))
        if form.status == 200:
            try:
                edited = keep(
                    found,
                    lambda asked: editing.change_question(asked, wanted),
                    shown=form.shown.data,
                    marked=lambda asked: mark(asked, found.key),
                )
            except Stale:
                changed, form.shown.data = True, mark(found.questionnaire, found.key)
            else:
                return _kept(found, edited)
    page = render_template(
        "surveys/question.html",
        found=found,
        form=form,
        languages=asked.languages,
        now_set=question_summed_up(found.question, asked.languages) if changed else None,
    )
    return page, 409 if changed else form.status


def _objected(found: Found, form: QuestionForm, wanted: Question) -> Question:
    """The question, with what is wrong with it shown in the form."""
    if not form.personal.data and any(form.data[f"purpose_{tag}"] for tag in form.languages):
        form.object_to("personal", _("Tick this, or empty the field for what you need the personal data for"))
    zones = [zone.code for zone in found.programme.zones]
    tried: Questionnaire = editing.change_question(found.questionnaire, wanted).questionnaire
    wrong = [one for one in faults(tried, zones) if one.facts["question"] == wanted.key]
    form.object_to_question(one for one in wrong if one.facts["field"] not in ("when", "kind", "key"))
    return wanted


def _kept(found: Found, edited: Edited) -> Any:
    flash(_("Saved."), "ok")
    tell_loosened(edited)
    return redirect(url_for(".outlined", **found.here, _anchor=edited.key), 303)
