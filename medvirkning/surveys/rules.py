"""What is right of a survey as a whole: its settings, and from when until when it can be answered. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from medvirkning.kernel.errors import Objection
from medvirkning.kernel.localized import TAG, Localized
from medvirkning.surveys.survey_words import SurveyFault as Fault
from medvirkning.surveys.words import Anonymity, SurveyState

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RESERVED = frozenset({"ny", "hent-inn", "maler"})
MOST_SLUG, MOST_MINUTES = 60, 60
LEAST_SMALL, MOST_SMALL, USUAL_SMALL = 3, 10, 5  # the fewest people a shown number may come from
GRACE = timedelta(hours=24)  # what was begun before the end may be sent for so long after it
ANSWERING_DAYS = 30  # since the last touch; then what was never sent is let go of
OWN_COPY_DAYS = 14


@dataclass(frozen=True)
class SurveySettings:
    """All that is decided about a survey besides its questions. `small`: the fewest people a shown number is of."""

    slug: str
    title: Localized
    asked_by: Localized
    why: Localized
    languages: tuple[str, ...]
    anonymity: Anonymity = Anonymity.ANONYMOUS
    minutes: int = 5
    small: int = USUAL_SMALL
    opens_on: date | None = None
    closes_on: date | None = None


def settings_objections(settings: SurveySettings) -> list[Objection]:
    """What is wrong with a survey's settings by themselves, in the order of the form."""
    slug, languages, found = settings.slug, settings.languages, []
    if not settings.title:
        found.append(Objection(Fault.NO_TITLE))
    if not settings.asked_by:
        found.append(Objection(Fault.NO_ASKER))
    if len(slug) > MOST_SLUG or not SLUG.fullmatch(slug) or slug in RESERVED:
        found.append(Objection(Fault.NOT_AN_ADDRESS))
    if not languages or len(set(languages)) < len(languages) or not all(map(_a_language, languages)):
        found.append(Objection(Fault.NO_LANGUAGE))
    if not 1 <= settings.minutes <= MOST_MINUTES:
        found.append(Objection(Fault.MINUTES, most=MOST_MINUTES))
    if not LEAST_SMALL <= settings.small <= MOST_SMALL:
        found.append(Objection(Fault.SMALL, least=LEAST_SMALL, most=MOST_SMALL))
    if settings.opens_on is not None and settings.closes_on is not None and settings.closes_on < settings.opens_on:
        found.append(Objection(Fault.CLOSES_BEFORE_OPENING))
    return found


def _a_language(tag: str) -> bool:
    return bool(TAG.fullmatch(tag)) and tag != "no"


def address_from(title: str) -> str:
    """An address made of a title: `slik-er-det-a-bo-her` of `Slik er det å bo her`; `undersokelse` from none."""
    plain = title.casefold().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    letters = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    made = "-".join(re.findall(r"[a-z0-9]+", letters))[:MOST_SLUG].strip("-")
    return made if made and made not in RESERVED else "undersokelse"


def promise_objections(before: SurveySettings, after: SurveySettings, state: SurveyState) -> list[Objection]:
    """What was promised to those who answer, and can't be taken back once the survey has been opened."""
    if state is SurveyState.DRAFT:
        return []
    found = []
    if before.anonymity is not after.anonymity:
        found.append(Objection(Fault.ANONYMITY_KEPT))
    if after.small < before.small:
        found.append(Objection(Fault.SMALL_LOWERED, promised=before.small))
    if before.slug != after.slug:
        found.append(Objection(Fault.ADDRESS_KEPT))
    return found


def opening_objections(*, closes_on: date | None, today: date) -> list[Objection]:
    """What stands in the way of opening, or opening again, today."""
    passed = closes_on is not None and closes_on < today
    return [Objection(Fault.CLOSING_DAY_PASSED, day=closes_on)] if passed else []


def objections_to_starting(
    state: SurveyState, *, opens_on: date | None, closes_on: date | None, today: date
) -> list[Objection]:
    """Why nobody can begin to answer today."""
    if state is SurveyState.DRAFT:
        return [Objection(Fault.NOT_OPEN)]
    if state is SurveyState.CLOSED or (closes_on is not None and closes_on < today):
        return [Objection(Fault.CLOSED)]
    if opens_on is not None and opens_on > today:
        return [Objection(Fault.OPENS_LATER, day=opens_on)]
    return []


def objections_to_sending(state: SurveyState, *, ended_at: datetime | None, at: datetime) -> list[Objection]:
    """Why what somebody has begun can't be sent now. `ended_at`: when the survey ended, or None while it goes on."""
    if state is SurveyState.DRAFT:
        return [Objection(Fault.NOT_OPEN)]
    return [Objection(Fault.CLOSED)] if ended_at is not None and at > ended_at + GRACE else []
