"""An appeal against the dismissal of an earlier one, and that one opened again when the dismissal is undone.

And how an elected group voted on what it decided of a case afterwards.
"""

import sqlalchemy as sa
from alembic import op

from medvirkning.migrations import enums, guards

revision = "0021"
down_revision = "0020"

STATES = ("received", "asked_to_complete", "dismissed", "changed", "forwarded", "final", "withdrawn")
STATES_NOW = ("received", "asked_to_complete", "dismissed", "changed", "undone", "forwarded", "final", "withdrawn")
KINDS = ("dismissed", "changed", "forwarded", "final", "anew")
KINDS_NOW = ("dismissed", "changed", "undone", "forwarded", "final", "anew")

TABLE = "later_ballot"
LINKS = {"application_id": "application", "meeting_id": "meeting", "change_id": "decision_change"}
RULES = {
    "carried": "against >= 0 AND in_favour >= against AND in_favour > 0",
    "quorum": "2 * (in_favour + against) >= seats AND in_favour + against <= seats",
    "matter": "(change_id IS NULL) <> (claimed IS NULL)",
}


def upgrade() -> None:
    kind = "CHAR(32)" if op.get_bind().dialect.name == "sqlite" else "UUID"
    op.execute(
        f"ALTER TABLE appeal ADD COLUMN about_id {kind} CONSTRAINT fk_appeal_about_id_appeal REFERENCES appeal (id)"
    )
    op.add_column("appeal", sa.Column("reopened_on", sa.Date(), nullable=True))
    op.create_index(op.f("ix_appeal_about_id"), "appeal", ["about_id"])
    enums.let("appeal", "state", "appealstate", STATES, STATES_NOW)
    enums.let("ruling", "kind", "rulingkind", KINDS, KINDS_NOW)
    _ballots()


def _ballots() -> None:
    op.create_table(
        TABLE,
        *(sa.Column(name, sa.Uuid(), nullable=name == "change_id") for name in ("id", *LINKS)),
        sa.Column("claimed", sa.BigInteger(), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("in_favour", "against", "seats")),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_{TABLE}_{name}")) for name, rule in RULES.items()),
        *(
            sa.ForeignKeyConstraint([name], [f"{target}.id"], name=op.f(f"fk_{TABLE}_{name}_{target}"))
            for name, target in LINKS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("change_id", name=op.f(f"uq_{TABLE}_change_id")),
    )
    op.create_index("ix_later_ballot_in", TABLE, ["meeting_id", "application_id", "at"])
    guards.refuse(TABLE, "update", name="later_ballot_never_changes")
    guards.refuse(TABLE, "delete", name="later_ballot_never_goes")


def downgrade() -> None:
    guards.drop(TABLE, "later_ballot_never_changes", "later_ballot_never_goes")
    op.drop_table(TABLE)
    enums.let("ruling", "kind", "rulingkind", KINDS_NOW, KINDS)
    enums.let("appeal", "state", "appealstate", STATES_NOW, STATES)
    op.drop_index(op.f("ix_appeal_about_id"), "appeal")
    op.drop_column("appeal", "reopened_on")
    op.drop_column("appeal", "about_id")
