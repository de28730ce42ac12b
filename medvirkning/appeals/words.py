"""The words of appeals: who appeals and how it came, what happens with it, and what can stand in the way."""

from enum import StrEnum

MOST_TEXT = 6_000  # characters of what is written in an appeal, or about it
MOST_NAME = 120
MOST_FILES = 10  # of one appeal
ANSWER_WEEKS = 3  # until the desk should have dealt with an appeal; the law asks for word within a month
SHORTEST_TO_COMPLETE = 7  # days to send what is missing
MONTHS_FOR_OTHERS = 3  # after a decision that gives somebody something, nobody else may appeal it
MONTHS_FOR_WORSE = 3  # after an appeal came in, the appeal body may no longer put its sender in a worse place


class Subject(StrEnum):
    """What an appeal is against. Each is a decision, with a last day of its own."""

    DECISION = "decision"
    DISMISSAL = "dismissal"  # of an earlier appeal
    CLAIM = "claim"  # for money back


class AppealState(StrEnum):
    """Where an appeal is."""

    RECEIVED = "received"
    ASKED_TO_COMPLETE = "asked_to_complete"
    DISMISSED = "dismissed"
    CHANGED = "changed"
    UNDONE = "undone"  # an appeal against a dismissal, which was undone
    FORWARDED = "forwarded"
    FINAL = "final"
    WITHDRAWN = "withdrawn"


class AppealVerb(StrEnum):
    """What moves an appeal."""

    ASK = "ask"
    COMPLETE = "complete"
    DISMISS = "dismiss"
    CHANGE = "change"
    UNDO = "undo"  # the dismissal that is appealed
    REOPEN = "reopen"  # what was dismissed, once the dismissal is undone
    FORWARD = "forward"
    CONCLUDE = "conclude"
    WITHDRAW = "withdraw"


class Channel(StrEnum):
    """How an appeal came."""

    FORM = "form"
    PAPER = "paper"  # letter or e-mail
    SPOKEN = "spoken"  # said, and written down by whoever heard it


class Appellant(StrEnum):
    """Who appeals."""

    APPLICANT = "applicant"
    OTHER = "other"  # somebody else whom the decision concerns, as one who competed for the same money


class Timing(StrEnum):
    """Whether an appeal is in time."""

    IN_TIME = "in_time"
    LATE = "late"  # may be taken where the law gives a ground
    TOO_LATE = "too_late"  # more than a year after the decision: never


class LateGround(StrEnum):
    """Why a late appeal is taken all the same."""

    NOT_TO_BLAME = "not_to_blame"
    SPECIAL_REASONS = "special_reasons"


class DismissalGround(StrEnum):
    """Why an appeal is not looked into."""

    TOO_LATE = "too_late"
    NO_INTEREST = "no_interest"  # the decision doesn't concern whoever appeals
    INCOMPLETE = "incomplete"  # what was asked for never came


class RulingKind(StrEnum):
    """What has been made of an appeal; each has a letter of its own."""

    DISMISSED = "dismissed"
    CHANGED = "changed"
    UNDONE = "undone"  # the dismissal that was appealed
    FORWARDED = "forwarded"
    FINAL = "final"
    ANEW = "anew"  # decided once more after the appeal body set the decision aside


class BodyOutcome(StrEnum):
    """What the appeal body decided."""

    UPHELD = "upheld"
    CHANGED = "changed"
    SET_ASIDE = "set_aside"


class Part(StrEnum):
    """What somebody has done in the case that keeps them from handling the appeal at the appeal body."""

    DECIDED = "decided"
    ASSESSED = "assessed"
    PREPARED = "prepared"  # proposed, sent the letter, or dealt with the appeal at the first turn


class AppealTab(StrEnum):
    """Which part of the desk is shown."""

    NEW = "new"
    WAITING = "waiting"  # for the one who appeals
    FORWARDED = "forwarded"
    FINISHED = "finished"


class AppealWord(StrEnum):
    """What stands in the way."""

    LETTER_NOT_SENT = "letter_not_sent"
    APPEAL_OPEN = "appeal_open"  # one is being dealt with already
    WANTED_MISSING = "wanted_missing"
    NAME_MISSING = "name_missing"
    INTEREST_MISSING = "interest_missing"
    NOWHERE_TO_WRITE = "nowhere_to_write"
    SENT_AFTER_RECEIVED = "sent_after_received"
    RECEIVED_AHEAD = "received_ahead"
    BEFORE_DECISION = "before_decision"
    BEFORE_APPEAL = "before_appeal"  # what was asked for came before the appeal did
    LEARNED_MISSING = "learned_missing"
    TOO_MANY_FILES = "too_many_files"  # most
    QUESTION_MISSING = "question_missing"
    TIME_TOO_SHORT = "time_too_short"  # least: date
    NOT_A_WORKING_DAY = "not_a_working_day"
    ANSWER_MISSING = "answer_missing"
    NOT_LATE = "not_late"
    LATE_GROUND_MISSING = "late_ground_missing"
    LATE_NOTE_MISSING = "late_note_missing"
    NEVER_AFTER_A_YEAR = "never_after_a_year"
    LATE_FIRST = "late_first"  # say first whether a late appeal is taken
    GROUND_MISSING = "ground_missing"
    GROUND_DOES_NOT_FIT = "ground_does_not_fit"
    STILL_TIME = "still_time"  # day: until when what is missing may come
    REASONS_MISSING = "reasons_missing"
    STATEMENT_MISSING = "statement_missing"
    STATEMENT_NOT_SENT = "statement_not_sent"
    NO_ANSWER = "no_answer"  # to dismiss the application answers no appeal
    NOTHING_CHANGED = "nothing_changed"
    WORSE = "worse"  # stands: kroner
    CLAIM_WORSE = "claim_worse"  # stands: kroner to pay back
    NOTHING_CLAIMED = "nothing_claimed"  # there is no claim to appeal
    POT_TOO_SMALL = "pot_too_small"  # left: kroner
    OUTCOME_MISSING = "outcome_missing"
    DECIDED_ON_MISSING = "decided_on_missing"
    ABOUT_DISMISSAL = "about_dismissal"  # an appeal against a dismissal never changes the decision itself
    NOT_ABOUT_DISMISSAL = "not_about_dismissal"
    DISMISSAL_UNDONE = "dismissal_undone"  # it is to be looked into
    DISMISSAL_APPEALED = "dismissal_appealed"  # already
    NOT_SET_ASIDE = "not_set_aside"
    LOCKED_OUT = "locked_out"  # took part in the decision
    IMPARTIAL_UNDECLARED = "impartial_undeclared"
    PDF_MISSING = "pdf_missing"
    DEADLINE_TOO_EARLY = "deadline_too_early"  # least: date
    APPEAL_WITHDRAWN = "appeal_withdrawn"
