"""Columns that hold one of some words, and what a row must fulfil: letting them be otherwise, on both databases."""

import sqlalchemy as sa
from alembic import op


def let(table: str, column: str, enum: str, before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """Let a column hold other words. What is stored is not touched."""
    check(table, enum, f"{column} IN ({_listed(before)})", f"{column} IN ({_listed(after)})")


def check(table: str, name: str, before: str, after: str) -> None:
    """Let a table's check constraint ask for something else. What is stored is not touched.

    SQLite can't change a constraint; making the table anew would lose its triggers and what points to it. So its own
    description of the table is written anew, as its documentation describes (lang_altertable, section 7).
    """
    name = f"ck_{table}_{name}"
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(op.f(name), table, type_="check")
        op.create_check_constraint(op.f(name), table, after)
        return
    bind = op.get_bind()
    version = bind.exec_driver_sql("PRAGMA schema_version").scalar_one()
    bind.exec_driver_sql("PRAGMA writable_schema = ON")
    written = sa.text(
        "UPDATE sqlite_master SET sql = replace(sql, :before, :after) WHERE type = 'table' AND name = :table"
    )
    bind.execute(written, {"before": f"({before})", "after": f"({after})", "table": table})
    bind.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    bind.exec_driver_sql("PRAGMA writable_schema = OFF")


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)
