"""The stops of the caravan."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"

TABLE = "stop"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place_name", sa.String(120), nullable=False),
        sa.Column("place_id", sa.Uuid()),
        sa.Column("zone_id", sa.Uuid()),
        sa.Column("latitude", sa.Float()),
        sa.Column("longitude", sa.Float()),
        sa.Column("note", sa.JSON(), nullable=False),
        sa.Column("accessibility", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("planned", "cancelled", name="stopstate", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("cancelled_because", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_stop_times")),
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_stop_position")),
        sa.CheckConstraint(
            "(state = 'cancelled') = (CAST(cancelled_because AS TEXT) <> '{}')", name=op.f("ck_stop_reason")
        ),
        *(
            sa.ForeignKeyConstraint([f"{other}_id"], [f"{other}.id"], name=op.f(f"fk_stop_{other}_id_{other}"))
            for other in ("programme", "place", "zone")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stop")),
    )
    op.create_index("ix_stop_programme_id_starts_at", TABLE, ["programme_id", "starts_at"])


def downgrade() -> None:
    op.drop_table(TABLE)
