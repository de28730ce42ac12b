"""What one writes in an appeal."""

import wtforms
from flask_babel import lazy_gettext as _l

from medvirkning.appeals.words import MOST_TEXT, AppealWord, Subject
from medvirkning.web.fields import IdField, long_text
from medvirkning.web.forms import Form

AT_FIELD = {
    AppealWord.WANTED_MISSING: "wanted",
    AppealWord.ANSWER_MISSING: "text",
    AppealWord.TOO_MANY_FILES: "files",
}

HINTS = {  # what one may want changed
    Subject.DECISION: _l("For instance that you get all you asked for, or that a condition goes away."),
    Subject.DISMISSAL: _l(
        "For instance that the appeal is looked into, because you were not to blame that it came late."
    ),
    Subject.CLAIM: _l("For instance that you need not pay anything back, or that it is less."),
}


class AppealForm(Form):
    """What is to be changed, and why; `key` is made with the form, so that a second press is the same appeal."""

    key = IdField()
    wanted = long_text(_l("What do you want changed?"), most=MOST_TEXT, required=_l("Write what you want changed"))
    why = long_text(
        _l("Why do you disagree?"),
        most=MOST_TEXT,
        hint=_l("Tell what we have misunderstood or left out. You need not know the law."),
    )
    files = wtforms.MultipleFileField(_l("Do you have something that shows it?"))


class CompleteForm(Form):
    """What was missing."""

    text = long_text(_l("Your answer"), most=MOST_TEXT)
    files = wtforms.MultipleFileField(_l("Files"))


class DemandForm(Form):
    """A demand for fuller reasons."""

    question = long_text(_l("What do you want explained?"), most=MOST_TEXT)
