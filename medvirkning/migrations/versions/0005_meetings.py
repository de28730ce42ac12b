"""The meeting: its draft's steps and saved drafts, who was there and who left the room, and how they voted."""

import sqlalchemy as sa
from alembic import op

from medvirkning.migrations import guards

revision = "0005"
down_revision = "0004"

TOOLS = ("by_hand", "fill", "rest", "cut", "fit", "least", "clear", "take")
SEATS = ("leader", "member", "substitute")
TABLES = ("recommendation", "ballot", "time_out", "attendance", "meeting", "saved_draft", "draft_step")


def upgrade() -> None:
    op.create_table(
        "draft_step",
        _id("id"),
        _id("round_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        _word("tool", "tool", TOOLS),
        sa.Column("before", sa.JSON(), nullable=False),
        _id("by_id"),
        _moment("at"),
        _moment("undone_at", nullable=True),
        *_links("draft_step", round_id="grant_round", by_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_step")),
        sa.UniqueConstraint("round_id", "number", name=op.f("uq_draft_step_round_id_number")),
    )
    op.create_table(
        "saved_draft",
        _id("id"),
        _id("round_id"),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("shares", sa.JSON(), nullable=False),
        _id("by_id"),
        _moment("at"),
        *_links("saved_draft", round_id="grant_round", by_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_draft")),
    )
    op.create_index(op.f("ix_saved_draft_round_id"), "saved_draft", ["round_id"])
    op.create_table(
        "meeting",
        *(_id(name) for name in ("id", "round_id", "programme_id")),
        _moment("opened_at"),
        _moment("closed_at", nullable=True),
        sa.CheckConstraint("closed_at IS NULL OR closed_at >= opened_at", name=op.f("ck_meeting_closed_at")),
        *_links("meeting", round_id="grant_round", programme_id="programme"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("round_id", name=op.f("uq_meeting_round_id")),
    )
    op.create_table(
        "attendance",
        *(_id(name) for name in ("meeting_id", "person_id")),
        _word("seat", "seatkind", SEATS),
        sa.Column("present", sa.Boolean(), nullable=False),
        _id("stands_in_for_id", nullable=True),
        sa.CheckConstraint("stands_in_for_id IS NULL OR seat = 'substitute'", name=op.f("ck_attendance_substitute")),
        *_links("attendance", meeting_id="meeting", person_id="person", stands_in_for_id="person"),
        sa.PrimaryKeyConstraint("meeting_id", "person_id", name=op.f("pk_attendance")),
    )
    op.create_table(
        "time_out",
        *(_id(name) for name in ("id", "meeting_id", "application_id", "person_id")),
        _moment("out_at"),
        _moment("in_at", nullable=True),
        sa.CheckConstraint("in_at IS NULL OR in_at >= out_at", name=op.f("ck_time_out_in_at")),
        *_links("time_out", meeting_id="meeting", application_id="application", person_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_time_out")),
    )
    for column in ("meeting_id", "application_id"):
        op.create_index(op.f(f"ix_time_out_{column}"), "time_out", [column])
    op.create_table(
        "ballot",
        *(_id(name) for name in ("application_id", "meeting_id")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("in_favour", "against", "seats")),
        sa.CheckConstraint("against >= 0 AND in_favour >= against AND in_favour > 0", name=op.f("ck_ballot_carried")),
        sa.CheckConstraint(
            "2 * (in_favour + against) >= seats AND in_favour + against <= seats", name=op.f("ck_ballot_quorum")
        ),
        *_links("ballot", application_id="application", meeting_id="meeting"),
        sa.PrimaryKeyConstraint("application_id", name=op.f("pk_ballot")),
    )
    op.create_index(op.f("ix_ballot_meeting_id"), "ballot", ["meeting_id"])
    op.create_table(
        "recommendation",
        *(_id(name) for name in ("application_id", "round_id")),
        _word("outcome", "outcome", ("granted", "partly", "refused")),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("reasons", "cut_reasons")),
        _id("by_id"),
        _moment("at"),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_recommendation_amount")),
        *_links("recommendation", application_id="application", round_id="grant_round", by_id="person"),
        sa.PrimaryKeyConstraint("application_id", name=op.f("pk_recommendation")),
    )
    op.create_index(op.f("ix_recommendation_round_id"), "recommendation", ["round_id"])
    guards.refuse("recommendation", "update", name="recommendation_never_changes")
    guards.refuse("recommendation", "delete", name="recommendation_never_goes")
    guards.refuse("ballot", "update", name="ballot_never_changes")
    guards.refuse("ballot", "delete", name="ballot_never_goes")


def downgrade() -> None:
    guards.drop("recommendation", "recommendation_never_changes", "recommendation_never_goes")
    guards.drop("ballot", "ballot_never_changes", "ballot_never_goes")
    for table in TABLES:
        op.drop_table(table)


def _id(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _moment(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _word(name: str, enum: str, words: tuple[str, ...]) -> sa.Column:
    kind = sa.Enum(*words, name=enum, native_enum=False, create_constraint=True, length=40)
    return sa.Column(name, kind, nullable=False)


def _links(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))
        for column, target in columns.items()
    ]
