"""What the pages of an application ask. What is right and missing is the rules' to say, once it is written down."""

from collections.abc import Iterator
from typing import Any

import wtforms
from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medvirkning.grants.models import Application
from medvirkning.grants.sections import LONGEST
from medvirkning.grants.words import Undertaking
from medvirkning.web.fields import tidy
from medvirkning.web.filters import best
from medvirkning.web.forms import Form
from medvirkning.web.labels.lookup import label


def _line(text: Any, hint: Any = "") -> Any:
    return wtforms.StringField(text, description=hint, filters=[tidy])


def _lines(text: Any, hint: Any = "") -> Any:
    return wtforms.TextAreaField(text, description=hint, filters=[tidy])


class NewForm(Form):
    """Which written language the application is in."""

    written_in = wtforms.RadioField(
        _l("Which written language will you use?"),
        choices={"nb": "Bokmål", "nn": "Nynorsk"},
        description=_l("The answer comes in the same one."),
    )
    from_ = wtforms.SelectField(
        _l("Begin from an earlier application?"),
        name="from",
        validate_choice=False,
        description=_l("Texts and budget come along. Dates and attachments do not."),
    )

    def offer(self, earlier: list[Application], chosen: str) -> None:
        """The earlier applications one can begin from."""
        self.from_.choices = [("", _("No, begin with an empty one"))]
        self.from_.choices += [
            (str(each.id), f"{each.title or _('Without a name yet')}, {best(each.round.name)}") for each in earlier
        ]
        self.from_.data = request.form.get("from", chosen)


class WhoForm(Form):
    """Who is applying."""

    applicant_kind = wtforms.RadioField(_l("Who are you?"), validate_choice=False)
    applicant_name = _line(_l("Name of the applicant"), _l("The name of the club, the group or yourself."))
    organisation_number = _line(_l("Organisation number"), _l("9 digits, as in the register of organisations."))
    account_number = _line(_l("Account number"), _l("11 digits. This is where the money goes if you get any."))
    contact_name = _line(_l("Contact person"))
    contact_email = _line(_l("The contact person's e-mail address"))
    contact_phone = _line(_l("The contact person's phone number"), _l("8 digits, or + and the whole number."))
    responsible_name = _line(
        _l("Who answers for the group?"), _l("An adult who sees to it that the money is used as you say.")
    )
    responsible_email = _line(_l("E-mail address of whoever answers for the group"))
    of_age = wtforms.BooleanField(_l("Whoever answers for the group is over 18."))


class WhatForm(Form):
    """What is to happen."""

    title = _line(_l("What do you call it?"), _l("A short name, such as «Long table at the quay»."))
    what = _lines(_l("What will happen?"), _l("Say it as you would to a neighbour."))
    why = _lines(_l("Why is it needed here?"))
    whom = _lines(_l("Whom is it for?"), _l("Say if some seldom get the chance to take part."))
    developed_with = _lines(_l("Who has helped to shape it?"), _l("Have those it is for had a say? Do others join in?"))
    participants = _line(_l("About how many will take part?"))


class WhereAndWhenForm(Form):
    """Where and when it is to happen."""

    zone_id = wtforms.RadioField(_l("Where will it happen?"), validate_choice=False)
    place = _line(_l("The place, more exactly"), _l("A street, a yard, a hall."))
    starts_on = _line(_l("First day"))
    ends_on = _line(_l("Last day"), _l("Leave it empty if it is over in one day."))


class BudgetForm(Form):
    """The least that still makes it happen; the lines are kept beside the form."""

    least_workable = _line(
        _l("What is the least you need to make it happen?"),
        _l("There is seldom enough for everybody. Say what you could do with, and a smaller amount may be a yes."),
    )

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.line_errors: list[tuple[str, str]] = []

    def summary(self) -> Iterator[tuple[str, str]]:
        """The lines stand first on the page, so their errors come first."""
        yield from self.line_errors
        yield from super().summary()


class CheckForm(Form):
    """What the applicant vouches for."""

    may_apply = wtforms.BooleanField()
    public = wtforms.BooleanField()
    report = wtforms.BooleanField()

    def __init__(self) -> None:
        super().__init__()
        for undertaking in Undertaking:
            self[undertaking.value].label.text = label(undertaking)

    @property
    def declared(self) -> set[str]:
        """The undertakings that are ticked."""
        return {undertaking.value for undertaking in Undertaking if self[undertaking.value].data}


MOST = LONGEST  # characters, for the counters of the long texts
