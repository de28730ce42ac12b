"""How migrations run: on the app's own database, named constraints, batches where SQLite needs them."""

from typing import Any, Literal

from alembic import context

from medvirkning.kernel.database import LocalizedText, UTCDateTime, db


def plain(kind: str, thing: Any, _context: Any) -> str | Literal[False]:
    """Migrations name the database's own types: ours may change, a migration may not."""
    if kind == "type" and isinstance(thing, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(thing, LocalizedText):
        return "sa.JSON()"
    return False


def run() -> None:
    """Migrate in one transaction: killed midway, nothing has happened."""
    with db.engine.connect() as connection, connection.begin():
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_as_batch=True,
            compare_type=True,
            render_item=plain,
            transactional_ddl=True,
        )
        with context.begin_transaction():
            context.run_migrations()


if not context.is_offline_mode():
    run()
