"""What is right when a second person is asked to confirm. Days are Oslo's."""

from datetime import date, timedelta

from medvirkning.grants.second_words import SecondEnd, SecondStanding, SecondWord
from medvirkning.kernel.errors import Objection

ANSWER_WITHIN = timedelta(days=14)
REMINDED = timedelta(days=3)  # before the last day
A_WHILE = timedelta(days=1)
MOST_IN_A_WHILE = 3  # requests in one application: more would be pestering
MOST_ASKED = 10  # requests in one application, whoever they went to

LACKING = frozenset({SecondStanding.WAITING, SecondStanding.LAPSED, SecondStanding.REFUSED})

_ANSWERED = {SecondEnd.CONFIRMED: SecondStanding.CONFIRMED, SecondEnd.REFUSED: SecondStanding.REFUSED}


def standing(ending: SecondEnd | None, answer_by: date | None, *, on: date) -> SecondStanding:
    """How the newest request stands on this day; `answer_by` is None where nobody has been asked.

    The last day is still in time. What has been answered stands, however late it is.
    """
    if answer_by is None:
        return SecondStanding.NOT_ASKED
    if ending in _ANSWERED:
        return _ANSWERED[ending]
    return SecondStanding.WAITING if on <= answer_by else SecondStanding.LAPSED


def may_ask_again(stands: SecondStanding, *, under_review: bool, lately: int) -> list[Objection]:
    """Whether the same person can be asked once more; `lately` is how many requests have gone out in `A_WHILE`.

    Whoever has said no is left in peace: then another is named.
    """
    if not under_review:
        return [Objection(SecondWord.TOO_LATE)]
    if stands is SecondStanding.CONFIRMED:
        return [Objection(SecondWord.HAS_CONFIRMED)]
    if stands is SecondStanding.REFUSED:
        return [Objection(SecondWord.HAS_REFUSED)]
    return [Objection(SecondWord.ASKED_OFTEN)] if lately >= MOST_IN_A_WHILE else []


def may_ask_one_more(asked: int) -> list[Objection]:
    """Whether one more request can be made in an application where so many have been."""
    return [Objection(SecondWord.TOO_MANY_ASKED)] if asked >= MOST_ASKED else []
