"""The tour plan as staff have it: the list, new stops, changes, copies, and stops that don't come about."""

from dataclasses import replace
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from medvirkning.caravan import planning
from medvirkning.caravan.calendar_queries import coming, overlapping, past, past_count
from medvirkning.caravan.reply_queries import heard_at, replies_at
from medvirkning.caravan.stops import Stop
from medvirkning.kernel.clock import now, oslo_date
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken, Stale
from medvirkning.kernel.localized import Localized
from medvirkning.permissions import Can
from medvirkning.programmes.models import Programme
from medvirkning.web.access import requires, signed_in
from medvirkning.web.filters import weekday
from medvirkning.web.lists import asked_page, page_count
from medvirkning.web.loading import programme_at
from medvirkning.web.stops.blueprint import blueprint, by_month, hours_of
from medvirkning.web.stops.forms import AT_FIELD, CancelForm, StopForm, WhenForm, values_of
from medvirkning.web.stops.loaders import Found, stop_at

PER_PAGE = 30
PAST = "tidligere"


@blueprint.get("/<slug>/arbeid/turplan")
@requires(Can.READ_STOPS, programme_at)
def tour_plan(programme: Programme) -> str:
    """What comes, or what has been."""
    at = now()
    been = past_count(programme.id, at=at)
    ahead = coming(programme.id, at=at)
    looking_back = request.args.get("vis") == PAST
    pages = page_count(been, PER_PAGE) if looking_back else 1
    page = asked_page(pages)
    shown = past(programme.id, at=at, most=PER_PAGE, skip=(page - 1) * PER_PAGE) if looking_back else ahead
    return render_template(
        "stops/tour_plan.html",
        months=by_month(shown),
        looking_back=looking_back,
        counts=(len(ahead), been),
        page=page,
        pages=pages,
        at=at,
    )


@blueprint.route("/<slug>/arbeid/turplan/ny", methods=["GET", "POST"])
@requires(Can.PLAN_STOPS, programme_at)
def new(programme: Programme) -> Any:
    """A new stop."""
    form = StopForm(programme)
    if form.accepted():
        try:
            with transaction():
                stop = planning.plan_stop(programme, form.plan(), by=signed_in(), at=now())
        except RuleBroken as broken:
            form.object_with(broken.objections, AT_FIELD)
        else:
            flash(_("The stop is in the tour plan, and everybody can see it."))
            return redirect(url_for(".stop", slug=programme.slug, stop_id=stop.id), 303)
    return render_template("stops/new.html", form=form, today=oslo_date(now())), form.status


@blueprint.get("/<slug>/arbeid/turplan/<uuid:stop_id>")
@requires(Can.READ_STOPS, stop_at)
def stop(found: Found) -> str:
    """One stop: what is decided, what stands in its way, and what can be done."""
    base = current_app.config["SETTINGS"].base_url
    address = base + url_for(".shown_stop", **found.here)
    return render_template(
        "stops/stop.html",
        found=found,
        stop=found.stop,
        address=address,
        same_time=overlapping(found.stop),
        over=found.stop.over_at(now()),
        heard=heard_at(found.stop),
        told=len(replies_at(found.stop, chosen=True)),
    )


@blueprint.route("/<slug>/arbeid/turplan/<uuid:stop_id>/endre", methods=["GET", "POST"])
@requires(Can.PLAN_STOPS, stop_at)
def change(found: Found) -> Any:
    """Another day, another place, another note."""
    stop, changed = found.stop, False
    form = StopForm(found.programme, shown=str(stop.version), **values_of(stop.plan))
    if form.accepted():
        try:
            with transaction():
                planning.change_stop(stop, form.plan(), version=form.version, by=signed_in(), at=now())
        except RuleBroken as broken:
            form.object_with(broken.objections, AT_FIELD)
        except (Stale, StaleDataError):
            changed = True
            form.shown.data = str(stop.version)
        else:
            flash(_("Saved."), "ok")
            return redirect(url_for(".stop", **found.here), 303)
    page = render_template("stops/change.html", found=found, form=form, now_set=_summed_up(stop) if changed else None)
    return page, 409 if changed else form.status


@blueprint.route("/<slug>/arbeid/turplan/<uuid:stop_id>/kopi", methods=["GET", "POST"])
@requires(Can.PLAN_STOPS, stop_at)
def copy(found: Found) -> Any:
    """The same place again, another day."""
    plan = found.stop.plan
    form = WhenForm(begins=plan.begins, ends=plan.ends)
    if form.accepted():
        wanted = replace(plan, day=form.day.data, begins=form.begins.data, ends=form.ends.data)
        try:
            with transaction():
                made = planning.copy_stop(found.stop, wanted, by=signed_in(), at=now())
        except RuleBroken as broken:
            form.object_with(broken.objections, AT_FIELD)
        else:
            flash(_("The stop is in the tour plan, and everybody can see it."))
            return redirect(url_for(".stop", slug=found.programme.slug, stop_id=made.id), 303)
    return render_template("stops/copy.html", found=found, form=form, today=oslo_date(now())), form.status


@blueprint.route("/<slug>/arbeid/turplan/<uuid:stop_id>/avlys", methods=["GET", "POST"])
@requires(Can.PLAN_STOPS, stop_at)
def cancel(found: Found) -> Any:
    """The caravan doesn't come: say why."""
    if found.stop.cancelled:
        return redirect(url_for(".stop", **found.here), 303)
    form = CancelForm()
    if form.accepted():
        try:
            with transaction():
                planning.cancel_stop(found.stop, because=form.because, by=signed_in(), at=now())
        except RuleBroken as broken:
            form.object_with(broken.objections, AT_FIELD)
        else:
            flash(_("The stop is cancelled. It stays in the list, with the reason."))
            return redirect(url_for(".stop", **found.here), 303)
    return render_template("stops/cancel.html", found=found, form=form), form.status


@blueprint.post("/<slug>/arbeid/turplan/<uuid:stop_id>/likevel")
@requires(Can.PLAN_STOPS, stop_at)
def plan_again(found: Found) -> Any:
    """The caravan comes after all."""
    with transaction():
        planning.plan_again(found.stop, by=signed_in(), at=now())
    flash(_("The stop is planned again."))
    return redirect(url_for(".stop", **found.here), 303)


def _summed_up(stop: Stop) -> list[dict[str, Any]]:
    """The stop as it is, for `ui.summary`."""
    told: dict[str, Any] = {
        _("Date"): weekday(stop.day),
        _("Time"): hours_of(stop),
        _("Where does the caravan stop?"): stop.place_name,
        _("Which part of the area is it in?"): stop.zone.name if stop.zone else "",
        _("What happens there?"): _lines(stop.note),
        _("How does one get there and in?"): _lines(stop.accessibility),
    }
    return [{"label": name, "value": value} for name, value in told.items()]


def _lines(text: Localized) -> list[str]:
    return [words for _language, words in text]
