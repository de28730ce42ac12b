"""Words for what can be wrong with a questionnaire, and for what differs between two versions of one."""

from enum import StrEnum

from flask_babel import lazy_pgettext as _lp
from flask_babel.speaklater import LazyString

from medvirkning.surveys.fault_words import Change, Effect, QuestionnaireFault

QUESTIONNAIRE_LABELS: list[tuple[StrEnum, LazyString]] = [
    (QuestionnaireFault.LANGUAGE_NOT_CHOSEN, _lp("questionnaire fault", "Choose at least one language")),
    (QuestionnaireFault.LANGUAGE_UNKNOWN, _lp("questionnaire fault", "«%(language)s» is not a language code we know")),
    (QuestionnaireFault.NO_QUESTIONS, _lp("questionnaire fault", "There are no questions yet")),
    (
        QuestionnaireFault.TOO_MANY_QUESTIONS,
        _lp("questionnaire fault", "There is room for %(most)s questions. Divide them between two surveys."),
    ),
    (
        QuestionnaireFault.SECTION_EMPTY,
        _lp("questionnaire fault", "The section has no questions. Add one, or delete the section."),
    ),
    (QuestionnaireFault.DRAFT_NOT_APPROVED, _lp("questionnaire fault", "Read the draft in nynorsk, and save it")),
    (QuestionnaireFault.TITLE_MISSING, _lp("questionnaire fault", "Give the section a heading")),
    (QuestionnaireFault.QUESTION_TEXT_MISSING, _lp("questionnaire fault", "Write the question")),
    (
        QuestionnaireFault.TOO_FEW_CHOICES,
        _lp("questionnaire fault", "There must be at least %(least)s answers to choose between"),
    ),
    (
        QuestionnaireFault.TOO_MANY_CHOICES,
        _lp("questionnaire fault", "There is room for %(most)s here. Take some away."),
    ),
    (
        QuestionnaireFault.CHOICE_TEXT_MISSING,
        _lp("questionnaire fault", "One of the answers has no text. Write it, or take the answer away."),
    ),
    (QuestionnaireFault.CHOICES_ALIKE, _lp("questionnaire fault", "«%(text)s» is there twice")),
    (QuestionnaireFault.NO_ROWS, _lp("questionnaire fault", "Write at least one row")),
    (
        QuestionnaireFault.ROW_TEXT_MISSING,
        _lp("questionnaire fault", "One of the rows has no text. Write it, or take the row away."),
    ),
    (
        QuestionnaireFault.FACES_ARE_FIVE,
        _lp("questionnaire fault", "A scale with faces has five answers. Change the number of answers, or use words."),
    ),
    (QuestionnaireFault.NO_ZONES, _lp("questionnaire fault", "The programme has no zones to choose between")),
    (QuestionnaireFault.PURPOSE_MISSING, _lp("questionnaire fault", "Write what you need the personal data for")),
    (QuestionnaireFault.LEAST_ABOVE_MOST, _lp("questionnaire fault", "The lower limit is above the upper one")),
    (QuestionnaireFault.NOT_A_COUNT, _lp("questionnaire fault", "Write a whole number, such as 3")),
    (
        QuestionnaireFault.MORE_THAN_THERE_ARE,
        _lp("questionnaire fault", "One must choose %(least)s, but only %(choices)s can be chosen together"),
    ),
    (
        QuestionnaireFault.MOST_BEYOND_CHOICES,
        _lp("questionnaire fault", "One may choose %(most)s, but only %(choices)s can be chosen together"),
    ),
    (QuestionnaireFault.TOO_MUCH_ROOM, _lp("questionnaire fault", "There is no room for more than %(most)s")),
    (
        QuestionnaireFault.ROLE_OF_ANOTHER_KIND,
        _lp("questionnaire fault", "Results can't be filtered by this kind of question in that way"),
    ),
    (QuestionnaireFault.ROLE_TAKEN, _lp("questionnaire fault", "Another question has this use in the results already")),
    (
        QuestionnaireFault.KEY_UNFIT,
        _lp(
            "questionnaire fault",
            "The key «%(key)s» can't be used. It begins with a letter, and has only a to z, digits and underscores.",
        ),
    ),
    (QuestionnaireFault.KEY_TAKEN, _lp("questionnaire fault", "The key «%(key)s» is used twice")),
    (QuestionnaireFault.NO_RULES, _lp("questionnaire fault", "Say when it is to be shown, or show it always")),
    (
        QuestionnaireFault.RULE_QUESTION_GONE,
        _lp("questionnaire fault", "The rule is about a question that is gone. Choose another, or take the rule away."),
    ),
    (
        QuestionnaireFault.RULE_NOT_EARLIER,
        _lp(
            "questionnaire fault",
            "The rule is about «%(about)s», which comes later. Move one of the questions, or take the rule away.",
        ),
    ),
    (
        QuestionnaireFault.RULE_OF_ANOTHER_KIND,
        _lp(
            "questionnaire fault",
            "The rule doesn't fit the kind of answer that «%(about)s» gives. Choose another comparison.",
        ),
    ),
    (
        QuestionnaireFault.RULE_VALUE_MISSING,
        _lp("questionnaire fault", "Choose or write which answer to «%(about)s» the rule is about"),
    ),
    (
        QuestionnaireFault.RULE_VALUE_GONE,
        _lp(
            "questionnaire fault",
            "The rule is about an answer to «%(about)s» that is gone. Choose another, or take the rule away.",
        ),
    ),
    (
        QuestionnaireFault.RULE_NOT_A_NUMBER,
        _lp("questionnaire fault", "Write the number that the answer to «%(about)s» is compared with"),
    ),
    (
        QuestionnaireFault.RULE_ROW_MISSING,
        _lp("questionnaire fault", "Choose which row of «%(about)s» the rule is about"),
    ),
    (
        QuestionnaireFault.ANSWERS_DO_NOT_FIT,
        _lp(
            "questionnaire fault",
            "Answers that have come don't fit this kind. Delete the question, and make a new one.",
        ),
    ),
    (Change.QUESTION_ADDED, _lp("change of a questionnaire", "New question")),
    (Change.QUESTION_REMOVED, _lp("change of a questionnaire", "Question taken away")),
    (Change.QUESTION_MOVED, _lp("change of a questionnaire", "Question moved")),
    (Change.QUESTION_KIND, _lp("change of a questionnaire", "Another kind of question")),
    (
        Change.QUESTION_KIND_UNFIT,
        _lp("change of a questionnaire", "Another kind of question, which earlier answers don't fit"),
    ),
    (Change.QUESTION_TEXT, _lp("change of a questionnaire", "The question has other words")),
    (Change.QUESTION_HELP, _lp("change of a questionnaire", "The help text has other words")),
    (Change.TRANSLATED, _lp("change of a questionnaire", "Texts in more languages")),
    (Change.CHOICE_ADDED, _lp("change of a questionnaire", "New answer to choose")),
    (Change.CHOICE_REMOVED, _lp("change of a questionnaire", "Answer to choose taken away")),
    (Change.CHOICE_TEXT, _lp("change of a questionnaire", "An answer to choose has other words")),
    (Change.CHOICE_EXCLUSIVE, _lp("change of a questionnaire", "Whether an answer stands alone")),
    (Change.CHOICES_ORDER, _lp("change of a questionnaire", "Answers in another order")),
    (Change.ROW_ADDED, _lp("change of a questionnaire", "New row")),
    (Change.ROW_REMOVED, _lp("change of a questionnaire", "Row taken away")),
    (Change.ROW_TEXT, _lp("change of a questionnaire", "A row has other words")),
    (Change.ROWS_ORDER, _lp("change of a questionnaire", "Rows in another order")),
    (Change.OTHER, _lp("change of a questionnaire", "Whether one can write another answer")),
    (Change.LOOK, _lp("change of a questionnaire", "Another look")),
    (Change.BOUNDS, _lp("change of a questionnaire", "Other limits for the answer")),
    (Change.REQUIRED, _lp("change of a questionnaire", "Whether one must answer")),
    (Change.SENSITIVE, _lp("change of a questionnaire", "Whether one may say «I would rather not say»")),
    (Change.PERSONAL, _lp("change of a questionnaire", "Personal data and what they are for")),
    (Change.ROLE, _lp("change of a questionnaire", "The use in results")),
    (Change.QUESTION_WHEN, _lp("change of a questionnaire", "When the question is shown")),
    (Change.SECTION_ADDED, _lp("change of a questionnaire", "New section")),
    (Change.SECTION_REMOVED, _lp("change of a questionnaire", "Section taken away")),
    (Change.SECTION_MOVED, _lp("change of a questionnaire", "Section moved")),
    (Change.SECTION_TEXT, _lp("change of a questionnaire", "The section has other words")),
    (Change.SECTION_WHEN, _lp("change of a questionnaire", "When the section is shown")),
    (Change.LANGUAGE_ADDED, _lp("change of a questionnaire", "New language")),
    (Change.LANGUAGE_REMOVED, _lp("change of a questionnaire", "Language taken away")),
    (Change.LANGUAGES_ORDER, _lp("change of a questionnaire", "Languages in another order")),
    (Change.ANY_ORDER, _lp("change of a questionnaire", "Whether sections come in any order")),
    (Effect.TOGETHER, _lp("change of a questionnaire", "Old and new answers are counted together")),
    (
        Effect.WITH_CARE,
        _lp("change of a questionnaire", "Old and new answers are counted together, but may mean different things"),
    ),
    (Effect.ALONE, _lp("change of a questionnaire", "Only one of the versions has these answers")),
]
