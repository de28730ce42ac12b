"""Who may do what: the list at the door.

A Standing is how a person stands to the thing in hand, in the programme it belongs to. Whether the thing can be done
now is the lifecycle's question, and whether it is lawful the rules'. Disqualification is a rule, not a permission:
no administrator can grant it away.
"""

from collections.abc import Iterable
from enum import StrEnum


class Standing(StrEnum):
    """How a person stands to a thing. Everyone is ANYONE; the rest comes on top."""

    ANYONE = "anyone"
    SIGNED_IN = "signed_in"
    OWNER = "owner"  # the applicant whose application it is
    COORDINATOR = "coordinator"
    MEMBER = "member"
    SUBSTITUTE = "substitute"
    CHAIR = "chair"
    LEAD = "lead"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    APPEAL_BODY = "appeal_body"
    OFFICER = "officer"


class Can(StrEnum):
    """What can be done. The verb first, then the thing."""

    SEE_OWN_PAGE = "see_own_page"
    SEE_WORK = "see_work"
    READ_INBOX = "read_inbox"
    HANDLE_CONTRIBUTIONS = "handle_contributions"
    APPLY = "apply"
    HELP_APPLY = "help_apply"
    EDIT_OWN_APPLICATION = "edit_own_application"
    READ_OWN_APPLICATION = "read_own_application"
    READ_QUEUE = "read_queue"
    READ_APPLICATION = "read_application"
    CHECK_APPLICATION = "check_application"
    WRITE_TO_APPLICANT = "write_to_applicant"
    FLAG = "flag"
    DECLARE = "declare"
    DECLARE_IN_ROUND = "declare_in_round"
    SETTLE_DOUBT = "settle_doubt"
    KEEP_TIES = "keep_ties"
    READ_TIES = "read_ties"
    SCORE = "score"
    READ_MEETING = "read_meeting"
    CONDUCT_MEETING = "conduct_meeting"
    PROPOSE = "propose"
    DECIDE = "decide"
    READ_DECISIONS = "read_decisions"
    SEND_LETTERS = "send_letters"
    APPEAL = "appeal"
    READ_OWN_APPEAL = "read_own_appeal"
    READ_APPEALS = "read_appeals"
    HANDLE_APPEALS = "handle_appeals"
    CHANGE_BY_APPEAL = "change_by_appeal"
    CONCLUDE_APPEALS = "conclude_appeals"
    SEND_APPEAL_LETTERS = "send_appeal_letters"
    ACCEPT_GRANT = "accept_grant"
    READ_FOLLOW_UP = "read_follow_up"
    SEE_ACCOUNTS = "see_accounts"
    FOLLOW_UP = "follow_up"
    GIVE_BACK_TO_POT = "give_back_to_pot"
    APPROVE_PAYMENTS = "approve_payments"
    TAKE_BACK_PAYMENTS = "take_back_payments"
    READ_REPAYMENTS = "read_repayments"
    CLAIM_BACK = "claim_back"
    READ_SCHEMES = "read_schemes"
    CHANGE_SCHEMES = "change_schemes"
    KEEP_LIBRARY = "keep_library"
    READ_SURVEYS = "read_surveys"
    BUILD_SURVEYS = "build_surveys"
    PUBLISH_RESULTS = "publish_results"
    READ_RAW_ANSWERS = "read_raw_answers"
    KEY_IN_ANSWERS = "key_in_answers"
    APPROVE_KEYED_ANSWERS = "approve_keyed_answers"
    READ_STOPS = "read_stops"
    PLAN_STOPS = "plan_stops"
    READ_SHIFTS = "read_shifts"
    RUN_SHIFTS = "run_shifts"


_S = Standing
_GROUP = frozenset({_S.CHAIR, _S.MEMBER, _S.SUBSTITUTE})
_READERS = frozenset({_S.LEAD, _S.AUDITOR})
_DECIDERS = _GROUP | {_S.OFFICER}

GRANTED: dict[Can, frozenset[Standing]] = {
    Can.SEE_OWN_PAGE: frozenset({_S.SIGNED_IN}),
    Can.SEE_WORK: _DECIDERS | _READERS | {_S.COORDINATOR, _S.ADMINISTRATOR, _S.APPEAL_BODY},
    Can.READ_INBOX: _READERS | {_S.COORDINATOR},
    Can.HANDLE_CONTRIBUTIONS: frozenset({_S.COORDINATOR}),
    Can.APPLY: frozenset({_S.SIGNED_IN}),
    Can.HELP_APPLY: frozenset({_S.COORDINATOR}),
    Can.EDIT_OWN_APPLICATION: frozenset({_S.OWNER}),
    Can.READ_OWN_APPLICATION: frozenset({_S.OWNER}),
    Can.READ_QUEUE: _DECIDERS | _READERS | {_S.COORDINATOR},
    Can.READ_APPLICATION: _DECIDERS | _READERS | {_S.COORDINATOR},
    Can.CHECK_APPLICATION: frozenset({_S.COORDINATOR, _S.CHAIR}),
    Can.WRITE_TO_APPLICANT: frozenset({_S.COORDINATOR, _S.CHAIR}),
    Can.FLAG: _GROUP | {_S.COORDINATOR},
    Can.DECLARE: _DECIDERS | {_S.COORDINATOR, _S.LEAD, _S.APPEAL_BODY},
    Can.DECLARE_IN_ROUND: _DECIDERS | {_S.COORDINATOR},  # those who must declare before they read a case
    Can.SETTLE_DOUBT: _GROUP,  # which of them is a rule: whoever leads the case
    Can.KEEP_TIES: _DECIDERS | {_S.COORDINATOR},
    Can.READ_TIES: frozenset({_S.CHAIR, _S.AUDITOR}),
    Can.SCORE: _GROUP,
    Can.READ_MEETING: _DECIDERS | _READERS | {_S.COORDINATOR},
    Can.CONDUCT_MEETING: _GROUP | {_S.COORDINATOR},
    Can.PROPOSE: _GROUP,
    Can.DECIDE: _DECIDERS,  # which of them is a rule: by how the scheme decides, and who steps aside
    Can.READ_DECISIONS: _DECIDERS | _READERS | {_S.COORDINATOR},
    Can.SEND_LETTERS: frozenset({_S.CHAIR, _S.COORDINATOR, _S.OFFICER}),
    Can.APPEAL: frozenset({_S.OWNER}),
    Can.READ_OWN_APPEAL: frozenset({_S.OWNER}),
    Can.READ_APPEALS: _DECIDERS | _READERS | {_S.COORDINATOR, _S.APPEAL_BODY},
    Can.HANDLE_APPEALS: frozenset({_S.CHAIR, _S.COORDINATOR, _S.OFFICER}),
    Can.CHANGE_BY_APPEAL: _DECIDERS,  # which of them is a rule, as with deciding
    Can.CONCLUDE_APPEALS: frozenset({_S.APPEAL_BODY}),
    # Which of them: the letter says.
    Can.SEND_APPEAL_LETTERS: frozenset({_S.CHAIR, _S.COORDINATOR, _S.OFFICER, _S.APPEAL_BODY}),
    Can.ACCEPT_GRANT: frozenset({_S.OWNER}),
    Can.READ_FOLLOW_UP: _READERS | {_S.CHAIR, _S.COORDINATOR, _S.OFFICER},
    Can.SEE_ACCOUNTS: frozenset({_S.CHAIR, _S.LEAD, _S.COORDINATOR}),  # the number in full; others see its end
    Can.FOLLOW_UP: frozenset({_S.COORDINATOR}),  # makes payment lists too
    Can.APPROVE_PAYMENTS: frozenset({_S.CHAIR, _S.LEAD}),  # never whoever made the list, also a rule and a constraint
    Can.GIVE_BACK_TO_POT: frozenset({_S.CHAIR, _S.LEAD}),  # a grant that nobody took
    # A list nobody has approved: all of these. One that is: its approver or the lead, a rule.
    Can.TAKE_BACK_PAYMENTS: frozenset({_S.CHAIR, _S.LEAD, _S.COORDINATOR}),
    Can.READ_REPAYMENTS: _DECIDERS | _READERS | {_S.COORDINATOR},
    Can.CLAIM_BACK: _DECIDERS,  # which of them is a rule, as with deciding
    Can.READ_SCHEMES: _READERS | {_S.ADMINISTRATOR},
    Can.CHANGE_SCHEMES: frozenset({_S.ADMINISTRATOR}),
    Can.KEEP_LIBRARY: frozenset({_S.CHAIR, _S.COORDINATOR, _S.ADMINISTRATOR}),
    Can.READ_SURVEYS: _READERS | {_S.COORDINATOR, _S.CHAIR, _S.MEMBER},
    Can.BUILD_SURVEYS: frozenset({_S.COORDINATOR}),
    Can.PUBLISH_RESULTS: frozenset({_S.COORDINATOR, _S.LEAD}),
    Can.READ_RAW_ANSWERS: frozenset({_S.COORDINATOR, _S.LEAD}),
    Can.KEY_IN_ANSWERS: frozenset({_S.COORDINATOR}),
    # Whoever keyed it in never approves it: a rule and a constraint.
    Can.APPROVE_KEYED_ANSWERS: frozenset({_S.COORDINATOR, _S.LEAD}),
    Can.READ_STOPS: _READERS | {_S.COORDINATOR},
    Can.PLAN_STOPS: frozenset({_S.COORDINATOR}),
    Can.READ_SHIFTS: _READERS | {_S.COORDINATOR},
    Can.RUN_SHIFTS: frozenset({_S.COORDINATOR}),  # opens what was held back, too
}


def can(standings: Iterable[Standing], what: Can) -> bool:
    """Whether someone with these standings may do it."""
    return not GRANTED[what].isdisjoint(standings)
