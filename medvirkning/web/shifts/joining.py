"""Letting more tablets into a shift that goes on."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from medvirkning.caravan.queries import free_tablets
from medvirkning.caravan.shifting import join_shift
from medvirkning.caravan.words import ShiftVerb
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.permissions import Can
from medvirkning.web.access import requires, signed_in
from medvirkning.web.shifts.blueprint import blueprint
from medvirkning.web.shifts.forms import AT_FIELD, JoinForm
from medvirkning.web.shifts.loaders import FoundShift, shift_at_address


@blueprint.route("/vakter/<uuid:shift_id>/nettbrett", methods=["GET", "POST"])
@requires(Can.RUN_SHIFTS, shift_at_address)
def join(found: FoundShift) -> Any:
    """Choose among those that are free, also one that was handed in by a slip."""
    if not found.shift.may(ShiftVerb.END):
        flash(_("The shift has ended."), "info")
        return redirect(url_for(".shift", **found.here), 303)
    form = JoinForm(free_tablets(found.programme.id))
    if form.accepted():
        try:
            with transaction():
                chosen = [form.free[key] for key in form.tablets.data or ()]
                join_shift(found.shift, chosen, by=signed_in(), at=now())
        except RuleBroken as broken:
            form.object_with(broken.objections, AT_FIELD)
        else:
            flash(_("Saved. The tablets get what they need as soon as they have network."))
            return redirect(url_for(".shift", **found.here), 303)
    return render_template("shifts/join.html", found=found, form=form), form.status
