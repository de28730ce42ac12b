"""The moves of a payment list."""

from medvirkning.follow_up.words import ListState as State
from medvirkning.follow_up.words import ListVerb as Verb
from medvirkning.kernel.lifecycle import Lifecycle, Step

PAYMENT_LIST = Lifecycle(
    "payment list",
    State.MADE,
    [
        Step(Verb.APPROVE, State.MADE, State.APPROVED),
        Step(Verb.DROP, State.MADE, State.DROPPED),
        Step(Verb.DROP, State.APPROVED, State.DROPPED),
        Step(Verb.PAY, State.APPROVED, State.PAID),
    ],
)
