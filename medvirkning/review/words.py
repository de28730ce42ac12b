"""The words of the district group's work: declarations, outcomes, and what can stand in the way."""

from enum import StrEnum
from types import MappingProxyType

MOST_NOTE = 1_000  # characters of a note or of a reason for points
MOST_MESSAGE = 2_000  # characters of a message
MOST_WORD = 200  # characters of a flag, and of what came of it
MOST_REASONS = 6_000  # characters of a decision's reasons


class DeclarationAnswer(StrEnum):
    """«Is there anything that makes you disqualified?», answered once per member and application."""

    NO = "no"
    YES = "yes"
    UNSURE = "unsure"


class Ground(StrEnum):
    """Why somebody steps aside, in the law's order; each one's place in law is in `GROUND_LAW`."""

    PARTY = "party"  # applies, or gets the money
    FAMILY = "family"  # close family of one who does
    HOUSEHOLD = "household"  # lives or has lived with one who does, or is step family: only the act of 2025 names it
    ON_BEHALF = "on_behalf"  # acts for the applicant
    BOARD = "board"  # leads the applicant or sits on its board
    DEPUTY = "deputy"  # deputy on its board who took part there: only the act of 2025 names it
    SUBORDINATE = "subordinate"  # works directly under somebody who is disqualified
    HELPED = "helped"  # helped to write or prepare the application
    PREPARED = "prepared"  # prepared the case as an employee, and now sits in an elected committee
    CLOSE = "close"  # friendship, conflict, or something to gain or lose


GROUND_LAW = MappingProxyType(
    {
        Ground.PARTY: "disqualification_automatic",
        Ground.FAMILY: "disqualification_automatic",
        Ground.HOUSEHOLD: "disqualification_household",
        Ground.ON_BEHALF: "disqualification_automatic",
        Ground.BOARD: "disqualification_automatic",
        Ground.DEPUTY: "disqualification_deputy",
        Ground.SUBORDINATE: "disqualification_subordinate",
        Ground.HELPED: "disqualification_discretionary",
        Ground.PREPARED: "disqualification_elected",
        Ground.CLOSE: "disqualification_discretionary",
    }
)


class TieRole(StrEnum):
    """What somebody is to an organisation."""

    LEADS = "leads"  # chairs the board, or manages it from day to day
    BOARD = "board"
    DEPUTY = "deputy"  # substitute on the board
    EMPLOYEE = "employee"
    OWNER = "owner"
    MEMBER = "member"  # or volunteer
    FAMILY = "family"  # somebody close leads it or sits on its board


class Part(StrEnum):
    """What somebody has done with a case before the group got it."""

    HELPED = "helped"  # the applicant, to write it
    PREPARED = "prepared"  # as an employee, for those who decide


class HintKind(StrEnum):
    """Why one thinks that somebody may be disqualified."""

    TIE = "tie"  # they have registered it themselves
    REGISTER = "register"  # somebody of their name has a role there, by the public register
    HELPED = "helped"
    PREPARED = "prepared"
    SECOND = "second"  # the applicant has named them as the second person behind the application


class Doubt(StrEnum):
    """What stands in the way where somebody may be disqualified."""

    WHY_MISSING = "why_missing"  # there is a hint, and they say no
    SETTLED_TOGETHER = "settled_together"  # a doubt is the group's to settle, not the leader's alone
    NOT_IN_DOUBT = "not_in_doubt"
    TOO_MANY_VOTES = "too_many_votes"  # facts: most
    TOO_FEW_VOTES = "too_few_votes"  # facts: least
    AGAINST_THE_VOTES = "against_the_votes"
    GROUND_MISSING = "settled_ground_missing"
    TEXT_MISSING = "text_missing"
    MEMBER_IS_IN = "member_is_in"
    NO_SUBSTITUTE = "no_substitute"
    SUBSTITUTE_IS_OUT = "substitute_is_out"
    SEAT_TAKEN = "seat_taken"
    CALLED_IN_ALREADY = "called_in_already"
    PREPARED_THE_CASE = "prepared_the_case"
    NOT_A_COUNT = "not_a_count"
    TIE_UNNAMED = "tie_unnamed"
    TIE_IN_THE_FUTURE = "tie_in_the_future"


class Outcome(StrEnum):
    """What was decided, or is proposed."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"
    DISMISSED = "dismissed"  # not considered at all (avvist): a decision too


class Dismissal(StrEnum):
    """Why an application is not considered."""

    MISSING = "missing"  # what was asked for has not come
    BEYOND_MENDING = "beyond_mending"  # nothing the applicant could send would put it right


class Closed(StrEnum):
    """Why a case can't be opened by somebody in the group."""

    NOT_DECLARED = "not_declared"  # says first whether anything stands in the way
    DISQUALIFIED = "disqualified"  # has said that something does
    UNSURE = "unsure"  # closed until the group has found out
    OWN_APPLICATION = "own_application"  # applied


class ReviewWord(StrEnum):
    """What else can stand in the way of the group's work."""

    GROUND_MISSING = "ground_missing"
    NOTE_MISSING = "note_missing"
    OWN_CASE = "own_case"  # an applicant can't call themselves impartial
    OTHERS_MUST_REOPEN = "others_must_reopen"  # whoever stepped aside doesn't open the case again alone
    ALREADY_SUBMITTED = "already_submitted"  # handed in: changes are handed in again, whole
    AGREEING_NOT_OFFERED = "agreeing_not_offered"
    HAS_OWN_POINTS = "has_own_points"
    NOBODY_TO_AGREE_WITH = "nobody_to_agree_with"
    LOOK_FIRST = "look_first"
    GAVE_UP_POINTS = "gave_up_points"
    NOT_UNDER_REVIEW = "not_under_review"
    POINTS_MISSING = "points_missing"  # facts: criterion
    POINTS_OUTSIDE = "points_outside"  # facts: criterion, most
    REASON_MISSING = "reason_missing"  # facts: criterion
    OWN_POINTS_FIRST = "own_points_first"
    NOT_IN_THE_GROUP = "not_in_the_group"
    CHAIR_DECIDES = "chair_decides"
    GRANTED_IS_ALL = "granted_is_all"  # facts: asked
    PARTLY_IS_LESS = "partly_is_less"  # facts: asked
    REFUSED_IS_NOTHING = "refused_is_nothing"
    DISMISSED_IS_NOTHING = "dismissed_is_nothing"
    DISMISSED_ON_ITS_OWN = "dismissed_on_its_own"  # never in the draft: it takes a ground
    DISMISSAL_MISSING = "dismissal_missing"  # why it is dismissed
    ASK_FIRST = "ask_first"
    DEADLINE_NOT_PASSED = "deadline_not_passed"  # deadline: date
    WAITS_FOR_CORRECTION = "waits_for_correction"
    ABOVE_CEILING = "above_ceiling"  # facts: ceiling
    ABOVE_WHAT_IS_LEFT = "above_what_is_left"  # facts: left
    REASONS_MISSING = "reasons_missing"
    CUT_REASONS_MISSING = "cut_reasons_missing"
    WORDS_MISSING = "words_missing"
    PDF_MISSING = "pdf_missing"
    DEADLINE_TOO_EARLY = "deadline_too_early"  # facts: least
    PERCENT_OUTSIDE = "percent_outside"
    NOTHING_TO_UNDO = "nothing_to_undo"
    UNDO_IS_OTHERS = "undo_is_others"  # it touches a case that is closed to this person
    MEETING_NOT_OPEN = "meeting_not_open"
    NO_QUORUM = "no_quorum"  # facts: voting, seats
    LEADER_NOT_HERE = "leader_not_here"
    VOTES_DONT_ADD_UP = "votes_dont_add_up"  # facts: voting
    NOT_CARRIED = "not_carried"
    SEAT_TAKEN_TWICE = "seat_taken_twice"
    NOT_YOUR_MEETING = "not_your_meeting"  # whoever leads it, or the coordinator, holds it
    ASIDE_IN_THE_ROUND = "aside_in_the_round"  # steps aside from one of its cases
    NAMED_IS_AWAY = "named_is_away"  # whoever is to lead the meeting has no vote in it
    OFFICER_DECIDES = "officer_decides"
    NOT_RECOMMENDED = "not_recommended"
    DEVIATION_MISSING = "deviation_missing"
    CONFIRMS_AS_IT_IS = "confirms_as_it_is"
    ROUND_STILL_OPEN = "round_still_open"  # facts: deadline


class Tab(StrEnum):
    """Which part of the queue is shown."""

    ALL = "all"
    LEFT = "left"  # for me to do
    UNCHECKED = "unchecked"  # nobody has looked through it
    MISSING = "missing"  # something the applicant promised, or is to correct, has not come
    CLOSED = "closed"  # I step aside


class Sort(StrEnum):
    """The queue's orders."""

    OLDEST = "oldest"
    AMOUNT = "amount"
    ZONE = "zone"
    POINTS = "points"  # my own


class Order(StrEnum):
    """The order the meeting's applications stand in, and so who is first when money is shared out."""

    SCORES = "scores"  # the group's points, all together
    CRITERIA = "criteria"  # the first criterion decides, then the second, and so on


class Tool(StrEnum):
    """What can be done to a round's whole draft in one press."""

    BY_HAND = "by_hand"  # one row
    FILL = "fill"
    REST = "rest"
    CUT = "cut"
    FIT = "fit"
    LEAST = "least"
    CLEAR = "clear"
    TAKE = "take"  # a saved draft


class BatchState(StrEnum):
    """How it goes with a letter that is sent together with others."""

    WAITING = "waiting"
    SENT = "sent"
    STAYED = "stayed"


class BatchStop(StrEnum):
    """Why a letter stayed when the others were sent."""

    LACKS = "lacks"  # something the law asks for
    CLOSED = "closed"  # to the one who pressed
    CHANGED = "changed"  # since it was looked at
    FAULT = "fault"  # it could not be drawn or stored


class SeatKind(StrEnum):
    """What somebody is at the meeting."""

    LEADER = "leader"
    MEMBER = "member"
    SUBSTITUTE = "substitute"
