"""The letters about an appeal: read as they would be sent today, and sent once."""

from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from medvirkning.appeals.models import RulingLetter
from medvirkning.appeals.sending import RulingLetterSent
from medvirkning.attachments.models import Attachment
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import RuleBroken, Stale
from medvirkning.mail.appeal_check import missing_in_appeal
from medvirkning.mail.appeal_letters import compose, draw, send
from medvirkning.mail.letter_content import LetterContent
from medvirkning.mail.pdf import file_name
from medvirkning.permissions import Can
from medvirkning.programmes.queries import roles
from medvirkning.web.access import requires, signed_in
from medvirkning.web.appeals.blueprint import ONE, blueprint
from medvirkning.web.appeals.carry_out import case_url
from medvirkning.web.appeals.forms import SendForm
from medvirkning.web.appeals.loaders import Desk, appeal_letter, letter_to_send, sends
from medvirkning.web.downloads import download
from medvirkning.web.labels.lookup import sentence

LETTER = f"{ONE}/brev/<uuid:letter_id>"


@blueprint.get(LETTER)
@requires(Can.READ_APPEALS, appeal_letter)
def letter(desk: Desk) -> str:
    """The letter as it was sent; before that, as it would be sent today, with what it lacks."""
    found = _letter(desk)
    return _page(desk, found, content_of(found), SendForm())


@blueprint.post(f"{LETTER}/send")
@requires(Can.SEND_APPEAL_LETTERS, letter_to_send)
def send_letter(desk: Desk) -> Any:
    """Send it, once, if it is still the letter that was looked at."""
    found, form = _letter(desk), SendForm()
    if found.sent_at is not None or form.switches_language:
        return redirect(_url(desk, found), 303)
    content = compose(found.ruling, notified=today())
    try:
        if form.digest.data != content.digest:
            raise Stale("letter")
        lacking = missing_in_appeal(content, found.ruling.kind)
        drawn = (content, b"" if lacking else draw(content))
        with transaction():
            send(found, by=signed_in(), at=now(), drawn=drawn)
    except Stale:
        words = _("The letter has changed since you looked at it. Read it again.")
        form.extra_errors.append(("main-form", words))
    except RuleBroken as broken:
        form.extra_errors += [("main-form", sentence(each.code, each.facts)) for each in broken.objections]
    except RulingLetterSent:
        return redirect(_url(desk, found), 303)
    else:
        flash(_("The letter is sent."), "ok")
        return redirect(case_url(desk), 303)
    return _page(desk, found, compose(found.ruling, notified=today()), form), 422


@blueprint.get(f"{LETTER}.pdf")
@requires(Can.READ_APPEALS, appeal_letter)
def letter_pdf(desk: Desk) -> Response:
    """The letter as a file: the stored bytes of a sent one, or as it would be sent today."""
    found = _letter(desk)
    if found.sent_at is not None:
        return download(db.session.get_one(Attachment, found.attachment_id)) or abort(404)
    content = content_of(found)
    response = Response(draw(content), mimetype="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=file_name(content).replace("vedtak", "klage"))
    response.headers["Cache-Control"] = "no-store"
    return response


def content_of(letter: RulingLetter) -> LetterContent:
    """What the letter says: frozen once it is sent, else composed anew for today."""
    if letter.sent_at is not None:
        return LetterContent.from_json(letter.content)
    return compose(letter.ruling, notified=today())


def _letter(desk: Desk) -> RulingLetter:
    assert desk.letter is not None
    return desk.letter


def _url(desk: Desk, letter: RulingLetter) -> str:
    return url_for("appeals.letter", slug=desk.programme.slug, appeal_id=desk.appeal.id, letter_id=letter.id)


def _page(desk: Desk, letter: RulingLetter, content: LetterContent, form: SendForm) -> str:
    waiting = letter.sent_at is None
    return render_template(
        "appeals/letter.html",
        desk=desk,
        appeal=desk.appeal,
        letter=letter,
        content=content,
        form=form,
        digest=content.digest,
        lacking=missing_in_appeal(content, letter.ruling.kind) if waiting else [],
        may_send=waiting and sends(roles(signed_in().id, desk.programme_id), letter),
        on_paper=desk.appeal.owner_id is None,
        posting=request.method == "POST",
        back=case_url(desk),
    )
