"""From draft to decision: the round in order, one case at a time, told to whoever presses second."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from medvirkning.grants.checking import overdue
from medvirkning.grants.opening import open_correction
from medvirkning.grants.queries import criteria_of
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.mail.letters import compose
from medvirkning.people.models import Person
from medvirkning.permissions import Can
from medvirkning.review.agreements import agreements_in
from medvirkning.review.authority import recommendation_on, to_decide, to_recommend
from medvirkning.review.cases import decision_on, handed_in, may_see_points
from medvirkning.review.deciding import AlreadyDecided, decide
from medvirkning.review.meeting import PAGE_SIZE, seats, table
from medvirkning.review.meetings import Recommendation
from medvirkning.review.models import Proposal
from medvirkning.review.rules import may_see_others
from medvirkning.review.standing import changes_told
from medvirkning.review.words import Outcome
from medvirkning.web.access import requires, signed_in
from medvirkning.web.filters import kr
from medvirkning.web.lists import asked_page, page_count
from medvirkning.web.meeting.blueprint import blueprint
from medvirkning.web.meeting.forms import AT_FIELD, DecisionForm
from medvirkning.web.meeting.loaders import Deciding, Meeting, case_to_decide, meeting_at
from medvirkning.web.meeting.page import mode_of
from medvirkning.web.meeting.ready_texts import Ready, ready_for
from medvirkning.web.meeting.reasons import draft_of_reasons


@blueprint.get("/<uuid:round_id>/vedtak")
@requires(Can.READ_MEETING, meeting_at)
def decisions(meeting: Meeting) -> str:
    """The round in the meeting's order: what is decided, and what is not yet."""
    someone = signed_in()
    found = table(meeting.round, someone)
    lines = found.share.lines
    pages = page_count(len(lines), PAGE_SIZE)
    page = asked_page(pages)
    shown = seats(found, lines[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    return render_template(
        "meeting/decisions.html",
        meeting=meeting,
        round=meeting.round,
        seats=shown,
        share=found.share,
        zones={zone.id: zone for zone in meeting.programme.zones},
        mine=to_decide(found, someone, meeting.round),
        mode=mode_of(meeting.round),
        settleable=bool(to_decide(found, someone, meeting.round) or to_recommend(found, someone, meeting.round)),
        page=page,
        pages=pages,
    )


@blueprint.route("/<uuid:round_id>/vedtak/<uuid:application_id>", methods=["GET", "POST"])
@requires(Can.DECIDE, case_to_decide)
def decide_case(found: Deciding) -> Any:
    """Decide one case: outcome, amount and reasons on a page of their own. It can't be taken back."""
    someone, application = signed_in(), found.case.application
    if request.method == "GET" and (earlier := decision_on(application.id)) is not None:
        return _told(found, AlreadyDecided(earlier))
    advice = recommendation_on(application.id)
    proposal = advice or db.session.get(Proposal, application.id)
    given = _visible_points(someone, found)
    criteria, asked = criteria_of(found.meeting.round)[1], open_correction(application.id)
    form = DecisionForm(
        outcome=proposal.outcome.value if proposal else None,
        amount=proposal.amount if proposal and proposal.outcome is Outcome.PARTLY else None,
        reasons=advice.reasons if advice else asked.reason if asked else draft_of_reasons(application, criteria, given),
        cut_reasons=advice.cut_reasons if advice else "",
    )
    ready = ready_for(application)
    if "insert" in request.form and not form.switches_language:
        ready.insert(form, request.form["insert"])
    elif form.accepted() and form.below(application.least_workable):
        least = kr(application.least_workable or 0)
        form.object_to("amount", _("They need at least %(amount)s. Tick below if you mean to give less.", amount=least))
    elif form.accepted():
        try:
            with transaction():
                decide(application, **form.said(application.asked), by=someone, at=now(), compose=compose)
        except RuleBroken as broken:
            form.object_with(broken.objections, AT_FIELD)
        except AlreadyDecided as told:
            return _told(found, told, form), 409
        else:
            flash(_("«%(title)s» is decided.", title=application.title))
            return redirect(_onward(found.meeting, someone), 303)
    return _page(found, form, criteria, given, advice, ready), form.status


def _page(
    found: Deciding, form: DecisionForm, criteria: Any, given: Any, advice: Recommendation | None, ready: Ready
) -> str:
    asked = open_correction(found.case.application.id)
    the_round = found.meeting.round
    return render_template(
        "meeting/decide_case.html",
        meeting=found.meeting,
        round=the_round,
        application=found.case.application,
        form=form,
        criteria=criteria,
        given=given,
        agreements=[] if _hidden(signed_in(), found) else agreements_in(found.case.application.id),
        mode=mode_of(the_round),
        hidden=bool(_hidden(signed_in(), found)),
        asked=asked,
        late=asked is not None and overdue(asked.deadline, on=today()),
        advice=advice,
        ready=ready,
        left=the_round.pot - the_round.granted,
    )


def _told(found: Deciding, told: AlreadyDecided, form: DecisionForm | None = None) -> str:
    """What is decided, by whom and when; and what the second wrote, if they wrote anything."""
    return render_template(
        "meeting/already_decided.html",
        meeting=found.meeting,
        application=found.case.application,
        decision=told.decision,
        changes=changes_told(told.decision.id),
        written=form,
        outcomes={outcome.value: outcome for outcome in Outcome},
    )


def _hidden(someone: Person, found: Deciding) -> list[Any]:
    return may_see_others(in_group=True, submitted=may_see_points(someone, found.case.application))


def _visible_points(someone: Person, found: Deciding) -> list[Any]:
    return [] if _hidden(someone, found) else handed_in(found.case.application)


def _onward(meeting: Meeting, someone: Person) -> str:
    values: dict[str, Any] = {"slug": meeting.programme.slug, "round_id": meeting.round.id}
    upcoming = to_decide(table(meeting.round, someone), someone, meeting.round)
    if not upcoming:
        return url_for("meeting.decisions", **values)
    return url_for("meeting.decide_case", application_id=upcoming[0], **values)
