"""The words of grants: kinds, sections, states, what can stand in the way, and the values rules look at."""

from dataclasses import dataclass
from enum import StrEnum

from medvirkning.grants.scheme_words import LineKind


class ApplicantKind(StrEnum):
    """Who applies. A scheme says which of them may."""

    ASSOCIATION = "association"
    RESIDENTS = "residents"  # residents' association (beboer- eller velforening)
    HOUSING = "housing"  # housing cooperative or condominium
    SOCIAL_ENTERPRISE = "social_enterprise"
    BUSINESS = "business"
    GROUP = "group"  # people who join forces, registered nowhere
    PERSON = "person"
    MUNICIPAL_UNIT = "municipal_unit"


WITHOUT_ORGANISATION_NUMBER = frozenset({ApplicantKind.GROUP, ApplicantKind.PERSON})
PRIVATE = WITHOUT_ORGANISATION_NUMBER  # a group may be called by its members: such names are not laid out for all


class Section(StrEnum):
    """The parts of an application, in the order of the task list."""

    WHO = "who"
    WHAT = "what"
    WHERE_AND_WHEN = "where_and_when"
    BUDGET = "budget"
    ATTACHMENTS = "attachments"


class SectionStatus(StrEnum):
    """How far a section has come."""

    EMPTY = "empty"
    STARTED = "started"
    DONE = "done"


class BudgetSide(StrEnum):
    """What a budget line is."""

    EXPENSE = "expense"
    INCOME = "income"  # own money, fees, support from others
    EFFORT = "effort"  # work and materials of one's own: costs nothing, and is shown apart


class CriterionKind(StrEnum):
    """Whether a criterion is met in degrees, or met or not."""

    GRADED = "graded"
    ABSOLUTE = "absolute"


class AttachmentPlan(StrEnum):
    """What the applicant says of a wanted attachment."""

    HERE = "here"
    LATER = "later"
    ELSEWHERE = "elsewhere"  # it is part of another file that is attached


class Undertaking(StrEnum):
    """What the applicant vouches for when sending; all of them are needed."""

    MAY_APPLY = "may_apply"  # speaks for the applicant, and what is written is right
    PUBLIC = "public"  # knows that the application is a public document
    REPORT = "report"  # will tell how it went


class RoundPhase(StrEnum):
    """Whether a round takes applications."""

    COMING = "coming"
    OPEN = "open"
    CLOSED = "closed"


class DecidingMode(StrEnum):
    """Who decides in a scheme, and what the group's meeting then is."""

    ELECTED = "elected"  # the group is an elected committee and decides itself, in a meeting by the municipal act
    RECOMMENDS = "recommends"  # the group recommends, a named officer decides
    CONFIRMS = "confirms"  # an officer confirms what follows from the rules


class ApplicationState(StrEnum):
    """Where an application is."""

    DRAFT = "draft"
    SENT = "sent"
    NEEDS_FIX = "needs_fix"  # the applicant has been asked to correct something
    READY = "ready"  # looked through: everything is there
    IN_REVIEW = "in_review"
    RECOMMENDED = "recommended"  # the group has said what it thinks; an officer decides
    DECIDED = "decided"
    LETTER_SENT = "letter_sent"
    ACCEPTED = "accepted"
    PAID_PART = "paid_part"
    PAID = "paid"
    REPORT_DUE = "report_due"
    REPORT_RECEIVED = "report_received"
    REPAYMENT = "repayment"  # money is claimed back
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


# An application is not sent (or taken back), under review, or decided, and never two of them.
NOT_SENT = frozenset({ApplicationState.DRAFT, ApplicationState.WITHDRAWN})
UNDER_REVIEW = frozenset(map(ApplicationState, ("sent", "needs_fix", "ready", "in_review", "recommended")))
DECIDED = frozenset(ApplicationState) - NOT_SENT - UNDER_REVIEW


class ApplicationVerb(StrEnum):
    """What moves an application."""

    SEND = "send"
    CHANGE = "change"  # the applicant, before anybody has begun to handle it
    FIND_COMPLETE = "find_complete"
    ASK_FOR_CORRECTION = "ask_for_correction"
    SEND_CORRECTION = "send_correction"
    TAKE_UP = "take_up"
    RECOMMEND = "recommend"
    DECIDE = "decide"
    SEND_LETTER = "send_letter"
    ACCEPT = "accept"
    PAY_PART = "pay_part"
    PAY = "pay"
    ASK_REPORT = "ask_report"
    SEND_REPORT = "send_report"
    ASK_MORE = "ask_more"
    CLAIM_BACK = "claim_back"
    CLOSE = "close"
    REOPEN = "reopen"
    RESUME = "resume"
    WITHDRAW = "withdraw"


class ApplicationWord(StrEnum):
    """What stands in the way of an application. Facts: `field` and `section`, and what the sentence needs."""

    KIND_MISSING = "kind_missing"
    KIND_NOT_ALLOWED = "kind_not_allowed"
    NAME_MISSING = "name_missing"
    ORGANISATION_NUMBER_MISSING = "organisation_number_missing"
    PARTNER_MISSING = "partner_missing"
    PARTNER_NUMBER_MISSING = "partner_number_missing"
    REGISTER_UNANSWERED = "register_unanswered"
    NOT_IN_REGISTER = "not_in_register"
    REGISTER_SAYS_NO = "register_says_no"  # stops: whether it stops, as the next one
    NUMBER_NOT_IN_REGISTER = "number_not_in_register"
    REGISTER_UNREACHED = "register_unreached"  # advice
    OTHER_AID_MISSING = "other_aid_missing"
    TOO_MUCH_AID = "too_much_aid"  # most: kroner
    SECOND_NAME_MISSING = "second_name_missing"
    SECOND_EMAIL_MISSING = "second_email_missing"
    SECOND_IS_THE_SAME = "second_is_the_same"
    ACCOUNT_NUMBER_MISSING = "account_number_missing"
    CONTACT_NAME_MISSING = "contact_name_missing"
    CONTACT_EMAIL_MISSING = "contact_email_missing"
    RESPONSIBLE_NAME_MISSING = "responsible_name_missing"
    RESPONSIBLE_EMAIL_MISSING = "responsible_email_missing"
    NOT_OF_AGE = "not_of_age"
    TITLE_MISSING = "title_missing"
    WHAT_MISSING = "what_missing"
    WHY_MISSING = "why_missing"
    WHOM_MISSING = "whom_missing"
    PARTICIPANTS_MISSING = "participants_missing"
    PARTICIPANTS_UNREADABLE = "participants_unreadable"
    TOO_LONG = "too_long"  # most, written: characters
    CUT_OFF = "cut_off"  # kept, written: characters
    NATIONAL_ID = "national_id"
    NOT_FUNDED = "not_funded"  # what: the scheme's own words; stops: whether it stops
    WHERE_MISSING = "where_missing"
    OUTSIDE_AREA = "outside_area"
    PHYSICAL_UNANSWERED = "physical_unanswered"
    LAND_UNANSWERED = "land_unanswered"
    LAND_OWNER_MISSING = "land_owner_missing"
    LAND_TO_COME = "land_to_come"  # advice
    OPERATOR_MISSING = "operator_missing"
    MAINTAINER_MISSING = "maintainer_missing"
    START_MISSING = "start_missing"
    DATE_UNREADABLE = "date_unreadable"
    ALREADY_STARTED = "already_started"
    ENDS_BEFORE_START = "ends_before_start"
    TOO_FAR_AHEAD = "too_far_ahead"  # latest: date
    EXPENSES_MISSING = "expenses_missing"
    LINE_TEXT_MISSING = "line_text_missing"  # line: index
    LINE_AMOUNT_MISSING = "line_amount_missing"
    TOO_MANY_LINES = "too_many_lines"  # most
    INCOME_COVERS_ALL = "income_covers_all"
    ASKED_TOO_LITTLE = "asked_too_little"  # least: kroner
    ASKED_TOO_MUCH = "asked_too_much"  # most: kroner
    LEAST_ABOVE_ASKED = "least_above_asked"  # asked: kroner
    OWN_SHARE_TOO_SMALL = "own_share_too_small"  # share: per cent; needed, own: kroner
    SHARE_TOO_LARGE = "share_too_large"  # share: per cent; most, asked: kroner
    FEES_TOO_LARGE = "fees_too_large"  # share: per cent; most, fees: kroner
    EFFORT_NOT_COUNTED = "effort_not_counted"  # advice
    TOO_MUCH_THIS_YEAR = "too_much_this_year"  # most, asked: kroner, of the whole year
    TOO_MUCH_OVER_YEARS = "too_much_over_years"  # most, asked: kroner; years
    OWN_SHARE_LOWERED = "own_share_lowered"  # advice; share, least: per cent
    ATTACHMENT_MISSING = "attachment_missing"  # wanted: key
    ATTACHMENT_CANNOT_WAIT = "attachment_cannot_wait"
    ATTACHMENT_NOT_COME = "attachment_not_come"  # it was to come later, and the day has passed
    FILE_TOO_LARGE = "file_too_large"  # most: megabytes
    TOO_MANY_FILES = "too_many_files"  # most
    REPORT_MISSING = "report_missing"  # of an earlier grant
    REPORT_LATE = "report_late"  # the same, as advice
    REPORT_OWED = "report_owed"  # the same, as told to those who handle the case
    SIGN_IN_TOO_WEAK = "sign_in_too_weak"
    ROUND_NOT_OPEN = "round_not_open"
    ROUND_CLOSED = "round_closed"
    MAY_APPLY_UNDECLARED = "may_apply_undeclared"
    PUBLIC_UNDECLARED = "public_undeclared"
    REPORT_UNDECLARED = "report_undeclared"


@dataclass(frozen=True, slots=True)
class Line:
    """One budget line. `amount` in whole kroner, None when `written` is blank or cannot be read as an amount."""

    side: BudgetSide
    text: str = ""
    amount: int | None = None
    written: str = ""
    kind: LineKind = LineKind.PLAIN

    @property
    def blank(self) -> bool:
        """True when nothing at all is written on it."""
        return not (self.text or self.written or self.amount is not None)
