"""Words for the library of ready texts."""

from flask_babel import lazy_gettext as _l

from medvirkning.review.library_words import LibraryWord, TextKind

LIBRARY_LABELS = [
    (TextKind.GENERAL, _l("Reasons, whatever the answer")),
    (TextKind.PARTLY, _l("Why they get less than they asked for")),
    (TextKind.REFUSED, _l("Why the answer is no")),
    (TextKind.DISMISSED, _l("Why the application is not considered")),
    (TextKind.CONDITION, _l("Conditions for the money")),
    (LibraryWord.NAME_MISSING, _l("Give the text a short name")),
    (LibraryWord.TEXT_MISSING, _l("Write the text in one of the languages at least")),
    (LibraryWord.IS_RETIRED, _l("This text is no longer in use")),
    (LibraryWord.OUTCOME_FIRST, _l("Choose the answer first, then the text")),
    (LibraryWord.DOES_NOT_FIT, _l("This text belongs to another answer")),
    (LibraryWord.TOO_LONG, _l("There is no room for this text: at most %(most)s characters. Shorten what is written.")),
    (LibraryWord.NOT_IN_LANGUAGE, _l("This text is not written in the language of the application")),
]
