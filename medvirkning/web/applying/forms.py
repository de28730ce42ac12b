"""What the pages of an application ask. What is right and missing is the rules' to say, once it is written down."""

from collections.abc import Iterator
from typing import Any

import wtforms
from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medvirkning.grants.drafts import WHOLE_AREA
from medvirkning.grants.models import Application
from medvirkning.grants.scheme_words import Land, YesNo
from medvirkning.grants.schemes import Scheme
from medvirkning.grants.sections import LONGEST, fields_of
from medvirkning.grants.values import Terms
from medvirkning.grants.words import ApplicantKind, Section, Undertaking
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
    organisation_number = _line(_l("Organisation number"), _l("9 digits, as in the register of organisations."))
    applicant_name = _line(_l("Name of the applicant"), _l("The name of the club, the group or yourself."))
    responsible_name = _line(
        _l("Who answers for the group?"), _l("An adult who sees to it that the money is used as you say.")
    )
    responsible_email = _line(_l("E-mail address of whoever answers for the group"))
    of_age = wtforms.BooleanField(_l("Whoever answers for the group is over 18."))
    partner_name = _line(
        _l("Your partner"),
        _l(
            "Somebody who has an organisation number, and who gets the money for you. Empty if you have one yourselves."
        ),
    )
    partner_number = _line(_l("The partner's organisation number"))
    in_register = wtforms.RadioField(_l("Are you in the register of voluntary organisations?"), validate_choice=False)
    other_aid = _line(
        _l("Public support to the business in the last three years"),
        _l("Only for businesses and social enterprises: all that was given as de minimis aid. Write 0 for none."),
    )
    account_number = _line(_l("Account number"), _l("11 digits. This is where the money goes if you get any."))
    contact_name = _line(_l("Contact person"))
    contact_email = _line(_l("The contact person's e-mail address"))
    contact_phone = _line(_l("The contact person's phone number"), _l("8 digits, or + and the whole number."))
    second_name = _line(_l("One more who stands behind the application"), _l("Somebody else than the contact person."))
    second_email = _line(
        _l("That person's e-mail address"),
        _l("We write to them when you send the application, and ask them to confirm it."),
    )


class WhatForm(Form):
    """What is to happen."""

    title = _line(_l("What do you call it?"), _l("A short name, such as «Long table at the quay»."))
    what = _lines(_l("What will happen?"), _l("Say it as you would to a neighbour."))
    why = _lines(_l("Why is it needed here?"))
    whom = _lines(_l("Whom is it for?"), _l("Say if some seldom get the chance to take part."))
    developed_with = _lines(_l("Who has helped to shape it?"), _l("Have those it is for had a say? Do others join in?"))
    participants = _line(_l("About how many will take part?"))
    ticked = wtforms.SelectMultipleField(
        _l("Is any of this in it?"),
        description=_l("Tick what is. The scheme gives no money for it."),
        validate_choice=False,
    )


class WhereAndWhenForm(Form):
    """Where and when it is to happen."""

    zone_id = wtforms.RadioField(_l("Where will it happen?"), validate_choice=False)
    place = _line(_l("The place, more exactly"), _l("A street, a yard, a hall."))
    starts_on = _line(_l("First day"))
    ends_on = _line(_l("Last day"), _l("Leave it empty if it is over in one day."))
    physical = wtforms.RadioField(_l("Will you build something, or put something up?"), validate_choice=False)
    land = wtforms.RadioField(_l("Whose ground is it?"), validate_choice=False)
    land_owner = _line(_l("Who owns the ground?"), _l("Leave it empty if it is your own."))
    operator = _line(_l("Who runs it when it is there?"))
    maintainer = _line(_l("Who looks after it and mends it?"), _l("Say for how long, too."))


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


def offer(form: Form, scheme: Scheme) -> None:
    """What one may choose among, in those fields of a form that have choices."""
    terms, programme = scheme.terms, scheme.programme
    zones = {str(zone.id): zone.name for zone in programme.zones if zone.id in terms.zones or not terms.zones}
    whole = {} if terms.zones else {WHOLE_AREA: _("All of %(programme)s", programme=programme.name)}
    choices: dict[str, dict[str, str]] = {
        "applicant_kind": {kind.value: label(kind) for kind in ApplicantKind if kind in terms.kinds},
        "in_register": {answer.value: label(answer) for answer in YesNo},
        "ticked": {one.key: best(one.text) for one in terms.not_funded},
        "zone_id": zones | whole,
        "physical": {answer.value: label(answer) for answer in YesNo},
        "land": {answer.value: label(answer) for answer in Land},
    }
    for name, offered in choices.items():
        if name in form:
            form[name].choices = offered


def leave_out(form: Form, section: Section, terms: Terms) -> None:
    """Take away the fields that the scheme does not ask about."""
    asked = fields_of(section, terms)
    for field in list(form):
        if field.name not in asked:
            del form[field.name]


MOST = LONGEST  # characters, for the counters of the long texts
