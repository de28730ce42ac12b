"""What is right in the group's work. Each function lists what stands in the way: empty when nothing does."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from medvirkning.grants.words import UNDER_REVIEW, ApplicationState, DecidingMode
from medvirkning.kernel.errors import Objection
from medvirkning.kernel.plain_text import blank
from medvirkning.programmes.words import Role
from medvirkning.review.words import (
    GROUND_LAW,
    Closed,
    DeclarationAnswer,
    Dismissal,
    Ground,
    Outcome,
    ReviewWord,
)

REMINDED_AFTER = timedelta(weeks=3)  # to send a preliminary answer
GROUP = frozenset({Role.CHAIR, Role.MEMBER, Role.SUBSTITUTE})
SECRETARIES = GROUP | {Role.COORDINATOR}
# Whoever works on the case: the rules on disqualification bind all who do work for the body (`work_for_the_body`).
MUST_DECLARE = GROUP | {Role.COORDINATOR, Role.OFFICER}
# These approve what is paid and decide appeals: they step aside where they must, but need not say so in every case.
MAY_DECLARE = MUST_DECLARE | {Role.LEAD, Role.APPEAL_BODY}

_CLOSED_BY = {
    None: (Closed.NOT_DECLARED, "disqualification"),
    DeclarationAnswer.YES: (Closed.DISQUALIFIED, "disqualification_automatic"),
    DeclarationAnswer.UNSURE: (Closed.UNSURE, "disqualification_decided_by"),
}


@dataclass(frozen=True, slots=True)
class Scale:
    """One criterion as a rule sees it: its id and the most points it gives (1 for yes or no)."""

    id: UUID
    most: int


@dataclass(frozen=True, slots=True)
class Points:
    """What one member has written on one criterion so far. Points are whole, None while not given."""

    points: int | None
    reason: str


def must_declare(roles: Collection[Role]) -> bool:
    """Whether somebody with these roles works on cases, and so declares before reading one."""
    return not MUST_DECLARE.isdisjoint(roles)


def can_declare(roles: Collection[Role]) -> bool:
    """Whether somebody with these roles can say how they stand to a case."""
    return not MAY_DECLARE.isdisjoint(roles)


def may_read(
    answer: DeclarationAnswer | None, *, applied: bool = False, ground: Ground | None = None
) -> list[Objection]:
    """Whether one who works on cases may read this one; `answer` is None before declaring.

    `applied` is true of the person behind the application, whom no declaration lets in.
    """
    if applied:
        return [Objection(Closed.OWN_APPLICATION, "disqualification_automatic")]
    if answer in _CLOSED_BY:
        word, law = _CLOSED_BY[answer]
        return [Objection(word, GROUND_LAW[ground] if answer is DeclarationAnswer.YES and ground else law)]
    return []


def may_score(roles: Collection[Role], *, under_review: bool) -> list[Objection]:
    """Only the group gives points, and only until the case is decided. Ask `may_read` first."""
    found = []
    if GROUP.isdisjoint(roles):
        found.append(Objection(ReviewWord.NOT_IN_THE_GROUP))
    if not under_review:
        found.append(Objection(ReviewWord.NOT_UNDER_REVIEW))
    return found


def complete(scales: Iterable[Scale], given: Mapping[UUID, Points]) -> list[Objection]:
    """An assessment as it may be handed in: points within the scale and a reason on every criterion."""
    found = []
    for scale in scales:
        score = given.get(scale.id, Points(None, ""))
        if score.points is None:
            found.append(Objection(ReviewWord.POINTS_MISSING, criterion=scale.id))
        if blank(score.reason):
            found.append(Objection(ReviewWord.REASON_MISSING, "reasons_content", criterion=scale.id))
    return [*found, *within(scales, given)]


def within(scales: Iterable[Scale], given: Mapping[UUID, Points]) -> list[Objection]:
    """Half-done points: those that are given lie within their scale."""
    return [
        Objection(ReviewWord.POINTS_OUTSIDE, criterion=scale.id, most=scale.most)
        for scale in scales
        if (score := given.get(scale.id)) is not None
        and score.points is not None
        and not 0 <= score.points <= scale.most
    ]


def may_see_others(*, in_group: bool, submitted: bool, decided: bool = False) -> list[Objection]:
    """Others' points and reasons are hidden from a member until their own are in, or the case is decided."""
    if in_group and not submitted and not decided:
        return [Objection(ReviewWord.OWN_POINTS_FIRST)]
    return []


def leads_case(roles: Collection[Role], *, chair_is_out: bool, named: bool = False) -> list[Objection]:
    """Who leads one case: the chair, or any of the group where every chair steps aside from it.

    Where no chair is at the meeting, the one whom the meeting has `named` is in the chair's place.
    """
    if (named or Role.CHAIR in roles) and not chair_is_out:
        return []
    if chair_is_out and not GROUP.isdisjoint(roles):
        return []
    if GROUP.isdisjoint(roles):
        return [Objection(ReviewWord.NOT_IN_THE_GROUP, "disqualification_decided_by")]
    return [Objection(ReviewWord.CHAIR_DECIDES, "disqualification_decided_by")]


def may_conduct(roles: Collection[Role]) -> list[Objection]:
    """The group and its secretary note who leaves the room. Who holds the meeting: `quorum.may_hold`."""
    return [] if not SECRETARIES.isdisjoint(roles) else [Objection(ReviewWord.NOT_IN_THE_GROUP, "minutes")]


def may_settle(
    mode: DecidingMode,
    roles: Collection[Role],
    *,
    advice: tuple[Outcome, int] | None,
    decided: tuple[Outcome, int],
    deviation: str,
) -> list[Objection]:
    """Where the group only recommends: the officer decides, on its advice, and says why where it is something else.

    `advice` and `decided` are outcome and whole kroner. An officer who only confirms changes nothing. Nobody
    recommends on a case that can't be considered.
    """
    if Role.OFFICER not in roles:
        return [Objection(ReviewWord.OFFICER_DECIDES, "committee")]
    if decided[0] is Outcome.DISMISSED:
        return []
    if advice is None:
        return [Objection(ReviewWord.NOT_RECOMMENDED)]
    if advice == decided:
        return []
    if mode is DecidingMode.CONFIRMS:
        return [Objection(ReviewWord.CONFIRMS_AS_IT_IS)]
    return [] if not blank(deviation) else [Objection(ReviewWord.DEVIATION_MISSING, "reasons_content")]


def fits(outcome: Outcome, amount: int, *, asked: int, ceiling: int | None) -> list[Objection]:
    """An outcome and an amount in whole kroner that belong together: all, less than all, or nothing.

    One thing is said of an amount, the first that is wrong with it.
    """
    found = []
    if outcome is Outcome.GRANTED and amount != asked:
        found.append(Objection(ReviewWord.GRANTED_IS_ALL, asked=asked))
    if outcome is Outcome.PARTLY and not 0 < amount < asked:
        found.append(Objection(ReviewWord.PARTLY_IS_LESS, asked=asked))
    if outcome is Outcome.REFUSED and amount != 0:
        found.append(Objection(ReviewWord.REFUSED_IS_NOTHING))
    if outcome is Outcome.DISMISSED and amount != 0:
        found.append(Objection(ReviewWord.DISMISSED_IS_NOTHING))
    if not found and ceiling is not None and amount > ceiling:
        found.append(Objection(ReviewWord.ABOVE_CEILING, ceiling=ceiling))
    return found


def may_propose(outcome: Outcome) -> list[Objection]:
    """The draft is of those who are measured against each other. To dismiss one is a decision with its own ground."""
    return [Objection(ReviewWord.DISMISSED_ON_ITS_OWN, "missing_items")] if outcome is Outcome.DISMISSED else []


def may_decide(
    outcome: Outcome, amount: int, *, asked: int, ceiling: int | None, left: int, reasons: str, cut_reasons: str
) -> list[Objection]:
    """A decision as it may be made: outcome and amount fit, the pot holds it, and the reasons are written."""
    found = fits(outcome, amount, asked=asked, ceiling=ceiling)
    if not found and amount > left:
        found.append(Objection(ReviewWord.ABOVE_WHAT_IS_LEFT, left=left))
    if blank(reasons):
        found.append(Objection(ReviewWord.REASONS_MISSING, "reasons"))
    if outcome is Outcome.PARTLY and blank(cut_reasons):
        found.append(Objection(ReviewWord.CUT_REASONS_MISSING, "reasons_content"))
    return found


def may_dismiss(why: Dismissal | None, *, asked_until: date | None, on: date) -> list[Objection]:
    """A dismissal as it may be made: for what is missing only when it was asked for, and the deadline has passed.

    `asked_until` is the deadline of the request that stands open, None where nothing is asked for.
    """
    if why is None:
        return [Objection(ReviewWord.DISMISSAL_MISSING, "reasons_content")]
    if why is Dismissal.MISSING and asked_until is None:
        return [Objection(ReviewWord.ASK_FIRST, "missing_items")]
    if asked_until is not None and on <= asked_until:
        return [Objection(ReviewWord.DEADLINE_NOT_PASSED, "missing_items", deadline=asked_until)]
    return []


def preliminary_due(state: ApplicationState, sent_at: datetime, *, told: bool, at: datetime) -> bool:
    """Whether it is time to tell the applicant that the answer takes time (law key `preliminary_answer`).

    The law says a month; one is reminded after three weeks. `told` is true where it has been done.
    """
    return not told and state in UNDER_REVIEW and at - sent_at >= REMINDED_AFTER


def may_send(closed: Iterable[Objection], *, pdf: bytes, deadline: date, least: date) -> list[Objection]:
    """A letter as it may go out: by one it is open to, with its PDF, and with all the time the law gives.

    `closed` is why the case is closed to the one who sends, as `may_read` says it.
    """
    found = list(closed)
    if not pdf.startswith(b"%PDF-"):
        found.append(Objection(ReviewWord.PDF_MISSING, "notice"))
    if deadline < least:
        found.append(Objection(ReviewWord.DEADLINE_TOO_EARLY, "appeal_deadline", least=least))
    return found
