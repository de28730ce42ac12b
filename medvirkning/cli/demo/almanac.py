"""When things happened in the demo: counted back from the day it is built, so that it never grows stale."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from medvirkning.kernel.clock import oslo_date, oslo_moment
from medvirkning.kernel.deadlines import is_working_day, next_working_day

OPENS, LONGEST = time(8, 20), 7 * 60  # an office day, and its minutes


@dataclass(frozen=True)
class Almanac:
    """Days and moments as seen from `now`. A number of days `ago` below 0 lies ahead. No moment lies after `now`."""

    now: datetime

    def day(self, ago: int) -> date:
        """The date so many days ago, whatever day it is."""
        return oslo_date(self.now) - timedelta(days=ago)

    def working_day(self, ago: int) -> date:
        """That date, or the first working day after it: for meetings and deadlines."""
        return next_working_day(self.day(ago))

    def moment(self, ago: int, at: time = time(19, 30)) -> datetime:
        """A moment in somebody's spare time."""
        return min(oslo_moment(self.day(ago), at), self.now)

    def office(self, ago: int, place: int = 0, *, later: int = 0) -> datetime:
        """A moment at work, on that working day or on the last one before now. `place` tells cases apart, and `later`
        is so many minutes after the moment it would be."""
        day = min(self.working_day(ago), self._last_working_day())
        return min(oslo_moment(day, OPENS) + timedelta(minutes=place * 37 % LONGEST + later), self.now)

    def _last_working_day(self) -> date:
        day = oslo_date(self.now)
        while not is_working_day(day):
            day -= timedelta(days=1)
        return day
