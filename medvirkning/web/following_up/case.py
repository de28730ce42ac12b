"""One grant: the amounts beside each other, the account, the payments, and what can be done now."""

from collections.abc import Callable
from typing import Any

import wtforms
from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from medvirkning.appeals.queries import appeal_may_come
from medvirkning.follow_up.accepting import answer_change, change_account, close, give_back_to_pot
from medvirkning.follow_up.queries import (
    account_changes,
    closing_of,
    open_repayment,
    payments_of,
    repayments_of,
    report_of,
)
from medvirkning.follow_up.words import MOST_REASON, TO_CLAIM_BACK, FollowWord
from medvirkning.grants.words import ApplicationState
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.kernel.norwegian import masked_account, show_account_number
from medvirkning.permissions import Can, can
from medvirkning.review.cases import decision_on, declaration_of
from medvirkning.web.access import requires, signed_in, standings
from medvirkning.web.fields import AccountField, needed, tidy
from medvirkning.web.following_up.blueprint import blueprint
from medvirkning.web.following_up.loaders import Change, Followed, account_change, followed_case
from medvirkning.web.forms import Form

REASON = {FollowWord.REASON_MISSING: "reason", FollowWord.REASON_TOO_LONG: "reason"}


def _reason(text: Any, hint: Any = "") -> Any:
    return wtforms.TextAreaField(text, description=hint, filters=[tidy])


class CloseForm(Form):
    """Why the case is finished."""

    reason = _reason(_l("Why is the case finished?"), _l("The applicant can read it."))


class PotForm(Form):
    """Why the pot has its money back."""

    reason = _reason(_l("Why is the money given back?"))


class AccountForm(Form):
    """Another account, and how one knows."""

    number = AccountField(
        _l("The new account number"), [needed(_l("Write the account number"))], description=_l("11 digits.")
    )
    reason = _reason(_l("Who asked for it, and how?"))


def account_text(number: str | None, thing: Any) -> str:
    """The account number for this reader: in full to those who need it, else its last digits; a dash for none."""
    return account_words(thing)(number)


def account_words(thing: Any) -> Callable[[str | None], str]:
    """The same for several numbers: how this reader sees them is found out once."""
    show = show_account_number if can(standings(signed_in(), thing), Can.SEE_ACCOUNTS) else masked_account
    return lambda number: "–" if number is None else show(number)


@blueprint.get("/<slug>/arbeid/oppfolging/<uuid:application_id>")
@requires(Can.READ_FOLLOW_UP, followed_case)
def grant(case: Followed) -> str:
    """Where this grant is."""
    accepted = case.course.acceptance
    return render_template(
        "following_up/grant.html",
        application=case.application,
        course=case.course,
        account=account_text(accepted.account_number, case) if accepted else "",
        changes=[(each, account_text(each.account_number, case)) for each in account_changes(case.application.id)],
        payments=payments_of(case.application.id),
        report=report_of(case.application.id),
        closing=closing_of(case.application),
        repayments=repayments_of(case.application.id),
        may_notify=case.application.state in TO_CLAIM_BACK and not open_repayment(case.application.id),
        may_close=case.application.state is ApplicationState.LETTER_SENT,
        declaration=declaration_of(signed_in(), case.application),
        thing=case,
    )


@blueprint.route("/<slug>/arbeid/oppfolging/<uuid:application_id>/avslutt", methods=["GET", "POST"])
@requires(Can.FOLLOW_UP, followed_case)
def close_case(case: Followed) -> Any:
    """Finish a case that nothing more comes of."""
    form = CloseForm()
    if case.application.state is not ApplicationState.LETTER_SENT:
        return redirect(_address(case), 303)
    if form.accepted():
        try:
            with transaction():
                decision = decision_on(case.application.id)
                but = [case.application.id] if decision and appeal_may_come(decision, today()) else []
                close(case.application, reason=form.reason.data, by=signed_in(), at=now(), but=but)
        except RuleBroken as broken:
            form.object_with(broken.objections, REASON)
        else:
            flash(_("The case is finished."), "ok")
            return redirect(_address(case), 303)
    page = render_template(
        "following_up/close_case.html", application=case.application, course=case.course, form=form, most=MOST_REASON
    )
    return page, form.status


@blueprint.route("/<slug>/arbeid/oppfolging/<uuid:application_id>/til-potten", methods=["GET", "POST"])
@requires(Can.GIVE_BACK_TO_POT, followed_case)
def to_pot(case: Followed) -> Any:
    """Give the pot back what nobody took."""
    form = PotForm()
    if not case.application.lapsed or not case.course.granted:
        return redirect(_address(case), 303)
    if form.accepted():
        try:
            with transaction():
                give_back_to_pot(case.application, reason=form.reason.data, by=signed_in(), at=now())
        except RuleBroken as broken:
            form.object_with(broken.objections, REASON)
        else:
            flash(_("The money is back in the pot."), "ok")
            return redirect(_address(case), 303)
    page = render_template(
        "following_up/to_pot.html", application=case.application, course=case.course, form=form, most=MOST_REASON
    )
    return page, form.status


@blueprint.route("/<slug>/arbeid/oppfolging/<uuid:application_id>/konto", methods=["GET", "POST"])
@requires(Can.FOLLOW_UP, followed_case)
def account(case: Followed) -> Any:
    """Ask for another account. Another person confirms it."""
    form = AccountForm()
    if case.course.acceptance is None:
        return redirect(_address(case), 303)
    if form.accepted():
        try:
            with transaction():
                change_account(case.application, form.number.data, reason=form.reason.data, by=signed_in(), at=now())
        except RuleBroken as broken:
            form.object_with(broken.objections, REASON | {FollowWord.SAME_ACCOUNT: "number"})
        else:
            flash(_("The account number is changed when another person has confirmed it."))
            return redirect(_address(case), 303)
    page = render_template("following_up/account.html", application=case.application, form=form, most=MOST_REASON)
    return page, form.status


@blueprint.post("/<slug>/arbeid/oppfolging/<uuid:application_id>/konto/<uuid:change_id>")
@requires(Can.SEE_ACCOUNTS, account_change)
def answer_account(found: Change) -> Response:
    """Confirm another person's change of account, or refuse it."""
    if (answer := request.form.get("answer")) not in ("yes", "no"):
        abort(400)
    yes = answer == "yes"
    with transaction():
        answer_change(found.change, found.case.application, yes=yes, by=signed_in(), at=now())
    flash(_("The new account is confirmed.") if yes else _("The new account is refused. The old one stands."), "ok")
    return redirect(_address(found.case), 303)


def _address(case: Followed) -> str:
    return url_for("following_up.grant", slug=case.programme.slug, application_id=case.application.id)
