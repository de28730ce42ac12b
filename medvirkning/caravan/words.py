"""The words of the caravan's tablets, shifts and what they bring in."""

from enum import StrEnum


class ShiftState(StrEnum):
    """Where a shift stands."""

    OPEN = "open"
    ENDED = "ended"


class ShiftVerb(StrEnum):
    """What is done with a shift."""

    END = "end"
    RESUME = "resume"  # ended by mistake, or the rain stopped


class ItemState(StrEnum):
    """Where something lies that a tablet has sent."""

    WAITING = "waiting"  # for its photos
    TAKEN = "taken"  # it has become a contribution, or answers
    HELD = "held"  # somebody must look at it
    REMOVED = "removed"  # somebody has looked, and it was nothing to keep


class ItemKind(StrEnum):
    """What somebody has said on a tablet."""

    CONTRIBUTION = "contribution"
    ANSWERS = "answers"


class TabletChannel(StrEnum):
    """Who wrote on the tablet."""

    TABLET = "tablet"
    HELPED = "helped"  # somebody wrote for the resident


class HeldFor(StrEnum):
    """Why something that a tablet has sent was not taken in by itself."""

    UNKNOWN_KEY = "unknown_key"  # closed for a key that we don't have
    UNREADABLE = "unreadable"  # opened, but not of a form we know
    UNKNOWN_SHIFT = "unknown_shift"
    UNKNOWN_SURVEY = "unknown_survey"
    NOT_ALLOWED = "not_allowed"  # rules of contributions or surveys stand in the way
    BAD_PHOTO = "bad_photo"
    SENT_OTHERWISE = "sent_otherwise"  # the same id came before, with other content
    BROKEN = "broken"  # our own fault: it is in the log


class CaravanEvent(StrEnum):
    """What the journal tells of tablets and shifts."""

    TABLET_PAIRED = "tablet_paired"
    TABLET_REVOKED = "tablet_revoked"
    SHIFT_OPENED = "shift_opened"
    SHIFT_CHANGED = "shift_changed"
    PIN_CHANGED = "pin_changed"
    SHIFT_JOINED = "shift_joined"
    SHIFT_ENDED = "shift_ended"
    SHIFT_RESUMED = "shift_resumed"
    ITEM_OPENED = "item_opened"
    ITEM_PLACED = "item_placed"
    ITEM_TAKEN_BY_HAND = "item_taken_by_hand"
    ITEM_REMOVED = "item_removed"
    FILE_IMPORTED = "file_imported"
    KEY_MADE = "key_made"
    REACH_COUNTED = "reach_counted"


class CaravanFault(StrEnum):
    """What can stand in the way at the caravan."""

    NAME_MISSING = "name_missing"
    NAME_TOO_LONG = "name_too_long"  # facts: most
    CODE_UNKNOWN = "code_unknown"
    NO_STOP = "no_stop"
    NO_TABLET = "no_tablet"
    TABLET_BUSY = "tablet_busy"  # facts: tablet
    TABLET_REVOKED = "tablet_revoked"
    NOTHING_OFFERED = "nothing_offered"
    NO_LANGUAGE = "no_language"
    NO_NORWEGIAN = "no_norwegian"
    SURVEY_NOT_OPEN = "survey_not_open"
    ONE_THEME = "one_theme"
    THEME_UNKNOWN = "theme_unknown"
    STOP_CANCELLED = "stop_cancelled"
    PIN_FORM = "pin_form"
    SHIFT_ENDED = "shift_ended"


class FileFault(StrEnum):
    """Why a file can't be taken in as what a tablet has saved."""

    NOT_SEALED = "not_sealed_file"
    NEWER_VERSION = "newer_sealed_file"
    OTHER_PROGRAMME = "sealed_file_of_another_programme"
