"""What is asked of whoever connects a tablet, opens a shift, or takes in a file."""

from collections.abc import Sequence
from typing import Any

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medvirkning.caravan.devices import Tablet
from medvirkning.caravan.rules import MOST_NAME
from medvirkning.caravan.shifting import Offer
from medvirkning.caravan.shifts import Shift
from medvirkning.caravan.stops import Stop
from medvirkning.caravan.words import CaravanFault as Fault
from medvirkning.people.words import GUESTS, LANGUAGES
from medvirkning.programmes.models import Goal
from medvirkning.surveys.models import Survey
from medvirkning.web.fields import choices, needed, text
from medvirkning.web.filters import best
from medvirkning.web.forms import Form
from medvirkning.web.labels.lookup import LABELS
from medvirkning.web.language_names import language_name
from medvirkning.web.shifts.blueprint import place_and_hours

AT_FIELD = {
    Fault.NAME_MISSING: "name",
    Fault.NAME_TOO_LONG: "name",
    Fault.NO_STOP: "stop",
    Fault.STOP_CANCELLED: "stop",
    Fault.NO_TABLET: "tablets",
    Fault.TABLET_BUSY: "tablets",
    Fault.TABLET_REVOKED: "tablets",
    Fault.NO_LANGUAGE: "languages",
    Fault.NO_NORWEGIAN: "languages",
    Fault.NOTHING_OFFERED: "contributions",
    Fault.SURVEY_NOT_OPEN: "surveys",
    Fault.ONE_THEME: "themes",
    Fault.THEME_UNKNOWN: "themes",
    Fault.PIN_FORM: "pin",
}


class TabletForm(Form):
    """What a tablet is to be called."""

    name = text(
        _l("What shall the tablet be called?"),
        most=MOST_NAME,
        hint=_l("A name that one can call across a square, and write on the case: «Yellow»."),
        required=LABELS[Fault, Fault.NAME_MISSING],
    )


def _pin() -> Any:
    return text(
        _l("PIN for the coordinator's corner"),
        most=8,
        hint=_l("Four to eight digits. We can't show them again, but you can choose new ones."),
        required=LABELS[Fault, Fault.PIN_FORM],
    )


def _offer() -> tuple[Any, Any, Any, Any]:
    """What is on offer, in the page's order: made anew for each form, so that errors stand in it too."""
    return (
        wtforms.SelectMultipleField(
            _l("Which languages can people choose?"), [needed(LABELS[Fault, Fault.NO_LANGUAGE])]
        ),
        wtforms.BooleanField(_l("Say what they want changed")),
        wtforms.SelectMultipleField(_l("Which themes can they choose between?")),
        wtforms.SelectMultipleField(_l("Which surveys can they answer?")),
    )


class PinForm(Form):
    """The digits that open the coordinator's corner. They are never shown again."""

    pin = _pin()


class JoinForm(Form):
    """Which tablets are to be in the shift, too."""

    tablets = wtforms.SelectMultipleField(_l("Which tablets?"), [needed(LABELS[Fault, Fault.NO_TABLET])])

    def __init__(self, free: Sequence[Tablet], **values: Any) -> None:
        super().__init__(**values)
        self.free = {str(one.id): one for one in free}
        self.tablets.choices = choices(*((key, one.name) for key, one in self.free.items()))


class OfferForm(Form):
    """What people can do at the stop."""

    languages, contributions, themes, surveys = _offer()

    def __init__(self, answerable: Sequence[Survey], own_themes: Sequence[Goal], **values: Any) -> None:
        super().__init__(**values)
        chosen = [tag for tag in self.languages.data or () if len(tag) < 20]  # what was on offer before, too
        tags = dict.fromkeys([*LANGUAGES, *GUESTS, *(tag for one in answerable for tag in one.languages), *chosen])
        self.languages.choices = choices(*((tag, language_name(tag).capitalize()) for tag in tags))
        if len(own_themes) > 1:
            self.themes.choices = choices(*((str(one.id), best(one.name)) for one in own_themes))
        else:
            del self.themes
        if answerable:
            self.surveys.choices = choices(*((str(one.id), best(one.title)) for one in answerable))
        else:
            del self.surveys

    @property
    def offer(self) -> Offer:
        """What was ticked."""
        surveys = list(self.surveys.data or ()) if self.surveys else []
        themes = list(self.themes.data or ()) if self.themes and self.contributions.data else []
        return Offer(list(self.languages.data or ()), bool(self.contributions.data), surveys, themes)


class ShiftForm(OfferForm):
    """A new shift: where, on which tablets, and the PIN; besides what is on offer."""

    stop = wtforms.SelectField(_l("At which stop?"), [needed(LABELS[Fault, Fault.NO_STOP])])
    tablets = wtforms.SelectMultipleField(_l("Which tablets?"), [needed(LABELS[Fault, Fault.NO_TABLET])])
    languages, contributions, themes, surveys = _offer()
    pin = _pin()

    def __init__(
        self,
        where: Sequence[Stop],
        free: Sequence[Tablet],
        answerable: Sequence[Survey],
        own_themes: Sequence[Goal],
        **values: Any,
    ) -> None:
        super().__init__(answerable, own_themes, **values)
        self.stops, self.free = {str(one.id): one for one in where}, {str(one.id): one for one in free}
        named = ((key, place_and_hours(one)) for key, one in self.stops.items())
        self.stop.choices = choices(("", _("Choose a stop")), *named)
        self.tablets.choices = choices(*((key, one.name) for key, one in self.free.items()))

    @property
    def chosen_tablets(self) -> list[Tablet]:
        """Those that were ticked."""
        return [self.free[key] for key in self.tablets.data or ()]


class PlaceForm(Form):
    """Under which shift something belongs that names none we know."""

    shift = wtforms.SelectField(_l("Where was it said?"), [needed(_l("Choose which shift it belongs to"))])

    def __init__(self, shifts: Sequence[Shift], **values: Any) -> None:
        super().__init__(**values)
        self.shifts = {str(one.id): one for one in shifts}
        self.shift.choices = choices(
            ("", _("Choose a shift")), *((key, _named(one)) for key, one in self.shifts.items())
        )


def _named(shift: Shift) -> str:
    tablets = sorted(at_work.tablet.name for at_work in shift.at_work)
    return f"{place_and_hours(shift.stop)} ({', '.join(tablets)})"


class FileForm(Form):
    """A file that a tablet has saved."""

    file = wtforms.FileField(_l("Choose a file"))
