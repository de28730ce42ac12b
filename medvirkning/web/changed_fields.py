"""What was changed in an application, as staff read it: the field's name, and how it read before and after."""

from typing import Any
from uuid import UUID

from flask_babel import gettext as _

from medvirkning.grants.checking import FILE, LINES
from medvirkning.grants.drafts import CHOSEN
from medvirkning.grants.models import Application
from medvirkning.grants.snapshots import Difference
from medvirkning.grants.words import BudgetSide
from medvirkning.kernel.kroner import show
from medvirkning.kernel.norwegian import show_organisation_number
from medvirkning.mail.field_names import FIELD_NAMES, field_name
from medvirkning.web.filters import best
from medvirkning.web.labels.lookup import label
from medvirkning.web.locale import locale

UNSEEN = (
    "account_number",
    "contact_email",
    "contact_phone",
    "responsible_email",
    "second_email",
)  # nobody needs these to weigh an application


def worded(change: Difference, application: Application) -> dict[str, Any]:
    """The change with its name and both readings, as lists of lines."""
    if change.field == "asked":
        name = _("Asks for")
    elif change.field in FIELD_NAMES or change.field.startswith(FILE):
        name = field_name(change.field, application.round.scheme.wanted, locale())
    else:
        name = _("All of the area")
    if change.field in UNSEEN:
        return {"name": name, "before": [], "after": [], "hidden": True}
    before, after = (_lines(change.field, value, application) for value in (change.before, change.after))
    return {"name": name, "before": before, "after": after, "hidden": False}


def _lines(field: str, value: Any, application: Application) -> list[str]:
    if value in (None, "", False, []):
        return []
    if field == LINES:
        signs = {BudgetSide.EXPENSE: "", BudgetSide.INCOME: "− ", BudgetSide.EFFORT: "+ "}
        return [f"{line['text']}: {signs[BudgetSide(line['side'])]}{show(line['amount'])}" for line in value]
    if field.startswith(FILE):
        return [str(name) for name in value]
    if field in CHOSEN:
        return [label(CHOSEN[field](value))]
    if field == "ticked":
        return [best(one.text) for one in application.round.scheme.not_funded if one.key in value]
    if field == "zone_id":
        zones = {zone.id: zone.name for zone in application.round.scheme.programme.zones}
        return [zones.get(UUID(value), "")]
    if field in ("organisation_number", "partner_number"):
        return [show_organisation_number(value)]
    if isinstance(value, bool):
        return [_("Yes")]
    if isinstance(value, int):
        return [show(value)]
    return str(value).splitlines()
