"""Appeals that are withdrawn, when the party was told of a change, and letters told of in other ways than by mail."""

import sqlalchemy as sa
from alembic import op

from medvirkning.migrations import enums, guards

revision = "0016"
down_revision = "0014"

BEFORE = ("received", "asked_to_complete", "dismissed", "changed", "forwarded", "final")
AFTER = (*BEFORE, "withdrawn")
WAYS = ("post", "spoken", "own_mail")
TABLES = ("change_told", "told_otherwise")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("appeal", sa.Column("withdrawn_on", sa.Date(), nullable=True))
    enums.let("appeal", "state", "appealstate", BEFORE, AFTER)
    op.create_table(
        "change_told",
        sa.Column("change_id", sa.Uuid(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        *_links("change_told", change_id="decision_change"),
        sa.PrimaryKeyConstraint("change_id", name=op.f("pk_change_told")),
    )
    op.execute(
        "INSERT INTO change_told (change_id, at) SELECT ruling.change_id, ruling_letter.sent_at FROM ruling_letter "
        "JOIN ruling ON ruling.id = ruling_letter.ruling_id "
        "WHERE ruling.change_id IS NOT NULL AND ruling_letter.sent_at IS NOT NULL"
    )
    op.create_table(
        "told_otherwise",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("way", _word("otherway", WAYS), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        *_links("told_otherwise", letter_id="letter", by_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_told_otherwise")),
    )
    op.create_index("ix_told_otherwise_letter_id", "told_otherwise", ["letter_id", "on"])
    for table in TABLES:
        guards.refuse(table, "update", name=f"{table}_never_changes")
        guards.refuse(table, "delete", name=f"{table}_never_goes")


def downgrade() -> None:
    for table in TABLES:
        guards.drop(table, f"{table}_never_changes", f"{table}_never_goes")
        op.drop_table(table)
    enums.let("appeal", "state", "appealstate", AFTER, BEFORE)
    op.drop_column("appeal", "withdrawn_on")


def _word(enum: str, words: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*words, name=enum, native_enum=False, create_constraint=True, length=40)


def _links(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))
        for column, target in columns.items()
    ]
