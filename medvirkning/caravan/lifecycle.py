"""The moves of a shift."""

from medvirkning.caravan.words import ShiftState, ShiftVerb
from medvirkning.kernel.lifecycle import Lifecycle, Step

SHIFT = Lifecycle(
    "shift",
    ShiftState.OPEN,
    [
        Step(ShiftVerb.END, ShiftState.OPEN, ShiftState.ENDED),
        Step(ShiftVerb.RESUME, ShiftState.ENDED, ShiftState.OPEN),
    ],
)
