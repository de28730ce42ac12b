"""What is right at the caravan: how a shift may be opened, and which day something counts from."""

import re
from collections.abc import Collection
from datetime import date

from medvirkning.caravan.words import CaravanFault as Fault
from medvirkning.kernel.errors import Objection

MOST_NAME = 60
PAIRING_MINUTES = 15
PHOTO_DAYS = 14  # how long something said waits for its photos before somebody is asked to look
NORWEGIAN = frozenset({"nb", "nn"})
PIN = re.compile(r"[0-9]{4,8}")


def objections_to_name(name: str) -> list[Objection]:
    """A tablet has a name that one can call across a square."""
    if not name.strip():
        return [Objection(Fault.NAME_MISSING)]
    return [Objection(Fault.NAME_TOO_LONG, most=MOST_NAME)] if len(name.strip()) > MOST_NAME else []


def objections_to_offer(
    *,
    languages: Collection[str],
    contributions: bool,
    surveys: Collection[str],
    open_surveys: Collection[str],
    themes: Collection[str] = (),
    own_themes: Collection[str] = (),
) -> list[Objection]:
    """What stands in the way of offering this at a stop. `own_themes` are all that the programme has.

    Everybody can read the caravan's own words in Norwegian; which other languages are on offer is up to the shift.
    With one theme there is nothing to choose between.
    """
    found = []
    if not languages:
        found.append(Objection(Fault.NO_LANGUAGE))
    elif NORWEGIAN.isdisjoint(languages):
        found.append(Objection(Fault.NO_NORWEGIAN))
    if not contributions and not surveys:
        found.append(Objection(Fault.NOTHING_OFFERED))
    if not set(surveys) <= set(open_surveys):
        found.append(Objection(Fault.SURVEY_NOT_OPEN))
    if len(themes) == 1:
        found.append(Objection(Fault.ONE_THEME))
    if not set(themes) <= set(own_themes):
        found.append(Objection(Fault.THEME_UNKNOWN))
    return found


def objections_to_pin(pin: str) -> list[Objection]:
    """Four to eight digits."""
    return [] if PIN.fullmatch(pin) else [Objection(Fault.PIN_FORM)]


def day_said(claimed: date, *, opened_on: date, last_on: date) -> date:
    """The day that something said counts from: what the tablet says, within what the server knows of the shift.

    A tablet's clock may be wrong by years (promise R13). `last_on` is the day the shift ended, or today.
    """
    return min(max(claimed, opened_on), max(last_on, opened_on))
