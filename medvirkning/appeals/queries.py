"""Looking up appeals: one's own, those about a case, and the desk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from medvirkning.appeals.dismissals import can_still_be_appealed, last_day_after
from medvirkning.appeals.models import Appeal, ReasonsDemand, Ruling, RulingLetter
from medvirkning.appeals.timing import last_day
from medvirkning.appeals.words import AppealState, AppealTab, Appellant, RulingKind
from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round, Scheme
from medvirkning.grants.words import ApplicationState
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db
from medvirkning.review.cases import open_for
from medvirkning.review.letters import last_day_to_appeal, sent_letter_about
from medvirkning.review.models import Decision
from medvirkning.review.standing import what_stands
from medvirkning.review.words import Outcome

PER_PAGE = 25
TABS = {
    AppealTab.NEW: (AppealState.RECEIVED,),
    AppealTab.WAITING: (AppealState.ASKED_TO_COMPLETE,),
    AppealTab.FORWARDED: (AppealState.FORWARDED,),
    AppealTab.FINISHED: (
        AppealState.DISMISSED,
        AppealState.CHANGED,
        AppealState.UNDONE,
        AppealState.FINAL,
        AppealState.WITHDRAWN,
    ),
}
ANSWERS = (RulingKind.CHANGED, RulingKind.ANEW)  # another answer, which can be appealed as the first could
OPEN = (AppealState.RECEIVED, AppealState.ASKED_TO_COMPLETE, AppealState.FORWARDED)


@dataclass(frozen=True, slots=True)
class DeskWish:
    """What somebody asked to see of the desk: a tab, and appeals from applicants, from others, or (None) all.

    What is closed to the reader is left out: being listed would tell how the appeal stands, or whose it is.
    """

    programme_id: UUID
    tab: AppealTab = AppealTab.NEW
    appellant: Appellant | None = None
    reader_id: UUID | None = None


def appeal_in(programme_id: UUID, appeal_id: UUID) -> Appeal | None:
    """This appeal, if it is this programme's, with its case and what has been made of it."""
    wanted = select(Appeal).where(Appeal.id == appeal_id, Appeal.programme_id == programme_id)
    return db.session.scalar(wanted.options(*_whole()))


def appeal_seen_by(person_id: UUID, appeal_id: UUID) -> Appeal | None:
    """This appeal, if this person is a party: whose it is, or whose application it is about."""
    wanted = select(Appeal).join(Appeal.application).where(Appeal.id == appeal_id)
    parties = or_(Appeal.owner_id == person_id, Application.owner_id == person_id)
    return db.session.scalar(wanted.where(parties).options(*_whole()))


def appeals_about(application_id: UUID) -> list[Appeal]:
    """Every appeal in a case, the first first."""
    wanted = select(Appeal).where(Appeal.application_id == application_id)
    return list(db.session.scalars(wanted.order_by(Appeal.registered_at)))


def appeals_from(person_id: UUID) -> list[Appeal]:
    """Every appeal of one person's, the newest first, with their cases."""
    wanted = select(Appeal).where(Appeal.owner_id == person_id).options(joinedload(Appeal.application))
    return list(db.session.scalars(wanted.order_by(Appeal.registered_at.desc())))


def answered_demands(decision_id: UUID) -> list[ReasonsDemand]:
    """The demands for fuller reasons that have been answered, the first first."""
    return [each for each in demands(decision_id) if each.answered_at is not None]


def open_appeal(application_id: UUID, owner_id: UUID | None) -> Appeal | None:
    """The appeal against the decision that this person has in this case and that isn't finished; the newest one."""
    against_decision = (Appeal.about_id.is_(None), Appeal.claim_id.is_(None))
    wanted = select(Appeal).where(Appeal.application_id == application_id, Appeal.state.in_(OPEN), *against_decision)
    return db.session.scalar(wanted.where(Appeal.owner_id == owner_id).order_by(Appeal.registered_at.desc()).limit(1))


def last_day_now(decision: Decision) -> date | None:
    """The last day the applicant can appeal; None before the letter has been sent.

    What the letter says, or later: where they were told later, where reasons that were asked for in time or a
    corrected letter came afterwards, or where an appeal put another answer in its place. To dismiss an appeal does not
    move it: that is a decision of its own, with a last day of its own (`dismissals.last_day_against`).
    """
    letter = sent_letter_about(decision.application_id)
    written = None if letter is None else last_day_to_appeal(letter)
    if written is None:
        return None
    answered = [oslo_date(each.answered_at) for each in demands(decision.id) if each.answered_at]
    own = last_day(written, answered, weeks=decision.application.round.scheme.appeal_weeks)
    ruled = select(RulingLetter).join(RulingLetter.ruling).join(Ruling.appeal)
    ruled = ruled.where(Appeal.decision_id == decision.id, Appeal.claim_id.is_(None), Ruling.kind.in_(ANSWERS))
    return max([own, *filter(None, map(last_day_after, db.session.scalars(ruled)))])


def still_open(on: date) -> set[UUID]:
    """The answered cases that are not over by this day though their letters' own time is.

    An appeal or a demand for reasons waits, another answer than a no has come, or the last day to appeal has moved.
    """
    touched = [select(each.decision_id) for each in (Appeal, ReasonsDemand)]
    wanted = select(Decision).join(Decision.application).where(Application.state == ApplicationState.LETTER_SENT)
    found = db.session.scalars(wanted.where(or_(*(Decision.id.in_(each) for each in touched)))).all()
    return {each.application_id for each in found if _waits(each, on)}


def _waits(decision: Decision, on: date) -> bool:
    no = what_stands(decision).outcome in (Outcome.REFUSED, Outcome.DISMISSED)
    return appeal_may_come(decision, on) or not no


def appeal_may_come(decision: Decision, on: date) -> bool:
    """Whether an appeal or a demand for reasons waits in this case, or the applicant has time to appeal this day."""
    made = appeals_about(decision.application_id)
    open_ones = any(each.state in OPEN or can_still_be_appealed(each, on) for each in made)
    unanswered = any(each.answered_at is None for each in demands(decision.id))
    last = last_day_now(decision)
    return open_ones or unanswered or last is None or last >= on


def demands(decision_id: UUID) -> list[ReasonsDemand]:
    """The demands for fuller reasons for a decision, the first first."""
    wanted = select(ReasonsDemand).where(ReasonsDemand.decision_id == decision_id)
    return list(db.session.scalars(wanted.order_by(ReasonsDemand.demanded_at)))


def demands_waiting(programme_id: UUID) -> list[ReasonsDemand]:
    """The demands nobody has answered, the oldest first, with their cases."""
    wanted = select(ReasonsDemand).where(
        ReasonsDemand.programme_id == programme_id, ReasonsDemand.answered_at.is_(None)
    )
    case = joinedload(ReasonsDemand.decision).joinedload(Decision.application)
    return list(db.session.scalars(wanted.options(case).order_by(ReasonsDemand.demanded_at)))


def demand_in(programme_id: UUID, demand_id: UUID) -> ReasonsDemand | None:
    """This demand, if it is this programme's."""
    found = db.session.get(ReasonsDemand, demand_id)
    return found if found is not None and found.programme_id == programme_id else None


def ruling_of(appeal: Appeal, kind: RulingKind) -> Ruling | None:
    """What was made of it of this kind."""
    return next((each for each in appeal.rulings if each.kind is kind), None)


def desk_counts(wish: DeskWish) -> dict[AppealTab, int]:
    """How many appeals each tab has, of the wish's appellants."""
    counted = _wanted(select(Appeal.state, func.count()), wish).group_by(Appeal.state)
    by_state: dict[AppealState, int] = {row[0]: row[1] for row in db.session.execute(counted)}
    return {tab: sum(by_state.get(state, 0) for state in states) for tab, states in TABS.items()}


def desk_page(wish: DeskWish, *, start: int, most: int = PER_PAGE) -> list[Appeal]:
    """The tab's appeals from place `start` (the first is 0): what is due first comes first, finished ones last in."""
    order = [Appeal.registered_at.desc()] if wish.tab is AppealTab.FINISHED else [Appeal.answer_by]
    found = _wanted(select(Appeal), wish).where(Appeal.state.in_(TABS[wish.tab])).order_by(*order, Appeal.id)
    return list(db.session.scalars(found.options(*_whole()).offset(start).limit(most)))


def new_ones(programme_id: UUID, *, reader_id: UUID) -> int:
    """How many appeals wait for the desk, of those open to this reader."""
    return desk_counts(DeskWish(programme_id, reader_id=reader_id))[AppealTab.NEW]


def decided_case(programme_id: UUID, number: str) -> Decision | None:
    """The decision in the case with this number (any case), if its letter has been sent."""
    wanted = (
        select(Decision)
        .join(Decision.application)
        .where(Application.programme_id == programme_id, func.upper(Application.number) == number.strip().upper())
    )
    found = db.session.scalar(wanted)
    return found if found is not None and sent_letter_about(found.application_id) is not None else None


def appeal_kept(appeal_id: UUID) -> Appeal | None:
    """The appeal that was made with this id."""
    return db.session.get(Appeal, appeal_id)


def letter_of(appeal: Appeal, letter_id: UUID) -> RulingLetter | None:
    """This letter, if it is about this appeal."""
    return next((each.letter for each in appeal.rulings if each.letter and each.letter.id == letter_id), None)


def letters_sent(appeals: Iterable[Appeal]) -> dict[UUID, list[RulingLetter]]:
    """The letters that have been sent about each appeal, the first first."""
    return {
        each.id: [ruling.letter for ruling in each.rulings if ruling.letter and ruling.letter.sent_at]
        for each in appeals
    }


def _wanted(chosen: Select, wish: DeskWish) -> Select:
    found = chosen.where(Appeal.programme_id == wish.programme_id)
    if wish.reader_id is not None:
        others = or_(Appeal.owner_id.is_(None), Appeal.owner_id != wish.reader_id)
        found = found.join(Appeal.application).where(open_for(wish.reader_id), others)
    return found if wish.appellant is None else found.where(Appeal.appellant == wish.appellant)


def _whole() -> tuple:
    scheme = joinedload(Appeal.application).joinedload(Application.round).joinedload(Round.scheme)
    rulings = selectinload(Appeal.rulings)
    return (
        scheme.joinedload(Scheme.programme),
        joinedload(Appeal.decision),
        rulings.joinedload(Ruling.letter),
        rulings.joinedload(Ruling.change),
        rulings.joinedload(Ruling.claim_change),
    )
