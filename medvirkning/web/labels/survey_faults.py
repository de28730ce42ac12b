"""Words for what can be wrong with an answer."""

from enum import StrEnum

from flask_babel import lazy_pgettext as _lp
from flask_babel.speaklater import LazyString

from medvirkning.surveys.fault_words import AnswerFault

SURVEY_FAULT_LABELS: list[tuple[StrEnum, LazyString]] = [
    (AnswerFault.CHOICE_MISSING, _lp("survey answer", "Choose an answer")),
    (AnswerFault.CHOICES_MISSING, _lp("survey answer", "Choose at least one answer")),
    (AnswerFault.ORDER_MISSING, _lp("survey answer", "Choose at least what you put first")),
    (AnswerFault.NUMBER_MISSING, _lp("survey answer", "Write a number")),
    (AnswerFault.TEXT_MISSING, _lp("survey answer", "Write an answer")),
    (AnswerFault.ZONE_MISSING, _lp("survey answer", "Choose the part of the area")),
    (AnswerFault.PHOTO_MISSING, _lp("survey answer", "Add a photo")),
    (AnswerFault.ROW_MISSING, _lp("survey answer", "Choose an answer for «%(row)s»")),
    (AnswerFault.NOT_A_CHOICE, _lp("survey answer", "This answer is not one of the choices. Choose again.")),
    (AnswerFault.NOT_A_ZONE, _lp("survey answer", "This is not a part of the area. Choose again.")),
    (AnswerFault.OTHER_NOT_WRITTEN, _lp("survey answer", "Write what you mean by something else")),
    (AnswerFault.NOT_ALONE, _lp("survey answer", "«%(text)s» can't be chosen together with other answers")),
    (AnswerFault.TOO_FEW_CHOSEN, _lp("survey answer", "Choose at least %(least)s. You have chosen %(chosen)s.")),
    (AnswerFault.TOO_MANY_CHOSEN, _lp("survey answer", "Choose at most %(most)s. You have chosen %(chosen)s.")),
    (AnswerFault.TOO_MANY_RANKED, _lp("survey answer", "Put at most %(most)s in order. You have chosen %(chosen)s.")),
    (AnswerFault.TOO_MANY_PHOTOS, _lp("survey answer", "Take some photos away. You can send %(most)s at the most.")),
    (AnswerFault.NUMBER_UNREADABLE, _lp("survey answer", "Write the number with digits, such as 12")),
    (
        AnswerFault.NUMBER_UNCLEAR,
        _lp(
            "survey answer",
            "This number can be read in two ways. Write it without a mark or space between the thousands.",
        ),
    ),
    (AnswerFault.NOT_WHOLE, _lp("survey answer", "Write a whole number, without decimals")),
    (AnswerFault.TOO_SMALL, _lp("survey answer", "Write %(least)s or more")),
    (AnswerFault.TOO_LARGE, _lp("survey answer", "Write %(most)s or less")),
    (AnswerFault.TOO_SHORT, _lp("survey answer", "Write at least %(least)s characters. You have written %(written)s.")),
    (AnswerFault.TOO_LONG, _lp("survey answer", "This is too long: %(written)s characters. Shorten it to %(most)s.")),
    (AnswerFault.NATIONAL_ID, _lp("survey answer", "There seems to be a national identity number here. Take it out.")),
]
