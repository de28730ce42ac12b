"""The outline of a survey: sections and questions in order, and the presses that move, copy, delete and undo."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import Conflict, Stale
from medvirkning.permissions import Can
from medvirkning.surveys import editing
from medvirkning.surveys.asked import names_spent
from medvirkning.surveys.building import keep_draft, undo_change
from medvirkning.surveys.editing import Direction, Edited
from medvirkning.surveys.machine_drafts import to_draft
from medvirkning.surveys.paper_queries import forms_waiting
from medvirkning.surveys.queries import newest_published
from medvirkning.surveys.questionnaire import Questionnaire
from medvirkning.web.access import requires, signed_in
from medvirkning.web.surveys.blueprint import blueprint
from medvirkning.web.surveys.forms import EditForm
from medvirkning.web.surveys.loaders import Found, survey_at
from medvirkning.web.surveys.machine_drafts import whom_to_ask
from medvirkning.web.surveys.places import lacking_languages
from medvirkning.web.surveys.publishing import wrong_with
from medvirkning.web.surveys.telling import tell_loosened
from medvirkning.web.surveys.untold import untold_in
from medvirkning.web.surveys.wording import condition_lines

Edit = Callable[[Questionnaire, str], Edited]

# What a press on the outline does to a question, and to a section.
QUESTION_EDITS: dict[str, Edit] = {
    "up": lambda asked, key: editing.move_question(asked, key, Direction.UP),
    "down": lambda asked, key: editing.move_question(asked, key, Direction.DOWN),
    "delete": editing.delete_question,
}
SECTION_EDITS: dict[str, Edit] = {
    "section-up": lambda asked, key: editing.move_section(asked, key, Direction.UP),
    "section-down": lambda asked, key: editing.move_section(asked, key, Direction.DOWN),
    "section-delete": editing.delete_section,
}
UNDO = "undo"


@blueprint.get("/<uuid:survey_id>")
@requires(Can.READ_SURVEYS, survey_at)
def outlined(found: Found) -> str:
    """The survey as it stands, what must be mended before it can be opened, and what lacks a language."""
    asked = found.questionnaire
    zones = {zone.code: zone.name for zone in found.programme.zones}
    return render_template(
        "surveys/outline.html",
        found=found,
        asked=asked,
        wrong=wrong_with(found) if found.draft else [],
        lacking=lacking_languages(found),
        can_draft=bool(found.draft and whom_to_ask() and to_draft(asked)),
        shown_when=partial(condition_lines, asked, zones=zones),
        untold=untold_in(found, asked),
        published=newest_published(found.survey.id) is not None,
        waiting=sum(not one.sent_back for one in forms_waiting(found.survey.id)),
        address=f"{current_app.config['SETTINGS'].base_url}{_front(found)}",
    )


def _front(found: Found) -> str:
    return url_for("answering.front", slug=found.programme.slug, survey_slug=found.survey.slug)


@blueprint.post("/<uuid:survey_id>/endre")
@requires(Can.BUILD_SURVEYS, survey_at)
def edit(found: Found) -> Any:
    """Move, copy, delete or undo, and back to the place on the outline."""
    form = EditForm()
    do, _space, key = str(form.do.data or "").partition(" ")
    return _edited(found, do, key, form.revision.data)


def _edited(found: Found, do: str, key: str, revision: int | None) -> Any:
    back = url_for(".outlined", slug=found.programme.slug, survey_id=found.survey.id)
    if found.draft is None or revision is None:
        return redirect(back, 303)  # pressed on a page from before it was opened: this is how it is now
    try:
        with transaction():
            if do == UNDO:
                undo_change(found.survey, revision=revision, by=signed_in(), at=now())
                flash(_("Undone."), "ok")
                return redirect(back, 303)
            change = _change(found, do)
            edited = change(found.questionnaire, key)
            keep_draft(found.survey, edited.questionnaire, revision=revision, by=signed_in(), at=now())
    except KeyError:
        flash(_("What you pressed is not there any more. This is how the questions are now."), "warning")
        return redirect(back, 303)
    except Stale:
        flash(_("Somebody else has changed the questions meanwhile. This is how they are now."), "warning")
        return redirect(back, 303)
    except Conflict:
        flash(_("There is nothing to undo."), "info")
        return redirect(back, 303)
    _tell(edited, do)
    return redirect(f"{back}#{edited.key or key}", 303)


def _change(found: Found, do: str) -> Edit:
    """What the press does. Raises KeyError for what is no press of ours."""
    if do in ("copy", "section-copy"):
        spent = names_spent(found.survey.id)
        copy = editing.duplicate_question if do == "copy" else editing.duplicate_section
        return lambda asked, key: copy(asked, key, spent=spent)
    return (QUESTION_EDITS | SECTION_EDITS)[do]


def _tell(edited: Edited, do: str) -> None:
    if do.endswith("delete"):
        flash(_("Deleted. You can undo it."), "ok")
    elif do.endswith("copy"):
        flash(_("Copied. The copy is marked below: give it a text of its own."), "ok")
    tell_loosened(edited)
