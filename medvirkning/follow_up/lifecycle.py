"""The moves of a payment list, and of a matter of repayment."""

from medvirkning.follow_up.words import ListState as State
from medvirkning.follow_up.words import ListVerb as Verb
from medvirkning.follow_up.words import RepaymentState, RepaymentVerb
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

REPAYMENT = Lifecycle(
    "repayment",
    RepaymentState.NOTIFIED,
    [
        Step(RepaymentVerb.CLAIM, RepaymentState.NOTIFIED, RepaymentState.CLAIMED),
        Step(RepaymentVerb.LET_GO, RepaymentState.NOTIFIED, RepaymentState.LET_GO),
        Step(RepaymentVerb.LET_GO, RepaymentState.CLAIMED, RepaymentState.LET_GO),  # as after an appeal
        Step(RepaymentVerb.NOTE_REPAID, RepaymentState.CLAIMED, RepaymentState.REPAID),
    ],
)
