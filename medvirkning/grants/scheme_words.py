"""The words of a scheme's settings, and of what an applicant answers because a scheme asks."""

from enum import StrEnum


class OrganisationNumber(StrEnum):
    """Whether an applicant must have an organisation number. People and groups have none."""

    NO = "no"
    YES = "yes"
    PARTNER = "partner"  # whoever has none needs a partner who has one, and who gets the money


class SignIn(StrEnum):
    """How one must be signed in to send an application."""

    EMAIL_LINK = "email_link"
    ID_PORTEN = "id_porten"


class Intake(StrEnum):
    """When one may apply."""

    ROUNDS = "rounds"  # until a deadline
    ROLLING = "rolling"  # at any time; the answer comes within so many days


class OwnShare(StrEnum):
    """What counts as the applicant's own share."""

    MONEY = "money"
    WORK = "work"
    MATERIALS = "materials"


class LineKind(StrEnum):
    """What a budget line is, where the scheme has a rule that asks."""

    PLAIN = "plain"
    FEE = "fee"  # to speakers, musicians and the like
    OWN_MONEY = "own_money"
    SUPPORT = "support"  # from others
    WORK = "work"  # hours of one's own, in kroner
    MATERIALS = "materials"  # what one has already, in kroner


class YesNo(StrEnum):
    """An answer to a plain question."""

    YES = "yes"
    NO = "no"


class Land(StrEnum):
    """Whose ground a physical measure stands on, and whether they have said yes."""

    OWN = "own"
    AGREED = "agreed"
    TO_COME = "to_come"


class WantedOf(StrEnum):
    """Whom a wanted attachment is asked of."""

    ALL = "all"
    ORGANISATIONS = "organisations"  # everyone but people and groups
    PHYSICAL = "physical"  # where something is built or put up
    OTHERS_LAND = "others_land"  # the same, on somebody else's ground
    LOWER_SHARE = "lower_share"  # where the own share is lower than the usual one


class MissingReport(StrEnum):
    """What a new application meets where an earlier grant has not been reported in time."""

    BLOCKS = "blocks"
    WARNS = "warns"
    SHOWN = "shown"  # to the group only


class PaymentWay(StrEnum):
    """When the money is paid."""

    ADVANCE = "advance"
    AFTERWARDS = "afterwards"  # against receipts
    DIVIDED = "divided"  # a share first, the rest against receipts


class AccountSource(StrEnum):
    """Where the account number comes from."""

    APPLICATION = "application"
    REGISTER = "register"  # the register of voluntary organisations


class SchemeWord(StrEnum):
    """What is wrong in the description of a scheme. Facts: `field`, and what the sentence needs."""

    TEXT_MISSING = "text_missing"
    NYNORSK_MISSING = "nynorsk_missing"  # advice
    BOKMAL_MISSING = "bokmal_missing"  # advice
    NOT_A_CHOICE = "not_a_choice"
    NOT_A_NUMBER = "not_a_number"
    TOO_LONG = "text_too_long"  # most: characters
    ASKED_FOR_NOW = "asked_for_now"  # an attachment that somebody is asked to send
    DAY_TOO_FAR = "day_too_far"
    TOO_LARGE = "number_too_large"  # most
    NOT_A_PREFIX = "not_a_prefix"  # what case numbers begin with
    NOT_AN_ADDRESS = "not_an_address"  # what stands in the address of the scheme's page
    DAY_MISSING = "day_missing"
    DEADLINE_MISSING = "deadline_missing"
    DEADLINE_TOO_SOON = "deadline_too_soon"  # before one can apply
    MEETING_TOO_SOON = "meeting_too_soon"  # before the deadline
    ANSWER_MISSING = "answer_missing"
    ANSWER_TOO_SOON = "answer_too_soon"  # before the deadline or the meeting
    KINDS_MISSING = "kinds_missing"
    ANSWER_DAYS_MISSING = "answer_days_missing"
    CEILING_BELOW_FLOOR = "ceiling_below_floor"
    NOT_A_SHARE = "not_a_share"  # 1 to 100 per cent
    OWN_SHARE_COUNTS_MISSING = "own_share_counts_missing"
    APPEAL_TOO_SHORT = "appeal_too_short"  # least: weeks
    REPORT_TOO_SOON = "report_too_soon"
    NOT_A_DAY = "not_a_day"  # of the year, such as 12-15
    FIRST_SHARE_MISSING = "first_share_missing"
    NOTHING_CHANGED = "nothing_changed_in_round"
    DEADLINE_PASSED = "deadline_passed"
    DEADLINE_EARLIER = "deadline_earlier"
    POT_BELOW_GRANTED = "pot_below_granted"  # granted: kroner
    REASON_FOR_CHANGE_MISSING = "reason_for_change_missing"
    RESERVED_ADDRESS = "reserved_address"
    LOWER_SHARE_TOO_HIGH = "lower_share_too_high"
    LOWER_SHARE_UNDOCUMENTED = "lower_share_undocumented"  # no attachment is asked for
    YEARS_MISSING = "years_missing"
    CRITERIA_MISSING = "criteria_missing"
    SCALE_DOES_NOT_FIT = "scale_does_not_fit"  # most: points
    TWICE = "twice"  # a key that stands twice
    UNKNOWN_ZONE = "unknown_zone"
    NEVER_ASKED = "never_asked"  # an attachment for physical measures, which the scheme does not ask about
    EVERYONE_HAS_A_NUMBER = "everyone_has_a_number"  # advice: none who may apply needs a partner
    NOBODY_CAN_SIGN_IN = "nobody_can_sign_in"  # advice: ID-porten is asked for and is not set up
