"""Words for what stands in the way of answers on paper, and of writing for somebody."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from medvirkning.surveys.paper_words import PaperFault

PAPER_LABELS: list[tuple[StrEnum, LazyString]] = [
    (PaperFault.NOT_OPEN, _l("The survey is not open, so nobody could hand in a form")),
    (PaperFault.HOW_MANY, _l("Write a number from 1 to %(most)s")),
    (PaperFault.NOT_A_LANGUAGE, _l("Choose one of the languages of the survey")),
    (PaperFault.NO_WAY_IN, _l("Write where and how people hand in the form")),
    (
        PaperFault.TOO_LATE,
        _l("The survey ended more than %(days)s days ago, so answers on paper can't be taken any more"),
    ),
    (PaperFault.NOT_A_NUMBER, _l("Write the number that stands on the form, in digits")),
    (PaperFault.NOT_PRINTED, _l("No form has the number %(number)s. Look at the form again.")),
    (PaperFault.KEYED_BEFORE, _l("Form %(number)s has been keyed in before, and can't be keyed in twice")),
    (PaperFault.OWN_WORK, _l("You keyed this in yourself. Somebody else must approve it.")),
    (PaperFault.NO_REASON, _l("Write what must be done again, so that it can be mended")),
    (
        PaperFault.BLANK_AND_ANSWERED,
        _l("You have both an answer and a tick for no answer. Take one of them away."),
    ),
    (PaperFault.NOTHING_WRITTEN, _l("No answer on this form counts. Put it aside without keying it in.")),
    (PaperFault.NOT_AGREED, _l("Ask whether you may write for them, and tick when they say yes")),
    (PaperFault.NOT_READ_BACK, _l("Say that you will read the answers back, and do it")),
    (PaperFault.NO_SPOKEN_LANGUAGE, _l("Write which language you speak together")),
]
