"""Words for contributions."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp
from flask_babel.speaklater import LazyString

from medvirkning.contributions.words import (
    AnswerOutcome,
    BoardGroup,
    BoardSort,
    ContactRole,
    ContributionEvent,
    ContributionFault,
    ContributionKind,
    ContributionState,
    ContributionVerb,
    Desk,
    InboxTab,
    Rating,
)
from medvirkning.kernel.codes import CodeWord
from medvirkning.kernel.pictures import PictureWord

_WORDS: list[tuple[StrEnum, LazyString]] = [
    (ContributionKind.GOOD, _l("Something is good")),
    (ContributionKind.BETTER, _l("Something can be better")),
    (ContributionKind.IDEA, _l("I have an idea")),
    (ContributionKind.UNSAID, _lp("kind of contribution", "Input")),
    (ContributionState.RECEIVED, _lp("contribution", "Received")),
    (ContributionState.PUBLISHED, _lp("contribution", "Read")),
    (ContributionState.CONSIDERED, _lp("contribution", "We are looking into it")),
    (ContributionState.ANSWERED, _lp("contribution", "Answered")),
    (ContributionState.IN_PROGRESS, _lp("contribution", "We are working on it")),
    (ContributionState.DONE, _lp("contribution", "This happened")),
    (ContributionState.HIDDEN, _lp("contribution", "Hidden")),
    (ContributionState.WITHDRAWN, _lp("contribution", "Withdrawn")),
    (ContributionVerb.PUBLISH, _lp("button", "Publish")),
    (ContributionVerb.CONSIDER, _lp("button", "Look into it")),
    (ContributionVerb.ANSWER, _lp("button", "Answer")),
    (ContributionVerb.START, _lp("button", "Say that the work has begun")),
    (ContributionVerb.FINISH, _lp("button", "Tell what happened")),
    (ContributionVerb.HIDE, _lp("button", "Hide")),
    (ContributionVerb.REPUBLISH, _lp("button", "Publish again")),
    (ContributionVerb.WITHDRAW, _lp("button", "Withdraw")),
    (AnswerOutcome.YES, _lp("answer", "Yes")),
    (AnswerOutcome.PARTLY, _lp("answer", "Partly")),
    (AnswerOutcome.NO, _lp("answer", "No")),
    (AnswerOutcome.NOT_OURS, _lp("answer", "Not ours to decide")),
    (BoardGroup.READ, _lp("board", "Read")),
    (BoardGroup.WORKING, _lp("board", "We are working on it")),
    (BoardGroup.HAPPENED, _lp("board", "This happened")),
    (BoardGroup.DECLINED, _lp("board", "Came to nothing")),
    (BoardSort.NEWEST, _lp("board", "The newest")),
    (BoardSort.AGREED, _lp("board", "Most agreed")),
    (InboxTab.NEW, _lp("inbox", "New")),
    (InboxTab.WAITING, _lp("inbox", "Waiting for an answer")),
    (InboxTab.MINE, _lp("inbox", "Mine")),
    (InboxTab.ANSWERED, _lp("inbox", "Answered")),
    (InboxTab.HIDDEN, _lp("inbox", "Hidden")),
    (Desk.NEW, _lp("inbox", "New")),
    (Desk.WAITING, _lp("inbox", "Waiting for an answer")),
    (Desk.ANSWERED, _lp("inbox", "Answered")),
    (Desk.HIDDEN, _lp("inbox", "Hidden")),
    (ContactRole.SENDER, _l("The sender")),
    (ContactRole.FOLLOWER, _l("Follows it")),
    (Rating.GOOD, _lp("was it any good?", "Yes")),
    (Rating.NOT_QUITE, _lp("was it any good?", "Not quite")),
]

_EVENTS: list[tuple[StrEnum, LazyString]] = [
    (ContributionEvent.RECEIVED, _l("Sent")),
    (ContributionEvent.PUBLISHED, _l("Read and put on the board")),
    (ContributionEvent.CONSIDERED, _l("We are looking into it")),
    (ContributionEvent.ANSWERED, _lp("event", "Answered")),
    (ContributionEvent.STARTED, _l("We have begun")),
    (ContributionEvent.FINISHED, _lp("event", "This happened")),
    (ContributionEvent.HIDDEN, _l("Not shown on the board")),
    (ContributionEvent.REPUBLISHED, _l("Put on the board again")),
    (ContributionEvent.WITHDRAWN, _l("Withdrawn by the sender")),
    (ContributionEvent.PHOTO_ADDED, _l("The sender added a photo")),
    (ContributionEvent.PHOTO_SHOWN, _l("A photo from the sender was put on the board")),
    (ContributionEvent.ASSIGNED, _l("Given to somebody")),
    (ContributionEvent.NOTED, _l("Internal note")),
    (ContributionEvent.TAGGED, _l("Theme chosen")),
    (ContributionEvent.SENT_TWICE, _l("The same form came again, with something else in it")),
]

_FAULTS: list[tuple[StrEnum, LazyString]] = [
    (ContributionFault.TEXT_MISSING, _l("Write what you want to say")),
    (ContributionFault.TEXT_TOO_LONG, _l("This is too long. Shorten it to %(most)d characters.")),
    (ContributionFault.PLACE_TOO_LONG, _l("The place is too long. Shorten it to %(most)d characters.")),
    (ContributionFault.NAME_TOO_LONG, _l("The name is too long. Shorten it to %(most)d characters.")),
    (ContributionFault.ZONE_UNKNOWN, _l("Choose one of the places in the list")),
    (ContributionFault.TOO_MANY_PHOTOS, _l("You can send %(most)d photos at the most. Remove one to add another.")),
    (ContributionFault.CLOSED_TO_SENDER, _l("This case is over, so there is nothing more to add. Send a new input.")),
    (ContributionFault.REASON_MISSING, _l("Write why. The sender reads it.")),
    (ContributionFault.REASON_TOO_LONG, _l("The reason is too long. Shorten it to %(most)d characters.")),
    (ContributionFault.OUTCOME_MISSING, _l("Choose what you answer")),
    (ContributionFault.ANSWER_MISSING, _l("Write why. An answer always has a reason.")),
    (ContributionFault.ANSWER_TOO_LONG, _l("The answer is too long. Shorten it to %(most)d characters.")),
    (ContributionFault.ANSWERED_NO, _l("You have answered no. Give a new answer first.")),
    (ContributionFault.STORY_MISSING, _l("Tell what has been done")),
    (ContributionFault.STORY_TOO_LONG, _l("This is too long. Shorten it to %(most)d characters.")),
    (ContributionFault.NOTE_MISSING, _l("Write the note")),
    (ContributionFault.NOTE_TOO_LONG, _l("The note is too long. Shorten it to %(most)d characters.")),
    (ContributionFault.DATE_PASSED, _l("Choose today or a later day")),
    (ContributionFault.NOT_PUBLIC, _l("This input is no longer on the board")),
    (ContributionFault.NOT_DONE, _l("Nothing has been done here yet")),
]

# What the kernel finds wrong with codes and photos.
_FINDINGS: list[tuple[StrEnum, LazyString]] = [
    (CodeWord.EMPTY, _l("Write the code from your receipt")),
    (CodeWord.WRONG_LENGTH, _l("The code has %(needed)d characters. You have written %(written)d.")),
    (CodeWord.WRONG_CHARACTER, _l("The code can't have «%(character)s» in it. Look at the receipt once more.")),
    (PictureWord.NOT_A_PICTURE, _l("We can't open this file as a photo. Choose a photo in JPEG or PNG.")),
    (PictureWord.TOO_LARGE, _l("The photo is too large. Choose one under 20 megabytes.")),
    (PictureWord.TOO_MANY_PIXELS, _l("The photo has too many pixels. Choose a smaller one.")),
    (PictureWord.BROKEN, _l("The photo is damaged. Choose another one.")),
]

CONTRIBUTION_LABELS: list[tuple[StrEnum, LazyString]] = [*_WORDS, *_EVENTS, *_FAULTS, *_FINDINGS]
