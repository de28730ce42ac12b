"""Sending a letter: a page of its own that says what goes to whom, and one button."""

from typing import Any

import wtforms
from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken, Stale
from medvirkning.mail.letter_check import missing
from medvirkning.mail.letter_content import LetterContent
from medvirkning.mail.letters import compose, send
from medvirkning.mail.pdf import pdf
from medvirkning.permissions import Can
from medvirkning.review.letters import next_to_send
from medvirkning.review.models import Letter
from medvirkning.review.sending import AlreadySent
from medvirkning.web.access import requires, signed_in
from medvirkning.web.forms import Form
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.letters.blueprint import blueprint
from medvirkning.web.letters.loaders import letter_at


class SendForm(Form):
    """One button; `digest` is of the letter that was looked at."""

    digest = wtforms.HiddenField()


@blueprint.route("/<slug>/arbeid/vedtak/<uuid:letter_id>/send", methods=["GET", "POST"])
@requires(Can.SEND_LETTERS, letter_at)
def send_page(letter: Letter) -> Any:
    """What will be sent and to whom; then it is sent, once, if it is still the letter that was looked at."""
    if letter.sent_at is not None:
        return redirect(_letter_url(letter), 303)
    content = compose(letter.decision, notified=today())
    form = SendForm(digest=content.digest)
    if form.accepted():
        try:
            if request.form.get("digest") != content.digest:
                raise Stale("letter")
            return _sent(letter, content)
        except Stale:
            content = compose(letter.decision, notified=today())
            form.digest.data = content.digest
            form.extra_errors.append(("main-form", _("The letter has changed since you looked at it. Read it again.")))
        except RuleBroken as broken:
            form.extra_errors += [("main-form", sentence(each.code, each.facts)) for each in broken.objections]
        except AlreadySent:
            return redirect(_letter_url(letter), 303)
    page = render_template(
        "letters/send_page.html", letter=letter, content=content, form=form, lacking=missing(content)
    )
    return page, form.status


def _sent(letter: Letter, content: LetterContent) -> Response:
    """Send it, and go on to the next that waits."""
    someone, drawn = signed_in(), None if missing(content) else (content, pdf(content))
    with transaction():
        send(letter, by=someone, at=now(), drawn=drawn)
    flash(_("The letter is sent."), "ok")
    following = next_to_send(letter, reader=someone)
    if following is not None:
        return redirect(_letter_url(following), 303)
    return redirect(url_for("letters.decisions", slug=request.view_args and request.view_args["slug"]), 303)


def _letter_url(letter: Letter) -> str:
    return url_for("letters.letter", slug=letter.decision.application.round.scheme.programme.slug, letter_id=letter.id)
