"""What the desk fills in."""

from typing import Any

import wtforms
from flask_babel import lazy_gettext as _l

from medvirkning.appeals.words import (
    MOST_NAME,
    MOST_TEXT,
    AppealWord,
    Appellant,
    Channel,
    DismissalGround,
    LateGround,
    Subject,
)
from medvirkning.follow_up.words import FollowWord
from medvirkning.people.words import LANGUAGES
from medvirkning.review.words import ReviewWord
from medvirkning.web.fields import DateField, EmailField, IdField, choices, long_text, needed, text
from medvirkning.web.forms import Form
from medvirkning.web.labels.lookup import LABELS
from medvirkning.web.votes import AT_VOTES

Word = AppealWord
AT_FIELD: dict[Any, str] = {
    Word.WANTED_MISSING: "wanted", Word.NAME_MISSING: "name", Word.INTEREST_MISSING: "interest",
    Word.NOWHERE_TO_WRITE: "email", Word.SENT_AFTER_RECEIVED: "sent_on", Word.RECEIVED_AHEAD: "received_on",
    Word.BEFORE_DECISION: "sent_on", Word.BEFORE_APPEAL: "received_on",
    Word.NO_ANSWER: "answer",
    Word.ABOUT_DISMISSAL: "outcome", Word.DISMISSAL_UNDONE: "ground",
    Word.LEARNED_MISSING: "learned_on", Word.LETTER_NOT_SENT: "number",
    Word.APPEAL_OPEN: "number", Word.TOO_MANY_FILES: "files", Word.QUESTION_MISSING: "question",
    Word.TIME_TOO_SHORT: "until", Word.NOT_A_WORKING_DAY: "until", Word.ANSWER_MISSING: "text",
    Word.LATE_GROUND_MISSING: "late_ground", Word.LATE_NOTE_MISSING: "note", Word.GROUND_MISSING: "ground",
    Word.GROUND_DOES_NOT_FIT: "ground", Word.STILL_TIME: "ground", Word.REASONS_MISSING: "reasons",
    Word.STATEMENT_MISSING: "statement", Word.NOTHING_CHANGED: "amount", Word.WORSE: "amount",
    Word.POT_TOO_SMALL: "amount", Word.CLAIM_WORSE: "amount", Word.OUTCOME_MISSING: "outcome",
    Word.DECIDED_ON_MISSING: "decided_on", Word.IMPARTIAL_UNDECLARED: "impartial",
    ReviewWord.GRANTED_IS_ALL: "amount", ReviewWord.PARTLY_IS_LESS: "amount", ReviewWord.REFUSED_IS_NOTHING: "amount",
    ReviewWord.ABOVE_CEILING: "amount", ReviewWord.REASONS_MISSING: "reasons",
    ReviewWord.CUT_REASONS_MISSING: "cut_reasons", FollowWord.MORE_THAN_NOTIFIED: "amount",
    FollowWord.TIME_TO_PAY: "due_on", FollowWord.DAY_OFF: "due_on", Word.NOTHING_CLAIMED: "subject", **AT_VOTES,
}  # fmt: skip


def words_of(enum: Any) -> list[Any]:
    """A choice for each member, with its label."""
    return choices(*((word.value, LABELS[type(word), word]) for word in enum))


OFF_LINE = [choice for choice in words_of(Channel) if choice.value != Channel.FORM]


class WriteInForm(Form):
    """An appeal that came on paper or by word of mouth."""

    key = IdField()
    number = text(_l("Case number"), most=40, required=_l("Write the case number of the decision"))
    subject = wtforms.RadioField(
        _l("What is appealed?"),
        [needed(_l("Choose what is appealed"))],
        choices=words_of((Subject.DECISION, Subject.CLAIM)),
        default=Subject.DECISION.value,
    )
    appellant = wtforms.RadioField(
        _l("Who appeals?"), [needed(_l("Choose who appeals"))], choices=words_of(Appellant), validate_choice=True
    )
    channel = wtforms.RadioField(
        _l("How did it come?"),
        [needed(_l("Choose how it came"))],
        choices=OFF_LINE,
        validate_choice=True,
    )
    name = text(_l("The name of whoever appeals"), most=MOST_NAME)
    email = EmailField(_l("Their e-mail address"))
    address = long_text(_l("Their postal address"), most=500, hint=_l("If they have no e-mail address."))
    letters_in = wtforms.RadioField(
        _l("Language of the letters"), choices=choices(("nb", "Bokmål"), ("nn", "Nynorsk")), default=LANGUAGES[0]
    )
    interest = long_text(
        _l("Why does the decision concern them?"),
        most=MOST_TEXT,
        hint=_l("In their own words. Whether it is enough is found out afterwards."),
    )
    learned_on = DateField(_l("When did they learn of the decision?"))
    received_on = DateField(_l("When did it come?"), [needed(_l("Write the day it came"))])
    sent_on = DateField(
        _l("When was it sent?"),
        description=_l("The postmark, or the day it was said. Leave it empty if it is the same day."),
    )
    wanted = long_text(_l("What is to be changed"), most=MOST_TEXT, required=_l("Write what is to be changed"))
    why = long_text(_l("Why"), most=MOST_TEXT)
    files = wtforms.MultipleFileField(_l("The appeal as it came"))


class AskForm(Form):
    """What is missing, and until when it may come."""

    question = long_text(_l("What is missing?"), most=MOST_TEXT, required=_l("Write what is missing"))
    until = DateField(_l("Until when can they send it?"), [needed(_l("Write a day"))])


class CameForm(Form):
    """What came on paper after it was asked for."""

    text = long_text(_l("What has come?"), most=MOST_TEXT, required=_l("Write what has come"))
    received_on = DateField(_l("When did it come?"), [needed(_l("Write the day it came"))])


class LateForm(Form):
    """Why a late appeal is taken."""

    late_ground = wtforms.RadioField(_l("Why is it looked into?"), choices=words_of(LateGround), validate_choice=False)
    note = long_text(_l("What makes it so?"), most=MOST_TEXT, required=_l("Write what makes it so"))


class DismissForm(Form):
    """Why an appeal is put aside."""

    ground = wtforms.RadioField(
        _l("Why can't it be looked into?"), choices=words_of(DismissalGround), validate_choice=False
    )
    reasons = long_text(
        _l("Reasons"), most=MOST_TEXT, hint=_l("They go into the letter."), required=_l("Write the reasons")
    )


class UndoForm(Form):
    """Why a dismissal is undone."""

    reasons = long_text(
        _l("Reasons"), most=MOST_TEXT, hint=_l("They go into the letter."), required=_l("Write the reasons")
    )


class AgainstForm(Form):
    """An appeal against a dismissal that came on paper or by word of mouth. Who appeals is known."""

    key = IdField()
    channel = wtforms.RadioField(
        _l("How did it come?"), [needed(_l("Choose how it came"))], choices=OFF_LINE, validate_choice=True
    )
    received_on = DateField(_l("When did it come?"), [needed(_l("Write the day it came"))])
    sent_on = DateField(
        _l("When was it sent?"),
        description=_l("The postmark, or the day it was said. Leave it empty if it is the same day."),
    )
    wanted = long_text(_l("What is to be changed"), most=MOST_TEXT, required=_l("Write what is to be changed"))
    why = long_text(_l("Why"), most=MOST_TEXT)
    files = wtforms.MultipleFileField(_l("The appeal as it came"))


class ForwardForm(Form):
    """The statement to the appeal body."""

    statement = long_text(
        _l("What do you say to the appeal body?"),
        most=MOST_TEXT,
        hint=_l(
            "What the case is about, what the appeal says, and why the decision stands. Whoever appeals gets a copy."
        ),
        required=_l("Write what you say to the appeal body"),
    )


class SendForm(Form):
    """One button; `digest` is of the letter that was looked at."""

    digest = wtforms.HiddenField()


class ReasonsForm(Form):
    """The answer to a demand for fuller reasons."""

    reasons = long_text(_l("Fuller reasons"), most=MOST_TEXT, required=_l("Write the reasons"))
