"""Does a letter hold all that the law and good order ask for? Sending stops where it does not.

The list is forvaltningsloven's on reasons, notice, appeal, access and costs (law keys `reasons_content`, `notice`,
`missing_items`, `appeal`, `appeal_body`, `appeal_deadline`, `deferred_execution`, `party_access`, `guidance`, `costs`),
and for a grant: amount, conditions, how to accept, payment, report and when money is claimed back (law key
`conditions`). A corrected letter says besides what it corrects, and what that does to the deadline (`correction`).
"""

from collections.abc import Callable
from enum import StrEnum

from medvirkning.mail.letter_content import LetterContent, Says


class Lacks(StrEnum):
    """What a letter has not got. The words are in `web/labels/letters.py`."""

    NUMBER = "number"
    DATE = "date"
    RECIPIENT = "recipient"
    DECISION = "decision"
    AMOUNT = "amount"
    REASONS = "reasons"
    CUT_REASONS = "cut_reasons"
    MISSING_ITEMS = "missing_items"
    ASKED_FIRST = "asked_first"
    RULES = "rules"
    CONDITIONS = "conditions"
    ACCEPT = "accept"
    PAYMENT = "payment"
    REPORT = "report"
    REPAYMENT = "repayment"
    APPEAL = "appeal"
    DEADLINE = "deadline"
    HOW_TO_APPEAL = "how_to_appeal"
    APPEAL_BODY = "appeal_body"
    DEFERRED_EXECUTION = "deferred_execution"
    COSTS = "costs"
    PAPERS = "papers"
    GUIDANCE = "guidance"
    CASE_OFFICER = "case_officer"
    RESPONSIBLE = "responsible"
    CONTACT = "contact"
    LANGUAGE = "language"
    STATEMENT = "statement"
    NO_FURTHER_APPEAL = "no_further_appeal"
    CORRECTION = "correction"
    TIME_ANEW = "time_anew"


ALWAYS = (
    Says.REASONS,
    Says.RULES,
    Says.APPEAL,
    Says.HOW_TO_APPEAL,
    Says.APPEAL_BODY,
    Says.DEFERRED_EXECUTION,
    Says.COSTS,
    Says.PAPERS,
    Says.GUIDANCE,
    Says.CASE_OFFICER,
    Says.RESPONSIBLE,
    Says.CONTACT,
)
WITH_MONEY = (Says.CONDITIONS, Says.ACCEPT, Says.PAYMENT, Says.REPORT, Says.REPAYMENT)
WHEN_CUT = (Says.CUT_REASONS,)
WHEN_DISMISSED = (Says.MISSING_ITEMS, Says.ASKED_FIRST)
WHEN_CORRECTED = (Says.CORRECTION, Says.TIME_ANEW)
WITHOUT_MONEY = ("refused", "dismissed")


def missing(content: LetterContent) -> list[Lacks]:
    """What must be put right before this letter may be sent, in the order of `Lacks`; empty for a whole letter."""
    found = {lack for lack, lacking in _WHOLE.items() if lacking(content)}
    found |= {Lacks(says.value) for says in _needed(content) if not content.said(says).strip()}
    return [lack for lack in Lacks if lack in found]


def lacking_whole(lack: Lacks, content: LetterContent) -> bool:
    """Whether the letter as a whole lacks one of those things that no single passage tells of."""
    return _WHOLE[lack](content)


def _needed(content: LetterContent) -> tuple[Says, ...]:
    always = ALWAYS + (WHEN_CORRECTED if content.corrects else ())
    if content.outcome in WITHOUT_MONEY:
        return always + (WHEN_DISMISSED if content.outcome == "dismissed" else ())
    return always + WITH_MONEY + (WHEN_CUT if content.outcome == "partly" else ())


def _no_deadline(content: LetterContent) -> bool:
    """The deadline must be a date after the letter's, and stand with day and year where the letter tells of it.

    A corrected letter that leaves the deadline as it was may be later than it.
    """
    if content.dated is None or content.deadline is None:
        return True
    if content.deadline <= content.dated and not (content.corrects and content.keeps_deadline):
        return True
    shown = content.deadline_text
    return str(content.deadline.year) not in shown or shown not in content.said(Says.DEADLINE)


def _no_amount(content: LetterContent) -> bool:
    """A grant names a sum above nothing; a refusal or a dismissal names none."""
    if content.outcome in WITHOUT_MONEY:
        return content.amount is not None
    return not content.amount or content.amount < 0


_WHOLE: dict[Lacks, Callable[[LetterContent], bool]] = {
    Lacks.NUMBER: lambda content: not content.number.strip(),
    Lacks.DATE: lambda content: content.dated is None or not content.dated_text.strip(),
    Lacks.RECIPIENT: lambda content: not any(line.strip() for line in content.recipient),
    Lacks.DECISION: lambda content: not (content.title.strip() and content.decision.strip()),
    Lacks.AMOUNT: _no_amount,
    Lacks.DEADLINE: _no_deadline,
    Lacks.LANGUAGE: lambda content: bool(content.untranslated),
}
