"""Appeals in the demo: one in every state, made as people make them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from medvirkning.appeals import dismissals, handling, reversing
from medvirkning.appeals.answers import Answer
from medvirkning.appeals.appealing import appeal, write_in
from medvirkning.appeals.models import Appeal, Ruling
from medvirkning.appeals.subjects import Against, against_dismissal
from medvirkning.appeals.taking_in import Came
from medvirkning.appeals.withdrawing import withdraw
from medvirkning.appeals.words import Appellant, BodyOutcome, Channel, DismissalGround
from medvirkning.cli.demo.almanac import Almanac
from medvirkning.cli.demo.meetings import in_the_meeting
from medvirkning.follow_up.telling import CLAIM_NOTICE
from medvirkning.grants.models import Application
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db
from medvirkning.mail.appeal_letters import compose, draw, send
from medvirkning.outbox.models import OutboxMessage
from medvirkning.outbox.words import OutboxState
from medvirkning.people.models import Person
from medvirkning.review import letters as decision_letters
from medvirkning.review.models import Decision
from medvirkning.review.words import Outcome

Told = dict[str, Any]


@dataclass(frozen=True)
class AppealDesk:
    """The people at the desk, and the calendar."""

    people: dict[str, Person]
    almanac: Almanac

    def take_in(self, told: Told, decision: Decision) -> Appeal:
        """By the form, or written in by Cecilie."""
        wanted, why, day = told["wanted"], told["why"], self.almanac.day(told["ago"])
        at, other = self._at(told["ago"], told["key"]), told.get("other")
        if "channel" not in told and other is None:
            owner = decision.application.owner
            return appeal(Against(decision), key=uuid4(), wanted=wanted, why=why, by=owner, at=at)
        channel = Channel(told.get("channel", "paper"))
        came = Came(Appellant.APPLICANT, channel, day, day)
        if other is not None:
            came = Came(Appellant.OTHER, channel, day, day, learned_on=oslo_date(decision.at), **other)
        by = self.people["cecilie"]
        return write_in(Against(decision), came, key=uuid4(), wanted=wanted, why=why, language="nb", by=by, at=at)

    def go_on(self, told: Told, made: Appeal) -> None:
        """All that has been done with it since."""
        dag, cecilie, magne = (self.people[name] for name in ("dag", "cecilie", "magne"))
        if one := told.get("asked"):
            until = self.almanac.working_day(one["ago"] - 14)
            at = self._at(one["ago"], told["key"])
            handling.ask_to_complete(made, question=one["question"], until=until, by=cecilie, at=at)
        if one := told.get("changed"):
            amount, at = made.decision.amount + one["more"], self._at(one["ago"], told["key"])
            reasons, cut = one["reasons"], one["cut_reasons"]
            with in_the_meeting(made.application, by=dag, at=at):
                answer = Answer(amount, reasons, Outcome.PARTLY, cut)
                ruling = reversing.change(made, answer, by=dag, at=at, compose=compose)
            self._send(ruling, dag, at)
        if one := told.get("dismissed"):
            ground, at = DismissalGround(one["ground"]), self._at(one["ago"], told["key"])
            ruling = handling.dismiss(made, ground=ground, reasons=one["reasons"], by=cecilie, at=at, compose=compose)
            self._send(ruling, cecilie, at)
        if one := told.get("contested"):
            self._contest(one, made)
        if one := told.get("forwarded"):
            at = self._at(one["ago"], told["key"])
            ruling = handling.forward(made, statement=one["statement"], by=cecilie, at=at, compose=compose)
            self._send(ruling, cecilie, at)
        if one := told.get("withdrawn"):
            withdraw(made, by=made.decision.application.owner, at=self._at(one["ago"], told["key"]))
        if one := told.get("final"):
            at = self._at(one["ago"], told["key"])
            ruling = reversing.conclude(
                made, outcome=BodyOutcome(one["outcome"]), answer=Answer(0, one["reasons"]),
                decided_on=oslo_date(at), impartial=True, by=magne, at=at, compose=compose,
            )  # fmt: skip
            self._send(ruling, magne, at)

    def _contest(self, told: Told, made: Appeal) -> None:
        """The dismissal is appealed, and undone: what was dismissed is open again."""
        assert made.owner is not None
        cecilie, at = self.people["cecilie"], self._at(told["ago"], told["wanted"])
        said = {"wanted": told["wanted"], "why": told["why"]}
        against = appeal(against_dismissal(made), key=uuid4(), **said, by=made.owner, at=at)
        at = self._at(told["undone"]["ago"], told["wanted"])
        self._send(
            handling.undo(against, reasons=told["undone"]["reasons"], by=cecilie, at=at, compose=compose), cecilie, at
        )

    def _send(self, ruling: Ruling, by: Person, at: datetime) -> None:
        content = compose(ruling, notified=oslo_date(at))
        send(ruling.letter, by=by, at=at, drawn=(content, draw(content)))
        db.session.flush()
        delivered()

    def _at(self, ago: int, of: str) -> datetime:
        return self.almanac.office(ago, sum(map(ord, of)))


def appeal_past(told: list[Told], sent: dict[str, Application], people: dict[str, Person], almanac: Almanac) -> None:
    """What came of the answers in the round that is over."""
    desk = AppealDesk(people, almanac)
    delivered()
    for one in told:
        decision = db.session.scalars(select(Decision).where(Decision.application_id == sent[one["key"]].id)).one()
        desk.go_on(one, desk.take_in(one, decision))


def delivered() -> None:
    """The mails about letters went when they were posted: the time to appeal counts from then."""
    notices = (decision_letters.NOTICE, decision_letters.CORRECTED, dismissals.NOTICE, CLAIM_NOTICE)
    waiting = select(OutboxMessage).where(OutboxMessage.kind.in_(notices), OutboxMessage.sent_at.is_(None))
    for message in db.session.scalars(waiting):
        message.state, message.sent_at = OutboxState.SENT, message.posted_at
    db.session.flush()
