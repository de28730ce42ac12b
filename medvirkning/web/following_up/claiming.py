"""Deciding a claim: it is filled in, the letter is read as it will be, and then it is sent."""

from typing import Any

from flask import abort, flash, redirect, render_template
from flask_babel import gettext as _

from medvirkning.follow_up.giving_back import first_due_day, still_time
from medvirkning.follow_up.repaying import what_stops_claim
from medvirkning.follow_up.words import MOST_REASON, RepaymentVerb
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import refuse
from medvirkning.mail import repayment_letters as letters
from medvirkning.mail.letter_content import LetterContent
from medvirkning.mail.letter_voice import weekday
from medvirkning.mail.pdf import pdf
from medvirkning.permissions import Can
from medvirkning.review.cases import elected, may_open_decision
from medvirkning.web.access import requires, signed_in
from medvirkning.web.following_up.blueprint import blueprint
from medvirkning.web.following_up.loaders import Matter, repayment_at
from medvirkning.web.following_up.matters import ONE, address_of, done, whole
from medvirkning.web.following_up.reading_first import to_read, wants_change
from medvirkning.web.following_up.repayment_forms import ClaimForm


@blueprint.route(f"{ONE}/krev", methods=["GET", "POST"])
@requires(Can.CLAIM_BACK, repayment_at)
def claim_back(found: Matter) -> Any:
    """Decide that money is to be paid back. Only for the one who decides such cases, who reads the letter first."""
    made, application, by = found.repayment, found.case.application, signed_in()
    if may_open_decision(by, application):
        abort(403)
    waits = still_time(answer_by=made.answer_by, answered=made.answered_at is not None, today=today())
    if not made.may(RepaymentVerb.CLAIM) or waits:
        return redirect(address_of(found), 303)
    form = ClaimForm(amount=made.amount, due_on=first_due_day(today(), application.round.scheme.appeal_weeks))
    read: list[LetterContent] = []

    def act() -> None:
        said = {"amount": form.amount.data, "reasons": form.reasons.data, "due_on": form.due_on.data}
        content = letters.claim(made, by=by, dated=today(), **said)
        refuse(what_stops_claim(made, **said, votes=form.votes, by=by, at=now()))
        whole(content, said["reasons"])
        read.append(content)
        if not form.has_read(content):
            return
        drawn = (content, pdf(content))  # before the lock: nobody waits for the drawing
        with transaction():
            letters.send_claim(made, drawn, votes=form.votes, by=by, at=now(), **said)

    if not wants_change() and done(form, act, day="due_on"):
        if made.may(RepaymentVerb.CLAIM):
            sure = _(
                "This is the letter as it will be. When you send it, the claim is decided, and neither can be changed. "
                "The last day to appeal is then %(day)s.",
                day=weekday(read[0].deadline),
            )
            here = address_of(found, "claim_back")
            return to_read(form, read[0], here=here, sure=sure, press=_("Decide and send the letter"))
        flash(_("The claim is decided, and the letter is sent."), "ok")
        return redirect(address_of(found), 303)
    page = render_template("following_up/claim_back.html", application=application, made=made, form=form,
                           votes=elected(application), most=MOST_REASON, back=address_of(found))  # fmt: skip
    return page, form.status
