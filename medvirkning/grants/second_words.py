"""The words of the second person, who confirms that they too stand behind an application."""

from enum import StrEnum


class SecondEnd(StrEnum):
    """How a request to confirm ended."""

    CONFIRMED = "confirmed"
    REFUSED = "refused"
    REPLACED = "replaced"  # sent again, or another person was named


class SecondStanding(StrEnum):
    """How it stands with the second person of an application that has been sent."""

    NOT_ASKED = "not_asked"
    WAITING = "waiting"
    LAPSED = "lapsed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


class SecondWord(StrEnum):
    """Why somebody can't be asked to confirm."""

    HAS_CONFIRMED = "second_has_confirmed"
    HAS_REFUSED = "second_has_refused"
    TOO_LATE = "too_late_to_confirm"
    ASKED_OFTEN = "second_asked_often"
    TOO_MANY_ASKED = "too_many_asked"
