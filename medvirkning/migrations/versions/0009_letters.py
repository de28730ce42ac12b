"""Letters sent together: the batch, and how it went with each letter."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "letter_batch",
        *(_id(name) for name in ("id", "programme_id", "round_id", "by_id")),
        _moment("started_at"),
        _moment("finished_at", nullable=True),
        _moment("claimed_until", nullable=True),
        *_links("letter_batch", programme_id="programme", round_id="grant_round", by_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_batch")),
    )
    op.create_index(
        "ix_letter_batch_open",
        "letter_batch",
        ["round_id"],
        unique=True,
        sqlite_where=sa.text("finished_at IS NULL"),
        postgresql_where=sa.text("finished_at IS NULL"),
    )
    op.create_table(
        "batch_letter",
        *(_id(name) for name in ("batch_id", "letter_id")),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        _word("state", "batchstate", ("waiting", "sent", "stayed")),
        _word("why", "batchstop", ("lacks", "closed", "changed", "fault"), nullable=True),
        *_links("batch_letter", batch_id="letter_batch", letter_id="letter"),
        sa.PrimaryKeyConstraint("batch_id", "letter_id", name=op.f("pk_batch_letter")),
    )


def downgrade() -> None:
    for table in ("batch_letter", "letter_batch"):
        op.drop_table(table)


def _id(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _moment(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _word(name: str, enum: str, words: tuple[str, ...], *, nullable: bool = False) -> sa.Column:
    kind = sa.Enum(*words, name=enum, native_enum=False, create_constraint=True, length=40)
    return sa.Column(name, kind, nullable=nullable)


def _links(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))
        for column, target in columns.items()
    ]
