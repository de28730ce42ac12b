"""The words of contributions: what residents send, where it stands, and what came of it."""

from enum import StrEnum


class ContributionKind(StrEnum):
    """What sort of thing the sender has to say. Text is all that is asked for, so it may be left unsaid."""

    GOOD = "good"
    BETTER = "better"
    IDEA = "idea"
    UNSAID = "unsaid"


class ContributionState(StrEnum):
    """Where a contribution stands. Everyone can see those that are published or have come further."""

    RECEIVED = "received"  # nobody has read it
    PUBLISHED = "published"  # read, and on the board
    CONSIDERED = "considered"  # somebody looks into it
    ANSWERED = "answered"  # with an outcome and its reason
    IN_PROGRESS = "in_progress"
    DONE = "done"
    HIDDEN = "hidden"  # with a reason that the sender can read
    WITHDRAWN = "withdrawn"  # by its sender; what was written is gone


class ContributionVerb(StrEnum):
    """What is done to a contribution as a whole, so that it moves from one state to another."""

    PUBLISH = "publish"
    CONSIDER = "consider"
    ANSWER = "answer"
    START = "start"
    FINISH = "finish"
    HIDE = "hide"
    REPUBLISH = "republish"
    WITHDRAW = "withdraw"


class ContributionEvent(StrEnum):
    """What the journal says of a contribution. A timeline shows those that moved it and those the sender did."""

    RECEIVED = "received"
    PUBLISHED = "published"
    CONSIDERED = "considered"
    ANSWERED = "answered"
    STARTED = "started"
    FINISHED = "finished"
    HIDDEN = "hidden"
    REPUBLISHED = "republished"
    WITHDRAWN = "withdrawn"
    PHOTO_ADDED = "photo_added"
    PHOTO_SHOWN = "photo_shown"  # one that came after publishing, now on the board too
    ASSIGNED = "assigned"
    NOTED = "noted"
    TAGGED = "tagged"
    SENT_TWICE = "sent_twice"  # the same form came again with something else in it


class AnswerOutcome(StrEnum):
    """What the municipality answers. The reason is compulsory whichever it is."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_OURS = "not_ours"  # somebody else decides; the answer says who


class BoardGroup(StrEnum):
    """How far a published contribution has come, as the board's filter says it."""

    READ = "read"
    WORKING = "working"
    HAPPENED = "happened"
    DECLINED = "declined"


class Desk(StrEnum):
    """Where in the inbox a contribution lies. A withdrawn one lies nowhere."""

    NEW = "new"
    WAITING = "waiting"  # for an answer
    ANSWERED = "answered"
    HIDDEN = "hidden"


class InboxTab(StrEnum):
    """The tabs of the inbox: the desk's trays, and those that are one's own to follow up."""

    NEW = "new"
    WAITING = "waiting"
    MINE = "mine"
    ANSWERED = "answered"
    HIDDEN = "hidden"


class BoardSort(StrEnum):
    """What the board shows first."""

    NEWEST = "newest"
    AGREED = "agreed"


class ContactRole(StrEnum):
    """Whose address it is: the sender's, or that of somebody who means the same."""

    SENDER = "sender"
    FOLLOWER = "follower"


class Rating(StrEnum):
    """«Ble det bra?» (was it any good?), asked of everyone where something has been done."""

    GOOD = "good"
    NOT_QUITE = "not_quite"


class ContributionFault(StrEnum):
    """Why something can't be done with a contribution. Facts: `most`, where there is a limit."""

    TEXT_MISSING = "text_missing"
    TEXT_TOO_LONG = "text_too_long"
    PLACE_TOO_LONG = "place_too_long"
    NAME_TOO_LONG = "name_too_long"
    ZONE_UNKNOWN = "zone_unknown"
    TOO_MANY_PHOTOS = "too_many_photos"
    CLOSED_TO_SENDER = "closed_to_sender"
    REASON_MISSING = "reason_missing"
    REASON_TOO_LONG = "reason_too_long"
    OUTCOME_MISSING = "outcome_missing"
    ANSWER_MISSING = "answer_missing"
    ANSWER_TOO_LONG = "answer_too_long"
    ANSWERED_NO = "answered_no"
    STORY_MISSING = "story_missing"
    STORY_TOO_LONG = "story_too_long"
    NOTE_MISSING = "note_missing"
    NOTE_TOO_LONG = "note_too_long"
    DATE_PASSED = "date_passed"
    NOT_PUBLIC = "not_public"
    NOT_DONE = "not_done"
