"""Who looks at what people wrote and at their photos is written down by a press: reading writes nothing."""

from typing import Any

from flask import redirect, request

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.surveys.raw_answers import looked, note_looked
from medvirkning.web.access import signed_in
from medvirkning.web.survey_results.loaders import Found


def written_down(found: Found) -> bool:
    """Whether it is written down that the reader looks at this survey's answers."""
    return looked(found.survey, by=signed_in(), at=now())


def write_down(found: Found, *, there: bool) -> Any:
    """Write it down, where there is something to see, and on to the page."""
    if there:
        with transaction():
            note_looked(found.survey, by=signed_in(), at=now())
    return redirect(request.url, 303)
