"""Agreeing with another member in place of giving points: first one chooses to, and only then one sees."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from medvirkning.grants.queries import criteria_of
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.people.models import Person
from medvirkning.permissions import Can
from medvirkning.programmes.queries import roles
from medvirkning.review.agreeing import agree_with, look_first, take_back
from medvirkning.review.agreements import agreement_of, agreements_in
from medvirkning.review.cases import assessment_of, handed_in, may_vote_in, under_review
from medvirkning.review.independence import may_look_first
from medvirkning.review.rules import may_score
from medvirkning.web.access import requires, signed_in
from medvirkning.web.cases import Case, list_query, open_case
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.queue.blueprint import blueprint


def may_choose_to_agree(someone: Person, found: Case) -> bool:
    """Whether this member can still choose to agree with another in place of giving points."""
    application = found.application
    if agreement_of(someone.id, application.id) is not None or not _has_a_say(someone, found):
        return False
    mine = assessment_of(someone, application)
    has_points = mine is not None and mine.submitted_at is not None
    offered = application.round.scheme.may_agree
    return not may_look_first(offered=offered, has_points=has_points, others=len(handed_in(application)))


@blueprint.get("/<uuid:application_id>/enig")
@requires(Can.SCORE, open_case)
def agreeing(found: Case) -> Any:
    """What it means to look first; and for whoever has looked, what the others have given."""
    someone, application = signed_in(), found.application
    mine = agreement_of(someone.id, application.id)
    here = {"case": found, "application": application, "back": _case_url(found), "query": list_query()}
    if mine is None:
        if not may_choose_to_agree(someone, found):
            return redirect(_case_url(found), 303)
        begun = assessment_of(someone, application) is not None
        return render_template("queue/look_first.html", begun=begun, **here)
    return render_template(
        "queue/agreeing.html",
        mine=mine,
        others=handed_in(application),
        agreements=agreements_in(application.id),
        criteria=criteria_of(application.round)[1],
        open=_has_a_say(someone, found),
        **here,
    )


@blueprint.post("/<uuid:application_id>/enig")
@requires(Can.SCORE, open_case)
def agree(found: Case) -> Any:
    """Give up one's own points (`see`), agree with somebody (`agree`), or take that back (`undo`)."""
    someone, application, at = signed_in(), found.application, now()
    act, onward = request.form.get("act"), _url(found, "queue.agreeing")
    try:
        with transaction():
            if act == "see":
                look_first(application, by=someone, at=at)
            elif act == "undo":
                take_back(application, by=someone, at=at)
                flash(_("You agree with nobody now. You can agree with another."))
            else:
                mine = agree_with(application, _member(), by=someone, at=at)
                assert mine.assessment is not None  # it has just been set
                flash(_("You agree with %(name)s. It counts as your assessment, and not in the points.",
                        name=mine.assessment.person.name))  # fmt: skip
                onward = _case_url(found)
    except RuleBroken as broken:
        flash(sentence(broken.objections[0].code, broken.objections[0].facts), "warning")
        onward = _case_url(found)
    return redirect(onward, 303)


def agreeing_url(found: Case) -> str:
    """Where one agrees with another; the list one came from is kept."""
    return _url(found, "queue.agreeing")


def _has_a_say(someone: Person, found: Case) -> bool:
    held = roles(someone.id, found.programme_id)
    stops = [
        *may_vote_in(someone, found.application),
        *may_score(held, under_review=under_review(found.application)),
    ]
    return not stops


def _member() -> UUID:
    try:
        return UUID(request.form.get("member", ""))
    except ValueError:
        return UUID(int=0)


def _case_url(found: Case) -> str:
    return _url(found, "queue.application")


def _url(found: Case, endpoint: str) -> str:
    here: dict[str, Any] = {"slug": found.programme.slug, "application_id": found.application.id}
    return url_for(endpoint, **here, **list_query())
