"""What is asked of those who print forms, key them in and approve them."""

from typing import Any

import wtforms
from flask_babel import lazy_gettext as _l

from medvirkning.surveys.helping import MOST_SPOKEN
from medvirkning.surveys.paper import MOST_FORMS
from medvirkning.surveys.paper_words import PaperFault as Fault
from medvirkning.web.fields import CountField, IdField, choices, long_text, needed, text
from medvirkning.web.forms import Form
from medvirkning.web.language_names import language_name

AT_FIELD = {
    Fault.HOW_MANY: "forms",
    Fault.NOT_A_LANGUAGE: "asked_in",
    Fault.NO_WAY_IN: "hand_in",
    Fault.NO_SPOKEN_LANGUAGE: "spoken",
    Fault.NOT_AGREED: "agreed",
    Fault.NOT_READ_BACK: "will_read_back",
}


class NumberForm(Form):
    """The number on the form that somebody has in hand."""

    number = CountField(_l("Number on the form"), [needed(_l("Write the number that stands on the form, in digits"))])


class ReasonForm(Form):
    """Why a form must be keyed in again."""

    seen = wtforms.HiddenField()
    reason = long_text(
        _l("What must be done again?"),
        most=500,
        required=_l("Write what must be done again, so that it can be mended"),
        hint=_l("For example which question was read wrongly. Don't repeat what is on the form."),
    )


class PrintForm(Form):
    """How many forms, in which language, and how they are handed in."""

    forms = CountField(
        _l("How many forms?"),
        [needed(_l("Write how many forms you want"))],
        description=_l("From 1 to %(most)s at a time. Each has its own number.", most=MOST_FORMS),
    )
    asked_in = wtforms.RadioField(_l("In which language?"), [needed(_l("Choose a language"))], validate_choice=False)
    hand_in = long_text(
        _l("How to hand in the form"),
        most=400,
        hint=_l("Stands at the end of the form. Write it in the language of the form."),
        required=_l("Write where and how people hand in the form"),
    )

    def __init__(self, languages: list[str], **values: Any) -> None:
        super().__init__(**values)
        self.asked_in.choices = choices(*((tag, language_name(tag)) for tag in languages))


class HelpForm(Form):
    """What is said and agreed before somebody writes for another."""

    answering = IdField()
    spoken = text(_l("Which language do you speak together?"), most=MOST_SPOKEN, hint=_l("For example sign language."))
    asked_in = wtforms.RadioField(
        _l("In which language do you want the questions?"), [needed(_l("Choose a language"))], validate_choice=False
    )
    agreed = wtforms.BooleanField(_l("They want to answer, and agree that I write for them"))
    will_read_back = wtforms.BooleanField(_l("I read the answers back to them before they are sent"))

    def __init__(self, languages: list[str], **values: Any) -> None:
        super().__init__(**values)
        self.asked_in.choices = choices(*((tag, language_name(tag)) for tag in languages))
