"""Looking a keyed form over beside the paper: approve it, send it back, or drop it."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import Conflict, NotThere, RuleBroken, Stale
from medvirkning.permissions import Can
from medvirkning.surveys.answers import Answers
from medvirkning.surveys.keying import approve, drop, seen_of, send_back
from medvirkning.surveys.paper import paper_counts
from medvirkning.web.access import requires, signed_in
from medvirkning.web.answer_words import worded
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.language_names import language_name
from medvirkning.web.marked import told
from medvirkning.web.survey_paper.blueprint import blueprint
from medvirkning.web.survey_paper.forms import ReasonForm
from medvirkning.web.survey_paper.keying import NUMBER
from medvirkning.web.survey_paper.loaders import Found, form_at


@blueprint.get(f"/papir/skjema/{NUMBER}")
@requires(Can.APPROVE_KEYED_ANSWERS, form_at)
def keyed_form(found: Found) -> Any:
    """What was keyed in, question by question, as the paper has it."""
    waiting = found.waiting
    if waiting is None:
        return _gone(found)
    return render_template(
        "survey_paper/keyed_form.html",
        found=found,
        keyed=waiting,
        own=waiting.keyed_by_id == signed_in().id,
        seen=seen_of(waiting),
        rows=_in_words(found, waiting.content or {}),
        language=language_name(waiting.language),
    )


@blueprint.post(f"/papir/skjema/{NUMBER}/godkjenn")
@requires(Can.APPROVE_KEYED_ANSWERS, form_at)
def approve_form(found: Found) -> Any:
    """Let it count."""
    done = _("Form %(number)s counts now. What was on it is kept with the other answers, without the number.",
             number=found.number)  # fmt: skip
    return _done(found, lambda seen: approve(found.survey, found.number, seen=seen, by=signed_in(), at=now()), done)


@blueprint.route(f"/papir/skjema/{NUMBER}/forkast", methods=["GET", "POST"])
@requires(Can.APPROVE_KEYED_ANSWERS, form_at)
def drop_form(found: Found) -> Any:
    """Forget what was keyed in; asked once before it is done."""
    if request.method == "GET":
        if found.waiting is None:
            return _gone(found)
        return render_template("survey_paper/drop_form.html", found=found, seen=seen_of(found.waiting))
    done = _("What was keyed in of form %(number)s is gone. It can be keyed in again.", number=found.number)
    return _done(found, lambda seen: drop(found.survey, found.number, seen=seen, by=signed_in(), at=now()), done)


@blueprint.route(f"/papir/skjema/{NUMBER}/send-tilbake", methods=["GET", "POST"])
@requires(Can.APPROVE_KEYED_ANSWERS, form_at)
def return_form(found: Found) -> Any:
    """Ask for it to be keyed in again, with a reason."""
    if found.waiting is None:
        return _gone(found)
    form = ReasonForm(seen=seen_of(found.waiting))
    if form.accepted():
        asked_again = _("Form %(number)s must be keyed in again.", number=found.number)
        return _done(
            found,
            lambda seen: send_back(found.survey, found.number, form.reason.data, seen=seen, by=signed_in(), at=now()),
            asked_again,
        )
    return render_template("survey_paper/send_back.html", found=found, form=form), form.status


def _done(found: Found, act: Callable[[str], None], told_then: str) -> Any:
    """Do it to the form as it was seen, and back to the list; else say what has happened meanwhile."""
    try:
        with transaction():
            act(request.form.get("seen", ""))
    except RuleBroken as broken:
        flash(sentence(broken.objections[0].code, broken.objections[0].facts), "warning")
    except Stale:
        flash(_("Somebody else has changed this form meanwhile. This is how it is now."), "warning")
    except (Conflict, NotThere):
        return _gone(found)
    else:
        flash(told_then)
        return redirect(url_for(".paper", **found.here), 303)
    return redirect(url_for(".keyed_form", **found.here, number=found.number), 303)


def _gone(found: Found) -> Any:
    flash(_("Form %(number)s doesn't wait for anything.", number=found.number), "info")
    return redirect(url_for(".paper", **found.here), 303)


def _in_words(found: Found, answers: Answers) -> list[dict[str, Any]]:
    """Every question of the form with what was keyed in, and whether that counts."""
    language, counts = found.forms.language, paper_counts(found.asked, answers)
    rows = []
    for number, question in enumerate(found.asked.questions, 1):
        lines = worded(question, answers.get(question.key), language, found.programme) or [_("Not answered")]
        if question.key in answers and question.key not in counts:
            lines = [*lines, _("Doesn't count: the other answers say that this one was not to be answered.")]
        rows.append({"label": f"{number}. {told(question.text, language).striptags()}", "value": lines})
    return rows
