"""The group at work on an application, for tests. Each is its own transaction and goes through the actions."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from medvirkning.attachments.models import Attachment
from medvirkning.grants.attaching import attach_file, look_over
from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Criterion, Round
from medvirkning.grants.words import DecidingMode
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.mail.sittings import close_meeting, open_meeting
from medvirkning.people.models import Person
from medvirkning.programmes.queries import people_with
from medvirkning.programmes.words import Role
from medvirkning.review.assessing import submit_assessment
from medvirkning.review.attendance import called, meeting_of
from medvirkning.review.cases import assessment_of
from medvirkning.review.deciding import decide
from medvirkning.review.declaring import declare
from medvirkning.review.meetings import Meeting
from medvirkning.review.models import Assessment, Decision, Declaration, Proposal
from medvirkning.review.proposing import propose
from medvirkning.review.rules import Points
from medvirkning.review.words import DeclarationAnswer, Dismissal, Ground, Outcome, SeatKind
from tests.grant_cast import ANYTHING_PDF

REASONS = "Tiltaket skaper en åpen møteplass."
CUT_REASONS = "Vi tror et mindre telt er nok."


class Content:
    """A letter's content, as plain as can be."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision

    def to_json(self) -> dict[str, Any]:
        return {"amount": self.decision.amount, "reasons": self.decision.reasons}


def criteria_ids(application: Application) -> list[UUID]:
    """The criteria of the application's round, in order."""
    wanted = select(Criterion.id).where(Criterion.set_id == application.round.criteria_set_id)
    return list(db.session.scalars(wanted.order_by(Criterion.position)))


def says(
    application: Application,
    by: Person,
    answer: DeclarationAnswer = DeclarationAnswer.NO,
    *,
    ground: Ground | None = None,
) -> Declaration:
    """Somebody's declaration; a yes sits on the board unless told otherwise."""
    if answer is DeclarationAnswer.YES and ground is None:
        ground = Ground.BOARD
    with transaction():
        note = "Vi er naboer." if answer is DeclarationAnswer.UNSURE else ""
        return declare(application, answer=answer, ground=ground, note=note, by=by, at=now())


def given(application: Application, *points: int | None, reason: str = "Det er åpent for alle.") -> dict[UUID, Points]:
    """Points and a reason by criterion."""
    return {each: Points(n, reason) for each, n in zip(criteria_ids(application), points, strict=True)}


def hands_in(application: Application, by: Person, *points: int, reason: str = "Det er åpent for alle.") -> Assessment:
    """Somebody's points on every criterion, handed in."""
    with transaction():
        earlier = assessment_of(by, application)
        return submit_assessment(
            application,
            given=given(application, *points, reason=reason),
            note="",
            version=earlier.version if earlier else 0,
            form_id=None,
            by=by,
            at=now(),
        )


def leans(application: Application, by: Person, outcome: Outcome, amount: int) -> Proposal:
    """Somebody's proposal."""
    with transaction():
        earlier = db.session.get(Proposal, application.id)
        version = earlier.version if earlier else 0
        return propose(application, outcome=outcome, amount=amount, version=version, by=by, at=now())


def meets(the_round: Round, *away: Person, leader: Person | None = None) -> Meeting:
    """The deadline passes, and the meeting opens with everybody there but these. Own transactions."""
    with transaction():
        db.session.execute(update(Round).where(Round.id == the_round.id).values(deadline=now() - timedelta(seconds=1)))
        db.session.refresh(the_round)
        return _opened(the_round, *away, leader=leader)


def _opened(the_round: Round, *away: Person, leader: Person | None = None) -> Meeting:
    who = [person.id for person, kind in called(the_round.programme_id).items() if kind is not SeatKind.SUBSTITUTE]
    chair = people_with(the_round.programme_id, Role.CHAIR)[0]
    here = set(who) - {person.id for person in away}
    return open_meeting(the_round, present=here, stands_in={}, leader=leader and leader.id, by=chair, at=now())


def closes(the_round: Round, *, later: timedelta = timedelta()) -> Meeting:
    """The open meeting is closed."""
    meeting, chair = meeting_of(the_round.id), people_with(the_round.programme_id, Role.CHAIR)[0]
    assert meeting is not None
    with transaction():
        close_meeting(meeting, by=chair, at=now() + later)
    return meeting


def adjourns(the_round: Round) -> Meeting:
    """The open meeting is closed, and the next opens with everybody there."""
    closes(the_round)
    with transaction(), after_the_deadline(the_round):
        pass
    meeting = meeting_of(the_round.id)
    assert meeting is not None
    return meeting


@contextmanager
def after_the_deadline(the_round: Round) -> Iterator[None]:
    """In a transaction: the deadline has passed for as long as this lasts, so that a test can go on applying after."""
    deadline = the_round.deadline
    passed = min(deadline, now() - timedelta(seconds=1))
    db.session.execute(update(Round).where(Round.id == the_round.id).values(deadline=passed))
    db.session.refresh(the_round)
    met = meeting_of(the_round.id)
    if the_round.scheme.deciding_mode is DecidingMode.ELECTED and (met is None or not met.is_open):
        _opened(the_round)
    yield
    db.session.execute(update(Round).where(Round.id == the_round.id).values(deadline=deadline))
    db.session.refresh(the_round)


def decides(
    application: Application,
    by: Person,
    outcome: Outcome = Outcome.GRANTED,
    amount: int | None = None,
    *,
    reasons: str = REASONS,
    cut_reasons: str = CUT_REASONS,
    compose: Callable[[Decision], Any] = Content,
    later: timedelta = timedelta(),
    dismissal: Dismissal | None = None,
) -> Decision:
    """The decision, all of what was asked for unless told otherwise. The meeting is opened where it is not."""
    with transaction(), after_the_deadline(application.round):
        return decide(
            application,
            outcome=outcome,
            amount=application.asked if amount is None else amount,
            reasons=reasons,
            cut_reasons=cut_reasons,
            by=by,
            at=now() + later,
            compose=compose,
            dismissal=dismissal,
        )


def attach_later(application: Application, by: Person, key: str) -> Attachment:
    """A file that was to come later, and comes."""
    with transaction():
        return attach_file(application, key, look_over(ANYTHING_PDF, f"{key}.pdf"), by=by, at=now())
