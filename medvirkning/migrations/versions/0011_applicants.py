"""Applicants: what the registers said of them, who joins in, who helped, and reminders."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0008"

MOMENT = sa.DateTime(timezone=True)
OUTCOMES = ("found", "unknown", "deleted", "unreachable")


def _id(table: str, name: str, *, to: str) -> sa.Column:
    link = sa.ForeignKey(f"{to}.id", name=op.f(f"fk_{table}_{name}_{to}"))
    return sa.Column(name, sa.Uuid(), link, nullable=False)


def _word(name: str, enum: str, *words: str, empty: bool = False) -> sa.Column:
    kind = sa.Enum(*words, name=enum, native_enum=False, create_constraint=True, length=40)
    return sa.Column(name, kind, nullable=empty)


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
    op.create_table(
        "co_applicant",
        sa.Column("id", sa.Uuid(), nullable=False),
        _id("co_applicant", "application_id", to="application"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("organisation_number", sa.String(9), nullable=False),
        sa.Column("contact_name", sa.Text(), nullable=False),
        sa.Column("contact_email", sa.String(254), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_co_applicant")),
        sa.UniqueConstraint(
            "application_id", "organisation_number", name=op.f("uq_co_applicant_application_id_organisation_number")
        ),
        sa.CheckConstraint(
            "length(organisation_number) = 9 AND ltrim(organisation_number, '0123456789') = ''",
            name=op.f("ck_co_applicant_organisation_number"),
        ),
    )
    op.create_table(
        "draft_reminder",
        _id("draft_reminder", "application_id", to="application"),
        sa.Column("days", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("application_id", "days", name=op.f("pk_draft_reminder")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_draft_reminder_token_hash")),
        sa.CheckConstraint("days > 0", name=op.f("ck_draft_reminder_days")),
    )
    op.create_table(
        "no_reminders",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_no_reminders_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_no_reminders")),
    )
    op.create_table(
        "helped_entry",
        _id("helped_entry", "application_id", to="application"),
        _id("helped_entry", "helper_id", to="person"),
        sa.Column("spoken_language", sa.String(60), nullable=False),
        sa.Column("consents", sa.JSON(), nullable=False),
        sa.Column("begun_at", MOMENT, nullable=False),
        _word("way", "handedoverby", "email", "paper", empty=True),
        sa.Column("read_back_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("application_id", name=op.f("pk_helped_entry")),
    )
    op.create_index("ix_helped_entry_helper_id", "helped_entry", ["helper_id"])


def downgrade() -> None:
    for table in ("helped_entry", "no_reminders", "draft_reminder", "co_applicant", "register_answer"):
        op.drop_table(table)
