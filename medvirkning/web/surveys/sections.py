"""A new section, and the heading and help of one."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medvirkning.kernel.errors import Stale
from medvirkning.permissions import Can
from medvirkning.surveys import editing
from medvirkning.surveys.asked import names_spent
from medvirkning.surveys.editing import Edited
from medvirkning.surveys.questionnaire import NOTHING, Questionnaire, Section
from medvirkning.web.access import requires
from medvirkning.web.surveys.blueprint import blueprint
from medvirkning.web.surveys.loaders import Found, draft_at, draft_section_at
from medvirkning.web.surveys.summing_up import section_summed_up
from medvirkning.web.surveys.texts import shown_texts, text_fields, written_text
from medvirkning.web.surveys.writing import WritingForm, keep, mark


@blueprint.route("/<uuid:survey_id>/ny-del", methods=["GET", "POST"])
@requires(Can.BUILD_SURVEYS, draft_at)
def add_section(found: Found) -> Any:
    """A new section, last."""
    blank = Section("new", NOTHING)
    form = _form(blank, found.questionnaire.languages)
    if form.accepted():
        title, help_ = _written(form, blank)
        spent = names_spent(found.survey.id)

        def change(asked: Questionnaire) -> Edited:
            added = editing.add_section(asked, title, spent=spent)
            told = editing.change_section(added.questionnaire, added.key, title=title, help=help_, when=None)
            return Edited(told.questionnaire, added.key)

        edited = keep(found, change)
        return redirect(url_for(".outlined", **found.here, _anchor=edited.key), 303)
    return _page(found, form, _("New section"), None), form.status


@blueprint.route("/<uuid:survey_id>/del/<section_key>", methods=["GET", "POST"])
@requires(Can.BUILD_SURVEYS, draft_section_at)
def section(found: Found) -> Any:
    """Change a section's texts. Its questions and when it is shown stay."""
    asked, changed = found.questionnaire, False
    form = _form(found.section, asked.languages, shown=mark(asked, found.key))
    if form.accepted():
        title, help_ = _written(form, found.section)

        def change(asked: Questionnaire) -> Edited:
            return editing.change_section(asked, found.key, title=title, help=help_, when=found.section.when)

        try:
            keep(found, change, shown=form.shown.data, marked=lambda asked: mark(asked, found.key))
        except Stale:
            changed, form.shown.data = True, mark(asked, found.key)
        else:
            flash(_("Saved."), "ok")
            return redirect(url_for(".outlined", **found.here, _anchor=found.key), 303)
    now_set = section_summed_up(found.section, asked.languages) if changed else None
    return _page(found, form, _("The section"), now_set), 409 if changed else form.status


def _form(section: Section, languages: tuple[str, ...], shown: str = "") -> Any:
    fields = {
        **text_fields("title", _l("Heading"), languages),
        **text_fields("help", _l("Help for those who answer"), languages, long=True),
    }
    values = {
        "shown": shown,
        **shown_texts("title", section.title, languages),
        **shown_texts("help", section.help, languages),
    }
    form = type("SectionForm", (WritingForm,), fields)(data=values)
    form.languages = languages
    return form


def _written(form: WritingForm, before: Section) -> Any:
    return (
        written_text(form.data, "title", form.languages, before.title),
        written_text(form.data, "help", form.languages, before.help),
    )


def _page(found: Found, form: WritingForm, heading: str, now_set: Any) -> str:
    return render_template(
        "surveys/section.html", found=found, form=form, heading=heading, now_set=now_set, languages=form.languages
    )
