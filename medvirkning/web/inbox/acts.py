"""The moves of a contribution: those that take one press, and hiding, answering and telling what happened."""

from typing import Any

from flask import render_template, request

from medvirkning.contributions import actions
from medvirkning.contributions.models import Contribution
from medvirkning.contributions.words import ContributionFault as Fault
from medvirkning.contributions.words import ContributionVerb as Verb
from medvirkning.kernel.clock import now, today
from medvirkning.permissions import Can
from medvirkning.web.access import requires, signed_in
from medvirkning.web.inbox.blueprint import blueprint
from medvirkning.web.inbox.carry_out import carry_out, changed_page
from medvirkning.web.inbox.case import who_is_told
from medvirkning.web.inbox.chosen import case_url
from medvirkning.web.inbox.forms import AnswerForm, FinishForm, HideForm, Versioned
from medvirkning.web.inbox.loaders import contribution_at
from medvirkning.web.inbox.moves import PRESSED
from medvirkning.web.photos import ACCEPT, cleaned

ONE = "/<slug>/arbeid/innspill/<uuid:contribution_id>"
PRESS = {
    Verb.PUBLISH: actions.publish,
    Verb.CONSIDER: actions.consider,
    Verb.START: actions.start,
    Verb.REPUBLISH: actions.republish,
}
CHANGE, SEND = "change", "send"  # what the buttons of a preview say


@blueprint.post(f'{ONE}/<any("publiser", "se-pa", "i-gang", "publiser-igjen"):word>')
@requires(Can.HANDLE_CONTRIBUTIONS, contribution_at)
def act(contribution: Contribution) -> Any:
    """Publish, look into, begin or publish again."""
    verb = PRESSED[(request.view_args or {})["word"]]
    by, seen = signed_in(), Versioned().seen_version
    return carry_out(contribution, verb, lambda: PRESS[verb](contribution, by=by, at=now(), version=seen))


@blueprint.route(f"{ONE}/skjul", methods=["GET", "POST"])
@requires(Can.HANDLE_CONTRIBUTIONS, contribution_at)
def hide(contribution: Contribution) -> Any:
    """Take it off the board, with a reason for its sender."""
    form, by = HideForm(version=contribution.version), signed_in()
    if not contribution.may(Verb.HIDE):
        return changed_page(contribution, Verb.HIDE, form)
    if not _changes() and form.accepted():
        done = carry_out(
            contribution,
            Verb.HIDE,
            lambda: actions.hide(contribution, reason=form.reason.data, by=by, at=now(), version=form.seen_version),
            form=form,
            at={Fault.REASON_MISSING: "reason", Fault.REASON_TOO_LONG: "reason"},
        )
        if done is not None:
            return done
    return _page("inbox/hide.html", contribution, form)


@blueprint.route(f"{ONE}/svar", methods=["GET", "POST"])
@requires(Can.HANDLE_CONTRIBUTIONS, contribution_at)
def answer(contribution: Contribution) -> Any:
    """Write the answer, see it as its sender will, and send it."""
    form, by = AnswerForm(version=contribution.version), signed_in()
    if not contribution.may(Verb.ANSWER):
        return changed_page(contribution, Verb.ANSWER, form)
    if not _changes() and form.accepted():
        if request.form.get("step") != SEND:
            return _page("inbox/answer_preview.html", contribution, form)
        done = carry_out(
            contribution,
            Verb.ANSWER,
            lambda: actions.answer(
                contribution, outcome=form.chosen, text=form.text.data, by=by, at=now(), version=form.seen_version
            ),
            form=form,
            at={Fault.OUTCOME_MISSING: "outcome", Fault.ANSWER_MISSING: "text", Fault.ANSWER_TOO_LONG: "text"},
        )
        if done is not None:
            return done
    return _page("inbox/answer.html", contribution, form)


@blueprint.route(f"{ONE}/skjedde", methods=["GET", "POST"])
@requires(Can.HANDLE_CONTRIBUTIONS, contribution_at)
def finish(contribution: Contribution) -> Any:
    """Tell what happened, with a photo if there is one."""
    form, by = FinishForm(version=contribution.version), signed_in()
    if not contribution.may(Verb.FINISH):
        return changed_page(contribution, Verb.FINISH, form)
    if not _changes() and form.accepted():
        photos, faults = cleaned(request.files.getlist("photo")[:1])
        for fault in faults:
            form.object_to("photo", fault)
        photo = photos[0] if photos else None
        done = None if faults else carry_out(
            contribution,
            Verb.FINISH,
            lambda: actions.finish(
                contribution, story=form.story, photo=photo, by=by, at=now(), version=form.seen_version
            ),
            form=form,
            at={Fault.STORY_MISSING: "headline", Fault.STORY_TOO_LONG: "text"},
        )  # fmt: skip
        if done is not None:
            return done
    return _page("inbox/finish.html", contribution, form, accept=ACCEPT)


def _changes() -> bool:
    """Whether somebody only wants to go on writing: nothing is checked, and the form comes back as it was filled in."""
    return request.form.get("step") == CHANGE


def _page(template: str, contribution: Contribution, form: Versioned, **more: Any) -> Any:
    page = render_template(
        template,
        contribution=contribution,
        form=form,
        told=who_is_told(contribution),
        today=today(),
        here=request.full_path.rstrip("?"),
        back=case_url(contribution),
        **more,
    )
    return page, form.status
