"""The page of one contribution, put together: what was said, what has been done with it, and what can be done now."""

from typing import Any

from flask import render_template
from flask_babel import gettext as _
from flask_babel import ngettext

from medvirkning.attachments.queries import attached_to
from medvirkning.caravan.origin_queries import origins_of
from medvirkning.contributions.actions import DONE_PHOTO, UNSEEN_PHOTO
from medvirkning.contributions.inbox import neighbours
from medvirkning.contributions.models import Contribution
from medvirkning.contributions.queries import answers, contacts, notes, sent_twice
from medvirkning.contributions.rules import personal_data
from medvirkning.contributions.words import ContactRole
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import today
from medvirkning.people.queries import names_of
from medvirkning.programmes.queries import people_with
from medvirkning.programmes.words import Role
from medvirkning.web.access import signed_in
from medvirkning.web.context import allowed
from medvirkning.web.inbox.badges import badges
from medvirkning.web.inbox.chosen import case_url, list_url, wanted
from medvirkning.web.inbox.events import event_rows
from medvirkning.web.inbox.forms import AssignForm, NoteForm, ThemeForm
from medvirkning.web.inbox.moves import moves

WHO_ANSWERS = (Role.COORDINATOR, Role.LEAD)


def assign_form(contribution: Contribution) -> AssignForm:
    """Who may have it: those who coordinate and those who lead."""
    return AssignForm(contribution, people_with(contribution.programme_id, *WHO_ANSWERS))


def case_page(contribution: Contribution, form: Any = None) -> Any:
    """The whole page; `form` is the one of its forms that was sent and refused."""
    programme, reader = contribution.programme, signed_in()
    chosen = wanted(programme)
    previous, following = neighbours(contribution, chosen, person_id=reader.id)
    attached = attached_to(Contribution.__tablename__, contribution.id)
    photos = [(case_url(contribution, "photo", photo_id=one.id), one) for one in attached]
    events = history(Contribution.__tablename__, contribution.id)
    may_handle = allowed("handle_contributions", contribution)
    page = render_template(
        "inbox/contribution.html",
        contribution=contribution,
        form=form,
        back=list_url(programme, chosen),
        previous=_beside(contribution, previous),
        following=_beside(contribution, following),
        may_handle=may_handle,
        moves=moves(contribution) if may_handle else [],
        told=who_is_told(contribution),
        badges=badges(contribution, photos=[], reader=reader, reply_days=programme.reply_days, today=today()),
        found=sorted(personal_data(contribution.text, contribution.place)),
        photos=[shown for shown in photos if not shown[1].about],
        unseen=[shown for shown in photos if shown[1].about == UNSEEN_PHOTO],
        done_photos=[shown for shown in photos if shown[1].about == DONE_PHOTO],
        answers=answers(contribution.id),
        notes=notes(contribution.id),
        twice=sent_twice(contribution.id),
        events=event_rows(events, names_of({event.by_id for event in events if event.by_id})),
        assign_form=form if isinstance(form, AssignForm) else assign_form(contribution),
        theme_form=form if isinstance(form, ThemeForm) else ThemeForm(contribution),
        note_form=form if isinstance(form, NoteForm) else NoteForm(),
        origin=origins_of([contribution.id]).get(contribution.id),
        case_url=case_url,
    )
    return page, 200 if form is None else form.status


def who_is_told(contribution: Contribution) -> list[str]:
    """Who gets an e-mail about what is done here, in words. Never an address."""
    roles = [contact.role for contact in contacts(contribution.id)]
    told = []
    if ContactRole.SENDER in roles:
        told.append(_("The sender gets an e-mail."))
    else:
        told.append(_("The sender gets no e-mail, but can see it with the code."))
    followers = roles.count(ContactRole.FOLLOWER)
    if followers:
        more = ngettext("One who follows it gets an e-mail.", "%(num)d who follow it get an e-mail.", followers)
        told.append(more)
    return told


def _beside(contribution: Contribution, contribution_id: Any) -> str:
    return case_url(contribution, contribution_id=contribution_id) if contribution_id else ""
