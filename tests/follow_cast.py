"""Grants after the letter, for tests. Each step is its own transaction and goes through the actions."""

from datetime import timedelta
from uuid import UUID

from medvirkning.follow_up.accepting import accept
from medvirkning.follow_up.models import Acceptance, PaymentList
from medvirkning.follow_up.paying import approve, make_list, note_paid
from medvirkning.follow_up.queries import expense_lines
from medvirkning.follow_up.reporting import add_file, save_report, send_report
from medvirkning.follow_up.reports import Report
from medvirkning.follow_up.words import ReportFile
from medvirkning.grants.attaching import look_over
from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import transaction
from medvirkning.mail.letters import compose
from medvirkning.mail.letters import send as send_letter
from medvirkning.people.models import Person
from medvirkning.review.words import DeclarationAnswer, Outcome
from tests import grant_cast
from tests.cast import World
from tests.kept import kept
from tests.review_cast import decides, says

OTHER_ACCOUNT = "15030000002"


@kept
def answered(
    world: World,
    round_: Round,
    outcome: Outcome = Outcome.GRANTED,
    amount: int | None = None,
    *,
    aside: Person | None = None,
    **changes: str,
) -> Application:
    """Bjarne's application, decided by Dag, with its letter sent; `aside` has stepped aside from it."""
    application = grant_cast.sent(round_, world.bjarne, **changes)
    says(application, world.dag)
    if aside is not None:
        says(application, aside, DeclarationAnswer.YES)
    if outcome is Outcome.REFUSED:
        amount = 0
    decision = decides(application, world.dag, outcome, amount, compose=compose)
    with transaction():
        send_letter(decision.letter, by=world.dag, at=now())
    return application


@kept
def accepted(world: World, round_: Round, other_account: str | None = None, **changes: str) -> Application:
    """… and accepted by Bjarne."""
    application = answered(world, round_, **changes)
    accepts(application, world.bjarne, other_account)
    return application


def accepts(application: Application, by: Person, other_account: str | None = None) -> Acceptance:
    """The yes."""
    with transaction():
        return accept(
            application,
            declared=True,
            account_right=other_account is None,
            other_account=other_account,
            by=by,
            at=now(),
        )


def listed(world: World, amounts: dict[UUID, int], by: Person | None = None) -> PaymentList:
    """A list by Cecilie."""
    with transaction():
        return make_list(world.programme.id, amounts, by=by or world.cecilie, at=now())


def paid(world: World, application: Application, amount: int) -> PaymentList:
    """Made by Cecilie, approved by Dag, and paid today."""
    made = listed(world, {application.id: amount})
    with transaction():
        approve(made, by=world.dag, at=now())
        note_paid(made, on=today(), by=world.cecilie, at=now() + timedelta(seconds=1))
    return made


def writes(application: Application, **changes: object) -> Report:
    """A report that lacks nothing; `changes` replace what is written."""
    told = {
        "what": "Vi spiste sammen ved langbordet.",
        "evaluation": "Det var godt, og det regnet litt.",
        "participants": "150",
        "left_over": "0",
        "spent": dict.fromkeys(expense_lines(application), "1 000"),
    }
    with transaction():
        return save_report(application, {**told, **changes}, at=now())


def reports(application: Application, by: Person, **changes: object) -> Report:
    """… with a receipt, and sent."""
    report = writes(application, **changes)
    with transaction():
        add_file(application, ReportFile.RECEIPT, look_over(grant_cast.photo(), "kvittering.jpg"), at=now())
        send_report(application, by=by, at=now())
    return report
