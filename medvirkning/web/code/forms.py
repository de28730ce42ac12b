"""What is asked of those who come with a code."""

import wtforms
from flask_babel import lazy_gettext as _l

from medvirkning.web.fields import CodeField, EmailField, Honeypot, text
from medvirkning.web.forms import Form


class CodeForm(Form):
    """A code, written any way people write them."""

    code = text(
        _l("Your code"),
        most=40,
        hint=_l("Eight letters and digits, such as %(code)s. It is on your receipt.", code="7K4Q-M2TX"),
        required=_l("Write the code from your receipt"),
        kind=CodeField,
    )
    website = Honeypot()


class PhotoForm(Form):
    """Photos to add to what was sent."""

    photos = wtforms.MultipleFileField(_l("Add photos"))
    website = Honeypot()


class ContactForm(Form):
    """An address to be told at. The one that is there is never shown."""

    email = text(
        _l("E-mail address"),
        most=254,
        hint=_l("We delete the address when the case is over."),
        required=_l("Write your e-mail address"),
        kind=EmailField,
    )
    website = Honeypot()


class ConfirmForm(Form):
    """A yes to something that can't be undone."""
