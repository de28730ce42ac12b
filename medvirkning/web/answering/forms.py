"""What is asked of those who answer, besides the questions."""

import wtforms
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from medvirkning.web.fields import CodeField, Honeypot, IdField, text
from medvirkning.web.forms import Form

ASKED_TO_READ = _l("Read the answers out loud, and tick when the one you help says they are right")


class StartForm(Form):
    """The press that begins: the id made with the page, and the language chosen on it."""

    answering = IdField()
    asked_in = wtforms.HiddenField()
    website = Honeypot()


class CodeForm(Form):
    """A code, written any way people write them."""

    code = text(
        _l("Your code"),
        most=40,
        hint=_l("Eight letters and digits, such as %(code)s.", code="7K4Q-M2TX"),
        required=_l("Write the code you got"),
        kind=CodeField,
    )
    website = Honeypot()


class SendForm(Form):
    """The last press. `helped`: the page was shown to somebody who writes for another, and asks that they read back."""

    helped = wtforms.HiddenField()
    read_back = wtforms.BooleanField(_l("I have read the answers out loud, and they are right"))
    website = Honeypot()

    def validate_read_back(self, field: wtforms.Field) -> None:
        """Whoever writes for another reads the answers back before they are sent."""
        if self.helped.data and not field.data:
            raise ValidationError(ASKED_TO_READ)  # worded when it is shown: in the language of the questions
