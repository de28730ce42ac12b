"""When a question or a section is shown: rules about earlier answers, in words, all of them or at least one."""

from dataclasses import replace
from typing import Any

import wtforms
from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medvirkning.kernel.errors import Stale
from medvirkning.permissions import Can
from medvirkning.surveys import editing
from medvirkning.surveys.editing import Edited
from medvirkning.surveys.pointing import Shown
from medvirkning.surveys.questionnaire import Condition, Question, Questionnaire, Rule
from medvirkning.surveys.rule_faults import earlier_questions, rule_faults
from medvirkning.surveys.words import Joined
from medvirkning.web.access import requires
from medvirkning.web.fields import choices
from medvirkning.web.filters import best
from medvirkning.web.labels.lookup import LABELS, sentence
from medvirkning.web.surveys.blueprint import blueprint
from medvirkning.web.surveys.loaders import Found, draft_question_at, draft_section_at
from medvirkning.web.surveys.rule_forms import RuleRow, posted_rules, pressed, read_rule, rows_of
from medvirkning.web.surveys.untold import why_untold
from medvirkning.web.surveys.wording import condition_summed_up
from medvirkning.web.surveys.writing import WritingForm, keep, mark


class ConditionForm(WritingForm):
    """How the rules are joined, and what a new one is about. The rules are rows beside it."""

    joined = wtforms.RadioField(
        _l("Show it when"),
        choices=choices(*((one.value, LABELS[Joined, one]) for one in Joined)),
        validate_choice=False,
    )
    about = wtforms.SelectField(_l("Which question is the rule about?"), validate_choice=False)


@blueprint.route("/<uuid:survey_id>/sporsmal/<question_key>/vises-nar", methods=["GET", "POST"])
@requires(Can.BUILD_SURVEYS, draft_question_at)
def question_shown_when(found: Found) -> Any:
    """When a question is shown."""
    return _page(found, found.question)


@blueprint.route("/<uuid:survey_id>/del/<section_key>/vises-nar", methods=["GET", "POST"])
@requires(Can.BUILD_SURVEYS, draft_section_at)
def section_shown_when(found: Found) -> Any:
    """When a section is shown."""
    return _page(found, found.section)


def _page(found: Found, thing: Shown) -> Any:
    asked, changed = found.questionnaire, False
    earlier = earlier_questions(asked, thing)
    zones = {zone.code: zone.name for zone in found.programme.zones}
    before = thing.when or Condition(Joined.ALL, ())
    form = ConditionForm(data={"joined": before.joined.value, "shown": mark(asked, found.key)})
    form.about.choices = choices(*((one.key, best(one.text)) for one in earlier))
    rules = posted_rules() if request.method == "POST" else list(before.rules)
    press = request.method == "POST" and pressed(rules, earlier)
    rows = rows_of(rules, asked, zones)
    if not press and form.accepted():
        when = _read(found, form, thing, rows, rules)
        if form.status == 200:
            try:
                edited = keep(
                    found,
                    lambda asked: _changed(asked, thing, when),
                    shown=form.shown.data,
                    marked=lambda asked: mark(asked, found.key),
                )
            except Stale:
                changed, form.shown.data = True, mark(asked, found.key)
            else:
                flash(_("Saved."), "ok")
                if why := why_untold(found, edited.questionnaire, replace(thing, when=when)):
                    flash(why, "warning")
                return redirect(url_for(".outlined", **found.here, _anchor=edited.key or found.key), 303)
    page = render_template(
        "surveys/condition.html",
        found=found,
        form=form,
        rows=rows,
        earlier=earlier,
        heading=best(thing.text if isinstance(thing, Question) else thing.title),
        untold=why_untold(found, asked, thing),
        now_set=condition_summed_up(asked, thing.when, zones) if changed else None,
    )
    return page, 409 if changed else form.status


def _read(found: Found, form: ConditionForm, thing: Shown, rows: list[RuleRow], rules: list[Rule]) -> Condition | None:
    """The condition; what is wrong with it is told in the form."""
    told = []
    for row, rule in zip(rows, rules, strict=True):
        read, wrong = read_rule(row, rule)
        told.append(read)
        if wrong:
            form.extra_errors.append(row.object_to(wrong))
    if not told:
        return None
    joined = Joined.ANY if form.joined.data == Joined.ANY else Joined.ALL
    when = Condition(joined, tuple(told))
    zones = [zone.code for zone in found.programme.zones]
    tried = replace(thing, when=when)
    if not form.extra_errors:
        for fault in rule_faults(found.questionnaire, tried, "", "", zones):
            row = rows[int(str(fault.facts["rule"]))]
            facts = {name: value for name, value in fault.facts.items() if name == "about"}
            form.extra_errors.append(row.object_to(sentence(fault.code, facts)))
    return when


def _changed(asked: Questionnaire, thing: Shown, when: Condition | None) -> Edited:
    if isinstance(thing, Question):
        return editing.change_question(asked, replace(thing, when=when))
    return editing.change_when(asked, thing.key, when)
