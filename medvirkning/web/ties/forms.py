"""What one tells of a tie to an organisation."""

from typing import Any

import wtforms
from flask_babel import lazy_gettext as _l

from medvirkning.review.words import Doubt, TieRole
from medvirkning.web.fields import DateField, OrganisationField, choices, needed, text
from medvirkning.web.forms import Form
from medvirkning.web.labels.lookup import LABELS

AT_FIELD = {Doubt.TIE_UNNAMED: "name", Doubt.TIE_IN_THE_FUTURE: "since"}
MOST_NAME = 120


class TieForm(Form):
    """An organisation by number or name, the role there, and since when."""

    name = text(_l("What is the organisation called?"), most=MOST_NAME)
    organisation_number = OrganisationField(
        _l("Organisation number"), description=_l("9 digits. With the number we find the right one.")
    )
    role = wtforms.RadioField(
        _l("What are you there?"),
        [needed(_l("Choose what you are there"))],
        choices=choices(*((role.value, LABELS[TieRole, role]) for role in TieRole)),
    )
    since = DateField(_l("Since when?"))

    @property
    def said(self) -> dict[str, Any]:
        """The tie as the action takes it."""
        return {
            "organisation_number": self.organisation_number.data,
            "name": self.name.data or "",
            "role": TieRole(self.role.data),
            "since": self.since.data,
        }
