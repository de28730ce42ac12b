"""What is right when a member agrees with another's assessment in place of giving points.

Others' points are hidden until one's own are in. Whoever asks to see them without, gives up their own points in the
case for good: seen is seen, and an agreement that is taken back doesn't bring them back.
"""

from medvirkning.kernel.errors import Objection
from medvirkning.review.words import ReviewWord


def may_look_first(*, offered: bool, has_points: bool, others: int) -> list[Objection]:
    """Whether a member may give up their own points to see the others'; `others` is how many have handed in."""
    if not offered:
        return [Objection(ReviewWord.AGREEING_NOT_OFFERED)]
    if has_points:
        return [Objection(ReviewWord.HAS_OWN_POINTS)]
    return [] if others else [Objection(ReviewWord.NOBODY_TO_AGREE_WITH)]


def may_agree(*, gave_up: bool, counts: bool) -> list[Objection]:
    """Whether a member may agree with an assessment: after having looked, with one that is handed in and counts."""
    if not gave_up:
        return [Objection(ReviewWord.LOOK_FIRST)]
    return [] if counts else [Objection(ReviewWord.NOBODY_TO_AGREE_WITH)]


def may_give_points(*, gave_up: bool) -> list[Objection]:
    """Whether a member still has points to give."""
    return [Objection(ReviewWord.GAVE_UP_POINTS)] if gave_up else []
