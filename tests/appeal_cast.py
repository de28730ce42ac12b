"""Appeals for tests: answered cases, what is written against them, and what is made of it. Through the actions."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from medvirkning.appeals import handling, reversing
from medvirkning.appeals.answers import Answer
from medvirkning.appeals.appealing import appeal, write_in
from medvirkning.appeals.models import Appeal, ReasonsDemand, Ruling, RulingLetter
from medvirkning.appeals.reasons import demand_reasons
from medvirkning.appeals.subjects import Against, against_dismissal
from medvirkning.appeals.taking_in import Came
from medvirkning.appeals.words import Appellant, BodyOutcome, Channel, DismissalGround
from medvirkning.grants.attaching import LookedOver
from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.kernel.clock import now, oslo_date, today
from medvirkning.kernel.database import db, transaction
from medvirkning.mail.appeal_letters import compose, draw, send
from medvirkning.mail.letters import compose as compose_decision
from medvirkning.mail.letters import send as send_decision
from medvirkning.outbox.models import OutboxMessage
from medvirkning.outbox.words import OutboxState
from medvirkning.people.models import Person
from medvirkning.review.models import Decision
from medvirkning.review.words import Outcome
from tests import grant_cast
from tests.cast import World
from tests.kept import kept
from tests.review_cast import decides, says

WANTED = "Vi vil ha alt vi søkte om."
WHY = "Dere har ikke sett at teltet er lånt."
STATEMENT = "Bydelsgruppa har sett på saken igjen og står ved vedtaket."
GROUP = ("dag", "halima", "ivar", "jorunn", "kim", "cecilie", "marit")


@kept
def answered(
    world: World,
    round_: Round | None = None,
    outcome: Outcome = Outcome.PARTLY,
    amount: int = 20_000,
    *,
    by: Person | None = None,
    aside: Iterable[str] = (),
    told: bool = True,
) -> Decision:
    """A case of Bjarne's, or of another's, that Dag has decided and whose letter Cecilie has sent.

    `told`: the mail about it has gone, too.
    """
    application: Application = grant_cast.sent(round_ or grant_cast.open_round(world), by or world.bjarne)
    for name in GROUP:
        if name not in set(aside):
            says(application, getattr(world, name))
    decision = decides(application, world.dag, outcome, amount, compose=compose_decision)
    sender = world.dag if "cecilie" in set(aside) else world.cecilie
    with transaction():
        send_decision(decision.letter, by=sender, at=now())
    if told:
        delivered("decision_letter")
    return decision


def delivered(kind: str, state: OutboxState = OutboxState.SENT) -> None:
    """The waiting mails of this kind have gone now, or been given up."""
    with transaction():
        for message in db.session.query(OutboxMessage).filter_by(kind=kind, state=OutboxState.WAITING):
            message.state = state
            message.sent_at = now() if state is OutboxState.SENT else None


def appeals(
    decision: Decision, *, files: Iterable[LookedOver] = (), at: datetime | None = None, key: Any = None
) -> Appeal:
    """The applicant appeals by the form."""
    by = decision.application.owner
    with transaction():
        return appeal(Against(decision), key=key or uuid4(), wanted=WANTED, why=WHY, files=files, by=by, at=at or now())


def writes_in(
    decision: Decision, by: Person, *, owner: Person | None = None, came: Came | None = None, **changes: Any
) -> Appeal:
    """Staff write in an appeal: the applicant's where `owner` is the applicant, else a competitor's."""
    mine = owner is not None and owner.id == decision.application.owner_id
    told = came or Came(
        Appellant.APPLICANT if mine else Appellant.OTHER,
        Channel.PAPER,
        sent_on=today(),
        received_on=today(),
        name="Nedre gate vel",
        email="" if mine else "styret@nedregate.example",
        interest="" if mine else "Vi søkte om de samme pengene.",
        learned_on=None if mine else oslo_date(decision.at),
        **changes,
    )
    with transaction():
        return write_in(Against(decision), told, key=uuid4(), wanted=WANTED, why=WHY, language="nb", by=by, at=now())


def forwards(appealed: Appeal, by: Person) -> Ruling:
    """Sent on to the appeal body, its letter not sent yet."""
    with transaction():
        return handling.forward(appealed, statement=STATEMENT, by=by, at=now(), compose=compose)


def contests(first: Appeal, *, at: datetime | None = None, key: Any = None) -> Appeal:
    """Whoever appealed appeals that it was dismissed."""
    assert first.owner is not None
    with transaction():
        against = against_dismissal(first)
        return appeal(
            against,
            key=key or uuid4(),
            wanted="Se på klagen vår.",
            why="Posten var sen.",
            by=first.owner,
            at=at or now(),
        )


def undoes(appealed: Appeal, by: Person) -> Ruling:
    """The dismissal undone by those who dismissed, the letter not sent yet."""
    with transaction():
        return handling.undo(appealed, reasons="Brevet kom sent fram.", by=by, at=now(), compose=compose)


def dismisses(
    appealed: Appeal, by: Person, ground: DismissalGround = DismissalGround.TOO_LATE, *, later: int = 0
) -> Ruling:
    """Put aside; one in time is made late first, by hand, so that the ground fits."""
    with transaction():
        if ground is DismissalGround.TOO_LATE:
            appealed.deadline = appealed.sent_on - timedelta(days=1)
            db.session.flush()
        return handling.dismiss(
            appealed,
            ground=ground,
            reasons="Klagen kom etter fristen.",
            by=by,
            at=now() + timedelta(days=later),
            compose=compose,
        )


def changes(appealed: Appeal, by: Person, outcome: Outcome = Outcome.GRANTED, amount: int = 35_000) -> Ruling:
    """Another answer."""
    with transaction():
        return reversing.change(
            appealed,
            Answer(
                amount,
                "Teltet er lånt, det hadde vi ikke sett.",
                outcome=outcome,
                cut_reasons="Vi har ikke nok penger til alt.",
            ),
            by=by,
            at=now(),
            compose=compose,
        )


def concludes(
    appealed: Appeal, by: Person, outcome: BodyOutcome = BodyOutcome.UPHELD, answer: Outcome | None = None,
    amount: int = 0, *, impartial: bool = True, decided_on: date | None = None, due_on: date | None = None,
) -> Ruling:  # fmt: skip
    """What the appeal body decided."""
    with transaction():
        return reversing.conclude(
            appealed,
            outcome=outcome,
            answer=Answer(
                amount,
                "Klagenemnda er enig med bydelsgruppa.",
                outcome=answer,
                cut_reasons="Det er ikke penger til mer.",
                due_on=due_on,
            ),
            decided_on=decided_on or today(),
            impartial=impartial,
            by=by,
            at=now(),
            compose=compose,
        )


def sends(letter: RulingLetter, by: Person) -> RulingLetter:
    """The letter goes out."""
    content = compose(letter.ruling, notified=today())
    drawn = (content, draw(content))
    with transaction():
        return send(letter, by=by, at=now(), drawn=drawn)


def demands(decision: Decision, question: str = "Hva betyr «for stort»?") -> ReasonsDemand:
    """The applicant asks for fuller reasons."""
    with transaction():
        made = demand_reasons(decision, question=question, by=decision.application.owner, at=now())
    assert made is not None
    return made
