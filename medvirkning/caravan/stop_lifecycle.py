"""The moves of a stop. What is cancelled stays in sight, and may come about after all."""

from medvirkning.caravan.stop_words import StopState as State
from medvirkning.caravan.stop_words import StopVerb as Verb
from medvirkning.kernel.lifecycle import Lifecycle, Step

STOP = Lifecycle(
    "stop",
    State.PLANNED,
    [
        Step(Verb.CANCEL, State.PLANNED, State.CANCELLED),
        Step(Verb.PLAN_AGAIN, State.CANCELLED, State.PLANNED),
    ],
)
