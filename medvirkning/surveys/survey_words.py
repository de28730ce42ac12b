"""What may stand in the way of making, opening and answering a survey."""

from enum import StrEnum


class SurveyFault(StrEnum):
    """Why a survey can't be as its settings say, be opened, or be answered now."""

    NO_TITLE = "no_title"
    NO_ASKER = "no_asker"
    NOT_AN_ADDRESS = "not_an_address"
    ADDRESS_TAKEN = "address_taken"
    NO_LANGUAGE = "no_language"
    MINUTES = "minutes"  # facts: most
    SMALL = "small"  # facts: least, most
    SMALL_LOWERED = "small_lowered"  # facts: promised
    ANONYMITY_KEPT = "anonymity_kept"
    ADDRESS_KEPT = "address_kept"
    CLOSES_BEFORE_OPENING = "closes_before_opening"
    CLOSING_DAY_PASSED = "closing_day_passed"  # facts: day
    NOTHING_NEW = "nothing_new"
    NOT_OPEN = "not_open"
    OPENS_LATER = "opens_later"  # facts: day
    CLOSED = "closed"
    NOTHING_ANSWERED = "nothing_answered"
    READ_BACK_FIRST = "read_back_first"
    STILL_OPEN = "still_open"
    FEW_ANSWERS = "few_answers"  # facts: least
    FEW_NEW = "few_new"  # facts: least
    NOTHING_SHOWN = "nothing_shown"
    NOT_HEARD_NB = "not_heard_nb"
    NOT_HEARD_NN = "not_heard_nn"
