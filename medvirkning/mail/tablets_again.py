"""Going through what tablets have sent and nobody went through, as when a server went down between.

It is done a while at a time, between the mails: thousands may wait, with photos that have to be drawn.
"""

import time
from collections.abc import Callable

from flask import current_app

from medvirkning.caravan.going_through import WayThrough, go_through_waiting
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import end_reading

AT_A_TIME = 2.0  # seconds on what tablets sent before the mail has its turn


class TabletRound:
    """A worker's own way through all that waits, so many `seconds` at a time."""

    def __init__(self, seconds: float = AT_A_TIME) -> None:
        self.seconds, self.again = seconds, False
        self.way: WayThrough | None = None

    def begin(self) -> None:
        """Begin with the first of what waits. Where a round is underway, once more when it is over: what came meanwhile
        may have been passed by."""
        self.again = self.way is not None
        self.way = self.way or WayThrough()

    def go_on(self, *, going: Callable[[], bool] = lambda: True) -> int:
        """Go on where it came to for a while, through one thing at least; how many. 0 where no round is underway."""
        if self.way is None:
            return 0
        until = time.monotonic() + self.seconds
        try:
            count = go_through_waiting(
                secret=str(current_app.config["SETTINGS"].secret_key).encode(),
                at=now(),
                way=self.way,
                enough=lambda: time.monotonic() >= until or not going(),
            )
        finally:
            end_reading()
        if self.way.over:
            self.way, self.again = (WayThrough() if self.again else None), False
        return count
