"""What is asked of whoever plans a stop, moves it to another day, or cancels it."""

from datetime import time
from typing import Any
from uuid import UUID

import wtforms
from flask_babel import lazy_gettext as _l

from medvirkning.caravan.stop_rules import StopPlan, read_position, read_time
from medvirkning.caravan.stop_words import StopFault as Fault
from medvirkning.kernel.localized import Localized
from medvirkning.programmes.models import Programme
from medvirkning.web.fields import DateField, ReadField, choices, long_text, needed, text
from medvirkning.web.forms import Form

AT_FIELD = {
    Fault.DAY_PASSED: "day",
    Fault.TOO_FAR_AHEAD: "day",
    Fault.NO_SUCH_TIME: "begins",
    Fault.NOT_AFTER: "ends",
    Fault.NO_NAME: "place_name",
    Fault.NOT_A_POSITION: "position",
    Fault.NOT_OUR_PLACE: "place",
    Fault.NOT_OUR_ZONE: "zone",
    Fault.NO_REASON: "because_nb",
}
LANGUAGES = ("nb", "nn")


class TimeField(ReadField):
    """A time of day: from the browser's own field, or as `14.30`."""

    def read(self, written: str) -> time:
        return read_time(written)

    def show(self) -> str:
        return f"{self.data:%H:%M}"


class PositionField(ReadField):
    """Degrees north and east, as maps give them."""

    def read(self, written: str) -> tuple[float, float]:
        return read_position(written)

    def show(self) -> str:
        north, east = self.data
        return f"{north:g}, {east:g}" if north == round(north, 4) and east == round(east, 4) else f"{north}, {east}"


class WhenForm(Form):
    """The day and the times. `shown` is the version that the page was opened with."""

    shown = wtforms.HiddenField()
    day = DateField(_l("Date"), [needed(_l("Write which day the caravan comes"))])
    begins = TimeField(_l("From what time"), [needed(_l("Write when the caravan opens"))])
    ends = TimeField(_l("To what time"), [needed(_l("Write when the caravan closes"))])

    @property
    def version(self) -> int:
        """The version that the page was opened with; 0, which none has, where it can't be read."""
        written = self.shown.data or ""
        return int(written) if written.isascii() and written.isdigit() and len(written) < 9 else 0

    def localized(self, name: str) -> Localized:
        """What was written in either language."""
        return Localized.written({language: self[f"{name}_{language}"].data for language in LANGUAGES})


class StopForm(WhenForm):
    """All that is decided about a stop."""

    place_name = text(_l("Where does the caravan stop?"), most=120)
    place = wtforms.SelectField(_l("Is it one of the programme's places?"))
    zone = wtforms.SelectField(_l("Which part of the area is it in?"))
    position = PositionField(_l("Position on the map"))
    note_nb = long_text(_l("What happens there?"), most=500)
    note_nn = long_text(_l("What happens there?"), most=500)
    accessibility_nb = long_text(_l("How does one get there and in?"), most=500)
    accessibility_nn = long_text(_l("How does one get there and in?"), most=500)

    def __init__(self, programme: Programme, **values: Any) -> None:
        super().__init__(**values)
        self.places = {str(place.id): place for place in programme.places}
        if self.places:
            self.place.choices = choices(("", _l("No")), *((key, place.name) for key, place in self.places.items()))
        else:
            del self.place
        zones = ((str(zone.id), zone.name) for zone in programme.zones)
        self.zone.choices = choices(("", _l("None of them, or we don't know")), *zones)

    def plan(self) -> StopPlan:
        """What was written. A place of the programme lends its name and its zone where nothing else is said."""
        place = self.places.get(self.place.data) if self.place else None
        zone_id = UUID(self.zone.data) if self.zone.data else place.zone_id if place is not None else None
        return StopPlan(
            day=self.day.data,
            begins=self.begins.data,
            ends=self.ends.data,
            place_name=self.place_name.data or (place.name if place is not None else ""),
            place_id=place.id if place is not None else None,
            zone_id=zone_id,
            position=self.position.data,
            note=self.localized("note"),
            accessibility=self.localized("accessibility"),
        )


class CancelForm(Form):
    """Why the caravan doesn't come, in bokmål and nynorsk side by side; at least one of them."""

    because_nb = long_text(_l("Why doesn't the caravan come?"), most=300)
    because_nn = long_text(_l("Why doesn't the caravan come?"), most=300)

    @property
    def because(self) -> Localized:
        """What was written in either language."""
        return Localized.written({"nb": self.because_nb.data, "nn": self.because_nn.data})


def values_of(plan: StopPlan) -> dict[str, Any]:
    """The plan as the form's fields have it."""
    told = {name: getattr(plan, name) for name in ("day", "begins", "ends", "place_name", "position")}
    told |= {"place": str(plan.place_id or ""), "zone": str(plan.zone_id or "")}
    for name in ("note", "accessibility"):
        written = dict(getattr(plan, name))
        told |= {f"{name}_{language}": written.get(language, "") for language in LANGUAGES}
    return told
