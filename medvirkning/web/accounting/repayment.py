"""What the applicant meets when money may be claimed back: the notice and a place to answer, and the claim."""

from typing import Any

import wtforms
from flask import Response, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medvirkning.appeals.subjects import appeals_of, last_day_of_claim, may_appeal_claim
from medvirkning.attachments.models import Attachment
from medvirkning.follow_up.repaying import answer_notice
from medvirkning.follow_up.words import MOST_TEXT, FollowWord, RepaymentState
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.mail.letter_content import LetterContent
from medvirkning.permissions import Can
from medvirkning.web.access import requires, signed_in
from medvirkning.web.accounting.blueprint import blueprint
from medvirkning.web.accounting.loaders import OwnRepayment, own_repayment
from medvirkning.web.downloads import download
from medvirkning.web.fields import tidy
from medvirkning.web.forms import Form

ONE = "/<uuid:application_id>/tilbakebetaling/<uuid:repayment_id>"
AT = {FollowWord.ANSWER_MISSING: "answer", FollowWord.TEXT_TOO_LONG: "answer"}


class AnswerForm(Form):
    """What one thinks of the notice."""

    answer = wtforms.TextAreaField(_l("What do you think?"), filters=[tidy])


@blueprint.route(ONE, methods=["GET", "POST"])
@requires(Can.ACCEPT_GRANT, own_repayment)
def repayment(own: OwnRepayment) -> Any:
    """What we have told, and what one says to it."""
    made, form = own.repayment, AnswerForm()
    may_answer = made.state is RepaymentState.NOTIFIED and made.answered_at is None
    if form.accepted():
        try:
            with transaction():
                answer_notice(made, form.answer.data, by=signed_in(), at=now())
        except RuleBroken as broken:
            form.object_with(broken.objections, AT)
        else:
            flash(_("Thank you. We read your answer before we decide."), "ok")
            return redirect(url_for("applying.tasks", application_id=own.application.id), 303)
    page = render_template("accounting/repayment.html", application=own.application, made=made, form=form,
                           may_answer=may_answer, most=MOST_TEXT, until=last_day_of_claim(made),
                           appeals=appeals_of(made), may_appeal=may_appeal_claim(made, signed_in()))  # fmt: skip
    return page, form.status


@blueprint.get(f"{ONE}/varsel")
@requires(Can.READ_OWN_APPLICATION, own_repayment)
def repayment_notice(own: OwnRepayment) -> str:
    """The advance notice, as it was sent."""
    return _letter(own, own.repayment.notice, "")


@blueprint.get(f"{ONE}/krav")
@requires(Can.READ_OWN_APPLICATION, own_repayment)
def repayment_claim(own: OwnRepayment) -> str:
    """The claim, as it was sent."""
    address: dict[str, Any] = {"application_id": own.application.id, "repayment_id": own.repayment.id}
    return _letter(own, own.repayment.claim or abort(404), url_for("accounting.repayment_claim_pdf", **address))


@blueprint.get(f"{ONE}/krav.pdf")
@requires(Can.READ_OWN_APPLICATION, own_repayment)
def repayment_claim_pdf(own: OwnRepayment) -> Response:
    """The file that was sent, byte for byte."""
    kept = own.repayment.attachment_id or abort(404)
    return download(db.session.get_one(Attachment, kept)) or abort(404)


def _letter(own: OwnRepayment, stored: dict[str, Any], file: str) -> str:
    back = url_for("accounting.repayment", application_id=own.application.id, repayment_id=own.repayment.id)
    content = LetterContent.from_json(stored)
    return render_template("accounting/repayment_letter.html", content=content, back=back, file=file)
