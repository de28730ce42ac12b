"""An applicant's way in, the task list, and the way out again."""

from typing import Any
from uuid import UUID, uuid4

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from medvirkning.appeals.queries import appeals_about, open_appeal
from medvirkning.appeals.subjects import may_appeal_claim
from medvirkning.follow_up.queries import closing_of, course_of, own_missing_reports, repayments_of
from medvirkning.follow_up.words import TO_REPORT
from medvirkning.grants.actions import begin, request_continue_link, withdraw
from medvirkning.grants.attaching import still_to_come
from medvirkning.grants.lifecycle import APPLICATION
from medvirkning.grants.models import Application
from medvirkning.grants.opening import open_correction, open_fields
from medvirkning.grants.parties import co_applicants_of
from medvirkning.grants.queries import in_the_way, own_drafts, phase_of, progress
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import UNDER_REVIEW, ApplicationState, ApplicationVerb, RoundPhase, Section
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.people.words import LANGUAGES
from medvirkning.permissions import Can
from medvirkning.review.letters import letters_sent
from medvirkning.review.talk import unread
from medvirkning.web.access import requires, signed_in
from medvirkning.web.applying import (  # noqa: F401  (their routes)
    attachments,
    budget,
    check,
    correcting,
    handing_over,
    register,
    reminders,
    second,
    sections,
    talking,
    together,
)
from medvirkning.web.applying.blueprint import blueprint
from medvirkning.web.applying.carrying import begin_from, carry_along, to_begin_from
from medvirkning.web.applying.forms import NewForm
from medvirkning.web.applying.loaders import own, round_to_apply_to
from medvirkning.web.applying.problems import show, told
from medvirkning.web.applying.way import address, answer_day_of, later_day, next_step, saved_when, sections_of
from medvirkning.web.forms import Form
from medvirkning.web.locale import locale
from medvirkning.web.security import limiter


@blueprint.route("/ny/<uuid:round_id>", methods=["GET", "POST"])
@requires(Can.APPLY, round_to_apply_to)
@limiter.limit("30 per hour", methods=["POST"])
def new(round_: Round) -> Any:
    """Begin an application, or go on with one that has been begun."""
    form, someone = NewForm(written_in=locale()), signed_in()
    if request.method == "POST" and not form.switches_language:
        language = form.written_in.data if form.written_in.data in LANGUAGES else locale()
        try:
            with transaction():
                application = begin(round_, by=someone, language=language, at=now(), key=_key())
                carry_along(application, request.args, by=someone, at=now())
                begin_from(application, request.form.get("from", ""), by=someone, at=now())
        except RuleBroken as broken:
            show(form, broken.objections)
        else:
            return redirect(url_for("applying.tasks", application_id=application.id), 303)
    earlier = to_begin_from(someone)
    form.offer(earlier, request.args.get("fra", ""))
    page = render_template(
        "applying/new.html",
        earlier=earlier,
        round=round_,
        form=form,
        key=_key(),
        open=phase_of(round_, at=now()) is RoundPhase.OPEN,
        drafts=own_drafts(someone.id, round_.id),
        missing=own_missing_reports(someone.id, today=today()),
    )
    return page, form.status


@blueprint.get("/<uuid:application_id>")
@requires(Can.READ_OWN_APPLICATION, own)
def tasks(application: Application) -> str:
    """The task list of a draft; of one that has been sent, how it goes."""
    at = now()
    if application.state is not ApplicationState.DRAFT:
        return _case(application)
    found = progress(application, at=at)
    section, next_address = next_step(application, found)
    return render_template(
        "applying/tasks.html",
        application=application,
        round=application.round,
        open=phase_of(application.round, at=at) is RoundPhase.OPEN,
        when=saved_when(application, at=at),
        statuses=[(each, found.statuses[each], address(application, each)) for each in sections_of(application)],
        optional=[each for each in Section if not found.objections[each]],
        next=section,
        co_applicants=co_applicants_of(application.id),
        for_somebody=handing_over.writes_for_somebody(application),
        next_address=next_address,
        in_the_way=[told(each) for each in in_the_way(application, at=at)],
    )


@blueprint.post("/<uuid:application_id>/lenke")
@requires(Can.EDIT_OWN_APPLICATION, own)
@limiter.limit("10 per hour")
def continue_link(application: Application) -> Any:
    """Mail the owner a link to this page."""
    someone, page = signed_in(), url_for("applying.tasks", application_id=application.id)
    with transaction():
        request_continue_link(
            application,
            leads_to=page,
            sign_in_path=lambda token: url_for("account.open_link", token=token),
            language=locale(),
            by=someone,
            at=now(),
        )
    flash(_("We have sent a link to %(email)s.", email=someone.email))
    return redirect(page, 303)


@blueprint.route("/<uuid:application_id>/trekk", methods=["GET", "POST"])
@requires(Can.EDIT_OWN_APPLICATION, own)
def take_back(application: Application) -> Any:
    """Withdraw, after one more look at what that means."""
    page = url_for("applying.tasks", application_id=application.id)
    if Form().accepted():  # a press on the language switch is not a yes
        with transaction():
            withdraw(application, by=signed_in(), at=now())
        return redirect(page, 303)
    if not application.may(ApplicationVerb.WITHDRAW):
        return redirect(page, 303)
    return render_template("applying/take_back.html", application=application)


def _case(application: Application) -> str:
    waiting = application.state in UNDER_REVIEW
    wanted, course = {one.key: one for one in application.round.scheme.wanted}, course_of(application)
    to_come, made = still_to_come(application) if waiting else [], repayments_of(application.id) if course else []
    return render_template(
        "applying/case.html",
        application=application,
        appeals=appeals_about(application.id),
        appealed=open_appeal(application.id, application.owner_id) is not None,
        round=application.round,
        course=course,
        letters=letters_sent(application.id) if course else [],
        repayments=made,
        may_appeal_claim=bool(made) and may_appeal_claim(made[0], application.owner),
        closing=closing_of(application) if course else None,
        late=course is not None and course.accept_by is not None and course.accept_by < today(),
        to_report=course is not None and course.acceptance is not None and application.state in TO_REPORT,
        late_report=course is not None and course.acceptance is not None and course.acceptance.report_due < today(),
        states=ApplicationState,
        second=second.second_of(application),
        asked=open_correction(application.id) if application.state is ApplicationState.NEEDS_FIX else None,
        may_change=application.state is ApplicationState.SENT and bool(open_fields(application, at=now())),
        open_round=next((each for each in application.round.scheme.rounds if _open(each)), None),
        to_come=[(wanted[key].name, later_day(application, wanted[key], at=now())) for key in to_come if key in wanted],
        answer_by=answer_day_of(application),
        new_messages=len(unread(application.id, from_applicant=False)),
        may_withdraw=ApplicationVerb.WITHDRAW in APPLICATION.verbs_from(application.state),
    )


def _open(round_: Round) -> bool:
    return phase_of(round_, at=now()) is RoundPhase.OPEN


def _key() -> UUID:
    """The id made with the form."""
    try:
        return UUID(request.form.get("key", ""))
    except ValueError:
        return uuid4()
