"""Saved drafts of a round, and how they look side by side to one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.kernel.database import db
from medvirkning.people.models import Person
from medvirkning.review.meeting import table
from medvirkning.review.meetings import SavedDraft
from medvirkning.review.steps import Said, from_json

MOST_SAVED = 4  # that can lie beside the one in use on one page


@dataclass(frozen=True, slots=True)
class Beside:
    """One application: what it gets now and in each saved draft, in kroner; None where nothing is said.

    Without amounts where the case is closed to whoever looks.
    """

    id: UUID
    asked: int
    now: int | None
    saved: tuple[int | None, ...]
    closed: bool
    decided: bool

    @property
    def differs(self) -> bool:
        """Whether the drafts say different things."""
        return not self.closed and len({self.now, *self.saved}) > 1


def saved_drafts(round_id: UUID) -> list[SavedDraft]:
    """The round's saved drafts, the oldest first."""
    wanted = select(SavedDraft).where(SavedDraft.round_id == round_id)
    return list(db.session.scalars(wanted.order_by(SavedDraft.at, SavedDraft.id)))


def saved_draft(round_id: UUID, saved_id: UUID) -> SavedDraft | None:
    """One saved draft of this round."""
    found = db.session.get(SavedDraft, saved_id)
    return found if found is not None and found.round_id == round_id else None


def beside(the_round: Round, saved: Sequence[SavedDraft], person: Person) -> list[Beside]:
    """The round in the meeting's order, each with what the drafts give it. What is decided is the same in all."""
    found = table(the_round, person)
    told = [from_json(each.shares) for each in saved]
    rows = []
    for line in found.share.lines:
        shares = tuple(line.amount if line.decided else _amount(each.get(line.id)) for each in told)
        rows.append(
            Beside(
                line.id,
                asked=0 if line.hidden else line.asked,
                now=line.amount,
                saved=tuple(None for _ in shares) if line.hidden else shares,
                closed=line.hidden,
                decided=line.decided,
            )
        )
    return rows


def _amount(said: Said) -> int | None:
    return said[1] if said else None


def names_of(ids: Sequence[UUID]) -> dict[UUID, tuple[str, str]]:
    """What each of these applications is called, and who applies: all that may be known of a closed one."""
    wanted = select(Application.id, Application.title, Application.applicant_name).where(Application.id.in_(ids))
    return {key: (title, name) for key, title, name in db.session.execute(wanted)}
