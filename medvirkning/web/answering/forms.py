"""What is asked of those who answer, besides the questions."""

import wtforms
from flask_babel import lazy_gettext as _l

from medvirkning.web.fields import CodeField, Honeypot, IdField, text
from medvirkning.web.forms import Form


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
    """The last press. Who writes for another is asked to read the answers back first."""

    read_back = wtforms.BooleanField(_l("I have read the answers out loud, and they are right"))
    website = Honeypot()
