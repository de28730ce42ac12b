"""Does a letter about an appeal hold all that the law asks for? Sending stops where it does not.

A changed decision and one that is made anew are decisions like the first, with the same list (`letter_check`); so is
a claim for money back, with what is to be paid. The
others have lists of their own (law keys `notice`, `appeal_handling`, `reasons`).
"""

from medvirkning.appeals.words import RulingKind
from medvirkning.mail.letter_check import ALWAYS, WHEN_CUT, WITH_MONEY, Lacks, lacking_whole, missing
from medvirkning.mail.letter_content import LetterContent, Says
from medvirkning.mail.repayment_words import CLAIM, DROPPED

PEOPLE = (Says.PAPERS, Says.GUIDANCE, Says.CASE_OFFICER, Says.RESPONSIBLE, Says.CONTACT)
FORWARDED = (Says.STATEMENT, Says.APPEAL_BODY, Says.RULES, *PEOPLE)
UNDONE = (Says.REASONS, Says.RULES, *PEOPLE)
FINAL = (Says.REASONS, Says.NO_FURTHER_APPEAL, Says.RULES, *PEOPLE)
HEAD = (Lacks.NUMBER, Lacks.DATE, Lacks.RECIPIENT, Lacks.DECISION, Lacks.LANGUAGE)


def missing_in_appeal(content: LetterContent, kind: RulingKind) -> list[Lacks]:
    """What must be put right before this letter may be sent, in the order of `Lacks`; empty for a whole letter."""
    if kind in (RulingKind.CHANGED, RulingKind.ANEW) and content.outcome not in (CLAIM, DROPPED):
        return missing(content)
    lists = {RulingKind.FINAL: FINAL, RulingKind.UNDONE: UNDONE, RulingKind.FORWARDED: FORWARDED}
    needed: tuple[Says, ...] = lists.get(kind, ALWAYS)
    whole: tuple[Lacks, ...] = HEAD if kind in lists else (*HEAD, Lacks.DEADLINE)
    if content.outcome == CLAIM:
        needed, whole = (*needed, Says.PAYMENT, Says.REPAYMENT), (*whole, Lacks.AMOUNT)
    if kind is RulingKind.FINAL:
        needed += _after_change(content)
        whole += (Lacks.AMOUNT,) if content.outcome in ("granted", "partly", "refused") else ()
    found = {lack for lack in whole if lacking_whole(lack, content)}
    found |= {Lacks(says.value) for says in needed if not content.said(says).strip()}
    return [lack for lack in Lacks if lack in found]


def _after_change(content: LetterContent) -> tuple[Says, ...]:
    """What goes with another answer: what the money is tied to, and the right to have costs covered."""
    match content.outcome:
        case "partly":
            return (Says.COSTS, *WITH_MONEY, *WHEN_CUT)
        case "granted":
            return (Says.COSTS, *WITH_MONEY)
        case "refused" | "set_aside" | "repayment_claim" | "repayment_dropped":
            return (Says.COSTS,)
    return ()
