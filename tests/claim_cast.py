"""Claims for money back that are appealed, for tests. Each step is its own transaction and goes through the actions."""

from typing import Any
from uuid import uuid4

from medvirkning.appeals import reversing
from medvirkning.appeals.answers import Answer
from medvirkning.appeals.appealing import appeal
from medvirkning.appeals.models import Appeal, Ruling
from medvirkning.appeals.subjects import Against
from medvirkning.appeals.words import BodyOutcome
from medvirkning.follow_up.giving_back import first_due_day
from medvirkning.follow_up.repayments import Repayment
from medvirkning.grants.schemes import Round
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import transaction
from medvirkning.mail.appeal_letters import compose
from medvirkning.people.models import Person
from medvirkning.review.cases import decision_on
from tests import appeal_cast, grant_cast, repayment_cast
from tests.cast import World
from tests.review_cast import says

LESS = "Dere må trekke fra benkene."
WHY_LESS = "Vi har funnet kvitteringen for benkene."
SEEN = "Kvitteringen for benkene er kommet."


def claimed(world: World, round_: Round | None = None, *, told: bool = True, small: bool = False) -> Repayment:
    """Dag has claimed 5 000 kroner back from Bjarne, who has paid nothing yet; `told`: the mail about it has gone.

    `small`: of so little that others can have the same pot.
    """
    round_ = round_ or grant_cast.open_round(world, pot=200_000)
    made = repayment_cast.small(world, round_) if small else repayment_cast.notified(world, round_)
    says(made.acceptance.application, world.cecilie)
    repayment_cast.claims(made, world.dag, amount=1_000 if small else 5_000)
    if told:
        appeal_cast.delivered("repayment_claim")
    return made


def against(made: Repayment) -> Against:
    """The claim, to appeal."""
    decision = decision_on(made.application_id)
    assert decision is not None
    return Against(decision, claim=made)


def appeals(made: Repayment, *, key: Any = None, by: Person | None = None) -> Appeal:
    """The applicant appeals by the form."""
    owner = by or made.acceptance.application.owner
    with transaction():
        return appeal(against(made), key=key or uuid4(), wanted=LESS, why=WHY_LESS, by=owner, at=now())


def forwarded(world: World, made: Repayment) -> Appeal:
    """… and Cecilie has sent it on, with the letter."""
    appealed = appeals(made)
    appeal_cast.sends(appeal_cast.forwards(appealed, world.cecilie).letter, world.cecilie)
    return appealed


def another(amount: int) -> Answer:
    """So much to pay back, on the first day that can be."""
    return Answer(amount, SEEN, due_on=first_due_day(today(), 3))


def changes(appealed: Appeal, by: Person, amount: int = 1_500, **more: Any) -> Ruling:
    """Another claim."""
    with transaction():
        return reversing.change(appealed, another(amount), by=by, at=now(), compose=compose, **more)


def decides_anew(appealed: Appeal, by: Person, amount: int = 1_500, **more: Any) -> Ruling:
    """Decided once more."""
    with transaction():
        return reversing.decide_anew(appealed, another(amount), by=by, at=now(), compose=compose, **more)


def concludes(appealed: Appeal, by: Person, outcome: BodyOutcome, amount: int = 0) -> Ruling:
    """What the appeal body decided."""
    with transaction():
        return reversing.conclude(
            appealed,
            outcome=outcome,
            answer=another(amount),
            decided_on=today(),
            impartial=True,
            by=by,
            at=now(),
            compose=compose,
        )
