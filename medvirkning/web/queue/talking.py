"""Messages with the applicant, and flags, in a case that is open to whoever asks."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from medvirkning.kernel.clock import now, oslo_date
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.mail.language import speaking
from medvirkning.people.models import Person
from medvirkning.permissions import Can
from medvirkning.review.correspondence import Flag
from medvirkning.review.rules import preliminary_due
from medvirkning.review.talk import flags_of, messages_of
from medvirkning.review.words import MOST_MESSAGE, MOST_WORD, ReviewWord
from medvirkning.review.writing import raise_flag, read_messages, resolve_flag, write_to_applicant
from medvirkning.web.access import requires, signed_in
from medvirkning.web.cases import Case, open_case
from medvirkning.web.context import allowed
from medvirkning.web.fields import long_text, text
from medvirkning.web.filters import weekday
from medvirkning.web.forms import Form
from medvirkning.web.queue.blueprint import blueprint


class MessageForm(Form):
    """A message to the applicant."""

    text = long_text(_l("Message"), most=MOST_MESSAGE, required=_l("Write something"))
    preliminary = BooleanField(_l("This is a preliminary answer: the case takes more time"))


class FlagForm(Form):
    """A word about what must be looked into."""

    word = text(_l("What must be looked into?"), most=MOST_WORD, required=_l("Write something"))


class OutcomeForm(Form):
    """What came of it."""

    outcome = text(_l("What came of it?"), most=MOST_WORD, required=_l("Write something"))


class FlagOf:
    """A flag in a case that is open to whoever asks."""

    def __init__(self, found: Case, flag: Flag) -> None:
        self.found, self.flag, self.programme_id = found, flag, found.programme_id


def flag_at(person: Person, flag_id: UUID, **values: Any) -> FlagOf | None:
    """Loader: the case first, as for its page; then a flag of its own."""
    found = open_case(person, **values)
    if found is None:
        return None
    flag = next((each for each in flags_of(found.application.id) if each.id == flag_id), None)
    return FlagOf(found, flag) if flag is not None else None


@blueprint.get("/<uuid:application_id>/meldinger")
@requires(Can.READ_APPLICATION, open_case)
def messages(found: Case) -> Any:
    """The thread; with a draft of a preliminary answer where one is due."""
    due = _due(found)
    return _thread(found, MessageForm(text=_draft(found) if due else "", preliminary=due))


@blueprint.post("/<uuid:application_id>/meldinger")
@requires(Can.WRITE_TO_APPLICANT, open_case)
def write_message(found: Case) -> Any:
    """Write to the applicant, who is told by mail that there is something to read."""
    form = MessageForm()
    if not form.accepted():
        return _thread(found, form), form.status
    with transaction():
        told = {"preliminary": form.preliminary.data, "by": signed_in(), "at": now()}
        write_to_applicant(found.application, form.text.data or "", **told)
    return redirect(_url(found, "queue.messages"), 303)


@blueprint.post("/<uuid:application_id>/meldinger/lest")
@requires(Can.WRITE_TO_APPLICANT, open_case)
def mark_read(found: Case) -> Any:
    """Say that what the applicant wrote is read, without an answer."""
    with transaction():
        read_messages(found.application, from_applicant=True, at=now())
    return redirect(_url(found, "queue.messages"), 303)


@blueprint.get("/<uuid:application_id>/merker")
@requires(Can.READ_APPLICATION, open_case)
def flags(found: Case) -> Any:
    """What is flagged, and what came of what was."""
    return _flags(found, FlagForm())


@blueprint.post("/<uuid:application_id>/merker")
@requires(Can.FLAG, open_case)
def add_flag(found: Case) -> Any:
    """Flag something."""
    form = FlagForm()
    if not form.accepted():
        return _flags(found, form), form.status
    with transaction():
        raise_flag(found.application, form.word.data or "", by=signed_in(), at=now())
    return redirect(_url(found, "queue.flags"), 303)


@blueprint.post("/<uuid:application_id>/merker/<uuid:flag_id>")
@requires(Can.FLAG, flag_at)
def put_away(found: FlagOf) -> Any:
    """Put a flag away with what came of it."""
    form = OutcomeForm()
    if form.accepted():
        try:
            with transaction():
                resolve_flag(found.flag, form.outcome.data or "", by=signed_in(), at=now())
        except RuleBroken as broken:
            form.object_with(broken.objections, {ReviewWord.WORDS_MISSING: "outcome"})
        else:
            flash(_("The flag is put away."))
            return redirect(_url(found.found, "queue.flags"), 303)
    return _flags(found.found, FlagForm(), answering=found.flag.id, answer=form), form.status


def _due(found: Case) -> bool:
    told = any(message.preliminary for message in messages_of(found.application.id))
    sent_at, state = found.application.sent_at, found.application.state
    return sent_at is not None and preliminary_due(state, sent_at, told=told, at=now())


def _draft(found: Case) -> str:
    sent_at = found.application.sent_at
    by = found.application.round.answer_day(oslo_date(sent_at)) if sent_at else None
    with speaking(found.application.language):
        if by is None:
            return _("We have not finished your application yet. We have had it for a while.")
        day = weekday(by)
        return _(
            "We have not finished your application yet. We have had it for a while. You get an answer by %(day)s.",
            day=day,
        )


def _thread(found: Case, form: MessageForm) -> str:
    said = messages_of(found.application.id)
    return render_template(
        "queue/messages.html",
        case=found,
        application=found.application,
        form=form,
        messages=said,
        unread=[each for each in said if each.from_applicant and each.read_at is None],
        due=_due(found),
        writes=allowed(Can.WRITE_TO_APPLICANT, found.programme),
        back=_url(found, "queue.application"),
    )


def _flags(found: Case, form: FlagForm, *, answering: UUID | None = None, answer: OutcomeForm | None = None) -> str:
    return render_template(
        "queue/flags.html",
        case=found,
        application=found.application,
        form=form,
        flags=flags_of(found.application.id),
        answering=answering,
        answer=answer,
        flags_too=allowed(Can.FLAG, found.programme),
        back=_url(found, "queue.application"),
    )


def _url(found: Case, endpoint: str) -> str:
    return url_for(endpoint, slug=found.programme.slug, application_id=found.application.id)
