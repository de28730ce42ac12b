"""The moves of an appeal."""

from medvirkning.appeals.words import AppealState as State
from medvirkning.appeals.words import AppealVerb as Verb
from medvirkning.kernel.lifecycle import Lifecycle, Step

APPEAL = Lifecycle(
    "appeal",
    State.RECEIVED,
    [
        Step(Verb.ASK, State.RECEIVED, State.ASKED_TO_COMPLETE),
        Step(Verb.COMPLETE, State.ASKED_TO_COMPLETE, State.RECEIVED),
        Step(Verb.DISMISS, State.RECEIVED, State.DISMISSED),
        Step(Verb.DISMISS, State.ASKED_TO_COMPLETE, State.DISMISSED),
        Step(Verb.CHANGE, State.RECEIVED, State.CHANGED),
        Step(Verb.UNDO, State.RECEIVED, State.UNDONE),
        Step(Verb.REOPEN, State.DISMISSED, State.RECEIVED),
        Step(Verb.FORWARD, State.RECEIVED, State.FORWARDED),
        Step(Verb.CONCLUDE, State.FORWARDED, State.FINAL),
        Step(Verb.WITHDRAW, State.RECEIVED, State.WITHDRAWN),
        Step(Verb.WITHDRAW, State.ASKED_TO_COMPLETE, State.WITHDRAWN),
        Step(Verb.WITHDRAW, State.FORWARDED, State.WITHDRAWN),
    ],
)
