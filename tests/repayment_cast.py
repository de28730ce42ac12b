"""Money that is claimed back, for tests. Each step is its own transaction and goes through the actions."""

from datetime import timedelta
from typing import Any

from medvirkning.follow_up.giving_back import first_answer_day, first_due_day
from medvirkning.follow_up.paying import approve, note_paid
from medvirkning.follow_up.repaying import answer_notice, claim, let_go, notify
from medvirkning.follow_up.repayments import Repayment
from medvirkning.follow_up.words import RepaymentGround
from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import transaction
from medvirkning.mail import repayment_letters as letters
from medvirkning.mail.pdf import pdf
from medvirkning.people.models import Person
from medvirkning.review.words import Outcome
from tests.cast import World
from tests.follow_cast import accepts, answered, listed
from tests.kept import kept

WHY = "Dere kjøpte langbordet for 8 000 kroner. Resten er ikke brukt."
ANSWER = "Vi brukte resten på benker, se kvitteringene."


@kept
def paid_out(
    world: World,
    round_: Round,
    amount: int = 10_000,
    *,
    by: Person | None = None,
    granted: int | None = None,
    **more: Any,
) -> Application:
    """A grant of Bjarne's with so much paid; the list is made by Cecilie or another, and approved by Dag.

    `granted`: less than was asked for, where others take from the same pot.
    """
    outcome = Outcome.GRANTED if granted is None else Outcome.PARTLY
    application = answered(world, round_, outcome, granted, **more)
    accepts(application, world.bjarne)
    made = listed(world, {application.id: amount}, by)
    with transaction():
        approve(made, by=world.dag, at=now())
        note_paid(made, on=today(), by=by or world.cecilie, at=now() + timedelta(seconds=1))
    return application


def notifies(application: Application, by: Person, **changes: Any) -> Repayment:
    """The advance notice."""
    said = {
        "ground": RepaymentGround.UNUSED,
        "amount": 6_000,
        "reasons": WHY,
        "answer_by": first_answer_day(today()),
        **changes,
    }
    content = letters.notice(application, dated=today(), **{**said, "ground": said["ground"] or RepaymentGround.UNUSED})
    with transaction():
        return notify(application, content=content, by=by, at=now(), **said)


def small(world: World, round_: Round) -> Repayment:
    """… of so little that others can have the same pot."""
    return notifies(paid_out(world, round_, 2_000, granted=2_000), world.cecilie, amount=1_500)


def notified(world: World, round_: Round, **more: Any) -> Repayment:
    """Cecilie has told Bjarne."""
    return notifies(paid_out(world, round_, **more), world.cecilie)


def answers(made: Repayment, text: str = "") -> Repayment:
    """Bjarne says what he thinks."""
    with transaction():
        answer_notice(made, text or ANSWER, by=made.acceptance.application.owner, at=now())
    return made


def claims(made: Repayment, by: Person, *, answered_first: bool = True, **changes: Any) -> Repayment:
    """The decision; without `answered_first` nobody has answered."""
    if answered_first and made.answered_at is None:
        answers(made)
    weeks = made.acceptance.application.round.scheme.appeal_weeks
    said = {"amount": 5_000, "reasons": "Benkene var ikke med i søknaden.", "due_on": first_due_day(today(), weeks)}
    votes = changes.pop("votes", None)
    said |= changes
    content = letters.claim(made, by=by, dated=today(), **said)  # type: ignore[arg-type]
    assert letters.missing_in_repayment(content) == []
    drawn = pdf(content)
    with transaction():
        claim(made, content=content, pdf=drawn, by=by, at=now(), votes=votes, **said)  # type: ignore[arg-type]
    return made


def lets_go(made: Repayment, by: Person) -> Repayment:
    """Nothing is claimed."""
    with transaction():
        let_go(made, reason="Benkene er like gode.", by=by, at=now())
    return made
