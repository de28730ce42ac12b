"""From when the time to appeal counts: late, failed and returned mails never cost the party a day."""

from datetime import date, timedelta

import pytest

from medvirkning.kernel.deadlines import appeal_deadline, is_working_day
from medvirkning.review.notified import last_day_told, may_tell_otherwise
from medvirkning.review.telling_words import OtherWay, TellWord

SENT = date(2026, 9, 7)  # a Monday
WRITTEN = appeal_deadline(SENT, 3)  # 28 September


def days(count: int) -> date:
    return SENT + timedelta(days=count)


@pytest.mark.parametrize(
    ("notice", "undelivered", "told", "today", "last"),
    [
        pytest.param(SENT, False, [], SENT, WRITTEN, id="the mail went with the letter"),
        pytest.param(days(2), False, [], days(30), appeal_deadline(days(2), 3), id="it went two days later"),
        pytest.param(None, False, [], days(30), WRITTEN, id="nothing is known of a mail: the letter's word"),
        pytest.param(None, True, [], SENT, WRITTEN, id="on its way the same day"),
        pytest.param(None, True, [], days(40), appeal_deadline(days(40), 3), id="never went: all the time is left"),
        pytest.param(None, True, [days(10)], days(40), appeal_deadline(days(10), 3), id="given up, then telephoned"),
        pytest.param(SENT, False, [days(9)], days(40), appeal_deadline(days(9), 3), id="came back, then a letter"),
        pytest.param(None, True, [days(3), days(9)], days(40), appeal_deadline(days(9), 3), id="the last one counts"),
        pytest.param(days(9), False, [days(3)], days(40), appeal_deadline(days(9), 3), id="told, and the mail later"),
    ],
)
def test_the_last_day(notice: date | None, undelivered: bool, told: list[date], today: date, last: date) -> None:
    found = last_day_told(WRITTEN, weeks=3, notice=notice, undelivered=undelivered, told=told, today=today)
    assert found == last


@pytest.mark.parametrize("weeks", [3, 4, 6])
def test_whatever_day_they_were_told_they_have_all_the_time(weeks: int) -> None:
    for late in range(400):
        written = appeal_deadline(SENT, weeks)
        for notice, told in ((days(late), []), (None, [days(late)])):
            last = last_day_told(
                written, weeks=weeks, notice=notice, undelivered=notice is None, told=told, today=days(500)
            )
            assert last >= written
            assert last - days(late) >= timedelta(weeks=weeks)
            assert is_working_day(last)


@pytest.mark.parametrize(
    ("way", "on", "wrong"),
    [
        (OtherWay.POST, days(3), []),
        (OtherWay.SPOKEN, SENT, []),
        (None, days(3), [TellWord.WAY_MISSING]),
        (OtherWay.OWN_MAIL, None, [TellWord.DAY_MISSING]),
        (OtherWay.OWN_MAIL, days(-1), [TellWord.BEFORE_LETTER]),
        (OtherWay.OWN_MAIL, days(11), [TellWord.AHEAD]),
        (None, None, [TellWord.WAY_MISSING, TellWord.DAY_MISSING]),
    ],
)
def test_what_is_written_in(way: OtherWay | None, on: date | None, wrong: list[TellWord]) -> None:
    assert [each.code for each in may_tell_otherwise(way, on, sent=SENT, today=days(10))] == wrong
