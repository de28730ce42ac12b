"""What a wall is drawn from, in a few numbers: when none of them has changed, neither has the wall."""

from typing import Any

from sqlalchemy import func, select

from medvirkning.grants.schemes import Round
from medvirkning.kernel.database import db
from medvirkning.people.models import Person
from medvirkning.programmes.queries import roles
from medvirkning.review.agreements import Agreement
from medvirkning.review.attendance import meeting_of
from medvirkning.review.models import Assessment, Decision, DecisionChange, Declaration, RoundTally
from medvirkning.review.steps import mark
from medvirkning.review.told import ChangeTold


def drawn_from(the_round: Round, person: Person) -> tuple[object, ...]:
    """Everything that can change a round's wall for one person: steps, decisions, points, declarations and roles."""
    meeting = meeting_of(the_round.id)
    return (
        mark(the_round.id),
        the_round.pot,
        meeting and (meeting.opened_at, meeting.closed_at),
        *_counted(Decision, the_round, func.count(), func.max(Decision.at)),
        *_told(the_round),
        *_counted(Declaration, the_round, func.count(), func.max(Declaration.at)),
        *_counted(Assessment, the_round, func.count(Assessment.submitted_at), func.max(Assessment.submitted_at)),
        *_counted(Agreement, the_round, func.count(), func.max(Agreement.agreed_at)),
        *_counted(RoundTally, the_round, func.sum(RoundTally.waiting), func.sum(RoundTally.asked)),
        sorted(roles(person.id, the_round.programme_id)),
    )


def _counted(model: Any, the_round: Round, *what: Any) -> tuple[object, ...]:
    return tuple(db.session.execute(select(*what).where(model.round_id == the_round.id)).one())


def _told(the_round: Round) -> tuple[object, ...]:
    """Other answers after an appeal, as far as the parties have been told."""
    counted = select(func.count(), func.max(ChangeTold.at)).join(ChangeTold.change)
    return tuple(db.session.execute(counted.where(DecisionChange.round_id == the_round.id)).one())
