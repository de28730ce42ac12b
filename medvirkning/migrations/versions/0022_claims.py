"""Why staff finished a case: in a row of its own, where the journal had it among its facts before."""

import sqlalchemy as sa
from alembic import op

from medvirkning.migrations import guards

revision = "0022"
down_revision = "0021"

LINKS = {"application_id": "application", "by_id": "person"}


def upgrade() -> None:
    op.create_table(
        "closing",
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("id", *LINKS)),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_closing_reason")),
        *(
            sa.ForeignKeyConstraint([name], [f"{target}.id"], name=op.f(f"fk_closing_{name}_{target}"))
            for name, target in LINKS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing")),
    )
    op.create_index(op.f("ix_closing_application_id"), "closing", ["application_id"])
    _out_of_the_journal()
    guards.refuse("closing", "update", name="closing_never_changes")
    guards.refuse("closing", "delete", name="closing_never_goes")


def _out_of_the_journal() -> None:
    """What was written before this. The journal itself is never changed."""
    names = ("id", "application_id", "reason", "by_id", "at")
    told = sa.table("journal_event", *map(sa.column, ("id", "subject_id", "subject_kind", "event", "by_id", "at")))
    facts: sa.ColumnClause = sa.column("facts", sa.JSON())
    reason = facts["reason"].as_string()
    wanted = sa.select(told.c.id, told.c.subject_id, reason, told.c.by_id, told.c.at).where(
        told.c.event == "case_closed", told.c.subject_kind == "application", sa.func.length(sa.func.trim(reason)) > 0
    )
    op.execute(sa.insert(sa.table("closing", *map(sa.column, names))).from_select(names, wanted))


def downgrade() -> None:
    guards.drop("closing", "closing_never_changes", "closing_never_goes")
    op.drop_table("closing")
