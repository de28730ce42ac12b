"""Who is out of a case and since when: kept as people step aside and come in again, and told to the minutes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import NOT_SENT, DecidingMode
from medvirkning.kernel.database import db
from medvirkning.people.models import Person
from medvirkning.programmes.queries import people_with
from medvirkning.review.asides import Aside, Settlement, SteppingIn
from medvirkning.review.models import Declaration
from medvirkning.review.rules import GROUP
from medvirkning.review.ties import Participation
from medvirkning.review.words import GROUND_LAW, DeclarationAnswer, Ground, Part


@dataclass(frozen=True, slots=True)
class StepAside:
    """One who was out of one case, for the minutes. Times in UTC; `in_at` is None for one who stayed out.

    `ground` is None while a doubt waits to be settled. `laws` are keys of the law table.
    """

    application_id: UUID
    number: str | None
    title: str
    person: Person
    ground: Ground | None
    out_at: datetime
    in_at: datetime | None
    settlement: Settlement | None
    substitute: Person | None
    laws: tuple[str, ...]


def keep_aside(declaration: Declaration, *, at: datetime) -> None:
    """Note that somebody goes out of a case, or comes in again; whoever stepped in for them then steps out."""
    out = out_of(declaration.application_id, declaration.person_id)
    if out is not None and (out.answer, out.ground) == (declaration.answer, declaration.ground):
        return
    if declaration.answer is DeclarationAnswer.NO:
        if out is not None:
            out.in_at = max(at, out.out_at)
        for stepped_in in stepping_in(declaration.application_id):
            if stepped_in.member_id == declaration.person_id:
                stepped_in.ended_at = at
    elif out is not None:
        out.answer, out.ground = declaration.answer, declaration.ground
    else:
        db.session.add(
            Aside(
                application_id=declaration.application_id,
                round_id=declaration.round_id,
                person_id=declaration.person_id,
                answer=declaration.answer,
                ground=declaration.ground,
                out_at=at,
            )
        )
    db.session.flush()


def out_of(application_id: UUID, person_id: UUID) -> Aside | None:
    """The time out that somebody is having from a case now."""
    wanted = select(Aside).where(Aside.application_id == application_id, Aside.person_id == person_id)
    return db.session.scalar(wanted.where(Aside.in_at.is_(None)))


def stepping_in(application_id: UUID) -> list[SteppingIn]:
    """The substitutes who sit in this case now, for whom."""
    wanted = select(SteppingIn).where(SteppingIn.application_id == application_id, SteppingIn.ended_at.is_(None))
    return list(db.session.scalars(wanted.options(joinedload(SteppingIn.substitute)).order_by(SteppingIn.at)))


def settlements(application_id: UUID) -> list[Settlement]:
    """How doubts in this case were settled, oldest first."""
    wanted = select(Settlement).where(Settlement.application_id == application_id).order_by(Settlement.at)
    return list(db.session.scalars(wanted.options(joinedload(Settlement.by))))


def steps_aside_of(the_round: Round) -> list[StepAside]:
    """Everybody who was out of a case of the round, case by case in the order of their numbers, for the minutes.

    Those who applied themselves are among them from when the case came in, whether they have said so or not; so are
    those of an elected committee who prepared the case, who read it but have no vote.
    """
    cases = _cases(the_round)
    settled = _by_person(Settlement, the_round, "person_id")
    substitutes = _by_person(SteppingIn, the_round, "member_id")
    wanted = select(Aside).where(Aside.round_id == the_round.id).options(joinedload(Aside.person))
    found = []
    for aside in db.session.scalars(wanted.order_by(Aside.out_at, Aside.id)):
        about = (aside.application_id, aside.person_id)
        if aside.application_id not in cases:  # withdrawn since
            continue
        during = [each for each in settled.get(about, []) if aside.out_at <= each.at <= (aside.in_at or each.at)]
        stood_in = [each for each in substitutes.get(about, []) if aside.out_at <= each.at <= (aside.in_at or each.at)]
        found.append(_told(cases[aside.application_id], aside, during[-1:], stood_in[-1:]))
    said = {(each.application_id, each.person.id) for each in found}
    found += [each for each in _unsaid(the_round, cases) if (each.application_id, each.person.id) not in said]
    return sorted(found, key=lambda each: (each.number or "", each.out_at))


def _told(case: Application, aside: Aside, settled: list[Settlement], stood_in: list[SteppingIn]) -> StepAside:
    settlement = settled[0] if settled else None
    ground = settlement.ground if settlement and settlement.answer is DeclarationAnswer.YES else aside.ground
    laws = [GROUND_LAW[ground]] if ground else []
    if settlement is not None or ground is None:
        laws.append("disqualification_decided_by")
    if stood_in:
        laws.append("substitute")
    substitute = stood_in[0].substitute if stood_in else None
    return StepAside(
        case.id, case.number, case.title, aside.person, ground, aside.out_at, aside.in_at, settlement, substitute,
        tuple(laws),
    )  # fmt: skip


def _unsaid(the_round: Round, cases: dict[UUID, Application]) -> list[StepAside]:
    group = {person.id: person for person in people_with(the_round.programme_id, *GROUP)}
    found = [
        (case, group[case.owner_id], Ground.PARTY, case.sent_at) for case in cases.values() if case.owner_id in group
    ]
    if the_round.scheme.deciding_mode is DecidingMode.ELECTED:
        wanted = select(Participation).where(
            Participation.application_id.in_(list(cases)), Participation.part == Part.PREPARED
        )
        found += [
            (cases[each.application_id], group[each.person_id], Ground.PREPARED, each.at)
            for each in db.session.scalars(wanted)
            if each.person_id in group
        ]
    return [
        StepAside(case.id, case.number, case.title, person, ground, at, None, None, None, (GROUND_LAW[ground],))
        for case, person, ground, at in found
        if at is not None
    ]


def _cases(the_round: Round) -> dict[UUID, Application]:
    """The round's cases that somebody may be out of."""
    group = [person.id for person in people_with(the_round.programme_id, *GROUP)]
    somebody_is = or_(
        Application.owner_id.in_(group),
        Application.id.in_(select(Aside.application_id).where(Aside.round_id == the_round.id)),
        Application.id.in_(select(Participation.application_id)),
    )
    wanted = select(Application).where(
        Application.round_id == the_round.id, Application.state.not_in(NOT_SENT), somebody_is
    )
    return {each.id: each for each in db.session.scalars(wanted)}


def _by_person(of: type[Settlement] | type[SteppingIn], the_round: Round, who: str) -> dict[tuple[UUID, UUID], list]:
    found: dict[tuple[UUID, UUID], list] = {}
    rows: list[Any] = list(db.session.scalars(select(of).where(of.round_id == the_round.id).order_by(of.at)))
    for each in rows:
        found.setdefault((each.application_id, getattr(each, who)), []).append(each)
    return found
