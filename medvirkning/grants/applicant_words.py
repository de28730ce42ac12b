"""The words of what is around an application: the registers, those who join in, and advice before one applies."""

from enum import StrEnum


class RegisterOutcome(StrEnum):
    """What came of asking the registers about an organisation."""

    FOUND = "found"
    UNKNOWN = "unknown"  # no such number
    DELETED = "deleted"
    UNREACHABLE = "unreachable"  # no answer; it is asked again later


class RegisterWarning(StrEnum):
    """What the registers say that one should know before money is given."""

    NOT_THERE = "not_there"
    DELETED = "deleted"
    BANKRUPT = "bankrupt"
    WINDING_UP = "winding_up"
    FORCED_DISSOLUTION = "forced_dissolution"


class FitWord(StrEnum):
    """What one should look at before applying; advice, and never a wall."""

    NOT_FOR_KIND = "not_for_kind"
    OUTSIDE_AREA = "fit_outside_area"
    TOO_LITTLE = "fit_too_little"  # least: kroner
    TOO_MUCH = "fit_too_much"  # most: kroner
    BEGUN = "fit_begun"
    BEFORE_ANSWER = "fit_before_answer"  # answer_by: date
    NOT_FUNDED = "fit_not_funded"  # what
    STOPS = "fit_stops"  # what


class JoiningWord(StrEnum):
    """Why somebody can't be named as applying together with the applicant."""

    THERE_ALREADY = "there_already"
    TOO_MANY = "too_many_co_applicants"  # most


class Consent(StrEnum):
    """What an applicant agrees to before somebody writes for them; all of them are needed."""

    ASKED_FOR_HELP = "asked_for_help"
    PUBLIC = "consents_public"
    WRITES_FOR_ME = "writes_for_me"


class HandedOverBy(StrEnum):
    """How an application that was written for somebody comes to be theirs."""

    EMAIL = "email"
    PAPER = "paper"


class HelpWord(StrEnum):
    """What lacks when one writes for somebody."""

    CONSENT_MISSING = "consent_missing"
    SPOKEN_MISSING = "spoken_missing"
    READ_BACK_MISSING = "read_back_missing"
    EMAIL_MISSING = "helped_email_missing"
