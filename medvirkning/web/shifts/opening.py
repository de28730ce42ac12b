"""Opening a shift, changing what is on offer and its PIN, ending it and going on with it."""

from datetime import time, timedelta
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from medvirkning.caravan import shifting
from medvirkning.caravan.calendar_queries import coming, past
from medvirkning.caravan.queries import free_tablets
from medvirkning.caravan.stops import Stop
from medvirkning.caravan.words import ShiftVerb
from medvirkning.kernel.clock import now, oslo_moment, today
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.people.words import LANGUAGES
from medvirkning.permissions import Can
from medvirkning.programmes.models import Programme
from medvirkning.surveys.models import Survey
from medvirkning.surveys.queries import survey_in, surveys_outside
from medvirkning.web.access import requires, signed_in
from medvirkning.web.keys import secret
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.loading import programme_at
from medvirkning.web.shifts.blueprint import blueprint
from medvirkning.web.shifts.forms import AT_FIELD, OfferForm, PinForm, ShiftForm
from medvirkning.web.shifts.loaders import FoundShift, shift_at_address

LAST_DAYS = 7  # how long ago a stop may have been that a shift is opened at
ONE = "/vakter/<uuid:shift_id>"


@blueprint.route("/vakter/ny", methods=["GET", "POST"])
@requires(Can.RUN_SHIFTS, programme_at)
def new_shift(programme: Programme) -> Any:
    """A new shift, at today's stop unless another is chosen."""
    surveys, _told = surveys_outside(programme.id, today=today())
    stops = _stops(programme)
    first = str(stops[0].id) if stops and stops[0].day == today() else ""
    own = programme.themes
    form = ShiftForm(
        stops, free_tablets(programme.id), surveys, own, stop=first, languages=list(LANGUAGES), contributions=True,
        themes=[str(theme.id) for theme in own],
    )  # fmt: skip
    if form.accepted():
        try:
            with transaction():
                shift = shifting.open_shift(
                    form.stops[form.stop.data], form.chosen_tablets, form.offer, pin=form.pin.data,
                    open_surveys=_ids(surveys), by=signed_in(), secret=secret(), at=now(),
                )  # fmt: skip
        except RuleBroken as broken:
            form.object_with(broken.objections, AT_FIELD)
        else:
            flash(_("The shift is open. The tablets get what they need as soon as they have network."))
            return redirect(url_for(".shift", slug=programme.slug, shift_id=shift.id), 303)
    return render_template("shifts/new_shift.html", form=form), form.status


@blueprint.route(f"{ONE}/tilbud", methods=["GET", "POST"])
@requires(Can.RUN_SHIFTS, shift_at_address)
def change_offer(found: FoundShift) -> Any:
    """Offer something else from now on."""
    shift = found.shift
    if not shift.may(ShiftVerb.END):
        return _ended(found)
    now_open, _told = surveys_outside(found.programme.id, today=today())
    before = [one for key in shift.surveys if (one := _survey(found, key)) is not None and one not in now_open]
    told = {name: getattr(shift, name) for name in ("languages", "contributions", "themes", "surveys")}
    form = OfferForm([*now_open, *before], found.programme.themes, **told)
    if form.accepted():
        try:
            with transaction():
                shifting.change_offer(shift, form.offer, open_surveys=_ids(now_open), by=signed_in(), at=now())
        except RuleBroken as broken:
            form.object_with(broken.objections, AT_FIELD)
        else:
            flash(_("Saved. The tablets get it when they next have network."))
            return redirect(url_for(".shift", **found.here), 303)
    return render_template("shifts/change_offer.html", found=found, form=form), form.status


@blueprint.route(f"{ONE}/pin", methods=["GET", "POST"])
@requires(Can.RUN_SHIFTS, shift_at_address)
def change_pin(found: FoundShift) -> Any:
    """Let another PIN open the corner."""
    if not found.shift.may(ShiftVerb.END):
        return _ended(found)
    form = PinForm()
    if form.accepted():
        try:
            with transaction():
                shifting.change_pin(found.shift, form.pin.data, by=signed_in(), at=now())
        except RuleBroken as broken:
            form.object_with(broken.objections, AT_FIELD)
        else:
            kept = _("A tablet keeps the old one until it next has network.")
            flash(" ".join([_("The PIN is changed."), kept]))
            return redirect(url_for(".shift", **found.here), 303)
    return render_template("shifts/change_pin.html", found=found, form=form), form.status


@blueprint.route(f"{ONE}/avslutt", methods=["GET", "POST"])
@requires(Can.RUN_SHIFTS, shift_at_address)
def end(found: FoundShift) -> Any:
    """End the shift; where a tablet has not handed itself in, after having asked."""
    if not found.shift.may(ShiftVerb.END):
        return _ended(found)
    if request.method == "GET":
        out = [one for one in found.shift.at_work if one.told_taken is None]
        return render_template("shifts/end.html", found=found, out=out)
    with transaction():
        shifting.end_shift(found.shift, by=signed_in(), at=now())
    flash(_("The shift has ended. What still lies on a tablet is taken when it comes."))
    return redirect(url_for(".shift", **found.here), 303)


@blueprint.post(f"{ONE}/videre")
@requires(Can.RUN_SHIFTS, shift_at_address)
def resume(found: FoundShift) -> Any:
    """Go on with a shift that was ended, unless its tablets are at work elsewhere."""
    if found.shift.may(ShiftVerb.RESUME):
        try:
            with transaction():
                shifting.resume_shift(found.shift, by=signed_in(), at=now())
        except RuleBroken as broken:
            flash(" ".join(sentence(one.code, one.facts) for one in broken.objections), "error")
        else:
            flash(_("The shift goes on."))
    return redirect(url_for(".shift", **found.here), 303)


def _stops(programme: Programme) -> list[Stop]:
    """Today's first, then those that come, then those of the last week."""
    day = today()
    ahead = coming(programme.id, at=oslo_moment(day, time(0)))
    been = past(programme.id, at=oslo_moment(day, time(0)), most=20)
    lately = [stop for stop in been if stop.day >= day - timedelta(days=LAST_DAYS)]
    return [stop for stop in (*ahead, *lately) if not stop.cancelled]


def _ids(surveys: list[Survey]) -> list[str]:
    return [str(survey.id) for survey in surveys]


def _survey(found: FoundShift, key: str) -> Survey | None:
    return survey_in(found.programme.id, UUID(key))


def _ended(found: FoundShift) -> Any:
    flash(_("The shift has ended."), "info")
    return redirect(url_for(".shift", **found.here), 303)
