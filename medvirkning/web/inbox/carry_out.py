"""Doing what was asked, and telling what came of it: a word of thanks on the next page, or that somebody was first."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import flash, redirect, render_template
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm.exc import StaleDataError

from medvirkning.contributions.models import Contribution
from medvirkning.contributions.queries import answers, contacts
from medvirkning.contributions.words import ContributionFault, ContributionVerb
from medvirkning.journal.queries import history
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import Conflict, RuleBroken
from medvirkning.people.queries import names_of
from medvirkning.web.forms import Form
from medvirkning.web.inbox.chosen import case_url
from medvirkning.web.inbox.events import event_rows
from medvirkning.web.inbox.moves import PAGES

QUIET = frozenset({ContributionVerb.CONSIDER, ContributionVerb.START})  # nobody gets an e-mail about these


def carry_out(
    contribution: Contribution,
    verb: ContributionVerb,
    do: Callable[[], Any],
    *,
    form: Any = None,
    at: Mapping[ContributionFault, str] | None = None,
) -> Any:
    """Do it in one transaction. Back to the contribution; a 409 page with both; or None when the form was refused."""
    try:
        with transaction():
            told = 0 if verb in QUIET else len(contacts(contribution.id))
            do()
    except (Conflict, StaleDataError):
        return changed_page(contribution, verb, form)
    except RuleBroken as broken:
        if form is None:
            raise
        form.object_with(broken.objections, at or {})
        return None
    flash(f"{_done(verb)} {_told(told)}".strip(), "ok")
    return redirect(case_url(contribution), 303)


def changed_page(contribution: Contribution, verb: ContributionVerb, form: Form | None) -> Any:
    """Somebody was first: how it is now, beside what was written here, which can be sent where it still may."""
    events = history(Contribution.__tablename__, contribution.id)
    newest = answers(contribution.id)[:1]
    wrote = [
        (field.label.text, _written(field), field.name)
        for field in (form or ())
        if field.name != "version" and field.type != "FileField" and _written(field)
    ]
    page = render_template(
        "inbox/changed.html",
        contribution=contribution,
        answer=newest[0] if newest else None,
        last=event_rows(events[-1:], names_of({event.by_id for event in events[-1:] if event.by_id})),
        wrote=wrote,
        fields={field.name: field.data or "" for field in (form or ()) if field.type != "FileField"},
        go_on=case_url(contribution, PAGES[verb]) if form is not None and contribution.may(verb) else "",
        open_it=case_url(contribution),
    )
    return page, 409


def _written(field: Any) -> str:
    if field.type == "RadioField":
        return next((str(each.label) for each in field.choices if each.value == field.data), "")
    return str(field.data or "")


def _done(verb: ContributionVerb) -> str:
    return {
        ContributionVerb.PUBLISH: _("It is on the board."),
        ContributionVerb.REPUBLISH: _("It is on the board again."),
        ContributionVerb.CONSIDER: _("The board now says that you are looking into it."),
        ContributionVerb.START: _("The board now says that the work has begun."),
        ContributionVerb.HIDE: _("It is hidden. The sender can read why."),
        ContributionVerb.ANSWER: _("The answer is on the board."),
        ContributionVerb.FINISH: _("What happened is on the board."),
    }[verb]


def _told(count: int) -> str:
    return ngettext("One person is told by e-mail.", "%(num)d people are told by e-mail.", count) if count else ""
