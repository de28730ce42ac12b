"""An appeal can be withdrawn: one more state, and the day."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0012"

BEFORE = ("received", "asked_to_complete", "dismissed", "changed", "forwarded", "final")
AFTER = (*BEFORE, "withdrawn")


def upgrade() -> None:
    op.add_column("appeal", sa.Column("withdrawn_on", sa.Date(), nullable=True))
    _let("appeal", "state", "appealstate", BEFORE, AFTER)


def downgrade() -> None:
    _let("appeal", "state", "appealstate", AFTER, BEFORE)
    op.drop_column("appeal", "withdrawn_on")


def _let(table: str, column: str, enum: str, before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """Let a column hold other words. What is stored is not touched.

    SQLite can't change a constraint; making the table anew would lose its triggers and what points to it. So its own
    description of the table is written anew, as its documentation describes (lang_altertable, section 7).
    """
    name = f"ck_{table}_{enum}"
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(op.f(name), table, type_="check")
        op.create_check_constraint(op.f(name), table, f"{column} IN ({_listed(after)})")
        return
    bind = op.get_bind()
    version = bind.exec_driver_sql("PRAGMA schema_version").scalar_one()
    bind.exec_driver_sql("PRAGMA writable_schema = ON")
    written = sa.text(
        "UPDATE sqlite_master SET sql = replace(sql, :before, :after) WHERE type = 'table' AND name = :table"
    )
    bind.execute(written, {"before": f"IN ({_listed(before)})", "after": f"IN ({_listed(after)})", "table": table})
    bind.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    bind.exec_driver_sql("PRAGMA writable_schema = OFF")


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)
