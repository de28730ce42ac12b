"""What a tablet asks that no other page does."""

import wtforms
from flask_babel import lazy_gettext as _l

from medvirkning.web.fields import text
from medvirkning.web.forms import Form


class ReadBackForm(Form):
    """Before one sends what one has written for somebody."""

    read_back = wtforms.BooleanField(_l("I have read it aloud to the person"))


class HelpedForm(Form):
    """Before one writes for somebody who stands beside."""

    spoken = text(_l("Which language do you speak together?"), most=60, required=_l("Write which language you speak"))
    agreed = wtforms.BooleanField(_l("The person wants me to write for them"))
