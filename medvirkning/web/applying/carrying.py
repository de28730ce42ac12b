"""What «Does it fit?» has been told goes along in the address, and into a draft that is just begun."""

from collections.abc import Mapping
from datetime import datetime

from medvirkning.grants.actions import read_line, save_section
from medvirkning.grants.models import Application
from medvirkning.grants.reading import day
from medvirkning.grants.words import BudgetSide, Section
from medvirkning.kernel.errors import Refused
from medvirkning.people.models import Person

# The names in the address: the answers of «Does it fit?».
KIND, WHERE, ASKED, STARTS = "hvem", "hvor", "kroner", "nar"


def carry_along(application: Application, told: Mapping[str, str], *, by: Person, at: datetime) -> None:
    """Write what is known already into a draft in which nothing has been written; what makes no sense is left out."""
    if application.updated_at != application.begun_at:
        return
    for section, values in _known(application, told):
        save_section(application, section, values, by=by, at=at)
    application.updated_at = application.begun_at if not told else at


def _known(application: Application, told: Mapping[str, str]) -> list[tuple[Section, dict[str, object]]]:
    found: list[tuple[Section, dict[str, object]]] = []
    if told.get(KIND) in application.round.scheme.terms.kinds:
        found.append((Section.WHO, {"applicant_kind": told[KIND]}))
    where: dict[str, object] = {"zone_id": told[WHERE][:40]} if told.get(WHERE) else {}
    try:
        where["starts_on"] = day(told[STARTS][:20]).isoformat() if told.get(STARTS) else ""
    except Refused:
        where["starts_on"] = ""
    if any(where.values()):
        found.append((Section.WHERE_AND_WHEN, where))
    line = read_line(BudgetSide.EXPENSE, "", told.get(ASKED, "")[:20])
    if line.amount:
        found.append((Section.BUDGET, {"lines": [line]}))
    return found
