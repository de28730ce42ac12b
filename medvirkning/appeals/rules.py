"""What is right in dealing with appeals. Each function lists what stands in the way: empty when nothing does."""

from collections.abc import Collection
from datetime import date, timedelta

from medvirkning.appeals.words import (
    SHORTEST_TO_COMPLETE,
    AppealWord,
    Appellant,
    BodyOutcome,
    DismissalGround,
    LateGround,
    Part,
    Subject,
    Timing,
)
from medvirkning.kernel.deadlines import is_working_day, next_working_day
from medvirkning.kernel.errors import Objection
from medvirkning.review.words import Outcome, ReviewWord


def may_appeal(subject: Subject, *, told: bool, appealed: bool, wanted: str) -> list[Objection]:
    """An appeal says what change is wanted; why is for the one who appeals to tell or not (`appeal_handling`).

    `told`: there is a decision of this kind, and its letter has been sent. `appealed`: they have an appeal against it
    already; one that is dismissed can be appealed once.
    """
    found = []
    if not told:
        nothing = AppealWord.NOTHING_CLAIMED if subject is Subject.CLAIM else AppealWord.LETTER_NOT_SENT
        found.append(Objection(nothing, "appeal"))
    if appealed:
        once = AppealWord.DISMISSAL_APPEALED if subject is Subject.DISMISSAL else AppealWord.APPEAL_OPEN
        found.append(Objection(once, "appeal"))
    if not wanted.strip():
        found.append(Objection(AppealWord.WANTED_MISSING, "appeal_handling"))
    return found


def may_write_in(
    appellant: Appellant,
    *,
    name: str,
    interest: str,
    reachable: bool,
    sent: date,
    received: date,
    learned: date | None,
    decided: date,
    today: date,
) -> list[Objection]:
    """What staff write in of an appeal that came otherwise: from whom, why it is theirs to appeal, and when."""
    found = []
    if appellant is Appellant.OTHER:
        if not name.strip():
            found.append(Objection(AppealWord.NAME_MISSING))
        if not interest.strip():
            found.append(Objection(AppealWord.INTEREST_MISSING, "appeal"))
        if not reachable:
            found.append(Objection(AppealWord.NOWHERE_TO_WRITE, "notice"))
        if learned is None:
            found.append(Objection(AppealWord.LEARNED_MISSING, "appeal_deadline"))
    if received > today:
        found.append(Objection(AppealWord.RECEIVED_AHEAD))
    if sent > received:
        found.append(Objection(AppealWord.SENT_AFTER_RECEIVED))
    if sent < decided or (learned is not None and learned < decided):
        found.append(Objection(AppealWord.BEFORE_DECISION))
    return found


def may_ask(question: str, until: date, *, today: date) -> list[Objection]:
    """A request for what is missing: what it is, and a short but real time to send it (`missing_items`)."""
    found = []
    least = next_working_day(today + timedelta(days=SHORTEST_TO_COMPLETE))
    if not question.strip():
        found.append(Objection(AppealWord.QUESTION_MISSING, "missing_items"))
    if until < least:
        found.append(Objection(AppealWord.TIME_TOO_SHORT, "missing_items", least=least))
    elif not is_working_day(until):
        found.append(Objection(AppealWord.NOT_A_WORKING_DAY, "deadline_on_holiday"))
    return found


def may_have_come(on: date, *, received: date, today: date) -> list[Objection]:
    """The day something came that was asked for: not ahead, and not before the appeal. The clock counts from it."""
    if on > today:
        return [Objection(AppealWord.RECEIVED_AHEAD)]
    return [Objection(AppealWord.BEFORE_APPEAL)] if on < received else []


def may_take_late(when: Timing, ground: LateGround | None, note: str) -> list[Objection]:
    """A late appeal may be taken where its sender is not to blame or for special reasons; never after a year."""
    if when is Timing.TOO_LATE:
        return [Objection(AppealWord.NEVER_AFTER_A_YEAR, "appeal_handling")]
    if when is Timing.IN_TIME:
        return [Objection(AppealWord.NOT_LATE, "appeal_deadline")]
    found = []
    if ground is None:
        found.append(Objection(AppealWord.LATE_GROUND_MISSING, "appeal_handling"))
    if not note.strip():
        found.append(Objection(AppealWord.LATE_NOTE_MISSING, "appeal_handling"))
    return found


def may_dismiss(
    ground: DismissalGround | None,
    *,
    reasons: str,
    late: bool,
    appellant: Appellant,
    asked_until: date | None,
    answered: bool,
    today: date,
    undone: bool = False,
) -> list[Objection]:
    """An appeal is put aside unread for one of three grounds, each of which must be so. `late`: and not taken.

    `undone`: it has been dismissed once, and that was undone. Then it is looked into.
    """
    found = [Objection(AppealWord.DISMISSAL_UNDONE, "appeal_handling")] if undone else []
    fits = {
        DismissalGround.TOO_LATE: late,
        DismissalGround.NO_INTEREST: appellant is Appellant.OTHER,
        DismissalGround.INCOMPLETE: asked_until is not None and not answered,
    }
    if ground is None:
        found.append(Objection(AppealWord.GROUND_MISSING, "appeal_handling"))
    elif not fits[ground]:
        found.append(Objection(AppealWord.GROUND_DOES_NOT_FIT, "appeal_handling"))
    elif ground is DismissalGround.INCOMPLETE and asked_until is not None and today <= asked_until:
        found.append(Objection(AppealWord.STILL_TIME, "missing_items", day=asked_until))
    if not reasons.strip():
        found.append(Objection(AppealWord.REASONS_MISSING, "reasons"))
    return found


def may_forward(*, taken: bool, statement: str) -> list[Objection]:
    """Sent on with what the first body says of it, of which the one who appealed gets a copy."""
    found = [] if taken else [Objection(AppealWord.LATE_FIRST, "appeal_handling")]
    if not statement.strip():
        found.append(Objection(AppealWord.STATEMENT_MISSING, "appeal_handling"))
    return found


def may_undo(*, about_dismissal: bool, taken: bool, reasons: str) -> list[Objection]:
    """Whoever dismissed an appeal may look at it again, and undo the dismissal, when that is appealed."""
    found = [] if about_dismissal else [Objection(AppealWord.NOT_ABOUT_DISMISSAL, "appeal_handling")]
    if not taken:
        found.append(Objection(AppealWord.LATE_FIRST, "appeal_handling"))
    if not reasons.strip():
        found.append(Objection(AppealWord.REASONS_MISSING, "reasons"))
    return found


def may_change(
    outcome: Outcome,
    amount: int,
    *,
    stands: int,
    stood: Outcome | None,
    taken: bool,
    may_be_worse: bool,
    about_dismissal: bool = False,
) -> list[Objection]:
    """Another answer than the one that stands; not a worse one for whoever appealed. Amounts in whole kroner.

    To dismiss the application is no answer to an appeal over what was answered.
    `may_be_worse` is true where somebody else than the applicant appealed.
    """
    found = [] if taken else [Objection(AppealWord.LATE_FIRST, "appeal_handling")]
    if about_dismissal:
        found.append(Objection(AppealWord.ABOUT_DISMISSAL, "appeal_handling"))
    if outcome is Outcome.DISMISSED:
        found.append(Objection(AppealWord.NO_ANSWER, "appeal_handling"))
    if (outcome, amount) == (stood, stands):
        found.append(Objection(AppealWord.NOTHING_CHANGED, "appeal_handling"))
    if amount < stands and not may_be_worse:
        found.append(Objection(AppealWord.WORSE, "appeal_handling", stands=stands))
    return found


def may_change_claim(
    amount: int, *, stands: int | None, reasons: str, taken: bool, may_be_worse: bool
) -> list[Objection]:
    """Another sum to pay back than the one that stands (None: it was set aside); not more, for whoever appealed."""
    found = [] if taken else [Objection(AppealWord.LATE_FIRST, "appeal_handling")]
    if amount == stands:
        found.append(Objection(AppealWord.NOTHING_CHANGED, "appeal_handling"))
    if stands is not None and amount > stands and not may_be_worse:
        found.append(Objection(AppealWord.CLAIM_WORSE, "appeal_handling", stands=stands))
    if not reasons.strip():
        found.append(Objection(AppealWord.REASONS_MISSING, "reasons"))
    return found


def may_conclude(
    outcome: BodyOutcome | None,
    *,
    reasons: str,
    decided_on: date | None,
    told: bool,
    impartial: bool,
    today: date,
    about_dismissal: bool = False,
) -> list[Objection]:
    """What the appeal body decided: with reasons, never left out, on a day, by one who took no part below.

    A dismissal stands or is undone: the body does not go on to the decision that was appealed first.
    """
    found = [] if told else [Objection(AppealWord.STATEMENT_NOT_SENT, "appeal_handling")]
    if about_dismissal and outcome is BodyOutcome.CHANGED:
        found.append(Objection(AppealWord.ABOUT_DISMISSAL, "appeal_handling"))
    if outcome is None:
        found.append(Objection(AppealWord.OUTCOME_MISSING))
    if not reasons.strip():
        found.append(Objection(AppealWord.REASONS_MISSING, "reasons"))
    if decided_on is None or decided_on > today:
        found.append(Objection(AppealWord.DECIDED_ON_MISSING))
    if not impartial:
        found.append(Objection(AppealWord.IMPARTIAL_UNDECLARED, "disqualification"))
    return found


def locked_out(parts: Collection[Part]) -> list[Objection]:
    """Whoever decided a case, or helped to, is out of it at the appeal body (`disqualification_elected`)."""
    return [Objection(AppealWord.LOCKED_OUT, "disqualification_elected")] if parts else []


def pot_words(objections: Collection[Objection]) -> list[Objection]:
    """The same objections; where the pot is too small, it says that the pot must be raised first."""
    return [
        Objection(AppealWord.POT_TOO_SMALL, each.law, **each.facts)
        if each.code is ReviewWord.ABOVE_WHAT_IS_LEFT
        else each
        for each in objections
    ]


def may_send(*, pdf: bytes, deadline: date | None, least: date | None) -> list[Objection]:
    """A letter as it may go out: with its PDF, and, where it can be appealed, with all the time the law gives."""
    found = [] if pdf.startswith(b"%PDF-") else [Objection(AppealWord.PDF_MISSING, "notice")]
    if least is not None and (deadline is None or deadline < least):
        found.append(Objection(AppealWord.DEADLINE_TOO_EARLY, "appeal_deadline", least=least))
    return found
