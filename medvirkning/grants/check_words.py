"""The words of the form check and of what comes of it."""

from enum import StrEnum


class CheckItem(StrEnum):
    """What is looked for in the form check, in the order of the list."""

    REGISTER = "register"
    MAY_APPLY = "may_apply"
    SUMS = "sums"
    ATTACHMENTS = "attachments"
    FUNDABLE = "fundable"
    INSIDE_AREA = "inside_area"
    NO_PERSONAL_DATA = "no_personal_data"
    SECOND = "second"  # only where the scheme asks for a second person


class CorrectionEnd(StrEnum):
    """How a request for correction ended."""

    ANSWERED = "answered"
    PASSED = "passed"  # staff found that what was there was enough
    DECIDED = "decided"  # dismissed, after the deadline
    WITHDRAWN = "withdrawn"


class CorrectionWord(StrEnum):
    """What stands in the way of a form check, of asking for a correction, and of sending one."""

    NOTHING_CHANGED = "nothing_changed"
    BEING_HANDLED = "being_handled"  # too late to change by oneself
    NOT_OPEN_FOR_CHANGE = "not_open_for_change"
    CHECK_INCOMPLETE = "check_incomplete"
    FIELDS_MISSING = "fields_missing"  # nothing is ticked to be corrected
    CORRECTION_REASON_MISSING = "correction_reason_missing"
    CORRECTION_TOO_SOON = "correction_too_soon"  # least: date
    NOT_A_WORKING_DAY = "not_a_working_day"  # next: date
