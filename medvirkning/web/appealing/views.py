"""Following an appeal, sending what was missing, taking it back; and asking for fuller reasons first."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from medvirkning.appeals.appealing import complete
from medvirkning.appeals.dismissals import appeal_against, last_day_against
from medvirkning.appeals.queries import answered_demands, demands, last_day_now, letters_sent
from medvirkning.appeals.reasons import demand_reasons
from medvirkning.appeals.subjects import last_day_of, timing_of, what_is_appealed
from medvirkning.appeals.withdrawing import withdraw
from medvirkning.appeals.words import AppealVerb, Timing
from medvirkning.attachments.queries import attached_to
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import Conflict, Refused, RuleBroken
from medvirkning.permissions import Can
from medvirkning.web.access import requires, signed_in
from medvirkning.web.appealing import letters, sending  # noqa: F401  (their views are this blueprint's too)
from medvirkning.web.appealing.blueprint import blueprint
from medvirkning.web.appealing.forms import AT_FIELD, CompleteForm, DemandForm
from medvirkning.web.appealing.loaders import OwnAppeal, OwnDecision, own_appeal_at, own_decision
from medvirkning.web.files import looked_over
from medvirkning.web.forms import Form
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.security import limiter


@blueprint.route("/soknad/<uuid:application_id>/begrunnelse", methods=["GET", "POST"])
@requires(Can.APPEAL, own_decision)
@limiter.limit("30 per hour", methods=["POST"])
def ask_for_reasons(own: OwnDecision) -> Any:
    """Ask for fuller reasons, as long as one can appeal: the time then starts anew from the answer. And the answers."""
    someone, form, until = signed_in(), DemandForm(), last_day_now(own.decision)
    if form.accepted():
        try:
            with transaction():
                demand_reasons(own.decision, question=form.question.data or "", by=someone, at=now())
        except Conflict:
            form.extra_errors.append(("main-form", _("The time to ask for fuller reasons is over.")))
        else:
            flash(_("We have got it. When the reasons are here, you have at least three new weeks to appeal."), "ok")
            return redirect(request.path, 303)
    made = demands(own.decision.id)
    page = render_template(
        "appealing/reasons.html",
        application=own.application,
        form=form,
        until=until,
        late=until is not None and today() > until,
        waiting=next((each for each in made if each.answered_at is None), None),
        answered=answered_demands(own.decision.id),
    )
    return page, form.status


@blueprint.get("/klage/<uuid:appeal_id>")
@requires(Can.READ_OWN_APPEAL, own_appeal_at)
def case(own: OwnAppeal) -> str:
    """How the appeal goes, what was written, and the letters about it."""
    return _page("appealing/case.html", own)


@blueprint.get("/klage/<uuid:appeal_id>/kvittering")
@requires(Can.READ_OWN_APPEAL, own_appeal_at)
def receipt(own: OwnAppeal) -> str:
    """That the appeal has come, and what happens now."""
    return _page("appealing/receipt.html", own)


@blueprint.route("/klage/<uuid:appeal_id>/svar", methods=["GET", "POST"])
@requires(Can.READ_OWN_APPEAL, own_appeal_at)
@limiter.limit("30 per hour", methods=["POST"])
def answer(own: OwnAppeal) -> Any:
    """Send what was missing, while it is asked for and by whoever appeals."""
    form, found = CompleteForm(), own.appeal
    if not own.mine or not found.may(AppealVerb.COMPLETE):
        return redirect(_case_url(found.id), 303)
    if form.accepted():
        try:
            files = looked_over(request.files.getlist("files"))
            with transaction():
                complete(found, text=form.text.data or "", files=files, on=today(), by=signed_in(), at=now())
        except Refused as refused:
            form.object_to("files", sentence(refused.code, refused.facts))
        except RuleBroken as broken:
            form.object_with(broken.objections, AT_FIELD)
        else:
            flash(_("We have got it. Thank you."), "ok")
            return redirect(_case_url(found.id), 303)
    return _page("appealing/answer.html", own, form), form.status


@blueprint.route("/klage/<uuid:appeal_id>/trekk", methods=["GET", "POST"])
@requires(Can.READ_OWN_APPEAL, own_appeal_at)
def take_back(own: OwnAppeal) -> Any:
    """Withdraw the appeal, after one more look at what that means; by whoever appeals, until it is ruled on."""
    found = own.appeal
    if own.mine and Form().accepted():  # a press on the language switch is not a yes
        with transaction():
            withdraw(found, by=signed_in(), at=now())
        flash(_("The appeal is withdrawn."), "ok")
        return redirect(_case_url(found.id), 303)
    if not own.mine or not found.may(AppealVerb.WITHDRAW):
        return redirect(_case_url(found.id), 303)
    against = what_is_appealed(found)
    until = last_day_of(against) if against.owner_id == found.owner_id else None
    return render_template(
        "appealing/take_back.html",
        appeal=found,
        application=found.application,
        until=until if until is not None and today() <= until else None,
    )


def _page(template: str, own: OwnAppeal, form: Form | None = None) -> str:
    found = own.appeal
    return render_template(
        template,
        own=own,
        appeal=found,
        application=found.application,
        scheme=found.application.round.scheme,
        form=form,
        late=timing_of(found) is not Timing.IN_TIME,
        files=attached_to(found.__tablename__, found.id),
        letters=letters_sent([found])[found.id],
        against=appeal_against(found.id),
        until=last_day_against(found),
    )


def _case_url(appeal_id: Any) -> str:
    return url_for("appealing.case", appeal_id=appeal_id)
