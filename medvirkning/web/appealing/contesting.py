"""Appealing that one's appeal was dismissed."""

from typing import Any
from uuid import uuid4

from flask import redirect, render_template, request, url_for

from medvirkning.appeals.contesting import appeal_dismissal
from medvirkning.appeals.dismissals import appeal_against, dismissal_of, last_day_against
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import Refused, RuleBroken
from medvirkning.permissions import Can
from medvirkning.web.access import requires, signed_in
from medvirkning.web.appealing.blueprint import blueprint
from medvirkning.web.appealing.forms import AT_FIELD, ContestForm
from medvirkning.web.appealing.loaders import OwnAppeal, own_appeal_at
from medvirkning.web.files import looked_over
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.security import limiter


@blueprint.route("/klage/<uuid:appeal_id>/klag-pa-avvisningen", methods=["GET", "POST"])
@requires(Can.APPEAL, own_appeal_at)
@limiter.limit("30 per hour", methods=["POST"])
def contest(own: OwnAppeal) -> Any:
    """Appeal that one's appeal was dismissed. One that has been is shown instead."""
    someone, form, first = signed_in(), ContestForm(key=uuid4()), own.appeal
    until, known = last_day_against(first), appeal_against(first.id)
    if not own.mine or until is None or known is not None:
        shown = known if own.mine and known is not None else first
        return redirect(url_for("appealing.case", appeal_id=shown.id), 303)
    if form.accepted():
        try:
            files = looked_over(request.files.getlist("files"))
            with transaction():
                made = appeal_dismissal(
                    first,
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
        "appealing/contest.html",
        appeal=first,
        application=first.application,
        dismissal=dismissal_of(first),
        form=form,
        until=until,
        late=today() > until,
    )
    return page, form.status
