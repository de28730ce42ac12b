"""The meeting's table: a round's applications in order, with what each member may see of them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, load_only

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import DecidingMode
from medvirkning.kernel.database import db
from medvirkning.kernel.errors import Objection
from medvirkning.people.models import Person
from medvirkning.programmes.queries import people_with, roles
from medvirkning.programmes.words import Role
from medvirkning.review.agreements import Agreement
from medvirkning.review.cases import STEPS_ASIDE, named_leader, prepared_by
from medvirkning.review.lines import line_of, lines_of, rank, spreads_of
from medvirkning.review.models import Assessment, Decision, Declaration, Letter, Proposal, RoundTally
from medvirkning.review.priorities import by_criteria
from medvirkning.review.rules import GROUP, leads_case, may_read, may_see_others, must_declare
from medvirkning.review.sharing import Line, Share
from medvirkning.review.words import DeclarationAnswer, Order

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Spread:
    """The group's points on one application: how many have handed in, the lowest and the highest sum."""

    count: int
    least: int
    most: int
    sum: int


@dataclass(frozen=True, slots=True)
class Seat:
    """One row of the meeting as one person sees it.

    `closed` says why there are no figures; `spread` is None until one's own points are in.
    """

    line: Line
    application: Application
    closed: list[Objection]
    spread: Spread | None
    scores_hidden: bool
    aside: int
    proposal: Proposal | None
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class Table:
    """A round's whole order for one person: the sums, and enough of each application to fetch a page of rows."""

    share: Share
    closed: dict[UUID, list[Objection]]
    spreads: dict[UUID, Spread]
    own: frozenset[UUID]  # those I have handed in points on, or given them up in
    in_group: bool
    owners: dict[UUID, UUID]  # who applied
    elected: bool  # an elected committee decides
    round_id: UUID


def table(
    the_round: Round, person: Person, order: Order = Order.SCORES, *, only: Collection[UUID] | None = None
) -> Table:
    """The round in the meeting's order: most points first where one may see them, then the oldest first.

    With the criteria's order, what is best on the first criterion comes first, whatever it has on the others. `only`
    these cases are read where it is given; without it, all: for what acts on the whole round.
    """
    held = roles(person.id, the_round.programme_id)
    answers = dict(_of_mine(Declaration, Declaration.answer, the_round, person, only))
    own = frozenset(_in_or_given_up(the_round, person, only))
    spreads = {
        application_id: Spread(given, least, most, int(points))
        for application_id, given, least, most, points in db.session.execute(
            spreads_of(_which(Assessment.round_id, Assessment.application_id, the_round, only))
        )
    }
    in_group = not GROUP.isdisjoint(held)
    ranks = by_criteria(the_round) if order is Order.CRITERIA else None
    lines: list[tuple[tuple[Any, ...], Line]] = []
    closed, owners = {}, {}
    for found in db.session.execute(lines_of(_which(Application.round_id, Application.id, the_round, only))):
        owners[found.id] = found.owner_id
        reasons = _closed(answers.get(found.id), must_declare(held), found.owner_id == person.id)
        if reasons:
            closed[found.id] = reasons
        visible = not reasons and not may_see_others(
            in_group=in_group, submitted=found.id in own, decided=found.decided is not None
        )
        spread = spreads.get(found.id) if visible else None
        mean = None if spread is None else spread.sum / spread.count
        line = line_of(found, hidden=bool(reasons))
        lines.append(((line.hidden, rank(found.id, mean, ranks), found.sent_at, str(found.id)), line))
    ordered = [line for _order, line in sorted(lines, key=lambda pair: pair[0])]
    return Table(
        Share(the_round.pot, ordered), closed, spreads, own, in_group, owners, _elected(the_round), the_round.id
    )


def led_by(found: Table, person: Person, programme_id: UUID) -> list[UUID]:
    """The undecided cases of the table that this person leads, in order: the same answer as `may_lead` on each."""
    held = roles(person.id, programme_id)
    waiting = [line.id for line in found.share.lines if not line.decided and not line.hidden]
    if waiting and found.elected:
        barred = prepared_by(person.id, waiting)
        waiting = [each for each in waiting if each not in barred]
    named = named_leader(found.round_id) if waiting else None
    if not waiting or not leads_case(held, chair_is_out=False, named=named == person.id):
        return waiting
    chairs = {named} if named else {chair.id for chair in people_with(programme_id, Role.CHAIR)}
    if not chairs or leads_case(held, chair_is_out=True):
        return []
    wanted = select(Declaration.application_id, Declaration.person_id).where(
        Declaration.person_id.in_(chairs), Declaration.answer.in_(STEPS_ASIDE)
    )
    out = {(application_id, chair) for application_id, chair in db.session.execute(wanted)}
    out |= {(application_id, owner) for application_id, owner in found.owners.items()}
    if found.elected:
        out |= {(application_id, chair) for chair in chairs for application_id in prepared_by(chair, waiting)}
    return [each for each in waiting if all((each, chair) in out for chair in chairs)]


def seats(found: Table, lines: Sequence[Line]) -> list[Seat]:
    """The rows of these lines, in their order."""
    ids = [line.id for line in lines]
    shown = load_only(
        Application.id, Application.number, Application.title, Application.applicant_name, Application.zone_id,
        Application.asked, Application.least_workable, Application.state, Application.language, Application.version,
        Application.programme_id, Application.round_id, Application.owner_id,
    )  # fmt: skip
    applications = {
        each.id: each for each in db.session.scalars(select(Application).where(Application.id.in_(ids)).options(shown))
    }
    proposals = _by_application(select(Proposal).where(Proposal.application_id.in_(ids)), joinedload(Proposal.by))
    decisions = _by_application(
        select(Decision).where(Decision.application_id.in_(ids)),
        joinedload(Decision.by),
        joinedload(Decision.letter).load_only(Letter.id),
    )
    aside = _aside(ids)
    return [
        Seat(
            line=line,
            application=applications[line.id],
            closed=found.closed.get(line.id, []),
            spread=None if (hidden := _hidden(found, line)) else found.spreads.get(line.id),
            scores_hidden=hidden,
            aside=aside.get(line.id, 0),
            proposal=proposals.get(line.id),
            decision=decisions.get(line.id),
        )
        for line in lines
    ]


def waiting_and_decided(round_ids: Iterable[UUID]) -> dict[UUID, tuple[int, int]]:
    """(waiting, decided) of each of these rounds that has any."""
    counted = (
        select(RoundTally.round_id, func.sum(RoundTally.waiting), func.sum(RoundTally.decided))
        .where(RoundTally.round_id.in_(list(round_ids)))
        .group_by(RoundTally.round_id)
    )
    return {round_id: (int(waiting), int(decided)) for round_id, waiting, decided in db.session.execute(counted)}


def _elected(the_round: Round) -> bool:
    return the_round.scheme.deciding_mode is DecidingMode.ELECTED


def _hidden(found: Table, line: Line) -> bool:
    if line.hidden:
        return True
    return bool(may_see_others(in_group=found.in_group, submitted=line.id in found.own, decided=line.decided))


def _closed(answer: DeclarationAnswer | None, declares: bool, applied: bool) -> list[Objection]:
    return may_read(answer, applied=applied) if declares or applied or answer is not None else []


def _of_mine(
    of: type[Declaration],
    value: Any,
    the_round: Round,
    person: Person,
    only: Collection[UUID] | None,
) -> list[tuple[UUID, Any]]:
    wanted = select(of.application_id, value).where(of.person_id == person.id)
    found = db.session.execute(wanted.where(_which(of.round_id, of.application_id, the_round, only)))
    return [(row[0], row[1]) for row in found]


def _in_or_given_up(the_round: Round, person: Person, only: Collection[UUID] | None) -> list[UUID]:
    """The cases where one's own points are handed in, or given up to see the others'."""
    points = select(Assessment.application_id).where(
        Assessment.person_id == person.id,
        Assessment.submitted_at.is_not(None),
        _which(Assessment.round_id, Assessment.application_id, the_round, only),
    )
    gave_up = select(Agreement.application_id).where(
        Agreement.person_id == person.id, _which(Agreement.round_id, Agreement.application_id, the_round, only)
    )
    return list(db.session.scalars(points.union_all(gave_up)))


def _which(of_round: Any, key: Any, the_round: Round, only: Collection[UUID] | None) -> Any:
    """The whole round, or these cases of it; not both, or the database would go through the round for them."""
    return of_round == the_round.id if only is None else key.in_(only)


def _aside(ids: list[UUID]) -> dict[UUID, int]:
    counted = (
        select(Declaration.application_id, func.count())
        .where(Declaration.application_id.in_(ids), Declaration.answer.in_(STEPS_ASIDE))
        .group_by(Declaration.application_id)
    )
    return {row[0]: row[1] for row in db.session.execute(counted)}


def _by_application(wanted: Any, *options: Any) -> dict[UUID, Any]:
    return {each.application_id: each for each in db.session.scalars(wanted.options(*options))}
