"""The words of what follows a decision: accepting, paying, and what can stand in the way."""

from enum import StrEnum

from medvirkning.grants.words import DECIDED, ApplicationState

ACCEPT_WEEKS = 3  # from the letter; a later yes is a yes too, until the case is closed
MOST_REASON = 1_000  # characters
FOLLOWED = DECIDED - {ApplicationState.DECIDED}  # the letter has gone out
TO_BE_PAID = (
    ApplicationState.ACCEPTED,
    ApplicationState.PAID_PART,
    ApplicationState.PAID,  # an appeal has given more
    ApplicationState.REPORT_DUE,
    ApplicationState.REPORT_RECEIVED,
)
TO_REPORT = (
    ApplicationState.ACCEPTED,
    ApplicationState.PAID_PART,
    ApplicationState.PAID,
    ApplicationState.REPORT_DUE,
)
REMINDED_AT = (-30, -7, 1, 14)  # days from the day the report is due
TO_CLAIM_BACK = (
    ApplicationState.PAID_PART,
    ApplicationState.PAID,
    ApplicationState.REPORT_DUE,
    ApplicationState.REPORT_RECEIVED,
)
NOTICE_WEEKS = 2  # at least, to answer an advance notice; a fair time is all the law says
PAY_WEEKS = 3  # at least, to pay back: no less than the time to appeal
MOST_TEXT = 3_000  # characters of an answer in a report
MOST_FILES = 20  # photos, receipts and statements of one report


class ReportFile(StrEnum):
    """What a file of a report is."""

    PHOTO = "photo"
    RECEIPT = "receipt"
    AUDITOR = "auditor"


class RepaymentGround(StrEnum):
    """Why money may have to be paid back, as the letter about the grant told."""

    UNUSED = "unused"
    NOT_CARRIED_OUT = "not_carried_out"
    NOT_REPORTED = "not_reported"
    WRONG_INFORMATION = "wrong_information"


class RepaymentState(StrEnum):
    """Where a matter of repayment is."""

    NOTIFIED = "notified"
    CLAIMED = "claimed"
    LET_GO = "let_go"
    REPAID = "repaid"


class RepaymentVerb(StrEnum):
    """What moves a matter of repayment."""

    CLAIM = "claim"
    LET_GO = "let_go"
    NOTE_REPAID = "note_repaid"


class ListState(StrEnum):
    """Where a payment list is."""

    MADE = "made"
    APPROVED = "approved"
    PAID = "paid"
    DROPPED = "dropped"


class ListVerb(StrEnum):
    """What moves a payment list."""

    APPROVE = "approve"
    PAY = "pay"
    DROP = "drop"


class FollowWord(StrEnum):
    """What can stand in the way after the decision."""

    NOT_GRANTED = "not_granted"
    NEW_LETTER_COMING = "new_letter_coming"
    CONDITIONS_UNACCEPTED = "conditions_unaccepted"
    ACCOUNT_UNCONFIRMED = "account_unconfirmed"
    TOO_EARLY_TO_CLOSE = "too_early_to_close"  # facts: first, a day
    REASON_MISSING = "reason_missing"
    REASON_TOO_LONG = "reason_too_long"  # facts: most
    SAME_ACCOUNT = "same_account"
    CHANGE_WAITS = "change_waits"  # a changed account number that nobody else has confirmed
    APPEAL_WAITS = "appeal_waits"  # or may come
    TAKEN_AWAY = "taken_away"  # by an appeal, since the list was made; facts: number, the case's
    LEAD_GIVES_BACK = "lead_gives_back"
    NO_ACCOUNT = "no_account"  # none is confirmed
    ACCOUNT_CHANGED = "account_changed"  # since the list was made; facts: number, the case's
    ACCOUNT_WAITS = "account_waits"  # to be confirmed; facts: number, the case's
    APPROVER_TAKES_BACK = "approver_takes_back"
    OTHER_PERSON = "other_person"  # the second pair of eyes must be somebody else's
    STEPPED_ASIDE = "stepped_aside"
    NOTHING_CHOSEN = "nothing_chosen"
    NOT_TO_BE_PAID = "not_to_be_paid"
    MORE_THAN_LEFT = "more_than_left"  # facts: left, kroner
    NO_AMOUNT = "no_amount"
    PAID_IN_FUTURE = "paid_in_future"
    PAID_BEFORE_APPROVED = "paid_before_approved"
    WHAT_MISSING = "what_missing"
    EVALUATION_MISSING = "evaluation_missing"
    TEXT_TOO_LONG = "text_too_long"  # facts: most
    PARTICIPANTS_UNREADABLE = "participants_unreadable"
    SPENT_UNREADABLE = "spent_unreadable"
    LEFT_OVER_UNREADABLE = "left_over_unreadable"
    LEFT_OVER_TOO_MUCH = "left_over_too_much"  # facts: granted, kroner
    CONSENT_MISSING = "consent_missing"
    AUDITOR_MISSING = "auditor_missing"  # facts: least, kroner
    RECEIPTS_MISSING = "receipts_missing"  # the money is paid against them
    SECOND_NAME_MISSING = "second_signer_missing"
    SECOND_IS_SENDER = "second_is_sender"
    MORE_THAN_GRANTED = "more_than_granted"  # facts: granted, kroner
    LESS_THAN_PAID = "less_than_paid"  # facts: paid, kroner
    TOO_MANY_FILES = "too_many_files"  # facts: most
    DAY_TOO_EARLY = "day_too_early"
    LIST_UNPAID = "list_unpaid"  # money is on its way out
    REPAYMENT_OPEN = "repayment_open"
    GROUND_MISSING = "ground_missing"
    NO_AMOUNT_BACK = "no_amount_back"
    MORE_THAN_PAID = "more_than_paid"  # facts: paid, kroner
    MORE_THAN_NOTIFIED = "more_than_notified"  # facts: most, kroner
    TIME_TO_ANSWER = "time_to_answer"  # facts: first, a day
    DAY_OFF = "day_off"  # facts: next, a day
    STILL_TIME_TO_ANSWER = "still_time_to_answer"  # facts: first, a day
    TIME_TO_PAY = "time_to_pay"  # facts: first, a day
    REPAID_BEFORE_CLAIM = "repaid_before_claim"
    ANSWER_MISSING = "answer_missing"
