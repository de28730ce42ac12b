"""What the three steps ask for. Only the text is needed."""

from typing import Any

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medvirkning.contributions.rules import MOST_NAME
from medvirkning.web.fields import EmailField, Honeypot, IdField, choices, text
from medvirkning.web.forms import Form
from medvirkning.web.saying import WhatIsSaid


class WhatForm(WhatIsSaid):
    """Step 1: what somebody wants to say."""

    as_it_is = wtforms.BooleanField(_l("It is all right. Send it as it is."))
    photos = wtforms.MultipleFileField(_l("Add photos"))
    draft = IdField()
    website = Honeypot()


class ReplyForm(Form):
    """Step 3: whether, and where, to be told; and a name, for those who want one there."""

    reply = wtforms.RadioField(
        _l("Do you want an answer?"),
        choices=choices(("no", _l("No, I want to be anonymous")), ("email", _l("Yes, by e-mail"))),
        default="no",
        validate_choice=False,
    )
    email = text(
        _l("E-mail address"), most=254, hint=_l("We delete the address when the case is over."), kind=EmailField
    )
    name = text(_l("Your name"), most=MOST_NAME, hint=_l("Leave it empty to be without a name."))
    name_public = wtforms.BooleanField(_l("Show the name on the board"))
    website = Honeypot()

    @property
    def wanted_email(self) -> str | None:
        """The address to tell, if an answer is wanted there."""
        return self.email.data if self.reply.data == "email" else None

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """What does not apply is left alone: an address half written counts only where an answer is wanted."""
        super().validate(*args, **kwargs)
        if self.reply.data != "email":
            self.email.errors = []
        elif not self.email.data and not self.email.errors:
            self.email.errors = [_("Write your e-mail address")]
        return not any(field.errors for field in self)


class FollowForm(Form):
    """An address for those who mean the same and want to hear what comes of it."""

    email = text(
        _l("E-mail address"),
        most=254,
        hint=_l("We delete the address when the case is over."),
        required=_l("Write your e-mail address"),
        kind=EmailField,
    )
    website = Honeypot()
