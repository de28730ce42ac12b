"""The questions of «Does it fit?»: read from the address, so that nothing is stored and a link holds the answers."""

from typing import Any

import wtforms
from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import Form as WTForm
from wtforms.validators import Optional

from medvirkning.web.fields import DateField, KronerField
from medvirkning.web.forms import Form


class FitForm(Form):
    """Who, where, how much, when, and what is in it. Every question may be left open."""

    hvem = wtforms.RadioField(_l("Who are you?"), [Optional()], validate_choice=False)
    hvor = wtforms.SelectField(_l("Where will it happen?"), [Optional()], validate_choice=False)
    kroner = KronerField(_l("About how much will you apply for?"), [Optional()], description=_l("In kroner."))
    nar = DateField(_l("When does it begin?"), [Optional()])
    med = wtforms.SelectMultipleField(_l("Is any of this in it?"), validate_choice=False)

    def __init__(self, **values: Any) -> None:
        WTForm.__init__(self, formdata=request.args or None, **values)
        self.extra_errors: list[tuple[str, str]] = []
