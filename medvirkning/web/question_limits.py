"""What an answer must keep within, told before anybody writes one: in the words that the errors and the paper have."""

from collections.abc import Callable

from flask_babel import gettext as _
from flask_babel import ngettext

from medvirkning.mail.paper_limits import number_within
from medvirkning.surveys.checking import most_photos
from medvirkning.surveys.questionnaire import Question
from medvirkning.surveys.words import QuestionKind


def limit(question: Question) -> str:
    """`Velg høyst 2.` In the language being spoken; "" where the question asks for nothing in particular."""
    told = _LIMITS.get(question.kind)
    return told(question) if told else ""


def _several(question: Question) -> str:
    least, most = _counts(question)
    if least == most > 0:
        return _("Choose %(most)s.", most=most)
    if least > 1 and most:
        return _("Choose from %(least)s to %(most)s.", least=least, most=most)
    if most:
        return _("Choose at most %(most)s.", most=most)
    if least > 1:
        return _("Choose at least %(least)s.", least=least)
    return "" if question.help else _("You can choose more than one.")  # whoever made it has told how to answer


def _text(question: Question) -> str:
    least, most = _counts(question)
    if least > 1 and most:
        return _("From %(least)s to %(most)s characters.", least=least, most=most)
    if most:
        return _("At most %(most)s characters.", most=most)
    return _("At least %(least)s characters.", least=least) if least > 1 else ""


def _photos(question: Question) -> str:
    return ngettext("You can add %(num)d photo.", "You can add up to %(num)d photos.", most_photos(question))


def _counts(question: Question) -> tuple[int, int]:
    return int(question.least or 0), int(question.most or 0)


_LIMITS: dict[QuestionKind, Callable[[Question], str]] = {
    QuestionKind.SEVERAL: _several,
    QuestionKind.NUMBER: number_within,
    QuestionKind.SHORT_TEXT: _text,
    QuestionKind.LONG_TEXT: _text,
    QuestionKind.PHOTO: _photos,
}
