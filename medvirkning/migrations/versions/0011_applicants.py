"""Applicants: what the registers said of them."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0004"

MOMENT = sa.DateTime(timezone=True)
OUTCOMES = ("found", "unknown", "deleted", "unreachable")


def _id(table: str, name: str, *, to: str) -> sa.Column:
    link = sa.ForeignKey(f"{to}.id", name=op.f(f"fk_{table}_{name}_{to}"))
    return sa.Column(name, sa.Uuid(), link, nullable=False)


def _word(name: str, enum: str, *words: str) -> sa.Column:
    kind = sa.Enum(*words, name=enum, native_enum=False, create_constraint=True, length=40)
    return sa.Column(name, kind, nullable=False)


def upgrade() -> None:
    op.create_table(
        "register_answer",
        _id("register_answer", "application_id", to="application"),
        sa.Column("organisation_number", sa.String(9), nullable=False),
        _word("outcome", "registeroutcome", *OUTCOMES),
        sa.Column("content", sa.JSON(), nullable=True),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("application_id", "organisation_number", name=op.f("pk_register_answer")),
    )


def downgrade() -> None:
    op.drop_table("register_answer")
