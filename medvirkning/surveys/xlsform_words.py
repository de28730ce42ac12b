"""The words of coming in from and going out to an XLSForm: why a file is refused, and what could not be carried."""

from enum import StrEnum


class XlsformWord(StrEnum):
    """Why a whole file is refused."""

    EMPTY = "xlsform_empty"
    NOT_XLSX = "xlsform_not_xlsx"
    OLD_OFFICE = "xlsform_old_office"
    LOCKED = "xlsform_locked"
    MACROS = "xlsform_macros"
    TOO_LARGE = "xlsform_too_large"
    BROKEN = "xlsform_broken"
    UNSAFE = "xlsform_unsafe"  # what no spreadsheet program writes: document types, odd encodings
    NO_SHEET = "xlsform_no_sheet"  # facts: sheet
    NO_COLUMN = "xlsform_no_column"  # facts: sheet, column
    TOO_MANY_ROWS = "xlsform_too_many_rows"  # facts: sheet, most
    TOO_MANY_COLUMNS = "xlsform_too_many_columns"  # facts: sheet, most
    NO_QUESTIONS = "xlsform_no_questions"


class XlsformFault(StrEnum):
    """Why something in a file was not carried, or was carried differently."""

    # whole sheets and columns
    OTHER_SHEET = "other_sheet"
    UNKNOWN_COLUMN = "unknown_column"
    COLUMN_TWICE = "column_twice"
    COLUMN_NOT_HELD = "column_not_held"
    UNKNOWN_LANGUAGE = "unknown_language"
    LANGUAGE_GUESSED = "language_guessed"
    SETTING_NOT_HELD = "setting_not_held"
    MERGED = "merged"
    FORMULA = "formula"
    ERROR_VALUE = "error_value"
    # questions
    UNKNOWN_TYPE = "unknown_type"
    TYPE_NOT_HELD = "type_not_held"
    ABOUT_THE_DEVICE = "about_the_device"
    NOTE_NOT_HELD = "note_not_held"
    POINT_BECOMES_ZONE = "point_becomes_zone"
    RENAMED = "renamed"
    NAME_TWICE = "name_twice"
    VALUE_NOT_HELD = "value_not_held"
    APPEARANCE_NOT_HELD = "appearance_not_held"
    STEP_NOT_HELD = "step_not_held"
    PIPING = "piping"
    # choices
    LIST_MISSING = "list_missing"
    LIST_UNUSED = "list_unused"
    CHOICE_INCOMPLETE = "choice_incomplete"
    CHOICE_TWICE = "choice_twice"
    OTHER_TWICE = "other_twice"
    # groups
    REPEAT = "repeat"
    NESTED = "nested"
    OUTER_CONDITION = "outer_condition"
    UNBALANCED = "unbalanced"
    # expressions
    CONDITION_NOT_HELD = "condition_not_held"
    UNKNOWN_REFERENCE = "unknown_reference"
    LATER_REFERENCE = "later_reference"
    UNKNOWN_CHOICE = "unknown_choice"
    UNANSWERED_DIFFERS = "unanswered_differs"
    CONSTRAINT_NOT_HELD = "constraint_not_held"


class OnlyOurs(StrEnum):
    """What other tools that read the file don't know. It stands in columns of our own, and comes back from there."""

    ANY_ORDER = "any_order"
    ZONE = "zone_as_text"
    FACES = "faces"
    SENSITIVE = "sensitive"
    PERSONAL = "personal"
    ROLE = "role"
    BOUNDS = "bounds"
    CONDITION = "condition"
