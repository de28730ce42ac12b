"""Form checks, what applicants are asked to correct, messages in a case, and flags."""

import sqlalchemy as sa
from alembic import op

from medvirkning.migrations import guards

revision = "0008"
down_revision = "0007"

MOMENT = sa.DateTime(timezone=True)
ENDINGS = ("answered", "passed", "decided", "withdrawn")


def upgrade() -> None:
    op.create_table(
        "form_check",
        *_ids("id", "application_id"),
        sa.Column("snapshot", sa.Integer(), nullable=False),
        sa.Column("in_order", sa.JSON(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *_ids("by_id"),
        sa.Column("at", MOMENT, nullable=False),
        *_links("form_check", application_id="application", by_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_check")),
    )
    op.create_index("ix_form_check_application_id", "form_check", ["application_id", "at"])
    op.create_table(
        "correction",
        *_ids("id", "application_id"),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=False),
        *_ids("by_id"),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("reminded_of", sa.Date(), nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("ending", _words("correctionend", ENDINGS), nullable=True),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_correction_reason")),
        sa.CheckConstraint("(ended_at IS NULL) = (ending IS NULL)", name=op.f("ck_correction_ended")),
        *_links("correction", application_id="application", by_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    op.create_index("ix_correction_application_id", "correction", ["application_id", "asked_at"])
    still_open = sa.text("ended_at IS NULL")
    op.create_index(
        "uq_correction_open",
        "correction",
        ["application_id"],
        unique=True,
        sqlite_where=still_open,
        postgresql_where=still_open,
    )
    _talk()
    guards.refuse("form_check", "update", name="form_check_never_changes")
    guards.refuse("form_check", "delete", name="form_check_never_goes")
    guards.refuse("correction", "delete", name="correction_never_goes")


def downgrade() -> None:
    guards.drop("correction", "correction_never_goes")
    guards.drop("form_check", "form_check_never_changes", "form_check_never_goes")
    guards.drop("case_flag", "case_flag_never_goes")
    guards.drop("case_message", "case_message_never_goes")
    op.drop_table("case_flag")
    op.drop_table("case_message")
    op.drop_table("correction")
    op.drop_table("form_check")


def _talk() -> None:
    op.create_table(
        "case_message",
        *_ids("id", "application_id"),
        sa.Column("from_applicant", sa.Boolean(), nullable=False),
        sa.Column("preliminary", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        *_ids("by_id"),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("read_at", MOMENT, nullable=True),
        sa.CheckConstraint("length(trim(text)) > 0", name=op.f("ck_case_message_text")),
        sa.CheckConstraint("NOT (preliminary AND from_applicant)", name=op.f("ck_case_message_preliminary")),
        *_links("case_message", application_id="application", by_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_message")),
    )
    op.create_index("ix_case_message_application_id", "case_message", ["application_id", "at"])
    op.create_table(
        "case_flag",
        *_ids("id", "application_id"),
        sa.Column("word", sa.Text(), nullable=False),
        *_ids("raised_by_id"),
        sa.Column("raised_at", MOMENT, nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("resolved_by_id", sa.Uuid(), nullable=True),
        sa.Column("resolved_at", MOMENT, nullable=True),
        sa.CheckConstraint("length(trim(word)) > 0", name=op.f("ck_case_flag_word")),
        sa.CheckConstraint("(resolved_at IS NULL) = (resolved_by_id IS NULL)", name=op.f("ck_case_flag_resolved")),
        *_links("case_flag", application_id="application", raised_by_id="person", resolved_by_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_flag")),
    )
    op.create_index("ix_case_flag_application_id", "case_flag", ["application_id", "raised_at"])
    guards.refuse("case_message", "delete", name="case_message_never_goes")
    guards.refuse("case_flag", "delete", name="case_flag_never_goes")


def _ids(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Uuid(), nullable=False) for name in names]


def _words(enum: str, words: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*words, name=enum, native_enum=False, create_constraint=True, length=40)


def _links(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))
        for column, target in columns.items()
    ]
