"""When a member may agree with another in place of giving points: as tables."""

import pytest

from medvirkning.review.independence import may_agree, may_give_points, may_look_first
from medvirkning.review.words import ReviewWord


@pytest.mark.parametrize(
    ("offered", "has_points", "others", "code"),
    [
        (True, False, 1, None),
        (True, False, 3, None),
        (False, False, 3, ReviewWord.AGREEING_NOT_OFFERED),
        (False, True, 0, ReviewWord.AGREEING_NOT_OFFERED),
        (True, True, 3, ReviewWord.HAS_OWN_POINTS),
        (True, False, 0, ReviewWord.NOBODY_TO_AGREE_WITH),
    ],
)
def test_looking_first(offered: bool, has_points: bool, others: int, code: ReviewWord | None):
    found = may_look_first(offered=offered, has_points=has_points, others=others)
    assert [each.code for each in found] == ([] if code is None else [code])


@pytest.mark.parametrize(
    ("gave_up", "counts", "code"),
    [
        (True, True, None),
        (True, False, ReviewWord.NOBODY_TO_AGREE_WITH),
        (False, True, ReviewWord.LOOK_FIRST),
        (False, False, ReviewWord.LOOK_FIRST),
    ],
)
def test_agreeing(gave_up: bool, counts: bool, code: ReviewWord | None):
    assert [each.code for each in may_agree(gave_up=gave_up, counts=counts)] == ([] if code is None else [code])


def test_what_is_given_up_is_given_up():
    assert may_give_points(gave_up=False) == []
    assert [each.code for each in may_give_points(gave_up=True)] == [ReviewWord.GAVE_UP_POINTS]
