"""«Get it from the register»: what is written is kept, the registers are asked, and what they know is filled in."""

from typing import Any

from flask import current_app, flash, redirect, request, url_for
from flask_babel import gettext as _

from medvirkning.grants.actions import save_section
from medvirkning.grants.applicant_words import RegisterOutcome
from medvirkning.grants.looking_up import choose_language, fill_in, keep_answer
from medvirkning.grants.models import Application
from medvirkning.grants.register_answers import answer_about
from medvirkning.grants.registers import Registers
from medvirkning.grants.words import ApplicationState, Section
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.people.words import LANGUAGES
from medvirkning.permissions import Can
from medvirkning.registers.choosing import EXTENSION
from medvirkning.web.access import requires, signed_in
from medvirkning.web.applying.blueprint import blueprint
from medvirkning.web.applying.loaders import own
from medvirkning.web.security import limiter


def whom_to_ask() -> Registers | None:
    """The registers of this installation, if it asks any."""
    found: Registers | None = current_app.extensions[EXTENSION]
    return found


@blueprint.post("/<uuid:application_id>/register")
@requires(Can.EDIT_OWN_APPLICATION, own)
@limiter.limit("30 per hour")
def look_up(application: Application) -> Any:
    """Ask, keep the answer, fill in. The page tells what came of it."""
    page, registers, someone = _page(application), whom_to_ask(), signed_in()
    if registers is None or application.state is not ApplicationState.DRAFT:
        return redirect(page, 303)
    with transaction():
        save_section(application, Section.WHO, request.form, by=someone, at=now())
    number = application.organisation_number
    if number is None:
        flash(_("Write an organisation number with 9 digits first."), "warning")
        return redirect(page, 303)
    reply = registers.look_up(number)
    with transaction():
        keep_answer(application, number, reply, by=someone, at=now())
        if reply.organisation is not None:
            fill_in(application, reply.organisation, at=now())
    if reply.outcome is RegisterOutcome.FOUND:
        flash(_("We have filled in what the register knows. Check that it is right."))
    return redirect(f"{page}#register", 303)


@blueprint.post("/<uuid:application_id>/malform")
@requires(Can.EDIT_OWN_APPLICATION, own)
def written_language(application: Application) -> Any:
    """The written language of the application, and so of the answer; what else was written is kept."""
    wanted = request.form.get("written_in")
    with transaction():
        save_section(application, Section.WHO, request.form, by=signed_in(), at=now())
        if wanted in LANGUAGES:
            choose_language(application, wanted, at=now())
    return redirect(_page(application), 303)


def told_by_register(application: Application) -> dict[str, Any]:
    """What the page about the applicant shows of the registers."""
    answer = answer_about(application.id, application.organisation_number)
    organisation = answer.reply.organisation if answer else None
    language = organisation.language if organisation else None
    return {
        "asks_register": whom_to_ask() is not None,
        "answer": answer,
        "organisation": organisation,
        "register_language": language if language and language != application.language else None,
    }


def _page(application: Application) -> str:
    return url_for("applying.who", application_id=application.id, fra=request.args.get("fra"))
