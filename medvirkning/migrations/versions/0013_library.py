"""The library of ready texts."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0015"

KINDS = ("general", "partly", "refused", "dismissed", "condition")


def upgrade() -> None:
    op.create_table(
        "library_text",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("scheme_id", sa.Uuid(), nullable=True),
        sa.Column("criterion_key", sa.String(60), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(*KINDS, name="textkind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_library_text_name")),
        sa.CheckConstraint("criterion_key IS NULL OR scheme_id IS NOT NULL", name=op.f("ck_library_text_criterion")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_library_text_programme_id_programme")
        ),
        sa.ForeignKeyConstraint(["scheme_id"], ["scheme.id"], name=op.f("fk_library_text_scheme_id_scheme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library_text")),
    )
    op.create_index("ix_library_text_programme", "library_text", ["programme_id", "kind", "name"])


def downgrade() -> None:
    op.drop_table("library_text")
