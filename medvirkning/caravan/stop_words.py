"""The words of the tour plan: where the caravan stops, and what can be wrong with a stop."""

from enum import StrEnum


class StopState(StrEnum):
    """Whether the caravan comes. A cancelled stop stays, so that whoever counts on it is told."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


class StopVerb(StrEnum):
    """What moves a stop from one state to another."""

    CANCEL = "cancel"
    PLAN_AGAIN = "plan_again"


class StopFault(StrEnum):
    """Why a stop can't be as somebody wrote it."""

    NO_NAME = "stop_no_name"
    DAY_PASSED = "stop_day_passed"
    TOO_FAR_AHEAD = "stop_too_far_ahead"  # facts: years
    NOT_A_TIME = "stop_not_a_time"
    NO_SUCH_TIME = "stop_no_such_time"
    NOT_AFTER = "stop_not_after"
    NOT_A_POSITION = "stop_not_a_position"
    NOT_OUR_PLACE = "stop_not_our_place"
    NOT_OUR_ZONE = "stop_not_our_zone"
    NO_REASON = "stop_no_reason"
    OVER = "stop_over"
    NOT_TO_TELL = "stop_not_to_tell"  # a reply that is not on the board any more, or was said among too few
    TOO_MANY_REPLIES = "stop_too_many_replies"  # facts: most, chosen
