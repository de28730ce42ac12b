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


class CorrectionEnd(StrEnum):
    """How a request for correction ended."""

    ANSWERED = "answered"
    PASSED = "passed"  # staff found that what was there was enough
    DECIDED = "decided"  # dismissed, after the deadline
    WITHDRAWN = "withdrawn"
