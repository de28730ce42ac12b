"""What a tablet asks that no other page does."""

from collections.abc import Sequence
from typing import Any

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medvirkning.programmes.models import Goal
from medvirkning.web.fields import choices, text
from medvirkning.web.forms import Form
from medvirkning.web.marked import told

ELSE = "else"  # what stands for no theme


class ReadBackForm(Form):
    """Before one sends what one has written for somebody."""

    read_back = wtforms.BooleanField(_l("I have read it aloud to the person"))


class HelpedForm(Form):
    """Before one writes for somebody who stands beside."""

    spoken = text(_l("Which language do you speak together?"), most=60, required=_l("Write which language you speak"))
    agreed = wtforms.BooleanField(_l("The person wants me to write for them"))


class ThemeForm(Form):
    """What it is about that somebody says: one of the themes on offer, or something else."""

    theme = wtforms.RadioField(
        _l("What is it about?"), description=_l("Choose what fits best. You may also skip this.")
    )

    def __init__(self, offered: Sequence[Goal], language: str, **values: Any) -> None:
        super().__init__(**values)
        named = ((str(theme.id), told(theme.name, language)) for theme in offered)
        self.theme.choices = choices(*named, (ELSE, _("Something else, or I don't know")))
