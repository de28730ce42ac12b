"""What is right in correcting a letter that has been sent. Pure.

A plain error in the letter is corrected (law key `correction`); the decision itself never is: another answer is a
change of it, which `changing` makes. The party never gets a shorter time to appeal.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from medvirkning.kernel.errors import Objection
from medvirkning.kernel.plain_text import blank
from medvirkning.review.correction_words import CorrectionWord
from medvirkning.review.words import ReviewWord

Answer = tuple[str, int]  # the outcome, and the amount in whole kroner (0 where there is none)


def may_correct(*, sent: bool, changed: bool) -> list[Objection]:
    """A letter that has been sent can be corrected while the decision it tells of stands."""
    if not sent:
        return [Objection(CorrectionWord.LETTER_NOT_SENT, "notice")]
    return [Objection(CorrectionWord.DECISION_CHANGED, "reversal")] if changed else []


def may_keep(what: str, texts: Mapping[str, str]) -> list[Objection]:
    """A corrected letter says what is corrected, and something in it is. `texts` are those that are not as before."""
    found = []
    if blank(what):
        found.append(Objection(CorrectionWord.WHAT_MISSING))
    if not texts:
        found.append(Objection(CorrectionWord.NOTHING_CORRECTED))
    return found


def deadline_of(standing: date, anew: date, *, restarts: bool) -> date:
    """The last day to appeal: as it stands, or counted anew from the corrected letter where that is later."""
    return max(standing, anew) if restarts else standing


def may_send_corrected(
    closed: Iterable[Objection], *, pdf: bytes, told: Answer, decided: Answer, deadline: date, least: date
) -> list[Objection]:
    """A corrected letter as it may go out: by one the case is open to, with its PDF, with the answer that was given.

    `least` is the last day to appeal that the party has already, or would have from a letter sent today.
    """
    found = list(closed)
    if not pdf.startswith(b"%PDF-"):
        found.append(Objection(ReviewWord.PDF_MISSING, "notice"))
    if told != decided:
        found.append(Objection(CorrectionWord.ANSWER_CHANGED, "reversal"))
    if deadline < least:
        found.append(Objection(CorrectionWord.DEADLINE_SHORTER, "appeal_deadline", least=least))
    return found
