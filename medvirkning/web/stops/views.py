"""All pages about the stops of the caravan."""

from medvirkning.web.stops import calendar, planning, posters, replies, tour  # noqa: F401  (their routes)
from medvirkning.web.stops.blueprint import blueprint

__all__ = ["blueprint"]
