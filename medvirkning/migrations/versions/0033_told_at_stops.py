"""What is told at a stop of what was said there and answered since."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    op.create_table(
        "told_at_stop",
        sa.Column("stop_id", sa.Uuid(), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["stop_id"], ["stop.id"], name=op.f("fk_told_at_stop_stop_id_stop")),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["said_at_stop.contribution_id"],
            name=op.f("fk_told_at_stop_contribution_id_said_at_stop"),
        ),
        sa.PrimaryKeyConstraint("stop_id", "contribution_id", name=op.f("pk_told_at_stop")),
    )


def downgrade() -> None:
    op.drop_table("told_at_stop")
