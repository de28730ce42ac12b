"""The second person who confirms an application."""

import sqlalchemy as sa
from alembic import op

from medvirkning.migrations import guards

revision = "0014"
down_revision = "0013"

MOMENT = sa.DateTime(timezone=True)
ENDINGS = ("confirmed", "refused", "replaced")


def upgrade() -> None:
    _second_request()


def downgrade() -> None:
    guards.drop("second_request", "second_answer_stands", "second_request_never_goes")
    op.drop_table("second_request")


def _second_request() -> None:
    op.create_table(
        "second_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("reminder_hash", sa.String(64), nullable=True),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column(
            "ending",
            sa.Enum(*ENDINGS, name="secondend", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("snapshot", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(64), nullable=True),
        sa.CheckConstraint("(ended_at IS NULL) = (ending IS NULL)", name=op.f("ck_second_request_ended")),
        sa.CheckConstraint(
            "(snapshot IS NOT NULL) = (ending IS NOT NULL AND ending IN ('confirmed', 'refused'))",
            name=op.f("ck_second_request_answered"),
        ),
        sa.CheckConstraint("(snapshot IS NULL) = (digest IS NULL)", name=op.f("ck_second_request_digest")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_second_request_application_id_application")
        ),
        sa.ForeignKeyConstraint(
            ["application_id", "snapshot"],
            ["snapshot.application_id", "snapshot.number"],
            name="answered_snapshot",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_request")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_second_request_token_hash")),
        sa.UniqueConstraint("reminder_hash", name=op.f("uq_second_request_reminder_hash")),
    )
    op.create_index("ix_second_request_application_id", "second_request", ["application_id", "asked_at"])
    still_open = sa.text("ended_at IS NULL")
    op.create_index(
        "uq_second_request_open",
        "second_request",
        ["application_id"],
        unique=True,
        sqlite_where=still_open,
        postgresql_where=still_open,
    )
    guards.refuse(
        "second_request",
        "update",
        when="OLD.ending IN ('confirmed', 'refused')",
        name="second_answer_stands",
    )
    guards.refuse("second_request", "delete", name="second_request_never_goes")
