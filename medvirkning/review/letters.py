"""Looking up decision letters: which are to be sent and which have been, and when the party was really told."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload
from sqlalchemy.sql import ColumnElement

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round, Scheme
from medvirkning.kernel.clock import oslo_date, today
from medvirkning.kernel.database import db
from medvirkning.kernel.errors import Objection
from medvirkning.outbox.models import OutboxMessage
from medvirkning.outbox.words import OutboxState
from medvirkning.people.models import Person
from medvirkning.programmes.queries import roles
from medvirkning.review.cases import STEPS_ASIDE, closed_to
from medvirkning.review.corrected_letters import CorrectedLetter
from medvirkning.review.models import Decision, Declaration, Letter
from medvirkning.review.notified import last_day_told
from medvirkning.review.rules import must_declare
from medvirkning.review.told import CorrectedTold, ToldOtherwise
from medvirkning.review.words import Outcome

PAGE_SIZE = 25
NOTICE = "decision_letter"  # the kind of the mail that says a letter has come
CORRECTED = "corrected_letter"  # and a corrected one
LONGEST_DELAY = timedelta(days=7)  # the outbox gives up well before


@dataclass(frozen=True, slots=True)
class LetterWish:
    """What somebody asked to see: sent letters, those to be sent, or (None) both; of one outcome or of all.

    With an outcome, letters that are closed to the reader are left out: being listed would tell the answer.
    """

    programme_id: UUID
    sent: bool | None = None
    outcome: Outcome | None = None
    reader_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """The mail that told the party: where it is, and when it went."""

    state: OutboxState
    sent_at: datetime | None


def letter_counts(wish: LetterWish) -> dict[bool | None, int]:
    """How many letters are sent (True), are to be sent (False), and are there at all (None), of the wish's outcome."""
    is_sent = Letter.sent_at.is_not(None)
    found = _wanted(select(is_sent, func.count()), replace(wish, sent=None)).group_by(is_sent)
    numbers: dict[bool | None, int] = {True: 0, False: 0}
    numbers |= {bool(sent): count for sent, count in db.session.execute(found)}
    return numbers | {None: sum(numbers.values())}


def letters(wish: LetterWish, *, start: int, most: int = PAGE_SIZE) -> list[Letter]:
    """The wish's letters from place `start` (the first is 0), what was decided last first, with their cases."""
    whole = contains_eager(Letter.decision).joinedload(Decision.application)
    found = _wanted(select(Letter), wish).order_by(Decision.at.desc(), Decision.id).offset(start).limit(most)
    return list(db.session.scalars(found.options(whole)))


def letter_in(programme_id: UUID, letter_id: UUID) -> Letter | None:
    """This letter, if it is this programme's, with all it is made from."""
    found = select(Letter).where(Letter.id == letter_id, Letter.programme_id == programme_id)
    case = joinedload(Letter.decision).joinedload(Decision.application).joinedload(Application.round)
    return db.session.scalar(
        found.options(case.joinedload(Round.scheme).joinedload(Scheme.programme), case.joinedload(Round.criteria_set))
    )


def sent_letter_about(application_id: UUID) -> Letter | None:
    """The letter in this case, once it has been sent."""
    found = select(Letter).join(Letter.decision).where(Decision.application_id == application_id)
    return db.session.scalar(found.where(Letter.sent_at.is_not(None)))


def corrected_letters(decision_id: UUID) -> list[CorrectedLetter]:
    """The corrected letters that have been sent about a decision, the first first."""
    wanted = select(CorrectedLetter).where(CorrectedLetter.decision_id == decision_id)
    return list(db.session.scalars(wanted.where(CorrectedLetter.sent_at.is_not(None)).order_by(CorrectedLetter.number)))


def unsent_correction(decision_id: UUID) -> CorrectedLetter | None:
    """The corrected letter that is written and not sent; there is one at most."""
    wanted = select(CorrectedLetter).where(CorrectedLetter.decision_id == decision_id)
    return db.session.scalar(wanted.where(CorrectedLetter.sent_at.is_(None)))


def corrected_in(programme_id: UUID, corrected_id: UUID) -> CorrectedLetter | None:
    """This corrected letter, sent or not, if it is this programme's."""
    found = db.session.get(CorrectedLetter, corrected_id)
    return found if found is not None and found.programme_id == programme_id else None


def letters_sent(application_id: UUID) -> list[Letter | CorrectedLetter]:
    """All that has been sent about the decision in this case: the letter, then what corrects it. The last counts."""
    first = sent_letter_about(application_id)
    return [] if first is None else [first, *corrected_letters(first.decision_id)]


def next_to_send(letter: Letter, *, reader: Person) -> Letter | None:
    """The letter to be sent that is next after this one and open to this reader."""
    wish = LetterWish(letter.programme_id, sent=False, reader_id=reader.id)
    found = _wanted(select(Letter), wish).where(Letter.id != letter.id, _open_to(wish))
    return db.session.scalar(found.order_by(Decision.at.desc(), Decision.id).limit(1))


def letter_closed_to(person: Person, letter: Letter) -> list[Objection]:
    """Why this letter is closed to this person, as its case is: not declared yet, or stepping aside.

    What has been sent is the decision, and that is public.
    """
    return [] if letter.sent_at is not None else closed_to(person, letter.decision.application)


def notice_of(letter: Letter | CorrectedLetter) -> Notice | None:
    """How it goes with the mail that tells of the letter; None before the letter is sent."""
    return notices([letter]).get(letter.id)


def notices(sent: Iterable[Letter | CorrectedLetter]) -> dict[UUID, Notice]:
    """The same for several letters, by their ids. A message was posted at the very moment its letter was sent."""
    by_case = {(str(each.decision.application_id), each.sent_at): each.id for each in sent if each.sent_at}
    if not by_case:
        return {}
    moments = {moment for _case, moment in by_case}
    posted = select(OutboxMessage).where(
        OutboxMessage.state.in_(list(OutboxState)),
        OutboxMessage.due_at >= min(moments),
        OutboxMessage.due_at <= max(moments) + LONGEST_DELAY,
        OutboxMessage.kind.in_([NOTICE, CORRECTED]),
        OutboxMessage.posted_at.in_(moments),
    )
    return {
        by_case[key]: Notice(message.state, message.sent_at)
        for message in db.session.scalars(posted)
        if (key := (str(message.values.get("application_id")), message.posted_at)) in by_case
    }


def last_day_to_appeal(letter: Letter) -> date | None:
    """The last day to appeal a sent letter: what it says, or later where the party was told later (`notified`).

    Or where a corrected letter began the time anew.
    """
    if letter.appeal_deadline is None:
        return None
    sent: list[Letter | CorrectedLetter] = [letter, *corrected_letters(letter.decision_id)]
    known, told = notices(sent), [told.on for each in sent for told in told_otherwise(each)]
    days = [_told_of(each, known.get(each.id), told) for each in sent]
    return max(filter(None, days))


def _told_of(letter: Letter | CorrectedLetter, notice: Notice | None, told: Iterable[date]) -> date | None:
    """The last day by one sent letter. Being told in another way counts for what had been sent by then."""
    if letter.appeal_deadline is None or letter.sent_at is None or not getattr(letter, "restarts", True):
        return letter.appeal_deadline
    return last_day_told(
        letter.appeal_deadline,
        weeks=letter.decision.application.round.scheme.appeal_weeks,
        notice=oslo_date(notice.sent_at) if notice and notice.sent_at else None,
        undelivered=notice is not None and notice.sent_at is None,
        told=[day for day in told if day >= oslo_date(letter.sent_at)],
        today=today(),
    )


def has_begun(letter: Letter) -> bool:
    """Whether the time to appeal a sent letter runs: somebody has been told of it."""
    notice = notice_of(letter)
    if notice is None or notice.sent_at is not None or told_otherwise(letter):
        return True
    return any(told_otherwise(each) for each in corrected_letters(letter.decision_id))


def told_otherwise(letter: Letter | CorrectedLetter) -> list[ToldOtherwise] | list[CorrectedTold]:
    """How and when the party was told of the letter in other ways than by our e-mail, the first first."""
    if isinstance(letter, CorrectedLetter):
        of_corrected = select(CorrectedTold).where(CorrectedTold.corrected_id == letter.id)
        of_corrected = of_corrected.options(joinedload(CorrectedTold.by))
        return list(db.session.scalars(of_corrected.order_by(CorrectedTold.on, CorrectedTold.at)))
    wanted = select(ToldOtherwise).where(ToldOtherwise.letter_id == letter.id).options(joinedload(ToldOtherwise.by))
    return list(db.session.scalars(wanted.order_by(ToldOtherwise.on, ToldOtherwise.at)))


def corrections_of_each(decision_ids: Iterable[UUID]) -> dict[UUID, list[CorrectedLetter]]:
    """By decision, the letters that correct its letter, sent or not, the first first; one query."""
    wanted = select(CorrectedLetter).where(CorrectedLetter.decision_id.in_(list(decision_ids)))
    found: dict[UUID, list[CorrectedLetter]] = {}
    for each in db.session.scalars(wanted.order_by(CorrectedLetter.number)):
        found.setdefault(each.decision_id, []).append(each)
    return found


def _wanted(chosen: Select, wish: LetterWish) -> Select:
    found = chosen.join(Letter.decision).where(Decision.programme_id == wish.programme_id)
    if wish.sent is not None:
        found = found.where(Letter.sent_at.is_not(None) if wish.sent else Letter.sent_at.is_(None))
    if wish.outcome is not None:
        found = found.where(Decision.outcome == wish.outcome, or_(Letter.sent_at.is_not(None), _open_to(wish)))
    return found


def _open_to(wish: LetterWish) -> ColumnElement[bool]:
    """What `letter_closed_to` says, for the database: declared by those who must, not aside from, not one's own."""
    theirs = exists().where(
        Declaration.application_id == Decision.application_id, Declaration.person_id == wish.reader_id
    )
    aside = theirs.where(Declaration.answer.in_(STEPS_ASIDE))
    own = exists().where(Application.id == Decision.application_id, Application.owner_id == wish.reader_id)
    declares = wish.reader_id is not None and must_declare(roles(wish.reader_id, wish.programme_id))
    return and_(~aside, ~own, theirs) if declares else and_(~aside, ~own)
