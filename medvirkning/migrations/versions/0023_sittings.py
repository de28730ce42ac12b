"""A round has several meetings, one open at a time, and each keeps its minutes as they were when it was closed."""

import sqlalchemy as sa
from alembic import op

from medvirkning.migrations import guards

revision = "0023"
down_revision = "0024"

OPEN = sa.text("closed_at IS NULL")
ONE = ("uq_meeting_round_id", "UNIQUE (round_id)")
SEVERAL = ("uq_meeting_round_id_number", "UNIQUE (round_id, number)")
CLOSED = "OLD.closed_at IS NOT NULL"
STAYED_CLOSED = f"{CLOSED} AND NEW.closed_at IS NOT NULL"


def upgrade() -> None:
    op.add_column("meeting", sa.Column("number", sa.Integer(), nullable=False, server_default="1"))
    _one_of(ONE, SEVERAL, ["round_id", "number"])
    op.create_index("uq_meeting_open", "meeting", ["round_id"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN)
    _kept_where(CLOSED)
    guards.refuse("meeting", "delete", when=CLOSED, name="meeting_stays")
    op.create_table(
        "kept_minutes",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_kept_minutes_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_kept_minutes")),
    )
    guards.refuse("kept_minutes", "update", name="kept_minutes_never_change")
    guards.refuse("kept_minutes", "delete", name="kept_minutes_never_go")


def _kept_where(closed: str) -> None:
    guards.drop("meeting", "meeting_is_kept")
    guards.refuse("meeting", "update", when=closed, name="meeting_is_kept")


def _one_of(before: tuple[str, str], after: tuple[str, str], columns: list[str]) -> None:
    """Let another key be the only one of its kind.

    SQLite can't change a constraint, and what points to the table would be lost with it: its own description of the
    table is written anew, and the index of the constraint built from that (lang_altertable, section 7).
    """
    bind = op.get_bind()
    if bind.dialect.name != "sqlite":
        op.drop_constraint(op.f(before[0]), "meeting", type_="unique")
        op.create_unique_constraint(op.f(after[0]), "meeting", columns)
        return
    version = bind.exec_driver_sql("PRAGMA schema_version").scalar_one()
    bind.exec_driver_sql("PRAGMA writable_schema = ON")
    written = sa.text(
        "UPDATE sqlite_master SET sql = replace(sql, :before, :after) WHERE type = 'table' AND name = 'meeting'"
    )
    bind.execute(written, {"before": _constraint(before), "after": _constraint(after)})
    bind.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    bind.exec_driver_sql("PRAGMA writable_schema = OFF")
    bind.exec_driver_sql("REINDEX meeting")


def _constraint(named: tuple[str, str]) -> str:
    return f"CONSTRAINT {named[0]} {named[1]}"


def downgrade() -> None:
    guards.drop("kept_minutes", "kept_minutes_never_change", "kept_minutes_never_go")
    op.drop_table("kept_minutes")
    guards.drop("meeting", "meeting_stays")
    _kept_where(STAYED_CLOSED)
    op.drop_index("uq_meeting_open", "meeting")
    _one_of(SEVERAL, ONE, ["round_id"])
    op.drop_column("meeting", "number")
