"""The moves of an application."""

from medvirkning.grants.words import ApplicationState as State
from medvirkning.grants.words import ApplicationVerb as Verb
from medvirkning.kernel.lifecycle import Lifecycle, Step

APPLICATION = Lifecycle(
    "application",
    State.DRAFT,
    [
        Step(Verb.SEND, State.DRAFT, State.SENT),
        Step(Verb.CHANGE, State.SENT, State.SENT),
        Step(Verb.FIND_COMPLETE, State.SENT, State.READY),
        Step(Verb.FIND_COMPLETE, State.NEEDS_FIX, State.READY),
        Step(Verb.ASK_FOR_CORRECTION, State.SENT, State.NEEDS_FIX),
        Step(Verb.ASK_FOR_CORRECTION, State.READY, State.NEEDS_FIX),
        Step(Verb.ASK_FOR_CORRECTION, State.IN_REVIEW, State.NEEDS_FIX),
        Step(Verb.SEND_CORRECTION, State.NEEDS_FIX, State.SENT),
        Step(Verb.TAKE_UP, State.SENT, State.IN_REVIEW),
        Step(Verb.TAKE_UP, State.READY, State.IN_REVIEW),
        Step(Verb.RECOMMEND, State.SENT, State.RECOMMENDED),
        Step(Verb.RECOMMEND, State.READY, State.RECOMMENDED),
        Step(Verb.RECOMMEND, State.IN_REVIEW, State.RECOMMENDED),
        Step(Verb.DECIDE, State.SENT, State.DECIDED),
        Step(Verb.DECIDE, State.NEEDS_FIX, State.DECIDED),  # dismissed: review.rules.may_dismiss
        Step(Verb.DECIDE, State.READY, State.DECIDED),
        Step(Verb.DECIDE, State.IN_REVIEW, State.DECIDED),
        Step(Verb.DECIDE, State.RECOMMENDED, State.DECIDED),
        Step(Verb.SEND_LETTER, State.DECIDED, State.LETTER_SENT),
        Step(Verb.ACCEPT, State.LETTER_SENT, State.ACCEPTED),
        Step(Verb.PAY_PART, State.ACCEPTED, State.PAID_PART),
        Step(Verb.PAY_PART, State.PAID_PART, State.PAID_PART),
        Step(Verb.PAY_PART, State.PAID, State.PAID_PART),  # an appeal has given more
        Step(Verb.PAY, State.ACCEPTED, State.PAID),
        Step(Verb.PAY, State.PAID, State.PAID),
        Step(Verb.PAY, State.PAID_PART, State.PAID),
        Step(Verb.PAY_PART, State.REPORT_DUE, State.REPORT_DUE),
        Step(Verb.PAY, State.REPORT_DUE, State.REPORT_DUE),
        Step(Verb.PAY_PART, State.REPORT_RECEIVED, State.REPORT_RECEIVED),
        Step(Verb.PAY, State.REPORT_RECEIVED, State.REPORT_RECEIVED),
        *(Step(Verb.ASK_REPORT, state, State.REPORT_DUE) for state in (State.ACCEPTED, State.PAID_PART, State.PAID)),
        *(
            Step(Verb.SEND_REPORT, state, State.REPORT_RECEIVED)
            for state in (State.ACCEPTED, State.PAID_PART, State.PAID, State.REPORT_DUE)
        ),
        Step(Verb.ASK_MORE, State.REPORT_RECEIVED, State.REPORT_DUE),
        *(
            Step(Verb.CLAIM_BACK, state, State.REPAYMENT)
            for state in (State.PAID_PART, State.PAID, State.REPORT_DUE, State.REPORT_RECEIVED)
        ),
        Step(Verb.CLOSE, State.REPAYMENT, State.CLOSED),
        Step(Verb.CLOSE, State.REPORT_RECEIVED, State.CLOSED),
        Step(Verb.CLOSE, State.LETTER_SENT, State.CLOSED),
        Step(Verb.CLOSE, State.ACCEPTED, State.CLOSED),  # an appeal has taken it away, and nothing is paid
        Step(Verb.CLOSE, State.REPORT_DUE, State.CLOSED),
        Step(Verb.REOPEN, State.CLOSED, State.LETTER_SENT),  # an appeal has given money: it can be accepted
        Step(Verb.RESUME, State.CLOSED, State.PAID),  # … or, where it is accepted, has given more
        Step(Verb.WITHDRAW, State.DRAFT, State.WITHDRAWN),
        Step(Verb.WITHDRAW, State.SENT, State.WITHDRAWN),
        Step(Verb.WITHDRAW, State.NEEDS_FIX, State.WITHDRAWN),
        Step(Verb.WITHDRAW, State.READY, State.WITHDRAWN),
        Step(Verb.WITHDRAW, State.IN_REVIEW, State.WITHDRAWN),
        Step(Verb.WITHDRAW, State.RECOMMENDED, State.WITHDRAWN),
    ],
)
