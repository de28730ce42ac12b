"""Which registers an installation asks: the real ones where it says so, the stand-in in the demo, else none."""

from medvirkning.grants.registers import Registers
from medvirkning.registers.over_http import OverHttp
from medvirkning.registers.stand_in import StandIn
from medvirkning.settings import Settings

EXTENSION = "registers"  # the app's name for whoever is asked


def registers_of(settings: Settings) -> Registers | None:
    """Whom to ask; None where there is nobody, and everything is written by hand."""
    if settings.registers:
        return OverHttp()
    return StandIn() if settings.demo else None
