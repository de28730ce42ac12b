"""«Draft the nynorsk»: what lacks it gets a draft by a machine on this server, marked until a person has saved it."""

from typing import Any

from flask import current_app, flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from medvirkning.permissions import Can
from medvirkning.surveys.editing import Edited
from medvirkning.surveys.machine_drafts import Translator, to_draft, with_drafts
from medvirkning.translating.choosing import EXTENSION
from medvirkning.web.access import requires
from medvirkning.web.surveys.blueprint import blueprint
from medvirkning.web.surveys.loaders import Found, survey_at
from medvirkning.web.surveys.writing import keep


def whom_to_ask() -> Translator | None:
    """Who drafts nynorsk in this installation, if anybody does."""
    asked: Translator | None = current_app.extensions[EXTENSION]
    return asked


@blueprint.post("/<uuid:survey_id>/nynorskutkast")
@requires(Can.BUILD_SURVEYS, survey_at)
def draft_nynorsk(found: Found) -> Any:
    """Draft what lacks. Asking takes time and comes before the lock; what was written meanwhile stays as it was."""
    back = redirect(url_for(".outlined", **found.here), 303)
    translator, texts = whom_to_ask(), to_draft(found.questionnaire) if found.draft else []
    if translator is None or not texts:
        flash(_("There is nothing to draft."), "info")
        return back
    drafts = translator.nynorsk(texts)
    if drafts is None:
        flash(_("No draft could be made now. Try again, or write it yourself."), "warning")
        return back
    keep(found, lambda asked: Edited(with_drafts(asked, dict(zip(texts, drafts, strict=True))), ""))
    flash(
        ngettext(
            "%(num)d text has got a draft in nynorsk. The survey can't be opened before you have read and saved it.",
            "%(num)d texts have got drafts in nynorsk. The survey can't be opened before you have read and saved them.",
            len(texts),
        ),
        "ok",
    )
    return back
