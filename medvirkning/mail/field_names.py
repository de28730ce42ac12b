"""What an applicant calls the fields of an application: in the form, in a request for correction and in the letter."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from medvirkning.grants.checking import FILE, LINES
from medvirkning.grants.schemes import WantedAttachment
from medvirkning.kernel.localized import Localized

FIELD_NAMES: dict[str, LazyString] = {
    "applicant_kind": _l("Kind of applicant"),
    "applicant_name": _l("Name of the applicant"),
    "organisation_number": _l("Organisation number"),
    "partner_name": _l("Your partner"),
    "partner_number": _l("The partner's organisation number"),
    "in_register": _l("Are you in the register of voluntary organisations?"),
    "other_aid": _l("Public support to the business in the last three years"),
    "account_number": _l("Account number"),
    "contact_name": _l("Contact person"),
    "contact_email": _l("The contact person's e-mail address"),
    "contact_phone": _l("The contact person's phone number"),
    "responsible_name": _l("Who answers for the group?"),
    "responsible_email": _l("E-mail address of whoever answers for the group"),
    "of_age": _l("Whoever answers for the group is over 18."),
    "second_name": _l("One more who stands behind the application"),
    "second_email": _l("That person's e-mail address"),
    "title": _l("What do you call it?"),
    "what": _l("What will happen?"),
    "why": _l("Why is it needed here?"),
    "whom": _l("Whom is it for?"),
    "developed_with": _l("Who has helped to shape it?"),
    "participants": _l("About how many will take part?"),
    "ticked": _l("Is any of this in it?"),
    "zone_id": _l("Where will it happen?"),
    "place": _l("The place, more exactly"),
    "starts_on": _l("First day"),
    "ends_on": _l("Last day"),
    "physical": _l("Will you build something, or put something up?"),
    "land": _l("Whose ground is it?"),
    "land_owner": _l("Who owns the ground?"),
    "operator": _l("Who runs it when it is there?"),
    "maintainer": _l("Who looks after it and mends it?"),
    LINES: _l("The lines of the budget"),
    "least_workable": _l("What is the least you need to make it happen?"),
}


def field_name(field: str, wanted: Iterable[WantedAttachment], language: str) -> str:
    """The name of a field of `checking.every_field`; that of an attachment as the scheme calls it in this language."""
    if field.startswith(FILE):
        names: dict[str, Localized] = {one.key: one.name for one in wanted}
        key = field.removeprefix(FILE)
        return names[key].text(language) if key in names else key
    return str(FIELD_NAMES[field])
