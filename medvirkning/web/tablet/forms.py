"""What a tablet asks that no other page does."""

import wtforms
from flask_babel import lazy_gettext as _l

from medvirkning.web.fields import text
from medvirkning.web.forms import Form


class HelpedForm(Form):
    """Before one writes for somebody who stands beside."""

    spoken = text(_l("Which language do you speak together?"), most=60, required=_l("Write which language you speak"))
    agreed = wtforms.BooleanField(_l("The person wants me to write for them"))
    read_back = wtforms.BooleanField(_l("I will read everything aloud before I send it"))
