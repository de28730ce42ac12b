"""What residents say. Nothing here knows who said it or at what minute: random ids, days only, hashed codes.

The tables residents write to have no row number on SQLite (WITHOUT ROWID), so that not even the order of arrival is
kept (promises A1 and A2).
"""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from medvirkning.contributions.lifecycle import LIFECYCLE
from medvirkning.contributions.words import AnswerOutcome, BoardGroup, ContributionKind, ContributionState, Desk
from medvirkning.kernel.database import db, one_of
from medvirkning.kernel.errors import Stale
from medvirkning.kernel.stateful import Stateful
from medvirkning.people.models import Person
from medvirkning.programmes.models import Goal, Programme, Zone

# Read off the state by the database itself, so that filters, counts and indexes can't disagree with it.
BOARD_GROUP = (
    "CASE WHEN state = 'done' THEN 'happened' WHEN state = 'answered' AND outcome IN ('no', 'not_ours') THEN 'declined'"
    " WHEN state IN ('considered', 'in_progress', 'answered') THEN 'working' WHEN state = 'published' THEN 'read' END"
)
DESK = (
    "CASE WHEN state = 'received' THEN 'new' WHEN state = 'hidden' THEN 'hidden'"
    " WHEN state IN ('answered', 'done') OR (state = 'in_progress' AND outcome IS NOT NULL) THEN 'answered'"
    " WHEN state <> 'withdrawn' THEN 'waiting' END"
)
ON_BOARD = text("board_group IS NOT NULL")


class Contribution(Stateful, db.Model):
    """Something a resident has sent. `supporters` is kept with the rows of Support, in the same transaction."""

    __table_args__ = (
        CheckConstraint("text <> '' OR state = 'withdrawn'", name="has_text"),
        CheckConstraint("hidden_reason <> '' OR state <> 'hidden'", name="hidden_with_reason"),
        CheckConstraint("outcome IS NOT NULL OR state <> 'answered'", name="answered_with_outcome"),
        CheckConstraint("outcome_story <> '' OR state <> 'done'", name="done_with_story"),
        CheckConstraint("supporters >= 0", name="supporters"),
        CheckConstraint("zone_id IS NULL OR NOT whole_area", name="one_place"),
        Index(
            "ix_contribution_newest",
            "programme_id", "received_on", "id",
            sqlite_where=ON_BOARD, postgresql_where=ON_BOARD,
        ),
        Index(
            "ix_contribution_agreed",
            "programme_id", "supporters", "received_on", "id",
            sqlite_where=ON_BOARD, postgresql_where=ON_BOARD,
        ),
        Index(
            "ix_contribution_theme",
            "programme_id", "goal_id", "received_on", "id",
            sqlite_where=ON_BOARD, postgresql_where=ON_BOARD,
        ),
        Index("ix_contribution_standing", "programme_id", "state", "outcome", "zone_id"),  # for counting, by itself
        Index("ix_contribution_board", "programme_id", "board_group", "zone_id", "whole_area"),
        Index("ix_contribution_done", "programme_id", "board_group", "done_on", "id"),
        Index("ix_contribution_desk", "programme_id", "desk", "received_on", "id"),
        Index("ix_contribution_desk_assigned", "programme_id", "assigned_to_id", "desk", "received_on"),
        Index("ix_contribution_desk_zone", "programme_id", "desk", "zone_id", "received_on"),
        Index("ix_contribution_desk_kind", "programme_id", "desk", "kind", "received_on"),
        Index("ix_contribution_desk_goal", "programme_id", "desk", "goal_id", "received_on"),
        {"sqlite_with_rowid": False},
    )  # fmt: skip
    LIFECYCLE = LIFECYCLE

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    kind: Mapped[ContributionKind] = mapped_column(one_of(ContributionKind))
    text: Mapped[str] = mapped_column(Text)
    zone_id: Mapped[UUID | None] = mapped_column(ForeignKey("zone.id"))
    whole_area: Mapped[bool] = mapped_column(default=False)
    place: Mapped[str] = mapped_column(String(120), default="")  # in the sender's words
    name: Mapped[str] = mapped_column(String(80), default="")
    name_public: Mapped[bool] = mapped_column(default=False)
    state: Mapped[ContributionState] = mapped_column(one_of(ContributionState))
    version: Mapped[int] = mapped_column()
    received_on: Mapped[date]  # the day and never the minute
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    code_turn: Mapped[int] = mapped_column(default=0)  # above 0 only where an earlier code was taken
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)  # of the id made with the form
    content_hash: Mapped[str] = mapped_column(String(64))  # keyed: says only whether the same thing was sent again
    searched: Mapped[str] = mapped_column(Text, default="")  # text and place in lower case, for the inbox's search
    goal_id: Mapped[UUID | None] = mapped_column(ForeignKey("goal.id"))
    assigned_to_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    reply_by: Mapped[date | None]
    hidden_reason: Mapped[str] = mapped_column(String(500), default="")
    outcome: Mapped[AnswerOutcome | None] = mapped_column(one_of(AnswerOutcome))  # of the newest answer
    outcome_story: Mapped[str] = mapped_column(Text, default="")  # what was done; the first line stands alone
    done_on: Mapped[date | None]
    supporters: Mapped[int] = mapped_column(default=0)
    board_group: Mapped[BoardGroup | None] = mapped_column(one_of(BoardGroup), Computed(BOARD_GROUP, persisted=True))
    desk: Mapped[Desk | None] = mapped_column(one_of(Desk), Computed(DESK, persisted=True))

    __mapper_args__: dict[str, Any] = {"version_id_col": version}

    programme: Mapped[Programme] = relationship()
    zone: Mapped[Zone | None] = relationship()
    goal: Mapped[Goal | None] = relationship()
    assigned_to: Mapped[Person | None] = relationship()

    @property
    def shown_name(self) -> str | None:
        """The name everyone may see, or None."""
        return self.name if self.name and self.name_public else None

    @property
    def headline(self) -> str:
        """What was done, in one line: the story's first."""
        return self.outcome_story.partition("\n")[0]

    @property
    def rest_of_story(self) -> str:
        """The story after its first line."""
        return self.outcome_story.partition("\n")[2].strip()

    def same_version(self, version: int | None) -> None:
        """Raise Stale when a form was filled in from another version than this; None asks nothing."""
        if version is not None and version != self.version:
            raise Stale(f"contribution is at version {self.version}, the form at {version}")


class Draft(db.Model):
    """What somebody is writing. Its id was made with the form; gone when sent, or after the next day."""

    __tablename__ = "contribution_draft"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    kind: Mapped[ContributionKind] = mapped_column(one_of(ContributionKind))
    text: Mapped[str] = mapped_column(Text, default="")
    as_it_is: Mapped[bool] = mapped_column(default=False)  # sent although it seems to hold personal data
    zone_id: Mapped[UUID | None] = mapped_column(ForeignKey("zone.id"))
    whole_area: Mapped[bool] = mapped_column(default=False)
    place: Mapped[str] = mapped_column(String(120), default="")
    goal_id: Mapped[UUID | None] = mapped_column(ForeignKey("goal.id"))  # the theme they chose on a tablet
    updated_on: Mapped[date] = mapped_column(index=True)

    programme: Mapped[Programme] = relationship()
    zone: Mapped[Zone | None] = relationship()
