"""Which forms of a survey have been printed, so that a number tells version and language."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"

TABLE = "survey_printed_forms"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("version_number", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(20), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("forms", sa.Integer(), nullable=False),
        sa.Column("hand_in", sa.String(400), nullable=False),
        sa.Column("printed_by_id", sa.Uuid(), nullable=False),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("first > 0", name=op.f(f"ck_{TABLE}_first")),
        sa.CheckConstraint("forms BETWEEN 1 AND 200", name=op.f(f"ck_{TABLE}_forms")),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f(f"fk_{TABLE}_survey_id_survey")),
        sa.ForeignKeyConstraint(["printed_by_id"], ["person.id"], name=op.f(f"fk_{TABLE}_printed_by_id_person")),
        sa.ForeignKeyConstraint(
            ["survey_id", "version_number"],
            ["survey_version.survey_id", "survey_version.number"],
            name=op.f(f"fk_{TABLE}_survey_id_version_number_survey_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("survey_id", "first", name=op.f(f"uq_{TABLE}_survey_id_first")),
    )


def downgrade() -> None:
    op.drop_table(TABLE)
