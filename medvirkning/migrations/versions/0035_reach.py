"""How many live in each zone, and how many were reached as it was counted last."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    op.create_table(
        "zone_population",
        sa.Column("zone_id", sa.Uuid(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
        sa.CheckConstraint("people > 0", name=op.f("ck_zone_population_people")),
        sa.CheckConstraint("source <> ''", name=op.f("ck_zone_population_has_source")),
        sa.ForeignKeyConstraint(["zone_id"], ["zone.id"], name=op.f("fk_zone_population_zone_id_zone")),
        sa.PrimaryKeyConstraint("zone_id", name=op.f("pk_zone_population")),
    )
    op.create_table(
        "reach_reading",
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("counted", sa.JSON(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_reach_reading_programme_id_programme")
        ),
        sa.PrimaryKeyConstraint("programme_id", name=op.f("pk_reach_reading")),
    )


def downgrade() -> None:
    for table in ("reach_reading", "zone_population"):
        op.drop_table(table)
