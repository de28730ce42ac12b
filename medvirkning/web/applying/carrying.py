"""What goes along into a draft that is just begun: what «Does it fit?» was told, or an earlier application."""

from collections.abc import Mapping
from datetime import datetime

from medvirkning.grants.actions import read_line, save_section
from medvirkning.grants.joining import copy_into
from medvirkning.grants.models import Application
from medvirkning.grants.queries import applications_of
from medvirkning.grants.reading import day
from medvirkning.grants.words import ApplicationState, BudgetSide, Section
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


def to_begin_from(person: Person) -> list[Application]:
    """The person's own applications that have been more than drafts, what was touched last first."""
    return [each for each in applications_of(person.id) if each.state is not ApplicationState.DRAFT and each.title]


def begin_from(application: Application, earlier_id: str, *, by: Person, at: datetime) -> None:
    """Copy the earlier application that was chosen into a draft in which nothing has been written."""
    earlier = next((each for each in to_begin_from(by) if str(each.id) == earlier_id), None)
    if earlier is not None and application.updated_at == application.begun_at:
        copy_into(application, earlier, by=by, at=at)


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
