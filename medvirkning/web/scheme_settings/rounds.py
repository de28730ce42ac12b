"""Announcing rounds, and closing what is open at any time."""

from datetime import time
from typing import Any

import wtforms
from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from medvirkning.grants.announcing import MOST_REASON, RESERVED_ROUNDS, RoundPlan
from medvirkning.grants.replanning import change_round
from medvirkning.grants.scheme_files import described
from medvirkning.grants.scheme_words import Intake
from medvirkning.grants.schemes import Round
from medvirkning.grants.setting_up import announce_round, close_round
from medvirkning.kernel.clock import now, oslo, oslo_deadline, oslo_moment
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import Conflict, RuleBroken
from medvirkning.kernel.localized import Localized
from medvirkning.permissions import Can
from medvirkning.web.access import requires, signed_in
from medvirkning.web.fields import DateField, KronerField, long_text, needed, text
from medvirkning.web.scheme_settings.blueprint import blueprint
from medvirkning.web.scheme_settings.forms import SettingsForm
from medvirkning.web.scheme_settings.loaders import Found, round_at, scheme_at
from medvirkning.web.scheme_settings.rows import both, key_of
from medvirkning.web.scheme_settings.saving import mark, unchanged

A_TIME = r"([01]?[0-9]|2[0-3])[:.][0-5][0-9]"
LONGEST_SLUG = 60


def _clock(label: Any) -> Any:
    wrong = _l("Write hours and minutes, such as 23:59")
    return wtforms.StringField(label, [needed(wrong), wtforms.validators.Regexp(f"^{A_TIME}$", message=wrong)])


class RoundForm(SettingsForm):
    """When a round opens and closes, and what there is to share out."""

    name_nb = text(_l("What is the round called?"), most=120)
    name_nn = text(_l("What is the round called?"), most=120)
    opens_at = DateField(_l("The first day one can apply"), [needed(_l("Write the first day one can apply"))])
    opens_time = _clock(_l("Time"))
    deadline = DateField(_l("The last day one can apply"))
    last_time = _clock(_l("Time"))
    pot = KronerField(_l("How much is there to share out?"), [needed(_l("Write how much there is to share out"))])
    meeting_on = DateField(_l("When does the group meet to decide?"))
    answer_by = DateField(_l("By which day does one get an answer?"))


@blueprint.route("/<scheme_slug>/runder/ny", methods=["GET", "POST"])
@requires(Can.CHANGE_SCHEMES, scheme_at)
def announce(found: Found) -> Any:
    """A new round, under the criteria adopted last."""
    rolling = found.scheme.intake is Intake.ROLLING
    form = RoundForm(shown=mark(_part(found)), opens_time="09:00", last_time="23:59")
    if rolling:
        for name in ("deadline", "last_time", "answer_by"):
            del form[name]
    if form.accepted():
        if not (form.name_nb.data or form.name_nn.data):
            form.object_to("name_nb", _("Write what the round is called"))
        else:
            try:
                _announce(found, form)
            except RuleBroken as broken:
                form.object_to_settings(broken.objections)
            else:
                flash(_("The round is announced."), "ok")
                return redirect(_home(found), 303)
    return render_template("scheme_settings/announce.html", found=found, form=form, rolling=rolling), form.status


class ChangeForm(SettingsForm):
    """What may be changed in a round that is announced, and why."""

    deadline = DateField(_l("The last day one can apply"), [needed(_l("Write the last day one can apply"))])
    last_time = _clock(_l("Time"))
    pot = KronerField(_l("How much is there to share out?"), [needed(_l("Write how much there is to share out"))])
    meeting_on = DateField(_l("When does the group meet to decide?"))
    answer_by = DateField(_l("By which day does one get an answer?"))
    reason = long_text(
        _l("Why is it changed?"), most=MOST_REASON, hint=_l("Those who have begun an application get it by e-mail.")
    )


@blueprint.route("/<scheme_slug>/runder/<round_slug>/endre", methods=["GET", "POST"])
@requires(Can.CHANGE_SCHEMES, round_at)
def change_announced(found: Found) -> Any:
    """Change a round that is announced: a later deadline, another pot, other days."""
    round_ = _round(found)
    ends = oslo(round_.deadline) if round_.deadline else None
    form = ChangeForm(
        shown=mark(_part(found)), deadline=ends and ends.date(), last_time=f"{ends:%H:%M}" if ends else "",
        pot=round_.pot, meeting_on=round_.meeting_on, answer_by=round_.answer_by,
    )  # fmt: skip
    if ends is None:
        for name in ("deadline", "last_time"):
            del form[name]
    if form.accepted():
        try:
            _change(found, form, round_)
        except RuleBroken as broken:
            form.object_to_settings(broken.objections)
        else:
            flash(_("The round is changed, and those who have begun an application are told."), "ok")
            return redirect(_home(found), 303)
    return render_template("scheme_settings/change_round.html", found=found, form=form, round=round_), form.status


def _change(found: Found, form: Any, round_: Round) -> None:
    ends = round_.deadline
    if ends is not None and (form.deadline.data, form.last_time.data) != (oslo(ends).date(), f"{oslo(ends):%H:%M}"):
        ends = oslo_deadline(form.deadline.data, _time(form.last_time.data))
    plan = RoundPlan(ends, form.pot.data, form.meeting_on.data, form.answer_by.data)
    with transaction():
        unchanged(found.scheme, form, lambda: _part(found))
        change_round(round_, plan, reason=form.reason.data or "", by=signed_in(), at=now())


def _round(found: Found) -> Round:
    if found.round is None:
        raise Conflict("no round")
    return found.round


@blueprint.post("/<scheme_slug>/runder/<round_slug>/steng")
@requires(Can.CHANGE_SCHEMES, round_at)
def close(found: Found) -> Response:
    """Take no more applications where one may apply at any time."""
    with transaction():
        close_round(_round(found), by=signed_in(), at=now())
    flash(_("No more applications are taken in this round."), "ok")
    return redirect(_home(found), 303)


def _announce(found: Found, form: Any) -> None:
    name = Localized.written(both(form.data, "name"))
    ends = form.deadline.data if "deadline" in form else None
    taken = {one.slug for one in found.scheme.rounds} | RESERVED_ROUNDS
    with transaction():
        unchanged(found.scheme, form, lambda: _part(found))
        announce_round(
            found.scheme,
            slug=key_of(name.text("nb"), taken, between="-", longest=LONGEST_SLUG),
            name=name,
            opens_at=oslo_moment(form.opens_at.data, _time(form.opens_time.data)),
            deadline=oslo_deadline(ends, _time(form.last_time.data)) if ends else None,
            pot=form.pot.data,
            meeting_on=form.meeting_on.data,
            answer_by=form.answer_by.data if "answer_by" in form else None,
            at=now(),
            by=signed_in(),
        )


def _time(written: str) -> time:
    hours, minutes = written.replace(".", ":").split(":")
    return time(int(hours), int(minutes))


def _part(found: Found) -> dict[str, Any]:
    told = described(found.scheme)
    return {"rounds": told["rounds"], "intake": told["intake"]}


def _home(found: Found) -> str:
    return url_for(".settings", slug=found.programme.slug, scheme_slug=found.scheme.slug, group="runder")
