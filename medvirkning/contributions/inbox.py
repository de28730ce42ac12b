"""The coordinator's inbox: tabs, filters and neighbours, all in the database."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Select, String, and_, func, literal_column, or_, select, tuple_
from sqlalchemy.orm import joinedload
from sqlalchemy.sql import ColumnElement

from medvirkning.contributions.models import DESK, Contribution
from medvirkning.contributions.words import BoardGroup, ContributionKind, ContributionState, Desk, InboxTab
from medvirkning.kernel.database import db

PER_PAGE = 25
OLDEST_FIRST = frozenset({InboxTab.NEW, InboxTab.WAITING, InboxTab.MINE})  # those who have waited longest
PLACE = (Contribution.received_on, Contribution.id)


@dataclass(frozen=True)
class Among:
    """Contributions that have to do with something of another department, which asks for their ids."""

    id: UUID
    ids: Select[UUID] = field(compare=False)


@dataclass(frozen=True)
class InboxFilter:
    """What somebody wants to see of the inbox. `text` is searched for word by word, whatever the case."""

    tab: InboxTab = InboxTab.NEW
    zone_id: UUID | None = None
    kind: ContributionKind | None = None
    goal_id: UUID | None = None
    among: Among | None = None
    text: str = ""


def inbox_counts(programme_id: UUID, *, person_id: UUID) -> dict[InboxTab, int]:
    """How many lie under each tab; `person_id` is whose own they are. Two questions, so that each has its index."""
    trays = (
        select(literal_column(DESK, String), func.count())
        .where(Contribution.programme_id == programme_id)
        .group_by(Contribution.state, Contribution.outcome)
    )
    counts = dict.fromkeys(InboxTab, 0)
    for desk, count in db.session.execute(trays):
        if desk is not None:
            counts[InboxTab(desk)] += count
    counts[InboxTab.MINE] = inbox_total(programme_id, InboxFilter(tab=InboxTab.MINE), person_id=person_id)
    return counts


def unread(programme_id: UUID) -> int:
    """How many nobody has read, for the number on the tab."""
    new = Contribution.state == ContributionState.RECEIVED
    return db.session.scalar(select(func.count()).where(Contribution.programme_id == programme_id, new)) or 0


def inbox_page(
    programme_id: UUID, chosen: InboxFilter, *, person_id: UUID, page: int = 1, per_page: int = PER_PAGE
) -> list[Contribution]:
    """One page of the filtered list, with zones, goals and who has it. Pages count from 1."""
    wanted = (
        select(Contribution)
        .where(*_let_through(programme_id, chosen, person_id))
        .order_by(*_order(chosen))
        .limit(per_page)
        .offset((max(page, 1) - 1) * per_page)
        .options(joinedload(Contribution.zone), joinedload(Contribution.goal), joinedload(Contribution.assigned_to))
    )
    return list(db.session.scalars(wanted))


def inbox_total(programme_id: UUID, chosen: InboxFilter, *, person_id: UUID) -> int:
    """How many the filter lets through."""
    wanted = select(func.count()).select_from(Contribution).where(*_let_through(programme_id, chosen, person_id))
    return db.session.scalar(wanted) or 0


def neighbours(contribution: Contribution, chosen: InboxFilter, *, person_id: UUID) -> tuple[UUID | None, UUID | None]:
    """The ids before and after this one in the filtered list, also when it has just left the list itself."""
    here = tuple_(contribution.received_on, contribution.id)
    earlier, later = (
        _nearest(contribution.programme_id, chosen, person_id, condition, descending)
        for condition, descending in ((tuple_(*PLACE) < here, True), (tuple_(*PLACE) > here, False))
    )
    return (earlier, later) if chosen.tab in OLDEST_FIRST else (later, earlier)


def _nearest(
    programme_id: UUID, chosen: InboxFilter, person_id: UUID, condition: ColumnElement[bool], descending: bool
) -> UUID | None:
    order = [column.desc() if descending else column for column in PLACE]
    wanted = select(Contribution.id).where(*_let_through(programme_id, chosen, person_id), condition)
    return db.session.scalar(wanted.order_by(*order).limit(1))


def _let_through(programme_id: UUID, chosen: InboxFilter, person_id: UUID) -> list[ColumnElement[bool]]:
    conditions = [Contribution.programme_id == programme_id]
    if chosen.tab is InboxTab.MINE:
        conditions.append(_is_mine(person_id))
    else:
        conditions.append(Contribution.desk == Desk(chosen.tab.value))
    if chosen.zone_id is not None:
        conditions.append(Contribution.zone_id == chosen.zone_id)
    if chosen.kind is not None:
        conditions.append(Contribution.kind == chosen.kind)
    if chosen.goal_id is not None:
        conditions.append(Contribution.goal_id == chosen.goal_id)
    if chosen.among is not None:
        conditions.append(Contribution.id.in_(chosen.among.ids))
    conditions += [Contribution.searched.contains(word, autoescape=True) for word in chosen.text.casefold().split()]
    return conditions


def _is_mine(person_id: UUID) -> ColumnElement[bool]:
    """Given to this person, and not finished yet."""
    unanswered = Contribution.desk.in_([Desk.NEW, Desk.WAITING])
    promised = Contribution.board_group == BoardGroup.WORKING
    return and_(Contribution.assigned_to_id == person_id, or_(unanswered, promised))


def _order(chosen: InboxFilter) -> list[Any]:
    return [column if chosen.tab in OLDEST_FIRST else column.desc() for column in PLACE]
