"""The tablets: what goes on with them, letting a new one in, and shutting one out."""

from datetime import datetime
from typing import Any

from flask import current_app, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _

from medvirkning.caravan.held_queries import how_many_held
from medvirkning.caravan.pairing import make_code, revoke
from medvirkning.caravan.queries import came_in, shifts_of, tablets_of
from medvirkning.caravan.rules import PAIRING_MINUTES
from medvirkning.caravan.words import ShiftState
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.permissions import Can
from medvirkning.programmes.models import Programme
from medvirkning.web.access import requires, signed_in
from medvirkning.web.keys import secret
from medvirkning.web.loading import programme_at
from medvirkning.web.shifts.blueprint import blueprint
from medvirkning.web.shifts.forms import AT_FIELD, TabletForm
from medvirkning.web.shifts.loaders import FoundTablet, tablet_at

MADE = "pairing"  # the code in the coordinator's own session, until the page has shown it


@blueprint.get("/nettbrett")
@requires(Can.READ_SHIFTS, programme_at)
def overview(programme: Programme) -> str:
    """Shifts that go on, the tablets, what is to be looked at, and shifts that have ended."""
    running, ended = shifts_of(programme.id, ShiftState.OPEN), shifts_of(programme.id, ShiftState.ENDED)
    return render_template(
        "shifts/overview.html",
        running=running,
        ended=ended,
        came=came_in([shift.id for shift in (*running, *ended)]),
        tablets=tablets_of(programme.id),
        at_work={one.tablet_id: shift for shift in running for one in shift.at_work if not one.ended},
        held=how_many_held(programme.id),
    )


@blueprint.route("/nettbrett/nytt", methods=["GET", "POST"])
@requires(Can.RUN_SHIFTS, programme_at)
def new_tablet(programme: Programme) -> Any:
    """Give the tablet a name, and get a code for it."""
    form = TabletForm()
    if form.accepted():
        name, at = form.name.data, now()
        try:
            with transaction():
                code = make_code(programme, name, by=signed_in(), secret=secret(), at=at)
        except RuleBroken as broken:
            form.object_with(broken.objections, AT_FIELD)
        else:
            session[MADE] = {"code": code, "name": name, "at": at.isoformat()}
            return redirect(url_for(".pairing_code", slug=programme.slug), 303)
    return render_template("shifts/new_tablet.html", form=form, minutes=PAIRING_MINUTES), form.status


@blueprint.get("/nettbrett/kode")
@requires(Can.RUN_SHIFTS, programme_at)
def pairing_code(programme: Programme) -> str:
    """The code, this once: only its hash is kept."""
    made = session.pop(MADE, None)
    address = current_app.config["SETTINGS"].base_url + url_for("tablet.shell")
    return render_template(
        "shifts/pairing_code.html",
        made=made,
        at=datetime.fromisoformat(made["at"]) if made else None,
        address=address,
        full=f"{address}#{made['code']}" if made else "",
        minutes=PAIRING_MINUTES,
    )


@blueprint.route("/nettbrett/<uuid:tablet_id>/steng", methods=["GET", "POST"])
@requires(Can.RUN_SHIFTS, tablet_at)
def shut_out(found: FoundTablet) -> Any:
    """Shut a tablet out, after having said what becomes of what lies on it."""
    if request.method == "GET" and found.tablet.revoked_at is None:
        return render_template("shifts/shut_out.html", found=found)
    if request.method == "POST":
        with transaction():
            revoke(found.tablet, by=signed_in(), at=now())
        flash(_("%(tablet)s is shut out. What lies on it is taken when it comes.", tablet=found.tablet.name))
    return redirect(url_for(".overview", slug=found.programme.slug), 303)
