"""Another kind of answer to a question that is written already: its texts stay, and all that both kinds have."""

from typing import Any

import wtforms
from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medvirkning.permissions import Can
from medvirkning.surveys import editing
from medvirkning.surveys.editing import Edited
from medvirkning.surveys.kinds import as_kind
from medvirkning.surveys.questionnaire import Questionnaire
from medvirkning.surveys.words import QuestionKind
from medvirkning.web.access import requires
from medvirkning.web.fields import choices, needed
from medvirkning.web.labels.lookup import LABELS
from medvirkning.web.surveys.blueprint import blueprint
from medvirkning.web.surveys.kind_words import KIND_ICONS, kind_hints
from medvirkning.web.surveys.loaders import Found, draft_question_at
from medvirkning.web.surveys.telling import tell_loosened
from medvirkning.web.surveys.writing import WritingForm, keep


@blueprint.route("/<uuid:survey_id>/sporsmal/<question_key>/slag", methods=["GET", "POST"])
@requires(Can.BUILD_SURVEYS, draft_question_at)
def question_kind(found: Found) -> Any:
    """Choose another kind of answer; then on to the question, to write what the new kind has besides."""
    kinds = [(kind.value, LABELS[QuestionKind, kind]) for kind in QuestionKind]
    chosen = wtforms.RadioField(
        _l("What kind of answer do you want?"), [needed(_l("Choose a kind of question"))], choices=choices(*kinds)
    )
    form = type("KindForm", (WritingForm,), {"kind": chosen})(data={"kind": found.question.kind.value})
    if form.accepted():
        kind = QuestionKind(form.kind.data)

        def changed(asked: Questionnaire) -> Edited:
            return editing.change_question(asked, as_kind(asked.by_key[found.key], kind))

        tell_loosened(keep(found, changed))
        flash(_("Saved."), "ok")
        return redirect(url_for(".question", **found.here, question_key=found.key), 303)
    page = render_template("surveys/question_kind.html", found=found, form=form, icons=KIND_ICONS, hints=kind_hints())
    return page, form.status
