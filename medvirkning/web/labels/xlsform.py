"""Words for bringing surveys in from XLSForm files, and out to them."""

from flask_babel import lazy_gettext as _l

from medvirkning.surveys.xlsform_words import OnlyOurs, XlsformFault, XlsformWord

REFUSED = [
    (XlsformWord.EMPTY, _l("The file is empty. Choose another one.")),
    (XlsformWord.NOT_XLSX, _l("This is no Excel file. Save the form as .xlsx, and choose that.")),
    (XlsformWord.OLD_OFFICE, _l("This is an old kind of Excel file. Save it as .xlsx, and choose that.")),
    (XlsformWord.LOCKED, _l("The file has a password. Save it without one.")),
    (XlsformWord.MACROS, _l("There are macros in the file. Save it without them, as .xlsx.")),
    (
        XlsformWord.TOO_LARGE,
        _l("There is too much in the file. Take out pictures and sheets that are not part of the form."),
    ),
    (XlsformWord.BROKEN, _l("The file is damaged. Save it again, or choose another one.")),
    (
        XlsformWord.UNSAFE,
        _l("The file holds what no spreadsheet program writes. Save it as .xlsx once more, and try that."),
    ),
    (XlsformWord.NO_SHEET, _l("There is no sheet called «%(sheet)s» in the file.")),
    (XlsformWord.NO_COLUMN, _l("The sheet «%(sheet)s» has no column called «%(column)s».")),
    (XlsformWord.TOO_MANY_ROWS, _l("The sheet «%(sheet)s» has more than %(most)s rows. Take some of them out.")),
    (XlsformWord.TOO_MANY_COLUMNS, _l("The sheet «%(sheet)s» has more than %(most)s columns. Take some of them out.")),
    (XlsformWord.NO_QUESTIONS, _l("There are no questions in the sheet «survey».")),
]

FAULTS = [
    (XlsformFault.OTHER_SHEET, _l("We don't read this sheet.")),
    (XlsformFault.UNKNOWN_COLUMN, _l("We don't know this column.")),
    (XlsformFault.COLUMN_TWICE, _l("The column is there twice. We have used the first one.")),
    (XlsformFault.COLUMN_NOT_HELD, _l("Surveys here have no place for this.")),
    (
        XlsformFault.UNKNOWN_LANGUAGE,
        _l("We don't know which language this is. Write its code in brackets after its name."),
    ),
    (XlsformFault.LANGUAGE_GUESSED, _l("The column doesn't say which language it is in. We have taken it for bokmål.")),
    (XlsformFault.SETTING_NOT_HELD, _l("This setting is not used here.")),
    (XlsformFault.MERGED, _l("These cells are merged. We have read the first of them.")),
    (XlsformFault.FORMULA, _l("There is a formula in the cell. We have used what it showed when the file was saved.")),
    (XlsformFault.ERROR_VALUE, _l("The cell shows an error. We have left it out.")),
    (XlsformFault.UNKNOWN_TYPE, _l("We don't know this kind of question. The row is left out.")),
    (XlsformFault.TYPE_NOT_HELD, _l("We can't ask for this kind of answer. The row is left out.")),
    (XlsformFault.ABOUT_THE_DEVICE, _l("We don't collect this about the phone or the person. The row is left out.")),
    (XlsformFault.NOTE_NOT_HELD, _l("Only a text first in a section has a place here. This one is left out.")),
    (
        XlsformFault.POINT_BECOMES_ZONE,
        _l("We don't ask for an exact point. The question asks for a place in the area instead."),
    ),
    (XlsformFault.RENAMED, _l("The name can't be used as it stands. We have changed it.")),
    (
        XlsformFault.NAME_TWICE,
        _l("Another question has this name, so we have changed it. Conditions with it are about the first."),
    ),
    (XlsformFault.VALUE_NOT_HELD, _l("We can't use this value.")),
    (XlsformFault.APPEARANCE_NOT_HELD, _l("Questions look as they do here. This wish for how it looks is left out.")),
    (XlsformFault.STEP_NOT_HELD, _l("The question takes every number between the two, not only each step.")),
    (XlsformFault.PIPING, _l("Texts can't repeat an earlier answer. Write the text anew.")),
    (XlsformFault.LIST_MISSING, _l("There is no such list in the sheet «choices». The question has no choices yet.")),
    (XlsformFault.LIST_UNUSED, _l("No question that came along uses this list.")),
    (XlsformFault.CHOICE_INCOMPLETE, _l("The choice lacks the name of its list or its own. It is left out.")),
    (XlsformFault.CHOICE_TWICE, _l("Another choice in the list has the same name. This one is left out.")),
    (XlsformFault.OTHER_TWICE, _l("The question has «other» by itself. This choice is left out of it.")),
    (XlsformFault.REPEAT, _l("Questions can't be asked again and again. These are asked once.")),
    (XlsformFault.NESTED, _l("Groups inside groups become sections one after the other.")),
    (
        XlsformFault.OUTER_CONDITION,
        _l("With the condition of the group around it, this is too much for one condition. Only this one counts."),
    ),
    (XlsformFault.UNBALANCED, _l("A group that begins must end, and the other way around.")),
    (XlsformFault.CONDITION_NOT_HELD, _l("We can't read this condition. The question is always shown.")),
    (
        XlsformFault.UNKNOWN_REFERENCE,
        _l("The condition is about a question that isn't here. The question is always shown."),
    ),
    (
        XlsformFault.LATER_REFERENCE,
        _l("The condition is about itself or something that comes later. The question is always shown."),
    ),
    (XlsformFault.UNKNOWN_CHOICE, _l("This names a choice that the question doesn't have. We have left it out.")),
    (
        XlsformFault.UNANSWERED_DIFFERS,
        _l("Here the condition holds only when the question it is about has been answered."),
    ),
    (XlsformFault.CONSTRAINT_NOT_HELD, _l("We can't hold all of this constraint. What we understood of it, counts.")),
]

ONLY_OURS = [
    (OnlyOurs.ANY_ORDER, _l("The sections can be answered in any order")),
    (OnlyOurs.ZONE, _l("Others ask for a place in words, without the zones")),
    (OnlyOurs.FACES, _l("Others show the words alone, without faces")),
    (OnlyOurs.SENSITIVE, _l("Others don't offer «I would rather not say»")),
    (OnlyOurs.PERSONAL, _l("Others don't tell that the answer is personal data, or what it is for")),
    (OnlyOurs.ROLE, _l("Others don't know that results are filtered by this")),
    (OnlyOurs.BOUNDS, _l("Others don't know the least or the most here")),
    (OnlyOurs.CONDITION, _l("Others always show this: its condition can't be written their way")),
]

XLSFORM_LABELS = REFUSED + FAULTS + ONLY_OURS
