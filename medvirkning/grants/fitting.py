"""«Does it fit?»: what speaks against applying to a scheme for something, before anything is written. Advice only."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from medvirkning.grants.applicant_words import FitWord
from medvirkning.grants.values import Terms
from medvirkning.grants.words import ApplicantKind
from medvirkning.kernel.errors import Objection

ELSEWHERE = "elsewhere"  # what is chosen instead of a zone when it will happen outside the area


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody thinks of applying for; whatever is left open is None or empty. `asked` in whole kroner.

    `where` is a zone's id, the whole area or `ELSEWHERE`; `included` are those things on the scheme's list of what
    it gives no money for that are in it, and `stopping` those among them that keep an application from being sent.
    """

    kind: ApplicantKind | None = None
    where: str = ""
    asked: int | None = None
    starts_on: date | None = None
    included: Collection[str] = field(default_factory=tuple)
    stopping: Collection[str] = field(default_factory=tuple)


def speaks_against(wish: Wish, terms: Terms, *, answer_by: date | None, on: date) -> list[Objection]:
    """What one should look at first, in the order of the questions; empty when it seems to fit. Facts: `field`.

    `answer_by` is when the open round's answers come, `on` the day it is.
    """
    found = []
    if wish.kind is not None and wish.kind not in terms.kinds:
        found.append(Objection(FitWord.NOT_FOR_KIND, None, field="kind"))
    if wish.where == ELSEWHERE:
        found.append(Objection(FitWord.OUTSIDE_AREA, None, field="where"))
    if wish.asked is not None and terms.least_amount is not None and wish.asked < terms.least_amount:
        found.append(Objection(FitWord.TOO_LITTLE, None, field="asked", least=terms.least_amount))
    if wish.asked is not None and terms.most_amount is not None and wish.asked > terms.most_amount:
        found.append(Objection(FitWord.TOO_MUCH, None, field="asked", most=terms.most_amount))
    if wish.starts_on is not None and wish.starts_on < on:
        found.append(Objection(FitWord.BEGUN, None, field="starts_on"))
    elif wish.starts_on is not None and answer_by is not None and wish.starts_on <= answer_by:
        found.append(Objection(FitWord.BEFORE_ANSWER, None, field="starts_on", answer_by=answer_by))
    for text in wish.included:
        word = FitWord.STOPS if text in wish.stopping else FitWord.NOT_FUNDED
        found.append(Objection(word, None, field="included", what=text))
    return found
