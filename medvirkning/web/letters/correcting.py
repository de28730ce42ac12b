"""Correcting a letter that has been sent: the form, the corrected letter as it will be, and sending it."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import Conflict, RuleBroken, Stale
from medvirkning.mail.corrected_letters import compose_corrected, letter_before, send
from medvirkning.mail.letter_check import missing
from medvirkning.mail.letter_content import LetterContent
from medvirkning.mail.letter_parts import changed
from medvirkning.mail.pdf import pdf
from medvirkning.permissions import Can
from medvirkning.review.corrected_letters import CorrectedLetter
from medvirkning.review.correcting_letters import drop_correction, write_correction
from medvirkning.review.letters import last_day_to_appeal, letters_sent, notice_of, told_otherwise, unsent_correction
from medvirkning.review.models import Letter
from medvirkning.web.access import requires, signed_in
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.letters.blueprint import blueprint
from medvirkning.web.letters.correction_form import AT_FIELD, correction_form
from medvirkning.web.letters.files import letter_file
from medvirkning.web.letters.loaders import corrected_at, sent_letter_at
from medvirkning.web.letters.sending import SendForm

ONE = "/<slug>/arbeid/vedtak/rettet/<uuid:corrected_id>"


@blueprint.route("/<slug>/arbeid/vedtak/<uuid:letter_id>/rett", methods=["GET", "POST"])
@requires(Can.SEND_LETTERS, sent_letter_at)
def correct(letter: Letter) -> Any:
    """What is corrected, where in the letter, and whether the time to appeal begins anew. Nothing is sent here."""
    before, written = letter_before(letter.decision), unsent_correction(letter.decision_id)
    form = correction_form(before, written)
    if form.accepted():
        try:
            with transaction():
                made = write_correction(
                    letter, **form.said(), texts=changed(before, form.texts()), by=signed_in(), at=now()
                )
        except RuleBroken as broken:
            form.object_with(broken.objections, AT_FIELD)
        except Stale:
            form.object_to("", _("Somebody has written a corrected letter meanwhile. Open the page again to see it."))
        else:
            return redirect(_url(made), 303)
    sent = letters_sent(letter.decision.application_id)
    return render_template("letters/correct.html", letter=letter, form=form, sent=sent), form.status


@blueprint.get(ONE)
@requires(Can.READ_DECISIONS, corrected_at)
def corrected(made: CorrectedLetter) -> Any:
    """The corrected letter as it was sent; before that, as it would be sent today, with what it lacks."""
    content = content_of(made)
    return render_template(
        "letters/corrected.html",
        made=made,
        content=content,
        lacking=[] if made.sent_at else missing(content),
        notice=notice_of(made),
        told=told_otherwise(made),
        last_day=last_day_to_appeal(made.decision.letter),
    )


@blueprint.get(f"{ONE}/brev.pdf")
@requires(Can.READ_DECISIONS, corrected_at)
def corrected_pdf(made: CorrectedLetter) -> Response:
    """The corrected letter as a file."""
    return letter_file(made, content_of(made))


@blueprint.route(f"{ONE}/send", methods=["GET", "POST"])
@requires(Can.SEND_LETTERS, corrected_at)
def send_corrected_page(made: CorrectedLetter) -> Any:
    """What will be sent and to whom; then it is sent, once, if it is still the letter that was looked at."""
    if made.sent_at is not None:
        return redirect(_url(made), 303)
    content = content_of(made)
    form = SendForm(digest=content.digest)
    if form.accepted():
        try:
            if request.form.get("digest") != content.digest:
                raise Stale("letter")
            drawn = None if missing(content) else (content, pdf(content))
            with transaction():
                send(made, by=signed_in(), at=now(), drawn=drawn)
        except Stale:
            form.digest.data = content.digest
            form.extra_errors.append(("main-form", _("The letter has changed since you looked at it. Read it again.")))
        except RuleBroken as broken:
            form.extra_errors += [("main-form", sentence(each.code, each.facts)) for each in broken.objections]
        except Conflict:
            return redirect(_url(made), 303)
        else:
            flash(_("The corrected letter is sent."), "ok")
            return redirect(_url(made), 303)
    page = render_template(
        "letters/send_page.html",
        letter=made,
        content=content,
        form=form,
        lacking=missing(content),
        back=_url(made),
    )
    return page, form.status


@blueprint.post(f"{ONE}/forkast")
@requires(Can.SEND_LETTERS, corrected_at)
def drop(made: CorrectedLetter) -> Any:
    """Let go of a corrected letter that is not sent. One that is sent stays."""
    letter = made.decision.letter
    if made.sent_at is None:
        with transaction():
            drop_correction(made, by=signed_in())
        flash(_("The corrected letter is thrown away. The one that was sent stands."), "ok")
    slug = request.view_args and request.view_args["slug"]
    return redirect(url_for("letters.letter", slug=slug, letter_id=letter.id), 303)


def content_of(made: CorrectedLetter) -> LetterContent:
    """What it says: frozen once it is sent, else put together for today."""
    if made.sent_at is not None and made.content is not None:
        return LetterContent.from_json(made.content)
    return compose_corrected(made, notified=today())


def _url(made: CorrectedLetter) -> str:
    slug = made.decision.application.round.scheme.programme.slug
    return url_for("letters.corrected", slug=slug, corrected_id=made.id)
