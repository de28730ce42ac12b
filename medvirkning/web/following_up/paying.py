"""The second pair of eyes on a payment list, and that it has been paid."""

from typing import Any

import wtforms
from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from medvirkning.follow_up.listing import fetches
from medvirkning.follow_up.paying import approve, astray, drop, may_drop, note_paid
from medvirkning.follow_up.words import MOST_REASON, FollowWord, ListVerb
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.permissions import Can
from medvirkning.web.access import requires, signed_in
from medvirkning.web.fields import DateField, needed, tidy
from medvirkning.web.following_up.blueprint import blueprint
from medvirkning.web.following_up.loaders import Listed, listed
from medvirkning.web.forms import Form

AT = {
    FollowWord.PAID_IN_FUTURE: "on",
    FollowWord.PAID_BEFORE_APPROVED: "on",
    FollowWord.REASON_MISSING: "reason",
    FollowWord.REASON_TOO_LONG: "reason",
}


class PaidForm(Form):
    """The day the economy system paid."""

    on = DateField(_l("Which day was it paid?"), [needed(_l("Choose the day it was paid"))])
    as_listed = wtforms.BooleanField(_l("I have checked that the money went to the account numbers on the list."))


class DropForm(Form):
    """Why an approved list is taken back."""

    reason = wtforms.TextAreaField(_l("Why is the list taken back?"), filters=[tidy])


@blueprint.post("/<slug>/arbeid/utbetalinger/<uuid:list_id>/godkjenn")
@requires(Can.APPROVE_PAYMENTS, listed)
def approve_list(found: Listed) -> Response:
    """Another person than the one who made it says yes."""
    with transaction():
        approve(found.list, by=signed_in(), at=now())
    flash(_("The list is approved."), "ok")
    return redirect(_address(found), 303)


@blueprint.route("/<slug>/arbeid/utbetalinger/<uuid:list_id>/ta-tilbake", methods=["GET", "POST"])
@requires(Can.TAKE_BACK_PAYMENTS, listed)
def drop_list(found: Listed) -> Any:
    """Take the list back before it is paid; one that is approved with a reason."""
    made = found.list
    if not made.may(ListVerb.DROP):
        return redirect(_address(found), 303)
    if found.closed or may_drop(made, signed_in(), "-"):
        abort(403)
    form = DropForm()
    if form.accepted():
        try:
            with transaction():
                drop(made, reason=form.reason.data or "", by=signed_in(), at=now())
        except RuleBroken as broken:
            form.object_with(broken.objections, AT)
        else:
            flash(_("The list is taken back. What stood on it can go on a new one."))
            return redirect(_address(found), 303)
    page = render_template("following_up/drop_list.html", made=made, form=form, fetched=fetches(made), most=MOST_REASON)
    return page, form.status


@blueprint.route("/<slug>/arbeid/utbetalinger/<uuid:list_id>/betalt", methods=["GET", "POST"])
@requires(Can.FOLLOW_UP, listed)
def paid(found: Listed) -> Any:
    """The economy system has paid it."""
    if not found.list.may(ListVerb.PAY):
        return redirect(_address(found), 303)
    form = PaidForm(on=today())
    if form.accepted():
        try:
            with transaction():
                as_listed = bool(form.as_listed.data)
                note_paid(found.list, on=form.on.data, by=signed_in(), at=now(), as_listed=as_listed)
        except RuleBroken as broken:
            form.object_with(broken.objections, AT)
        else:
            flash(_("The list is marked as paid."), "ok")
            return redirect(_address(found), 303)
    page = render_template("following_up/paid.html", made=found.list, form=form, wrong=bool(astray(found.list)))
    return page, form.status


def _address(found: Listed) -> str:
    return url_for("following_up.payment_list", slug=found.programme.slug, list_id=found.list.id)
