"""An appeal against the dismissal of an earlier one, and that one opened again when the dismissal is undone."""

import sqlalchemy as sa
from alembic import op

from medvirkning.migrations import enums

revision = "0019"
down_revision = "0017"

STATES = ("received", "asked_to_complete", "dismissed", "changed", "forwarded", "final", "withdrawn")
STATES_NOW = ("received", "asked_to_complete", "dismissed", "changed", "undone", "forwarded", "final", "withdrawn")
KINDS = ("dismissed", "changed", "forwarded", "final", "anew")
KINDS_NOW = ("dismissed", "changed", "undone", "forwarded", "final", "anew")


def upgrade() -> None:
    kind = "CHAR(32)" if op.get_bind().dialect.name == "sqlite" else "UUID"
    op.execute(
        f"ALTER TABLE appeal ADD COLUMN about_id {kind} CONSTRAINT fk_appeal_about_id_appeal REFERENCES appeal (id)"
    )
    op.add_column("appeal", sa.Column("reopened_on", sa.Date(), nullable=True))
    op.create_index(op.f("ix_appeal_about_id"), "appeal", ["about_id"])
    enums.let("appeal", "state", "appealstate", STATES, STATES_NOW)
    enums.let("ruling", "kind", "rulingkind", KINDS, KINDS_NOW)


def downgrade() -> None:
    enums.let("ruling", "kind", "rulingkind", KINDS_NOW, KINDS)
    enums.let("appeal", "state", "appealstate", STATES_NOW, STATES)
    op.drop_index(op.f("ix_appeal_about_id"), "appeal")
    op.drop_column("appeal", "reopened_on")
    op.drop_column("appeal", "about_id")
