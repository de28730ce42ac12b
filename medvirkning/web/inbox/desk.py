"""The desk's own things: who has it, what it is about, and what colleagues write to each other."""

from typing import Any

from flask import abort, flash, redirect, request
from flask_babel import gettext as _

from medvirkning.attachments.queries import attachment_of
from medvirkning.contributions import actions
from medvirkning.contributions.models import Contribution
from medvirkning.contributions.words import ContributionFault as Fault
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.permissions import Can
from medvirkning.web.access import requires, signed_in
from medvirkning.web.inbox.acts import ONE
from medvirkning.web.inbox.blueprint import blueprint
from medvirkning.web.inbox.case import assign_form, case_page
from medvirkning.web.inbox.chosen import case_url
from medvirkning.web.inbox.forms import NoteForm, ThemeForm
from medvirkning.web.inbox.loaders import contribution_at


@blueprint.post(f"{ONE}/tildel")
@requires(Can.HANDLE_CONTRIBUTIONS, contribution_at)
def assign(contribution: Contribution) -> Any:
    """Give it to a colleague, with a day to have answered by."""
    form, by = assign_form(contribution), signed_in()
    if not form.accepted():
        return case_page(contribution, form)
    try:
        with transaction():
            actions.assign(contribution, form.chosen, reply_by=form.reply_by.data, by=by, at=now())
    except RuleBroken as broken:
        form.object_with(broken.objections, {Fault.DATE_PASSED: "reply_by"})
        return case_page(contribution, form)
    flash(_("%(name)s has it now.", name=form.chosen.name) if form.chosen else _("Nobody has it now."), "ok")
    return _back(contribution)


@blueprint.post(f"{ONE}/tema")
@requires(Can.HANDLE_CONTRIBUTIONS, contribution_at)
def tag(contribution: Contribution) -> Any:
    """Say what it is about."""
    form, by = ThemeForm(contribution), signed_in()
    if not form.accepted():
        return case_page(contribution, form)
    with transaction():
        actions.set_goal(contribution, form.themes.get(form.theme.data), by=by, at=now())
    flash(_("The theme is saved."), "ok")
    return _back(contribution)


@blueprint.post(f"{ONE}/notat")
@requires(Can.HANDLE_CONTRIBUTIONS, contribution_at)
def note(contribution: Contribution) -> Any:
    """Write a note for colleagues."""
    form, by = NoteForm(), signed_in()
    if not form.accepted():
        return case_page(contribution, form)
    try:
        with transaction():
            actions.add_note(contribution, form.note.data, by=by, at=now())
    except RuleBroken as broken:
        form.object_with(broken.objections, {Fault.NOTE_MISSING: "note", Fault.NOTE_TOO_LONG: "note"})
        return case_page(contribution, form)
    flash(_("The note is saved. Only colleagues see it."), "ok")
    return _back(contribution)


@blueprint.post(f"{ONE}/bilde/<uuid:photo_id>/vis")
@requires(Can.HANDLE_CONTRIBUTIONS, contribution_at)
def show_photo(contribution: Contribution) -> Any:
    """Put a photo that came after publishing on the board."""
    photo_id, by = (request.view_args or {})["photo_id"], signed_in()
    with transaction():
        photo = attachment_of(Contribution.__tablename__, contribution.id, photo_id)
        if photo is None:
            abort(404)
        actions.show_photo(contribution, photo, by=by, at=now())
    flash(_("The photo is on the board."), "ok")
    return _back(contribution)


def _back(contribution: Contribution) -> Any:
    return redirect(case_url(contribution), 303)
