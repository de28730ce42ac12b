"""How it stands with the second person of a case, as staff see it."""

from dataclasses import dataclass

from medvirkning.grants.models import Application
from medvirkning.grants.second_words import SecondStanding
from medvirkning.grants.seconds import SecondRequest, newest_request
from medvirkning.kernel.clock import today


@dataclass(frozen=True)
class Second:
    """The request that counts. `corrected` is true where the application has been corrected after the answer."""

    request: SecondRequest
    standing: SecondStanding
    corrected: bool


def second_of(application: Application) -> Second | None:
    """The second person of a case, or None where nobody has been asked."""
    found = newest_request(application.id)
    if found is None:
        return None
    corrected = found.snapshot is not None and found.snapshot < application.revision
    return Second(found, found.standing(today()), corrected)
