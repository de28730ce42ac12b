"""The desk's own moves: ask for what is missing, take a late appeal, put one aside, send one on."""

from datetime import timedelta
from typing import Any

from flask import redirect, url_for
from flask_babel import gettext as _

from medvirkning.appeals import handling
from medvirkning.appeals.appealing import complete
from medvirkning.appeals.models import Ruling
from medvirkning.appeals.ruling import is_taken
from medvirkning.appeals.subjects import timing_of
from medvirkning.appeals.words import AppealState, AppealVerb, DismissalGround, LateGround, Timing
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.deadlines import next_working_day
from medvirkning.mail.appeal_letters import compose
from medvirkning.permissions import Can
from medvirkning.web.access import requires, signed_in
from medvirkning.web.appeals.blueprint import ONE, blueprint
from medvirkning.web.appeals.carry_out import back_to, carried_out, form_page
from medvirkning.web.appeals.forms import AskForm, CameForm, DismissForm, ForwardForm, LateForm, UndoForm
from medvirkning.web.appeals.loaders import Desk, appeal_at

SUGGESTED = timedelta(weeks=2)  # to send what is missing


@blueprint.route(f"{ONE}/be-om-mer", methods=["GET", "POST"])
@requires(Can.HANDLE_APPEALS, appeal_at)
def ask(desk: Desk) -> Any:
    """Ask for what is missing."""
    form, by = AskForm(until=next_working_day(today() + SUGGESTED)), signed_in()
    if not desk.appeal.may(AppealVerb.ASK):
        return back_to(desk)
    done = carried_out(
        form,
        lambda: handling.ask_to_complete(
            desk.appeal, question=form.question.data, until=form.until.data, by=by, at=now()
        ),
        said=_("They have been asked, and the clock waits for them."),
    )
    return back_to(desk) if done else form_page("ask", desk, form)


@blueprint.route(f"{ONE}/har-kommet", methods=["GET", "POST"])
@requires(Can.HANDLE_APPEALS, appeal_at)
def came(desk: Desk) -> Any:
    """Write in what came on paper."""
    form, by = CameForm(received_on=today()), signed_in()
    if not desk.appeal.may(AppealVerb.COMPLETE):
        return back_to(desk)
    done = carried_out(
        form,
        lambda: complete(desk.appeal, text=form.text.data, on=form.received_on.data, by=by, at=now()),
        said=_("It is written in."),
    )
    return back_to(desk) if done else form_page("came", desk, form)


@blueprint.route(f"{ONE}/for-sent", methods=["GET", "POST"])
@requires(Can.HANDLE_APPEALS, appeal_at)
def take_late(desk: Desk) -> Any:
    """Look into a late appeal all the same."""
    form, by, appeal = LateForm(), signed_in(), desk.appeal
    late = timing_of(appeal) is Timing.LATE and not is_taken(appeal)
    if not late or appeal.state is not AppealState.RECEIVED:
        return back_to(desk)
    grounds = {each.value: each for each in LateGround}
    done = carried_out(
        form,
        lambda: handling.take_late(
            appeal, ground=grounds.get(form.late_ground.data or ""), note=form.note.data, by=by, at=now()
        ),
        said=_("The appeal is taken."),
    )
    return back_to(desk) if done else form_page("late", desk, form)


@blueprint.route(f"{ONE}/avvis", methods=["GET", "POST"])
@requires(Can.HANDLE_APPEALS, appeal_at)
def dismiss(desk: Desk) -> Any:
    """Put the appeal aside without looking into it."""
    form, by = DismissForm(), signed_in()
    if not desk.appeal.may(AppealVerb.DISMISS):
        return back_to(desk)
    grounds = {each.value: each for each in DismissalGround}
    ruling = carried_out(
        form,
        lambda: handling.dismiss(
            desk.appeal,
            ground=grounds.get(form.ground.data or ""),
            reasons=form.reasons.data,
            by=by,
            at=now(),
            compose=compose,
        ),
    )
    return to_letter(desk, ruling) if ruling else form_page("dismiss", desk, form)


@blueprint.route(f"{ONE}/opphev-avvisningen", methods=["GET", "POST"])
@requires(Can.HANDLE_APPEALS, appeal_at)
def undo(desk: Desk) -> Any:
    """Undo the dismissal that is appealed, so that the first appeal is looked into."""
    form, by, appeal = UndoForm(), signed_in(), desk.appeal
    if appeal.about_id is None or not appeal.may(AppealVerb.UNDO):
        return back_to(desk)
    ruling = carried_out(
        form, lambda: handling.undo(appeal, reasons=form.reasons.data, by=by, at=now(), compose=compose)
    )
    return to_letter(desk, ruling) if ruling else form_page("undo", desk, form)


@blueprint.route(f"{ONE}/send-videre", methods=["GET", "POST"])
@requires(Can.HANDLE_APPEALS, appeal_at)
def forward(desk: Desk) -> Any:
    """Let the decision stand, and send the appeal on with a statement."""
    form, by = ForwardForm(), signed_in()
    if not desk.appeal.may(AppealVerb.FORWARD):
        return back_to(desk)
    ruling = carried_out(
        form,
        lambda: handling.forward(desk.appeal, statement=form.statement.data, by=by, at=now(), compose=compose),
    )
    return to_letter(desk, ruling) if ruling else form_page("forward", desk, form)


def to_letter(desk: Desk, ruling: Ruling) -> Any:
    """On to the letter about what was just ruled, which is to be read and sent."""
    return redirect(
        url_for("appeals.letter", slug=desk.programme.slug, appeal_id=desk.appeal.id, letter_id=ruling.letter.id), 303
    )
