"""Is all well? For whoever watches the server. Tells no secrets."""

from typing import Any

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Blueprint, current_app
from sqlalchemy.exc import SQLAlchemyError

from medvirkning.kernel.database import db, durability
from medvirkning.web.access import public
from medvirkning.web.security import limiter

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@public
@limiter.exempt
def health() -> tuple[dict[str, Any], int]:
    """200 when the database answers, keeps what it is told and has this version's tables; else 503 with the reason."""
    reason = _wrong()
    return ({"status": "ok"}, 200) if reason is None else ({"status": "unavailable", "reason": reason}, 503)


def _wrong() -> str | None:
    try:
        with db.engine.connect() as connection:
            standing = MigrationContext.configure(connection).get_current_heads()
        kept = durability()
    except SQLAlchemyError as error:
        return f"the database does not answer ({type(error).__name__})"
    if set(standing) != _newest():
        return "the database has not been migrated to this version"
    if kept != "full":
        return f"the database answers before what it was told is on disk ({kept})"
    return None


def _newest() -> set[str]:
    """The newest migration of this code; read once, it can't change while we run."""
    if "NEWEST_MIGRATION" not in current_app.config:
        config = Config()
        config.set_main_option("script_location", current_app.extensions["migrate"].directory)
        current_app.config["NEWEST_MIGRATION"] = set(ScriptDirectory.from_config(config).get_heads())
    newest: set[str] = current_app.config["NEWEST_MIGRATION"]
    return newest
