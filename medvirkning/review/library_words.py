"""The words of the library of ready texts: what a text is for, and what can stand in its way."""

from enum import StrEnum

MOST_NAME = 80  # characters of a text's name in lists
MOST_TEXT = 1_500  # characters of the text itself


class TextKind(StrEnum):
    """What a ready text says in a decision. Where it goes, and with which answers, is in `library_rules`."""

    GENERAL = "general"  # a reason, whatever the answer
    PARTLY = "partly"  # why less than was asked for
    REFUSED = "refused"
    DISMISSED = "dismissed"
    CONDITION = "condition"


class LibraryWord(StrEnum):
    """What can be wrong with a ready text, or with where it is to be put."""

    NAME_MISSING = "name_missing"
    TEXT_MISSING = "text_missing"
    IS_RETIRED = "is_retired"
    OUTCOME_FIRST = "outcome_first"  # say what the answer is before this text is chosen
    DOES_NOT_FIT = "does_not_fit"  # it belongs to another answer
    TOO_LONG = "too_long"  # what is written, with this after it
    NOT_IN_LANGUAGE = "not_in_language"  # of the application, and so of the letter
