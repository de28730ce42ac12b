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


class QuestionnaireFault(StrEnum):
    """What is wrong with a questionnaire. Facts: `section` and `question` (keys, or empty) and `field`."""

    LANGUAGE_NOT_CHOSEN = "language_not_chosen"
    LANGUAGE_UNKNOWN = "language_unknown"  # language
    NO_QUESTIONS = "no_questions"
    TOO_MANY_QUESTIONS = "too_many_questions"  # most
    SECTION_EMPTY = "section_empty"
    TITLE_MISSING = "title_missing"
    DRAFT_NOT_APPROVED = "draft_not_approved"  # language
    QUESTION_TEXT_MISSING = "question_text_missing"
    TOO_FEW_CHOICES = "too_few_choices"  # least
    TOO_MANY_CHOICES = "too_many_choices"  # most
    CHOICE_TEXT_MISSING = "choice_text_missing"
    CHOICES_ALIKE = "choices_alike"  # text
    NO_ROWS = "no_rows"
    ROW_TEXT_MISSING = "row_text_missing"
    FACES_ARE_FIVE = "faces_are_five"
    NO_ZONES = "no_zones"
    PURPOSE_MISSING = "purpose_missing"
    LEAST_ABOVE_MOST = "least_above_most"
    NOT_A_COUNT = "not_a_count"
    MORE_THAN_THERE_ARE = "more_than_there_are"  # least, choices
    MOST_BEYOND_CHOICES = "most_beyond_choices"  # most, choices
    TOO_MUCH_ROOM = "too_much_room"  # most
    ROLE_OF_ANOTHER_KIND = "role_of_another_kind"
    ROLE_TAKEN = "role_taken"
    KEY_UNFIT = "key_unfit"  # key
    KEY_TAKEN = "key_taken"  # key
    NO_RULES = "no_rules"
    RULE_QUESTION_GONE = "rule_question_gone"
    RULE_NOT_EARLIER = "rule_not_earlier"  # about: the other question's text
    RULE_OF_ANOTHER_KIND = "rule_of_another_kind"  # about
    RULE_VALUE_MISSING = "rule_value_missing"  # about
    RULE_VALUE_GONE = "rule_value_gone"  # about
    RULE_NOT_A_NUMBER = "rule_not_a_number"  # about
    RULE_ROW_MISSING = "rule_row_missing"  # about
    ANSWERS_DO_NOT_FIT = "answers_do_not_fit"  # the kind is another than in a version that has been answered


class Change(StrEnum):
    """What differs between two versions of a questionnaire."""

    QUESTION_ADDED = "question_added"
    QUESTION_REMOVED = "question_removed"
    QUESTION_MOVED = "question_moved"
    QUESTION_KIND = "question_kind"
    QUESTION_KIND_UNFIT = "question_kind_unfit"  # and answers to the one are no answers to the other
    QUESTION_TEXT = "question_text"
    QUESTION_HELP = "question_help"
    TRANSLATED = "translated"  # texts in more languages, and none changed
    CHOICE_ADDED = "choice_added"
    CHOICE_REMOVED = "choice_removed"
    CHOICE_TEXT = "choice_text"
    CHOICE_EXCLUSIVE = "choice_exclusive"
    CHOICES_ORDER = "choices_order"
    ROW_ADDED = "row_added"
    ROW_REMOVED = "row_removed"
    ROW_TEXT = "row_text"
    ROWS_ORDER = "rows_order"
    OTHER = "other"
    LOOK = "look"
    BOUNDS = "bounds"
    REQUIRED = "required"
    SENSITIVE = "sensitive"
    PERSONAL = "personal"
    ROLE = "role"
    QUESTION_WHEN = "question_when"
    SECTION_ADDED = "section_added"
    SECTION_REMOVED = "section_removed"
    SECTION_MOVED = "section_moved"
    SECTION_TEXT = "section_text"
    SECTION_WHEN = "section_when"
    LANGUAGE_ADDED = "language_added"
    LANGUAGE_REMOVED = "language_removed"
    LANGUAGES_ORDER = "languages_order"
    ANY_ORDER = "any_order"


class Effect(StrEnum):
    """What a change does to the answers that have come already."""

    TOGETHER = "together"  # old and new answers are counted together
    WITH_CARE = "with_care"  # they are, but may mean different things: the reader is told
    ALONE = "alone"  # only one of the versions has the answers
