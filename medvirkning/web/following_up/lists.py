"""Payment lists: all of them, a new one, and one with its file."""

from typing import Any

import wtforms
from flask import Response, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from medvirkning.follow_up.listing import csv_of, fetches
from medvirkning.follow_up.models import Acceptance
from medvirkning.follow_up.paying import make_list, may_drop, misfits, note_fetched, total
from medvirkning.follow_up.queries import PAGE_SIZE, due, payment_list_count, payment_lists, waiting_changes
from medvirkning.follow_up.words import ListState, ListVerb
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.permissions import Can
from medvirkning.programmes.models import Programme
from medvirkning.review.cases import closed_ids
from medvirkning.web.access import requires, signed_in
from medvirkning.web.fields import KronerField
from medvirkning.web.following_up.blueprint import blueprint
from medvirkning.web.following_up.case import account_words
from medvirkning.web.following_up.loaders import Listed, listed
from medvirkning.web.forms import Form
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.lists import asked_page, page_count
from medvirkning.web.loading import programme_at

OPEN = (ListState.MADE, ListState.APPROVED)


@blueprint.get("/<slug>/arbeid/utbetalinger")
@requires(Can.READ_FOLLOW_UP, programme_at)
def all_lists(programme: Programme) -> str:
    """The programme's payment lists, and how much is due."""
    pages = page_count(payment_list_count(programme.id), PAGE_SIZE)
    page = asked_page(pages)
    found = payment_lists(programme.id, start=(page - 1) * PAGE_SIZE)
    ids = {payment.application_id for each in found for payment in each.payments}
    closed = closed_ids(signed_in().id, ids)
    open_due = _open_due(programme)[0]
    return render_template(
        "following_up/all_lists.html",
        lists=[
            (each, None if closed & {payment.application_id for payment in each.payments} else total(each))
            for each in found
        ],
        due=len(open_due),
        due_sum=sum(each.due_now for each in open_due),
        page=page,
        pages=pages,
    )


@blueprint.route("/<slug>/arbeid/utbetalinger/ny", methods=["GET", "POST"])
@requires(Can.FOLLOW_UP, programme_at)
def new_list(programme: Programme) -> Any:
    """Choose among what is due, whole or a part of it."""
    found, hidden = _open_due(programme)
    form = _form(found)
    if form.accepted():
        amounts = {
            each.application_id: form[f"amount-{each.application_id}"].data or 0
            for each in found
            if form[f"pick-{each.application_id}"].data
        }
        try:
            with transaction():
                made = make_list(programme.id, amounts, by=signed_in(), at=now())
        except RuleBroken as broken:
            for objection in broken.objections:
                at = objection.facts.get("application")
                form.object_to(f"amount-{at}" if at else "", sentence(objection.code, objection.facts))
        else:
            flash(_("The list is made. Another person must approve it."), "ok")
            return redirect(url_for("following_up.payment_list", slug=programme.slug, list_id=made.id), 303)
    shown = account_words(programme)
    page = render_template(
        "following_up/new_list.html",
        found=found,
        hidden=hidden,
        form=form,
        waiting=waiting_changes(programme.id),
        accounts={each.application_id: shown(each.account_number) for each in found},
    )
    return page, form.status


@blueprint.get("/<slug>/arbeid/utbetalinger/<uuid:list_id>")
@requires(Can.READ_FOLLOW_UP, listed)
def payment_list(found: Listed) -> str:
    """What is on the list, who made and approved it, and what can be done now."""
    someone, made, shown = signed_in(), found.list, account_words(found)
    return render_template(
        "following_up/payment_list.html",
        made=made,
        rows=[
            (payment, payment.application_id in found.closed, shown(payment.account_number))
            for payment in made.payments
        ],
        total=None if found.closed else total(made),
        may_approve=made.may(ListVerb.APPROVE) and made.made_by_id != someone.id and not found.closed,
        may_pay=made.may(ListVerb.PAY) and not found.closed,
        may_drop=made.may(ListVerb.DROP) and not found.closed and not may_drop(made, someone, "-"),
        fetched=fetches(made),
        wrong=[]
        if found.closed or made.state not in OPEN
        else [sentence(each.code, each.facts) for each in misfits(made)],
        waits_for_another=made.may(ListVerb.APPROVE) and made.made_by_id == someone.id,
        has_file=made.state in (ListState.APPROVED, ListState.PAID) and not found.closed,
        thing=found,
    )


@blueprint.post("/<slug>/arbeid/utbetalinger/<uuid:list_id>/fil.csv")
@requires(Can.SEE_ACCOUNTS, listed)
def list_file(found: Listed) -> Response:
    """The list for the economy system, once another person has approved it. That it is fetched is written down."""
    if found.closed:
        abort(403)
    with transaction():
        note_fetched(found.list, by=signed_in(), at=now())
    heads = [
        _("Name"), _("Organisation number"), _("Account number"), _("Amount"), _("Text"), _("Attested by"),
        _("Approved by"),
    ]  # fmt: skip
    response = Response(csv_of(found.list, heads), mimetype="text/csv")
    name = f"utbetaling-{found.programme.slug}-{found.list.number}.csv"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Cache-Control"] = "no-store"
    return response


def _open_due(programme: Programme) -> tuple[list[Acceptance], int]:
    """What is due and open to the reader, and how many grants are not shown because the reader steps aside."""
    found = due(programme.id)
    closed = closed_ids(signed_in().id, [each.application_id for each in found])
    return [each for each in found if each.application_id not in closed], len(closed)


def _form(found: list[Acceptance]) -> Form:
    """A choice and an amount for each grant."""
    fields: dict[str, Any] = {}
    for each in found:
        fields[f"pick-{each.application_id}"] = wtforms.BooleanField(each.application.title)
        fields[f"amount-{each.application_id}"] = KronerField(
            _("Amount to %(name)s", name=each.application.applicant_name)
        )
    amounts = {f"amount-{each.application_id}": each.due_now for each in found}
    form: Form = type("ListForm", (Form,), fields)(**amounts)
    return form
