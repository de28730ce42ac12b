"""Grants that came to nothing: declined, or closed without a yes. Only a case that is closed has lapsed."""

import sqlalchemy as sa
from alembic import op

from medvirkning.migrations import guards

revision = "0019"
down_revision = "0017"

STANDS_OPEN = "NEW.lapsed AND NEW.state <> 'closed'"


def upgrade() -> None:
    op.add_column("application", sa.Column("lapsed", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(
        "UPDATE application SET lapsed = true WHERE state = 'closed' AND granted > 0 "
        "AND NOT EXISTS (SELECT 1 FROM acceptance WHERE acceptance.application_id = application.id)"
    )
    guards.refuse("application", "update", when=STANDS_OPEN, name="application_lapsed_is_closed")


def downgrade() -> None:
    guards.drop("application", "application_lapsed_is_closed")
    op.drop_column("application", "lapsed")
