"""What a wall is drawn from, in a few numbers: when none of them has changed, neither has the wall."""

from sqlalchemy import func, select

from medvirkning.grants.schemes import Round
from medvirkning.kernel.database import db
from medvirkning.people.models import Person
from medvirkning.programmes.queries import roles
from medvirkning.review.attendance import meeting_of
from medvirkning.review.models import Assessment, Decision, Declaration, RoundTally
from medvirkning.review.steps import mark


def drawn_from(the_round: Round, person: Person) -> tuple[object, ...]:
    """Everything that can change a round's wall for one person: steps, decisions, points, declarations and roles."""
    meeting = meeting_of(the_round.id)
    return (
        mark(the_round.id),
        the_round.pot,
        meeting and (meeting.opened_at, meeting.closed_at),
        *_counted(func.count(), func.max(Decision.at), of=Decision, the_round=the_round),
        *_counted(func.count(), func.max(Declaration.at), of=Declaration, the_round=the_round),
        *_counted(func.count(Assessment.submitted_at), func.max(Assessment.submitted_at), of=Assessment, the_round=the_round),
        *_counted(func.sum(RoundTally.waiting), func.sum(RoundTally.asked), of=RoundTally, the_round=the_round),
        sorted(roles(person.id, the_round.programme_id)),
    )


def _counted(*what: object, of: object, the_round: Round) -> tuple[object, ...]:
    return tuple(db.session.execute(select(*what).where(of.round_id == the_round.id)).one())  # type: ignore[arg-type,call-overload,attr-defined]
