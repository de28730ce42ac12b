"""What the sign-in page asks for."""

from flask_babel import lazy_gettext as _l

from medvirkning.web.fields import EmailField, Honeypot, text
from medvirkning.web.forms import Form


class SignInForm(Form):
    """An address to send a link to."""

    email = text(
        _l("Your e-mail address"),
        most=254,
        hint=_l("We send you a link. You need no password."),
        required=_l("Write your e-mail address"),
        kind=EmailField,
    )
    website = Honeypot()
