"""What is asked of whoever wants to say something, wherever they say it: on the pages, or on the caravan's tablets."""

from collections.abc import Callable
from typing import Any

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medvirkning.contributions.rules import MOST_PLACE, MOST_TEXT
from medvirkning.contributions.words import ContributionFault, ContributionKind
from medvirkning.programmes.models import Programme, Zone
from medvirkning.web.fields import choices, long_text, text
from medvirkning.web.forms import Form
from medvirkning.web.labels.lookup import LABELS
from medvirkning.web.marked import place_name

ALL, UNKNOWN = "all", "unknown"
KINDS = (ContributionKind.GOOD, ContributionKind.BETTER, ContributionKind.IDEA)


class WhatIsSaid(Form):
    """What somebody wants to say, in their own words."""

    kind = wtforms.RadioField(
        _l("What kind of input is it?"),
        choices=choices(*((kind.value, LABELS[ContributionKind, kind]) for kind in KINDS)),
        validate_choice=False,
    )
    text = long_text(
        _l("Tell in your own words"),
        most=MOST_TEXT,
        hint=_l("Write in the language you like. Don't write the names of others."),
        required=LABELS[ContributionFault, ContributionFault.TEXT_MISSING],
    )

    @property
    def chosen_kind(self) -> ContributionKind:
        """The kind that was chosen; left unsaid when none was."""
        return next((kind for kind in KINDS if kind.value == self.kind.data), ContributionKind.UNSAID)


class WhereItIs(Form):
    """Where it is about. All of it may be skipped. Zones are told by `by`: their id, where nothing else is said."""

    zone = wtforms.RadioField(_l("Which place is it about?"), validate_choice=False)
    place = text(
        _l("A more exact place"),
        most=MOST_PLACE,
        hint=_l("For example «at the playground» or the name of a street."),
    )

    def __init__(self, programme: Programme, by: Callable[[Zone], str] = lambda zone: str(zone.id), **values: Any):
        super().__init__(**values)
        self.zones = {by(zone): zone for zone in programme.zones}
        names = [(value, place_name(zone.name)) for value, zone in self.zones.items()]
        everywhere = (ALL, _("All of %(place)s", place=programme.name))
        self.zone.choices = choices(*names, everywhere, (UNKNOWN, _("Don't know")))

    @property
    def chosen_zone(self) -> Zone | None:
        """The zone that was chosen, if it was one."""
        return self.zones.get(self.zone.data or "")

    def validate_zone(self, field: wtforms.Field) -> None:
        """One of the list, or nothing at all."""
        if field.data and field.data not in (*self.zones, ALL, UNKNOWN):
            raise wtforms.ValidationError(str(LABELS[ContributionFault, ContributionFault.ZONE_UNKNOWN]))
