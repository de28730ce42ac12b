"""What can be wrong with an answer and with a questionnaire, and what may differ between two versions."""

from enum import StrEnum


class AnswerFault(StrEnum):
    """Why an answer cannot be read or taken. Facts name the numbers, and `field` where on the form it is."""

    CHOICE_MISSING = "choice_missing"
    CHOICES_MISSING = "choices_missing"
    ORDER_MISSING = "order_missing"
    NUMBER_MISSING = "number_missing"
    TEXT_MISSING = "text_missing"
    ZONE_MISSING = "zone_missing"
    PHOTO_MISSING = "photo_missing"
    ROW_MISSING = "row_missing"
    NOT_A_CHOICE = "not_a_choice"
    NOT_A_ZONE = "not_a_zone"
    OTHER_NOT_WRITTEN = "other_not_written"
    NOT_ALONE = "not_alone"  # text: the exclusive choice's
    TOO_FEW_CHOSEN = "too_few_chosen"  # least, chosen
    TOO_MANY_CHOSEN = "too_many_chosen"  # most, chosen
    TOO_MANY_RANKED = "too_many_ranked"  # most, chosen
    TOO_MANY_PHOTOS = "too_many_photos"  # most
    NUMBER_UNREADABLE = "number_unreadable"
    NUMBER_UNCLEAR = "number_unclear"  # «1,500» is one and a half to some and fifteen hundred to others
    NOT_WHOLE = "not_whole"
    TOO_SMALL = "too_small"  # least
    TOO_LARGE = "too_large"  # most
    TOO_SHORT = "too_short"  # least, written: characters
    TOO_LONG = "too_long"  # most, written: characters
    NATIONAL_ID = "national_id"
