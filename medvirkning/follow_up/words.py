"""The words of what follows a decision: accepting, paying, and what can stand in the way."""

from enum import StrEnum

from medvirkning.grants.words import DECIDED, ApplicationState

ACCEPT_WEEKS = 3  # from the letter; a later yes is a yes too, until the case is closed
MOST_REASON = 1_000  # characters
FOLLOWED = DECIDED - {ApplicationState.DECIDED}  # the letter has gone out
TO_BE_PAID = (ApplicationState.ACCEPTED, ApplicationState.PAID_PART)


class ListState(StrEnum):
    """Where a payment list is."""

    MADE = "made"
    APPROVED = "approved"
    PAID = "paid"
    DROPPED = "dropped"


class ListVerb(StrEnum):
    """What moves a payment list."""

    APPROVE = "approve"
    PAY = "pay"
    DROP = "drop"


class FollowWord(StrEnum):
    """What can stand in the way after the decision."""

    NOT_GRANTED = "not_granted"
    CONDITIONS_UNACCEPTED = "conditions_unaccepted"
    ACCOUNT_UNCONFIRMED = "account_unconfirmed"
    TOO_EARLY_TO_CLOSE = "too_early_to_close"  # facts: first, a day
    REASON_MISSING = "reason_missing"
    REASON_TOO_LONG = "reason_too_long"  # facts: most
    SAME_ACCOUNT = "same_account"
    CHANGE_WAITS = "change_waits"  # a changed account number that nobody else has confirmed
    OTHER_PERSON = "other_person"  # the second pair of eyes must be somebody else's
    STEPPED_ASIDE = "stepped_aside"
    NOTHING_CHOSEN = "nothing_chosen"
    NOT_TO_BE_PAID = "not_to_be_paid"
    MORE_THAN_LEFT = "more_than_left"  # facts: left, kroner
    NO_AMOUNT = "no_amount"
    PAID_IN_FUTURE = "paid_in_future"
    PAID_BEFORE_APPROVED = "paid_before_approved"
