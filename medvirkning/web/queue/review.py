"""Reading one application beside one's own points, and, when they are in, the others'."""

from typing import Any

from flask import abort, redirect, render_template, request
from jinja2_fragments.flask import render_block

from medvirkning.follow_up.queries import closed_after, closing_of, missing_reports
from medvirkning.grants.opening import checks_of, open_correction
from medvirkning.grants.queries import criteria_of
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken, Stale
from medvirkning.people.models import Person
from medvirkning.permissions import Can
from medvirkning.programmes.queries import roles
from medvirkning.review.agreements import agreement_of, agreements_in
from medvirkning.review.assessing import save_assessment, submit_assessment
from medvirkning.review.cases import assessment_of, decision_on, handed_in, may_see_points, may_vote_in, under_review
from medvirkning.review.letters import letters_sent
from medvirkning.review.models import Assessment
from medvirkning.review.queue import counts
from medvirkning.review.rules import GROUP, may_score, may_see_others
from medvirkning.review.talk import standing_flags, unread
from medvirkning.web.access import requires, signed_in
from medvirkning.web.cases import Case, declaration_url, open_case
from medvirkning.web.queue.agreeing import agreeing_url, may_choose_to_agree
from medvirkning.web.queue.blueprint import blueprint
from medvirkning.web.queue.happened import happened
from medvirkning.web.queue.scoring import ScoreForm, filled_from, options, read_form
from medvirkning.web.queue.second import second_of
from medvirkning.web.queue.sheet import sheet
from medvirkning.web.queue.wishes import asked, neighbours, place

TEMPLATE = "queue/application.html"


@blueprint.get("/<uuid:application_id>")
@requires(Can.READ_APPLICATION, open_case)
def application(found: Case) -> Any:
    """The application, one's own points and what has happened."""
    someone = signed_in()
    mine = assessment_of(someone, found.application)
    criteria = criteria_of(found.application.round)[1]
    return _page(found, someone, filled_from(criteria, mine), mine)


@blueprint.post("/<uuid:application_id>")
@requires(Can.SCORE, open_case)
def assess(found: Case) -> Any:
    """Save while one writes, or hand in and go to the next. What was written is kept whatever is wrong."""
    someone = signed_in()
    form = read_form(criteria_of(found.application.round)[1], request.form)
    hands_in = request.form.get("act") == "hand-in"
    status = 422 if form.errors else 200
    if not form.errors:
        status = _kept(found, someone, form, hands_in=hands_in)
    mine = assessment_of(someone, found.application)
    if request.headers.get("HX-Request") == "true":
        return render_block(TEMPLATE, "points", form=form, mine=mine, stale=status == 409, part=True), status
    if status != 200:
        form.version = mine.version if mine else 0  # whoever has seen both may save over it
        return _page(found, someone, form, mine, stale=status == 409), status
    return redirect(_onward(found, someone) if hands_in else request.full_path.rstrip("?"), 303)


def _kept(found: Case, someone: Person, form: ScoreForm, *, hands_in: bool) -> int:
    """Save or hand in; the status to answer with. The form gets the rule's objections."""
    keep = submit_assessment if hands_in else save_assessment
    try:
        with transaction():
            kept = keep(
                found.application,
                given=form.given,
                note=form.note,
                version=form.version,
                form_id=form.form_id,
                by=someone,
                at=now(),
            )
            form.version = kept.version
    except RuleBroken as broken:
        form.object_with(broken.objections)
        return 422
    except Stale:
        return 409
    return 200


def _page(found: Case, someone: Person, form: ScoreForm, mine: Assessment | None, *, stale: bool = False) -> str:
    content = sheet(found.application)
    listed = asked(found.programme, someone, request.args, of=found.application.round_id)
    if content is None or listed is None:
        abort(404)
    at = place(request.args)
    in_group = not GROUP.isdisjoint(held := roles(someone.id, found.programme_id))
    decision, votes = decision_on(found.application.id), may_vote_in(someone, found.application)
    submitted = may_see_points(someone, found.application)
    hidden = may_see_others(in_group=in_group, submitted=submitted, decided=decision is not None)
    agreement = agreement_of(someone.id, found.application.id)
    case_open = not (may_score(held, under_review=under_review(found.application)) or votes)
    previous, following = neighbours(listed, found.application.id, at)
    return render_template(
        TEMPLATE,
        case=found,
        application=found.application,
        sheet=content,
        form=form,
        mine=mine,
        stale=stale,
        options=options,
        may_score=case_open and agreement is None,
        case_open=case_open,
        agreement=agreement,
        agreements=[] if hidden else agreements_in(found.application.id),
        may_agree=may_choose_to_agree(someone, found),
        agreeing_url=agreeing_url(found),
        no_vote=votes[0] if votes and in_group else None,
        in_group=in_group,
        others=[] if hidden else handed_in(found.application),
        others_hidden=bool(hidden),
        decision=decision,
        letters=letters_sent(found.application.id) if decision else [],
        closing=closing_of(found.application) if decision else None,
        happened=happened(found.application.id),
        missing_reports=[
            each
            for each in missing_reports(found.application, today=today())
            if not closed_after(signed_in(), each.application)
        ],
        declaration_url=declaration_url(found),
        asked_to_correct=open_correction(found.application.id),
        checks=checks_of(found.application.id),
        second=second_of(found.application),
        today=today(),
        new_messages=len(unread(found.application.id, from_applicant=True)),
        standing=standing_flags([found.application.id]).get(found.application.id, []),
        back=listed.list_url(at or 1),
        previous=previous,
        following=following,
        place=at,
        total=counts(listed.wish).on(listed.wish.tab) if at else 0,
    )


def _onward(found: Case, someone: Person) -> str:
    """The next case on the list that is open to this member, else the list."""
    listed = asked(found.programme, someone, request.args, of=found.application.round_id)
    if listed is None:
        abort(404)
    at = place(request.args)
    return neighbours(listed, found.application.id, at)[1] or listed.list_url(at or 1)
