"""Words for what follows a decision."""

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp

from medvirkning.follow_up.words import FollowWord, ListState, ListVerb, ReportFile

FOLLOW_UP_LABELS = [
    (ListState.MADE, _l("Waits for approval")),
    (ListState.APPROVED, _l("Approved")),
    (ListState.PAID, _lp("payment list", "Paid")),
    (ListState.DROPPED, _l("Taken back")),
    (ListVerb.APPROVE, _l("Approve the list")),
    (ListVerb.PAY, _l("Mark as paid")),
    (ListVerb.DROP, _l("Take the list back")),
    (FollowWord.NOT_GRANTED, _l("The answer was no, so there is nothing to accept.")),
    (FollowWord.CONDITIONS_UNACCEPTED, _l("Confirm that you will follow the conditions")),
    (FollowWord.ACCOUNT_UNCONFIRMED, _l("Choose which account the money should go to")),
    (FollowWord.TOO_EARLY_TO_CLOSE, _l("The applicant still has time. You can finish the case from %(first)s.")),
    (FollowWord.REASON_MISSING, _l("Write the reason")),
    (FollowWord.REASON_TOO_LONG, _l("This is too long. Shorten it to %(most)d characters.")),
    (FollowWord.SAME_ACCOUNT, _l("This is the account we have already")),
    (FollowWord.CHANGE_WAITS, _l("The account number is changed, and somebody else must confirm it first.")),
    (FollowWord.OTHER_PERSON, _l("You did the first part, so another person must do this.")),
    (FollowWord.STEPPED_ASIDE, _l("You step aside from one of the cases, so another person must do this.")),
    (FollowWord.NOTHING_CHOSEN, _l("Choose at least one grant")),
    (FollowWord.NOT_TO_BE_PAID, _l("This grant can't be paid now")),
    (FollowWord.MORE_THAN_LEFT, _l("There is %(left)s kroner left of the grant. Write no more than that.")),
    (FollowWord.NO_AMOUNT, _l("Write how much is to be paid")),
    (FollowWord.PAID_IN_FUTURE, _l("Choose today or a day that has been")),
    (FollowWord.PAID_BEFORE_APPROVED, _l("The list was approved later than this. Check the date.")),
    (ReportFile.PHOTO, _l("Photos")),
    (ReportFile.RECEIPT, _l("Receipts")),
    (ReportFile.AUDITOR, _l("The auditor's statement")),
    (FollowWord.WHAT_MISSING, _l("Write what you did")),
    (FollowWord.EVALUATION_MISSING, _l("Write how it went")),
    (FollowWord.TEXT_TOO_LONG, _l("This is too long. Shorten it to %(most)d characters.")),
    (FollowWord.PARTICIPANTS_UNREADABLE, _l("Write one number, such as 150")),
    (FollowWord.SPENT_UNREADABLE, _l("Write how much you spent on this, or 0")),
    (FollowWord.LEFT_OVER_UNREADABLE, _l("Write how much is left over, or 0")),
    (FollowWord.LEFT_OVER_TOO_MUCH, _l("This is more than the grant, which was %(granted)s kroner")),
    (FollowWord.CONSENT_MISSING, _l("Confirm that everyone in the photos has said yes, or take the photos away")),
    (
        FollowWord.AUDITOR_MISSING,
        _l("Add the auditor's statement. It is needed for grants of %(least)s kroner or more."),
    ),
    (FollowWord.TOO_MANY_FILES, _l("There is room for %(most)d files. Take one away first.")),
    (FollowWord.DAY_TOO_EARLY, _l("Choose a day that lies ahead")),
    (FollowWord.LIST_UNPAID, _l("Money from the grant stands on a payment list. Wait until it is paid.")),
]
