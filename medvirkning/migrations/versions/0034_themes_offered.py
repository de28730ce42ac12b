"""Which themes people choose between at a shift; which one they chose; and each theme's pictogram."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"

CHOSEN = "fk_contribution_draft_goal_id_goal"


def upgrade() -> None:
    op.add_column("goal", sa.Column("icon", sa.String(40), nullable=True))
    op.add_column("shift", sa.Column("themes", sa.JSON(), nullable=False, server_default=sa.text("'[]'")))
    if op.get_bind().dialect.name == "sqlite":  # which adds a reference with its column alone
        op.execute(
            f"ALTER TABLE contribution_draft ADD COLUMN goal_id CHAR(32) CONSTRAINT {CHOSEN} REFERENCES goal (id)"
        )
        return
    op.add_column("contribution_draft", sa.Column("goal_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(CHOSEN, "contribution_draft", "goal", ["goal_id"], ["id"])


def downgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(CHOSEN, "contribution_draft", type_="foreignkey")
    op.drop_column("contribution_draft", "goal_id")
    op.drop_column("shift", "themes")
    op.drop_column("goal", "icon")
