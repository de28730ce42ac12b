"""What the rules ask of some cases of a round before somebody decides them, looked up for all of them at once.

The answers are those of `cases.may_lead`, `cases.closed_to` and `voting.sitting`, which ask of one case.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

from medvirkning.grants.models import Application
from medvirkning.grants.opening import open_corrections
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import DecidingMode
from medvirkning.kernel.database import db
from medvirkning.kernel.errors import Objection
from medvirkning.people.models import Person
from medvirkning.programmes.queries import people_with, roles
from medvirkning.programmes.words import Role
from medvirkning.review.asides import SteppingIn
from medvirkning.review.attendance import meeting_of, seats_of, votes_in
from medvirkning.review.cases import STEPS_ASIDE, closed_by, named_leader
from medvirkning.review.impartiality import may_vote
from medvirkning.review.meetings import Recommendation, TimeOut
from medvirkning.review.models import Decision, Declaration
from medvirkning.review.rules import leads_case, must_declare
from medvirkning.review.ties import Participation
from medvirkning.review.voting import Sitting
from medvirkning.review.words import Outcome, Part


class Hearing:
    """Some cases of one round before one person, as they stand with the round and the cases held.

    `decided` and `asked` are the decisions and the open corrections there are, by case.
    """

    def __init__(self, the_round: Round, cases: Sequence[Application], by: Person) -> None:
        ids = [each.id for each in cases]
        self.by, self._elected = by, the_round.scheme.deciding_mode is DecidingMode.ELECTED
        self.roles = roles(by.id, the_round.programme_id)
        self.decided = _by_case(Decision, Decision.application_id.in_(ids))
        self.asked = open_corrections(ids)
        self._advised = {} if self._elected else _by_case(Recommendation, Recommendation.application_id.in_(ids))
        whose = or_(Declaration.answer.in_(STEPS_ASIDE), Declaration.person_id == by.id)
        self._declared = _all_by_case(Declaration, Declaration.application_id.in_(ids), whose)
        if self._elected:
            self._meet(the_round, ids)

    def advice(self, case: Application) -> tuple[Outcome, int] | None:
        """What the group recommends, with whole kroner, where it does not decide itself."""
        advised = self._advised.get(case.id)
        return (advised.outcome, advised.amount) if advised else None

    def closed_to(self, case: Application) -> list[Objection]:
        """Why the case is closed to this person: see `cases.closed_to`."""
        own = next((each for each in self._declared[case.id] if each.person_id == self.by.id), None)
        return closed_by(own, applied=case.owner_id == self.by.id, declares=must_declare(self.roles))

    def may_lead(self, case: Application) -> list[Objection]:
        """Why this person doesn't lead the case of an elected group: see `cases.may_lead`."""
        out = bool(self._chairs) and self._chairs <= self._out_in(case)
        prepared = may_vote(prepared=self.by.id in self._prepared[case.id], elected=True)
        leads = leads_case(self.roles, chair_is_out=out, named=self._named == self.by.id)
        return [*self.closed_to(case), *prepared, *leads]

    def sitting(self, case: Application) -> Sitting | None:
        """The elected group with the case before it: see `voting.sitting`."""
        if not self._elected:
            return None
        if self._meeting is None:
            return Sitting(case, None, (), ())
        out = self._out_in(case) | {each.person_id for each in self._outside[case.id]}
        voting = votes_in(self._meeting, self._stepping[case.id], out)
        return Sitting(case, self._meeting, seats_of(self._meeting), voting)

    def _meet(self, the_round: Round, ids: list[UUID]) -> None:
        self._meeting, self._named = meeting_of(the_round.id), named_leader(the_round.id)
        chairs = {self._named} if self._named else {each.id for each in people_with(the_round.programme_id, Role.CHAIR)}
        self._chairs = chairs
        prepared = _all_by_case(
            Participation, Participation.application_id.in_(ids), Participation.part == Part.PREPARED
        )
        self._prepared = defaultdict(set, {case: {each.person_id for each in rows} for case, rows in prepared.items()})
        sits = (SteppingIn.application_id.in_(ids), SteppingIn.ended_at.is_(None))
        self._stepping = _all_by_case(SteppingIn, *sits, order=SteppingIn.at)
        away = (TimeOut.application_id.in_(ids), TimeOut.in_at.is_(None))
        here = self._meeting.id if self._meeting else None
        self._outside = _all_by_case(TimeOut, *away, TimeOut.meeting_id == here)

    def _out_in(self, case: Application) -> set[UUID]:
        aside = {each.person_id for each in self._declared[case.id] if each.answer in STEPS_ASIDE}
        return {case.owner_id, *self._prepared[case.id], *aside}


def _by_case(of: Any, *which: ColumnElement[bool]) -> dict[UUID, Any]:
    return {each.application_id: each for each in db.session.scalars(select(of).where(*which))}


def _all_by_case(of: Any, *which: ColumnElement[bool], order: Any = None) -> defaultdict[UUID, list[Any]]:
    found: defaultdict[UUID, list[Any]] = defaultdict(list)
    for each in db.session.scalars(select(of).where(*which).order_by(order)):
        found[each.application_id].append(each)
    return found
