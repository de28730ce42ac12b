"""The draft's way here, step by step, so that any number of them can be gone back.

Whoever changes a round's draft holds the round's row first: steps are numbered one after another.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select

from medvirkning.grants.schemes import Round
from medvirkning.kernel.database import changed, db, insert_into
from medvirkning.people.models import Person
from medvirkning.review.meetings import DraftStep
from medvirkning.review.models import Proposal
from medvirkning.review.words import Outcome, Tool

Said = tuple[Outcome, int] | None  # outcome and whole kroner; None where nothing is said


def said_now(round_id: UUID) -> dict[UUID, Said]:
    """What the draft says of each application it says anything of."""
    wanted = select(Proposal.application_id, Proposal.outcome, Proposal.amount).where(Proposal.round_id == round_id)
    return {application_id: (outcome, amount) for application_id, outcome, amount in db.session.execute(wanted)}


def mark(round_id: UUID) -> int:
    """A number that grows with every change of the draft, undoing too: what a page was drawn from."""
    counted = select(func.count(), func.count(DraftStep.undone_at)).where(DraftStep.round_id == round_id)
    done, undone = db.session.execute(counted).one()
    return int(done) + int(undone)


def last_step(round_id: UUID) -> DraftStep | None:
    """The newest step that is not undone: the one that undoing takes back."""
    wanted = select(DraftStep).where(DraftStep.round_id == round_id, DraftStep.undone_at.is_(None))
    return db.session.scalar(wanted.order_by(DraftStep.number.desc()).limit(1))


def note_step(round_id: UUID, tool: Tool, before: Mapping[UUID, Said], *, by: Person, at: datetime) -> DraftStep:
    """Write down a step: how what it touches stood before it. Call before the change, with the round held."""
    newest = db.session.scalar(select(func.max(DraftStep.number)).where(DraftStep.round_id == round_id)) or 0
    step = DraftStep(round_id=round_id, number=newest + 1, tool=tool, before=to_json(before), by_id=by.id, at=at)
    db.session.add(step)
    db.session.flush()
    return step


def write(the_round: Round, said: Mapping[UUID, Said], *, by: Person, at: datetime) -> None:
    """Let the draft say this of these applications: proposals are put in, changed or taken away, all in one go.

    The step, or that it is undone, is noted first: it gives the proposals their version.
    """
    if gone := [application_id for application_id, each in said.items() if each is None]:
        changed(delete(Proposal).where(Proposal.application_id.in_(gone)))
    version = mark(the_round.id)
    rows = [
        {"application_id": application_id, "round_id": the_round.id, "outcome": each[0], "amount": each[1],
         "by_id": by.id, "at": at, "version": version}
        for application_id, each in said.items()
        if each is not None
    ]  # fmt: skip
    for start in range(0, len(rows), 500):
        put = insert_into(Proposal).values(rows[start : start + 500])
        new = {name: put.excluded[name] for name in ("outcome", "amount", "by_id", "at", "version")}
        changed(put.on_conflict_do_update(index_elements=["application_id"], set_=new))
    db.session.expire_all()


def to_json(said: Mapping[UUID, Said]) -> dict[str, list[str | int] | None]:
    """What a draft says, as JSON can hold it."""
    return {str(key): [each[0].value, each[1]] if each else None for key, each in said.items()}


def from_json(stored: Mapping[str, list[str | int] | None]) -> dict[UUID, Said]:
    """What `to_json` gave, read back."""
    return {UUID(key): (Outcome(str(each[0])), int(each[1])) if each else None for key, each in stored.items()}
