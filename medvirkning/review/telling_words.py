"""The words of telling a party of their letter in another way than by our e-mail."""

from enum import StrEnum


class OtherWay(StrEnum):
    """How the party was told of their letter where our e-mail did not reach them."""

    POST = "post"
    SPOKEN = "spoken"  # by telephone, or met
    OWN_MAIL = "own_mail"  # an e-mail from a person


class TellWord(StrEnum):
    """What stands in the way."""

    WAY_MISSING = "way_missing"
    DAY_MISSING = "told_day_missing"
    AHEAD = "told_ahead"
    BEFORE_LETTER = "told_before_letter"  # sent: date
