"""Triggers for what a constraint can't reach, in both databases' words."""

from alembic import op


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def refuse(table: str, act: str, *, when: str = "", name: str) -> None:
    """Refuse `update` or `delete` of a row of this table; `when` narrows it, with OLD and NEW."""
    condition = f"WHEN ({when})" if when else ""
    if _on_sqlite():
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {act.upper()} ON {table} {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{name}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{name}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {act.upper()} ON {table} FOR EACH ROW {condition} EXECUTE FUNCTION {name}()"
    )


def refuse_where(table: str, act: str, *, when: str, name: str) -> None:
    """Refuse an `insert` or `update` by a condition that looks into other tables, as PostgreSQL's WHEN can't."""
    if _on_sqlite():
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {act.upper()} ON {table} WHEN ({when}) "
            f"BEGIN SELECT RAISE(ABORT, '{name}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {when} THEN "
        f"RAISE EXCEPTION '{name}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {act.upper()} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")


def after(table: str, act: str, *, do: str, name: str) -> None:
    """Run a statement after each insert, update or delete of a row, with OLD and NEW."""
    if _on_sqlite():
        op.execute(f"CREATE TRIGGER {name} AFTER {act.upper()} ON {table} BEGIN {do}; END")
        return
    op.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {do}; RETURN NULL; END $$")
    op.execute(f"CREATE TRIGGER {name} AFTER {act.upper()} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")


def drop(table: str, *names: str) -> None:
    """Take triggers away again."""
    for name in names:
        if _on_sqlite():
            op.execute(f"DROP TRIGGER {name}")
        else:
            op.execute(f"DROP TRIGGER {name} ON {table}")
            op.execute(f"DROP FUNCTION {name}()")
