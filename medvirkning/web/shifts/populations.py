"""How many live in each zone: written by hand, with the year and who has counted."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medvirkning.kernel import kroner
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import Refused, RuleBroken
from medvirkning.permissions import Can
from medvirkning.programmes.actions import tell_populations
from medvirkning.programmes.models import Programme, ZonePopulation
from medvirkning.programmes.queries import populations
from medvirkning.programmes.words import PopulationFault as Fault
from medvirkning.web.access import requires, signed_in
from medvirkning.web.fields import CountField, ReadField, text
from medvirkning.web.forms import Form
from medvirkning.web.loading import programme_at
from medvirkning.web.shifts.blueprint import blueprint

AT_FIELD = {Fault.NO_YEAR: "year", Fault.NOT_A_YEAR: "year", Fault.NO_SOURCE: "source"}


class PeopleField(ReadField):
    """How many people, one at least: `3 200`."""

    def read(self, written: str) -> int:
        digits = "".join(written.split())
        if not (digits.isascii() and digits.isdigit() and len(digits) < 8 and int(digits)):
            raise Refused(Fault.NOT_A_NUMBER)
        return int(digits)

    def show(self) -> str:
        return kroner.show(self.data)


class PopulationForm(Form):
    """The year and the source of all the numbers; `form_of` adds a number for each zone, in front."""

    year = CountField(_l("Which year are the numbers from?"))
    source = text(_l("Who has counted?"), most=200, hint=_l("Such as: Statistics Norway, table 04362"))


def form_of(programme: Programme, told: dict[str, ZonePopulation]) -> tuple[PopulationForm, dict[str, str]]:
    """The form with a field for each zone, and the name of the field by the zone's code."""
    names = {zone.code: f"zone_{number}" for number, zone in enumerate(programme.zones, 1)}
    fields: dict[str, Any] = {names[zone.code]: PeopleField(zone.name) for zone in programme.zones}
    values: dict[str, Any] = {names[code]: one.people for code, one in told.items()}
    if len({(one.year, one.source) for one in told.values()}) == 1:
        values |= {name: getattr(next(iter(told.values())), name) for name in ("year", "source")}
    form: PopulationForm = type("ZonesForm", (PopulationForm,), fields)(**values)
    return form, names


@blueprint.route("/rekkevidde/folketall", methods=["GET", "POST"])
@requires(Can.RUN_SHIFTS, programme_at)
def people_in_zones(programme: Programme) -> Any:
    """Write the numbers; an empty field takes away what was told of the zone."""
    form, names = form_of(programme, populations(programme))
    if form.accepted():
        people = {code: form[name].data for code, name in names.items()}
        try:
            with transaction():
                tell_populations(
                    programme, people, year=form.year.data, source=form.source.data or "", by=signed_in(), at=now()
                )
        except RuleBroken as broken:
            form.object_with(broken.objections, AT_FIELD)
        else:
            flash(_("Saved."), "ok")
            return redirect(url_for(".reach", slug=programme.slug), 303)
    zones = [form[name] for name in names.values()]
    return render_template("shifts/people_in_zones.html", form=form, zones=zones), form.status
