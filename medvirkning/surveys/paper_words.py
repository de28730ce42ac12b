"""What may stand in the way of answers on paper, and of writing for somebody."""

from enum import StrEnum


class PaperFault(StrEnum):
    """Why forms can't be printed, keyed in or approved, or why nobody can be helped now."""

    NOT_OPEN = "paper_not_open"
    HOW_MANY = "paper_how_many"  # facts: most
    NOT_A_LANGUAGE = "paper_not_a_language"
    NO_WAY_IN = "paper_no_way_in"
    TOO_LATE = "paper_too_late"  # facts: days
    NOT_A_NUMBER = "paper_not_a_number"
    NOT_PRINTED = "paper_not_printed"  # facts: number
    KEYED_BEFORE = "paper_keyed_before"  # facts: number
    OWN_WORK = "paper_own_work"
    NO_REASON = "paper_no_reason"
    BLANK_AND_ANSWERED = "paper_blank_and_answered"
    NOTHING_WRITTEN = "paper_nothing_written"
    NOT_AGREED = "helped_not_agreed"
    NOT_READ_BACK = "helped_not_read_back"
    NO_SPOKEN_LANGUAGE = "helped_no_spoken_language"
