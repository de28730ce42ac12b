"""Check the answers and send; and the receipt. What was sent is shown in the same way, without the way to change it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

from flask import redirect, render_template, request, url_for

from medvirkning.grants.actions import send
from medvirkning.grants.budget import sums
from medvirkning.grants.demands import asked
from medvirkning.grants.drafts import mark
from medvirkning.grants.models import Application
from medvirkning.grants.parties import co_applicants_of
from medvirkning.grants.queries import Progress, advice_on, files_of, in_the_way, phase_of, progress
from medvirkning.grants.scheme_words import LineKind
from medvirkning.grants.seconds import newest_request
from medvirkning.grants.words import ApplicationState, BudgetSide, RoundPhase, Section
from medvirkning.kernel.clock import now, oslo_date
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import Objection, RuleBroken, Stale
from medvirkning.permissions import Can
from medvirkning.web.access import requires, signed_in
from medvirkning.web.applying.blueprint import blueprint
from medvirkning.web.applying.forms import CheckForm
from medvirkning.web.applying.loaders import own
from medvirkning.web.applying.problems import told
from medvirkning.web.applying.way import FROM_CHECK, address, answer_day_of, sections_of


@blueprint.route("/<uuid:application_id>/sjekk", methods=["GET", "POST"])
@requires(Can.EDIT_OWN_APPLICATION, own)
def check(application: Application) -> Any:
    """Read everything through, vouch for it, send."""
    form = CheckForm()
    if request.method == "GET" or form.switches_language:
        return _page(application, form)
    key, seen = _key(), request.form.get("seen", "")[:32]
    try:
        with transaction():
            send(application, key=key, declared=form.declared, by=signed_in(), at=now(), seen=seen)
    except Stale:
        return _page(application, form, changed=True), 409
    except RuleBroken as broken:
        for objection in broken.objections:
            if "section" not in objection.facts:
                form.object_to(str(objection.facts["field"]), told(objection))
        return _page(application, form), 422
    return redirect(url_for("applying.receipt", application_id=application.id), 303)


@blueprint.get("/<uuid:application_id>/kvittering")
@requires(Can.READ_OWN_APPLICATION, own)
def receipt(application: Application) -> Any:
    """The number, when the answer comes, and what happens until then."""
    if application.number is None:
        return redirect(url_for("applying.tasks", application_id=application.id), 303)
    shown = {"round": application.round, "answer_by": answer_day_of(application), "course": None}
    shown["second"] = newest_request(application.id)
    return render_template("applying/receipt.html", application=application, **shown)


def _key() -> UUID:
    """The id made with the form; without a readable one, this press is one of a kind."""
    try:
        return UUID(request.form.get("key", ""))
    except ValueError:
        return uuid4()


def all_answers(application: Application) -> dict[str, Any]:
    """What `_answers.html` shows: all that is written, with the ways to change it."""
    lines = [row.line for row in application.lines if not row.line.blank]
    return {
        "draft": application.state is ApplicationState.DRAFT,
        "addresses": {section: address(application, section, fra=FROM_CHECK) for section in sections_of(application)},
        "expenses": [line for line in lines if line.side is BudgetSide.EXPENSE],
        "income": [line for line in lines if line.side is BudgetSide.INCOME],
        "efforts": [line for line in lines if line.side is BudgetSide.EFFORT],
        "asks": asked(application.round.scheme.terms),
        "plain": LineKind.PLAIN,
        "sums": sums(lines),
        "files": files_of(application),
        "sections": Section,
        "co_applicants": co_applicants_of(application.id),
    }


def _page(application: Application, form: CheckForm, *, changed: bool = False) -> str:
    answers, at = all_answers(application), now()
    found = progress(application, at=at, files=answers["files"])
    return render_template(
        "applying/check.html",
        application=application,
        round=application.round,
        form=form,
        key=request.form.get("key", "")[:36] or str(uuid4()),
        seen=mark(application),
        changed=changed,
        open=phase_of(application.round, at=at) is RoundPhase.OPEN,
        missing=list(_missing(application, found)) if answers["draft"] else [],
        advice=[told(each) for each in advice_on(application, at=at, files=answers["files"])]
        if answers["draft"]
        else [],
        in_the_way=[told(each) for each in in_the_way(application, at=at)] if answers["draft"] else [],
        answer_by=application.round.answer_day(oslo_date(at)),
        **answers,
    )


def _missing(application: Application, found: Progress) -> Iterator[tuple[Section, str, list[str]]]:
    """The sections that lack something: where each is, and what it lacks."""
    for section in sections_of(application):
        objections: list[Objection] = found.objections[section]
        if objections:
            yield section, address(application, section, fra=FROM_CHECK), [told(objection) for objection in objections]
