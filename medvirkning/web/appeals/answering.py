"""Another answer: by the one who leads the case, by the appeal body, or anew after it was set aside."""

from typing import Any

from flask import url_for

from medvirkning.appeals import reversing
from medvirkning.appeals.models import Appeal
from medvirkning.appeals.words import AppealVerb, AppealWord, BodyOutcome, Subject
from medvirkning.follow_up.giving_back import first_due_day
from medvirkning.kernel.clock import now, today
from medvirkning.mail.appeal_letters import compose
from medvirkning.permissions import Can
from medvirkning.review.attendance import meeting_of
from medvirkning.review.cases import elected
from medvirkning.web.access import requires, signed_in
from medvirkning.web.appeals.answer_forms import AnswerForm, ClaimAnswerForm, conclude_form
from medvirkning.web.appeals.blueprint import ONE, blueprint
from medvirkning.web.appeals.carry_out import back_to, carried_out, form_page
from medvirkning.web.appeals.loaders import Desk, appeal_at, appeal_to_change, was_set_aside
from medvirkning.web.appeals.moves import to_letter


@blueprint.route(f"{ONE}/endre", methods=["GET", "POST"])
@requires(Can.CHANGE_BY_APPEAL, appeal_to_change)
def change(desk: Desk) -> Any:
    """Change the decision, or the claim, after the appeal."""
    if desk.appeal.subject is Subject.DISMISSAL or not desk.appeal.may(AppealVerb.CHANGE):
        return back_to(desk)
    return _answered(desk, reversing.change, anew=False)


@blueprint.route(f"{ONE}/pa-nytt", methods=["GET", "POST"])
@requires(Can.CHANGE_BY_APPEAL, appeal_to_change)
def anew(desk: Desk) -> Any:
    """Decide once more, after the appeal body set the decision or the claim aside."""
    if not was_set_aside(desk.appeal):
        return back_to(desk)
    return _answered(desk, reversing.decide_anew, anew=True)


def _answered(desk: Desk, act: Any, *, anew: bool) -> Any:
    form, by, appeal = _form(desk.appeal), signed_in(), desk.appeal
    about = {"anew": anew, "pot": _pot(desk), "room": _room(desk)}
    template = "answer" if appeal.claim is None else "answer_claim"
    answer = form.answered(appeal)
    ruling = carried_out(form, lambda: act(appeal, answer, votes=form.votes, by=by, at=now(), compose=compose), at=AT)
    return to_letter(desk, ruling) if ruling else form_page(template, desk, form, **about)


AT = {AppealWord.OUTCOME_MISSING: "answer"}


def _form(appeal: Appeal) -> AnswerForm | ClaimAnswerForm:
    if appeal.claim is None:
        return AnswerForm()
    return ClaimAnswerForm(due_on=first_due_day(today(), appeal.application.round.scheme.appeal_weeks))


@blueprint.route(f"{ONE}/avgjort", methods=["GET", "POST"])
@requires(Can.CONCLUDE_APPEALS, appeal_at)
def conclude(desk: Desk) -> Any:
    """Write in what the appeal body decided. Whoever took part in the decision never gets here."""
    by, appeal = signed_in(), desk.appeal
    form = conclude_form(appeal, today())
    if not appeal.may(AppealVerb.CONCLUDE):
        return back_to(desk)
    outcome = {each.value: each for each in BodyOutcome}.get(form.outcome.data or "")
    answer = form.answered(appeal)
    ruling = carried_out(
        form,
        lambda: reversing.conclude(
            appeal,
            outcome=outcome,
            answer=answer,
            decided_on=form.decided_on.data,
            impartial=bool(form.impartial.data),
            by=by,
            at=now(),
            compose=compose,
        ),
    )
    return to_letter(desk, ruling) if ruling else form_page("conclude", desk, form, pot=_pot(desk))


def _room(desk: Desk) -> dict[str, Any]:
    """Where an elected group decides: its meeting, and whether it is open. Nothing where one person decides."""
    application = desk.appeal.application
    if not elected(application):
        return {}
    meeting = meeting_of(application.round_id)
    href = url_for("meeting.room", slug=desk.programme.slug, round_id=application.round_id)
    return {"href": href, "open": meeting is not None and meeting.is_open}


def _pot(desk: Desk) -> int:
    """What is left in the pot, in whole kroner."""
    the_round = desk.appeal.application.round
    return the_round.pot - the_round.granted
