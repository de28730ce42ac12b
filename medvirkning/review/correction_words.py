"""The words of correcting a letter that has been sent."""

from enum import StrEnum

MOST_WHAT = 1_000  # characters of what is corrected


class CorrectionWord(StrEnum):
    """What can stand in the way of a corrected letter."""

    LETTER_NOT_SENT = "letter_not_sent"  # what is not sent is mended where the fault is
    DECISION_CHANGED = "decision_changed"  # the letter tells of what no longer stands
    WHAT_MISSING = "what_missing"
    NOTHING_CORRECTED = "nothing_corrected"
    ANSWER_CHANGED = "answer_changed"  # another answer or amount is a change of the decision
    DEADLINE_SHORTER = "deadline_shorter"  # facts: least
