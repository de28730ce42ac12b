"""Claiming money back: the advance notice, what came of it, and the decision."""

from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from medvirkning.appeals.subjects import appeals_of, is_appealed, last_day_of_claim
from medvirkning.attachments.models import Attachment
from medvirkning.follow_up.giving_back import first_answer_day, still_time
from medvirkning.follow_up.queries import open_repayment
from medvirkning.follow_up.repaying import let_go, note_repaid, notify, what_stops_notice
from medvirkning.follow_up.repayments import Repayment
from medvirkning.follow_up.words import MOST_REASON, TO_CLAIM_BACK, FollowWord, RepaymentVerb
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import Objection, RuleBroken, refuse
from medvirkning.mail import repayment_letters as letters
from medvirkning.mail.letter_content import LetterContent
from medvirkning.mail.letter_voice import weekday
from medvirkning.people.models import Person
from medvirkning.permissions import Can, can
from medvirkning.review.cases import elected, may_open_decision
from medvirkning.web.access import requires, signed_in, standings
from medvirkning.web.downloads import download
from medvirkning.web.following_up.blueprint import blueprint
from medvirkning.web.following_up.loaders import Followed, Matter, followed_case, repayment_at
from medvirkning.web.following_up.matters import ALL, ONE, address_of, done, whole
from medvirkning.web.following_up.reading_first import to_read, wants_change
from medvirkning.web.following_up.repayment_forms import LetGoForm, NotifyForm, RepaidForm


@blueprint.route(f"{ALL}/ny", methods=["GET", "POST"])
@requires(Can.FOLLOW_UP, followed_case)
def notify_repayment(case: Followed) -> Any:
    """Tell the applicant that money may be claimed back."""
    accepted, application = case.course.acceptance, case.application
    if accepted is None or application.state not in TO_CLAIM_BACK or open_repayment(application.id):
        return redirect(url_for("following_up.grant", slug=case.programme.slug, application_id=application.id), 303)
    form = NotifyForm(answer_by=first_answer_day(today()))
    form.offer()
    read: list[LetterContent] = []

    def act() -> None:
        said = {"amount": form.amount.data, "reasons": form.reasons.data, "answer_by": form.answer_by.data}
        ground = form.chosen
        if ground is None:
            raise RuleBroken([Objection(FollowWord.GROUND_MISSING)])
        content = letters.notice(application, ground=ground, dated=today(), **said)
        refuse(what_stops_notice(application, ground=ground, **said, by=signed_in(), at=now()))
        whole(content, said["reasons"])
        read.append(content)
        if form.has_read(content):
            with transaction():
                notify(application, ground=ground, content=content, by=signed_in(), at=now(), **said)

    if not wants_change() and done(form, act, day="answer_by"):
        made = open_repayment(application.id)
        if made is None:
            sure = _(
                "This is the letter as it will be. The applicant can answer until %(day)s, before anything is decided.",
                day=weekday(form.answer_by.data),
            )
            return to_read(form, read[0], here=request.path, sure=sure, press=_("Send the advance notice"))
        flash(_("The advance notice is sent."), "ok")
        return redirect(address_of(Matter(case, made)), 303)
    page = render_template("following_up/notify_repayment.html", application=application, accepted=accepted, form=form,
                           most=MOST_REASON)  # fmt: skip
    return page, form.status


@blueprint.get(ONE)
@requires(Can.READ_REPAYMENTS, repayment_at)
def repayment(found: Matter) -> str:
    """The matter: what was told, what the applicant says, and what can be done now."""
    made, someone = found.repayment, signed_in()
    decides = can(standings(someone, found), Can.CLAIM_BACK) and not may_open_decision(someone, found.case.application)
    waits = still_time(answer_by=made.answer_by, answered=made.answered_at is not None, today=today())
    appealed = is_appealed(made)
    return render_template(
        "following_up/repayment.html",
        appealed=appealed,
        application=found.case.application,
        made=made,
        may_claim=decides and made.may(RepaymentVerb.CLAIM) and not waits,
        may_let_go=decides and made.may(RepaymentVerb.LET_GO) and not made.changing and not appealed,
        may_note=_to_be_noted(made, someone),
        until=last_day_of_claim(made),
        appeals=appeals_of(made),
        waits=bool(waits) and made.may(RepaymentVerb.CLAIM),
        thing=found,
    )


@blueprint.get(f"{ONE}/varsel")
@requires(Can.READ_REPAYMENTS, repayment_at)
def repayment_notice(found: Matter) -> str:
    """The advance notice, as it was sent."""
    content = LetterContent.from_json(found.repayment.notice)
    return render_template("following_up/repayment_letter.html", content=content, back=address_of(found), file="")


@blueprint.get(f"{ONE}/krav")
@requires(Can.READ_REPAYMENTS, repayment_at)
def repayment_claim(found: Matter) -> str:
    """The claim, as it was sent."""
    content = LetterContent.from_json(found.repayment.claim or abort(404))
    file = address_of(found, "repayment_claim_pdf")
    return render_template("following_up/repayment_letter.html", content=content, back=address_of(found), file=file)


@blueprint.get(f"{ONE}/krav.pdf")
@requires(Can.READ_REPAYMENTS, repayment_at)
def repayment_claim_pdf(found: Matter) -> Response:
    """The file that was sent, byte for byte."""
    kept = found.repayment.attachment_id or abort(404)
    return download(db.session.get_one(Attachment, kept)) or abort(404)


@blueprint.route(f"{ONE}/la-ligge", methods=["GET", "POST"])
@requires(Can.CLAIM_BACK, repayment_at)
def let_repayment_go(found: Matter) -> Any:
    """Claim nothing, with a word about why."""
    made, form, application = found.repayment, LetGoForm(), found.case.application
    if may_open_decision(signed_in(), application):
        abort(403)
    if not made.may(RepaymentVerb.LET_GO):
        return redirect(address_of(found), 303)

    def act() -> None:
        with transaction():
            appealed = is_appealed(made)
            let_go(made, reason=form.reasons.data, votes=form.votes, by=signed_in(), at=now(), appealed=appealed)

    if done(form, act):
        flash(_("The matter is let go. The applicant is told."), "ok")
        return redirect(address_of(found), 303)
    page = render_template("following_up/let_repayment_go.html", application=application, made=made,
                           form=form, votes=elected(application), most=MOST_REASON, back=address_of(found))  # fmt: skip
    return page, form.status


@blueprint.route(f"{ONE}/tilbakebetalt", methods=["GET", "POST"])
@requires(Can.FOLLOW_UP, repayment_at)
def repaid(found: Matter) -> Any:
    """The money has come."""
    made, form = found.repayment, RepaidForm(on=today())
    if not _to_be_noted(made, signed_in()):
        return redirect(address_of(found), 303)

    def act() -> None:
        with transaction():
            note_repaid(made, on=form.on.data, by=signed_in(), at=now())

    if done(form, act):
        flash(_("The money is noted as paid back, and the case is finished."), "ok")
        return redirect(address_of(found), 303)
    page = render_template("following_up/repaid.html", application=found.case.application, made=made, form=form,
                           back=address_of(found))  # fmt: skip
    return page, form.status


def _to_be_noted(made: Repayment, someone: Person) -> bool:
    """Whether money is waited for, by a claim that another person made and no new letter is on its way about."""
    waited = made.may(RepaymentVerb.NOTE_REPAID) and made.told.amount is not None and not made.changing
    return waited and made.claimed_by_id != someone.id


def _grant(case: Followed) -> str:
    return url_for("following_up.grant", slug=case.programme.slug, application_id=case.application.id)
