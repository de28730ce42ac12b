"""What is right of declaring: the grounds of the day, an answer as it may be given, and who may change one."""

from collections.abc import Collection
from datetime import date

from medvirkning.kernel.errors import Objection
from medvirkning.kernel.laws import LAWS, LawTable
from medvirkning.kernel.plain_text import blank
from medvirkning.review.words import GROUND_LAW, DeclarationAnswer, Doubt, Ground, ReviewWord


def grounds_on(day: date, *, elected: bool, table: LawTable = LAWS) -> list[Ground]:
    """The grounds that the acts in force that day name, in the law's order.

    That one prepared the case stops only who sits in an elected committee (`disqualification_elected`).
    """
    return [
        ground for ground in Ground if table.has(GROUND_LAW[ground], day) and (elected or ground is not Ground.PREPARED)
    ]


def may_declare(
    answer: DeclarationAnswer,
    *,
    ground: Ground | None,
    note: str,
    applied: bool,
    grounds: Collection[Ground] = tuple(Ground),
    hinted: bool = False,
) -> list[Objection]:
    """A declaration as it may be made: a yes names its ground, a doubt says what it is about.

    `grounds` are those of the day (`grounds_on`). Where there is a hint that they are disqualified, a no says why not.
    """
    found = []
    if answer is DeclarationAnswer.NO and hinted and not applied and blank(note):
        found.append(Objection(Doubt.WHY_MISSING, "disqualification"))
    if answer is DeclarationAnswer.YES and ground not in grounds:
        found.append(Objection(ReviewWord.GROUND_MISSING, "disqualification"))
    if answer is DeclarationAnswer.UNSURE and blank(note):
        found.append(Objection(ReviewWord.NOTE_MISSING, "disqualification_decided_by"))
    if answer is DeclarationAnswer.NO and applied:
        found.append(Objection(ReviewWord.OWN_CASE, "disqualification_automatic"))
    return found


def may_change_declaration(
    old: DeclarationAnswer, new: DeclarationAnswer, *, own: bool, leads: bool
) -> list[Objection]:
    """Stepping aside is always one's own to do; letting somebody in again is for whoever leads the case."""
    if not own and leads and old is DeclarationAnswer.UNSURE:
        return [Objection(Doubt.SETTLED_TOGETHER, "disqualification_decided_by")]
    if own and (old is DeclarationAnswer.NO or new is not DeclarationAnswer.NO):
        return []
    if not own and leads:
        return []
    return [Objection(ReviewWord.OTHERS_MUST_REOPEN, "disqualification_decided_by")]
