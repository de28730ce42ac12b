"""Sending an appeal: against the decision, the dismissal of an earlier appeal, or a claim for money back."""

from typing import Any
from uuid import uuid4

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _

from medvirkning.appeals.appealing import appeal as send_appeal
from medvirkning.appeals.dismissals import dismissal_of
from medvirkning.appeals.queries import answered_demands
from medvirkning.appeals.subjects import Against, last_day_of, standing_appeal
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import Refused, RuleBroken
from medvirkning.permissions import Can
from medvirkning.review.standing import what_is_told
from medvirkning.web.access import requires, signed_in
from medvirkning.web.appealing.blueprint import blueprint
from medvirkning.web.appealing.forms import AT_FIELD, HINTS, AppealForm
from medvirkning.web.appealing.loaders import OwnAgainst, what_to_appeal
from medvirkning.web.files import looked_over
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.security import limiter


@blueprint.route("/soknad/<uuid:application_id>/klag", methods=["GET", "POST"])
@blueprint.route("/soknad/<uuid:application_id>/tilbakebetaling/<uuid:repayment_id>/klag", methods=["GET", "POST"])
@blueprint.route("/klage/<uuid:appeal_id>/klag-pa-avvisningen", methods=["GET", "POST"])
@requires(Can.APPEAL, what_to_appeal)
@limiter.limit("30 per hour", methods=["POST"])
def appeal(own: OwnAgainst) -> Any:
    """The appeal, with what it is against filled in. One that is open already is shown instead."""
    someone, form, against = signed_in(), AppealForm(key=uuid4()), own.against
    form.wanted.description = HINTS[against.subject]
    until, already = last_day_of(against), standing_appeal(against, someone)
    if against.owner_id != someone.id or until is None:
        return redirect(_whence(against)[0], 303)
    if already is not None and (request.method == "GET" or form.key.data == already.id):
        return redirect(url_for("appealing.case", appeal_id=already.id), 303)
    if form.accepted():
        try:
            files = looked_over(request.files.getlist("files"))
            with transaction():
                made = send_appeal(
                    against,
                    key=form.key.data or uuid4(),
                    wanted=form.wanted.data,
                    why=form.why.data or "",
                    files=files,
                    by=someone,
                    at=now(),
                )
        except Refused as refused:
            form.object_to("files", sentence(refused.code, refused.facts))
        except RuleBroken as broken:
            form.object_with(broken.objections, AT_FIELD)
        else:
            return redirect(url_for("appealing.receipt", appeal_id=made.id), 303)
    page = render_template(
        "appealing/appeal.html",
        against=against,
        application=against.application,
        decision=against.decision,
        stands=what_is_told(against.decision),
        dismissal=dismissal_of(against.about) if against.about else None,
        back=_whence(against),
        form=form,
        until=until,
        late=today() > until,
        answered=answered_demands(against.decision.id),
    )
    return page, form.status


def _whence(against: Against) -> tuple[str, str]:
    """The page one comes from, and what the link to it says."""
    application_id = against.application.id
    if against.about is not None:
        return url_for("appealing.case", appeal_id=against.about.id), _("To the appeal")
    if against.claim is not None:
        page = url_for("accounting.repayment", application_id=application_id, repayment_id=against.claim.id)
        return page, _("To the claim")
    return url_for("applying.tasks", application_id=application_id), _("To the application")
