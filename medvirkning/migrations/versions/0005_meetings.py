"""The meeting: the steps of a round's draft, and the drafts that were put aside to compare."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

TOOLS = ("by_hand", "fill", "rest", "cut", "fit", "least", "clear", "take")
TABLES = ("saved_draft", "draft_step")


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


def downgrade() -> None:
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
