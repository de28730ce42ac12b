"""Within what a number is wanted, in words: the same on paper, on a page and on a tablet."""

from decimal import Decimal

from flask_babel import gettext as _

from medvirkning.surveys.questionnaire import Question


def number_within(question: Question) -> str:
    """`Skriv et tall fra 1 til 20.` In the language being spoken; "" where any number will do."""
    least, most = question.least, question.most
    if least is not None and most is not None:
        return _("Write a number from %(least)s to %(most)s.", least=_figure(least), most=_figure(most))
    if most is not None:
        return _("Write a number that is %(most)s or less.", most=_figure(most))
    return _("Write a number that is %(least)s or more.", least=_figure(least)) if least is not None else ""


def _figure(number: Decimal) -> str:
    return str(number).replace(".", ",")
