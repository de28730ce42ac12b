"""What the three steps ask for. Only the text is needed."""

from typing import Any

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medvirkning.contributions.rules import MOST_NAME, MOST_PLACE, MOST_TEXT
from medvirkning.contributions.words import ContributionFault, ContributionKind
from medvirkning.programmes.models import Programme, Zone
from medvirkning.web.fields import EmailField, Honeypot, IdField, choices, long_text, text
from medvirkning.web.forms import Form
from medvirkning.web.labels.lookup import LABELS

ALL, UNKNOWN = "all", "unknown"
KINDS = (ContributionKind.GOOD, ContributionKind.BETTER, ContributionKind.IDEA)


class WhatForm(Form):
    """Step 1: what somebody wants to say."""

    kind = wtforms.RadioField(
        _l("What kind of input is it?"),
        choices=choices(*((kind.value, LABELS[ContributionKind, kind]) for kind in KINDS)),
        validate_choice=False,
    )
    text = long_text(
        _l("Tell in your own words"),
        most=MOST_TEXT,
        hint=_l("Write in the language you like. Don't write the names of others."),
        required=LABELS[ContributionFault, ContributionFault.TEXT_MISSING],
    )
    as_it_is = wtforms.BooleanField(_l("It is all right. Send it as it is."))
    photos = wtforms.MultipleFileField(_l("Add photos"))
    draft = IdField()
    website = Honeypot()

    @property
    def chosen_kind(self) -> ContributionKind:
        """The kind that was chosen; left unsaid when none was."""
        return next((kind for kind in KINDS if kind.value == self.kind.data), ContributionKind.UNSAID)


class WhereForm(Form):
    """Step 2: where it is about. All of it may be skipped."""

    zone = wtforms.RadioField(_l("Where is it about?"), validate_choice=False)
    place = text(
        _l("A nearer place"),
        most=MOST_PLACE,
        hint=_l("For example «at the playground» or the name of a street."),
    )

    def __init__(self, programme: Programme, **values: Any) -> None:
        super().__init__(**values)
        self.zones = {str(zone.id): zone for zone in programme.zones}
        names = [(value, zone.name) for value, zone in self.zones.items()]
        everywhere = (ALL, _("All of %(place)s", place=programme.name))
        self.zone.choices = choices(*names, everywhere, (UNKNOWN, _("Don't know")))

    @property
    def chosen_zone(self) -> Zone | None:
        """The zone that was chosen, if it was one."""
        return self.zones.get(self.zone.data or "")

    def validate_zone(self, field: wtforms.Field) -> None:
        """One of the list, or nothing at all."""
        if field.data and field.data not in (*self.zones, ALL, UNKNOWN):
            raise wtforms.ValidationError(str(LABELS[ContributionFault, ContributionFault.ZONE_UNKNOWN]))


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
