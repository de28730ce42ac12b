"""Going through what tablets have sent and nobody went through, as when a server went down between."""

from flask import current_app

from medvirkning.caravan.going_through import go_through_waiting
from medvirkning.kernel.clock import now


def go_through_tablets() -> int:
    """Go through all that waits, each in a transaction of its own; how many there were."""
    secret = str(current_app.config["SETTINGS"].secret_key).encode()
    return go_through_waiting(secret=secret, at=now())
