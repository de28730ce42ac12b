"""What may be told of what was said at a stop and answered since: of which contributions, and how many. Pure."""

from collections.abc import Sequence
from uuid import UUID

from medvirkning.caravan.stop_words import StopFault as Fault
from medvirkning.kernel.errors import Objection

MOST_REPLIES = 6  # on one sheet, still to be read from where people stand


def may_name_stop(crowd: int, small: int) -> bool:
    """Whether everybody may know that a contribution was said at its stop, where `crowd` were that day, itself too.

    The board tells the day and never where somebody stood. The stop tells that, and people saw who went up to the
    caravan: with the board's day beside it, one who came alone could be named. So as many as the small-number guard
    asks for must have been said at the same stop on the same day, whatever became of them since: the one meant is one
    of so many who were seen. Counted by day, since a stop named is a day named for whoever looks it up on the board.
    Whose language it was, and who held the tablet, is never told: that divides the crowd again.
    """
    return crowd >= small


def objections_to_replies(chosen: Sequence[UUID], on_offer: Sequence[UUID]) -> list[Objection]:
    """What stands in the way of telling these: what can't be told at all, and what has no room on the sheet."""
    if not set(chosen) <= set(on_offer):
        return [Objection(Fault.NOT_TO_TELL)]
    if len(set(chosen)) > MOST_REPLIES:
        return [Objection(Fault.TOO_MANY_REPLIES, most=MOST_REPLIES, chosen=len(set(chosen)))]
    return []


def shortened(text: str, most: int) -> str:
    """The text in one line of at most `most` characters: whole words, and … where more was said.

    A word that is longer than all of it is cut.
    """
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    whole, cut, _rest = line[:most].rpartition(" ")
    return f"{(whole if cut else line[: most - 1]).rstrip(' .,;:–-')}…"
