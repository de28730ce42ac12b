"""What may be told at a stop of what was said there: of how many, how much, and in how many characters."""

from uuid import uuid4

import pytest

from medvirkning.caravan.reply_rules import MOST_REPLIES, may_name_stop, objections_to_replies, shortened
from medvirkning.caravan.stop_words import StopFault as Fault

IDS = [uuid4() for _each in range(MOST_REPLIES + 2)]


@pytest.mark.parametrize(
    ("crowd", "small", "told"),
    [(0, 5, False), (1, 5, False), (4, 5, False), (5, 5, True), (40, 5, True), (5, 10, False), (10, 10, True)],
)
def test_the_stop_is_named_where_as_many_were_seen_as_a_shown_number_is_of(crowd: int, small: int, told: bool) -> None:
    assert may_name_stop(crowd, small) is told


@pytest.mark.parametrize(
    ("chosen", "on_offer", "faults"),
    [
        ([], IDS, []),
        ([], [], []),
        (IDS[:MOST_REPLIES], IDS, []),
        (IDS[: MOST_REPLIES + 1], IDS, [Fault.TOO_MANY_REPLIES]),
        ([IDS[0]] * (MOST_REPLIES + 1), IDS, []),
        (IDS[:1], IDS[1:], [Fault.NOT_TO_TELL]),
        (IDS, IDS[1:], [Fault.NOT_TO_TELL]),
    ],
)
def test_what_has_room_and_can_be_told(chosen: list, on_offer: list, faults: list) -> None:
    assert [one.code for one in objections_to_replies(chosen, on_offer)] == faults


@pytest.mark.parametrize(
    ("text", "most", "line"),
    [
        ("", 10, ""),
        ("Kort nok", 8, "Kort nok"),
        ("To\n\n  linjer", 20, "To linjer"),
        ("En benk ved bekken", 13, "En benk ved…"),
        ("En benk, og lys", 10, "En benk…"),
        ("En benk ved bekken", 12, "En benk ved…"),
        ("Sammenskriving", 6, "Samme…"),
        ("نحتاج إلى مكان دافئ", 12, "نحتاج إلى…"),
    ],
)
def test_long_texts_end_after_a_whole_word(text: str, most: int, line: str) -> None:
    assert shortened(text, most) == line
    assert len(line) <= most
