"""Yes or no to the money: the conditions, and the account it goes to."""

from typing import Any

import wtforms
from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medvirkning.follow_up.accepting import accept, decline
from medvirkning.follow_up.queries import Course, course_of
from medvirkning.follow_up.words import FollowWord
from medvirkning.grants.models import Application
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.kernel.norwegian import masked_account
from medvirkning.mail.letter_content import LetterContent, Says
from medvirkning.permissions import Can
from medvirkning.review.letters import letters_sent
from medvirkning.web.access import requires, signed_in
from medvirkning.web.accounting.blueprint import blueprint
from medvirkning.web.accounting.loaders import own_answered
from medvirkning.web.fields import AccountField, choices
from medvirkning.web.forms import Form

RIGHT, OTHER = "right", "other"
AT = {FollowWord.ACCOUNT_UNCONFIRMED: "account", FollowWord.CONDITIONS_UNACCEPTED: "declared"}


class AcceptForm(Form):
    """Which account, and that the conditions hold."""

    account = wtforms.RadioField(_l("Is this the right account?"), validate_choice=False)
    other = AccountField(_l("The other account number"), description=_l("11 digits."))
    declared = wtforms.BooleanField(_l("We take the money, and will follow the conditions in the letter."))

    def validate_other(self, field: wtforms.Field) -> None:
        """What stands in a field that is not shown, is not asked for."""
        if self.account.data == RIGHT:
            field.errors = []


@blueprint.route("/<uuid:application_id>/ta-imot", methods=["GET", "POST"])
@requires(Can.ACCEPT_GRANT, own_answered)
def accept_grant(application: Application) -> Any:
    """Say yes to the grant, with the conditions as the letter has them."""
    course = course_of(application)
    page = url_for("applying.tasks", application_id=application.id)
    if course is None or not course.to_accept:
        return redirect(page, 303)
    form = AcceptForm()
    form.account.choices = choices((OTHER, _("No, pay to another account")))
    if application.account_number:
        right = _("Yes, pay to %(account)s", account=masked_account(application.account_number))
        form.account.choices = choices((RIGHT, right), (OTHER, _("No, pay to another account")))
    else:  # nobody has asked for it yet
        form.account.data = OTHER
    if form.accepted() and _accepted(application, form):
        flash(_("Thank you. You have accepted the grant."), "ok")
        return redirect(page, 303)
    return _page(application, course, form), form.status


@blueprint.route("/<uuid:application_id>/takk-nei", methods=["GET", "POST"])
@requires(Can.ACCEPT_GRANT, own_answered)
def decline_grant(application: Application) -> Any:
    """Say no to the grant, after one more look at what that means."""
    course = course_of(application)
    page = url_for("applying.tasks", application_id=application.id)
    if course is None or not course.to_accept:
        return redirect(page, 303)
    if Form().accepted():  # a press on the language switch is not an answer
        with transaction():
            decline(application, by=signed_in(), at=now())
        flash(_("You have said no to the grant. The case is finished."))
        return redirect(page, 303)
    return render_template("accounting/decline_grant.html", application=application, course=course)


def _accepted(application: Application, form: AcceptForm) -> bool:
    other = form.other.data if form.account.data == OTHER else None
    if form.account.data == OTHER and other is None:
        form.object_to("other", _("Write the account number"))
        return False
    try:
        with transaction():
            accept(
                application,
                declared=bool(form.declared.data),
                account_right=form.account.data == RIGHT,
                other_account=other,
                by=signed_in(),
                at=now(),
            )
    except RuleBroken as broken:
        form.object_with(broken.objections, AT)
        return False
    return True


def _page(application: Application, course: Course, form: AcceptForm) -> str:
    sent = letters_sent(application.id)
    content = LetterContent.from_json(sent[-1].content or {}) if sent else None
    passages = content.passages() if content else ()
    return render_template(
        "accounting/accept_grant.html",
        application=application,
        course=course,
        conditions=[item for each in passages if each.says is Says.CONDITIONS for item in each.items],
        language=application.language,
        form=form,
    )
