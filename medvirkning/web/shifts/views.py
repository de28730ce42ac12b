"""All that staff do with tablets and shifts, gathered for the list of blueprints."""

from medvirkning.web.shifts import (  # noqa: F401  (their routes)
    held,
    held_list,
    joining,
    opening,
    populations,
    reach,
    running,
    sealed_file,
    tablets,
)
from medvirkning.web.shifts.blueprint import blueprint

__all__ = ["blueprint"]
