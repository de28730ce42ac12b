"""Appeals against claims for money back, and what comes in a claim's place."""

import sqlalchemy as sa
from alembic import op

from medvirkning.migrations import enums, guards

revision = "0026"
down_revision = "0023"

MOMENT = sa.DateTime(timezone=True)
CHANGES = {
    "amount": "amount IS NULL OR amount >= 0",
    "due_on": "(amount IS NOT NULL AND amount > 0) = (due_on IS NOT NULL)",
    "reasons": "length(trim(reasons)) > 0",
}
LINKS = {"repayment_id": "repayment", "by_id": "person"}
CHANGED = " OR ".join(
    ["OLD.told_at IS NOT NULL", "COALESCE(OLD.amount, -1) <> COALESCE(NEW.amount, -1)"]
    + [f"OLD.{name} <> NEW.{name}" for name in ("id", "repayment_id", "number", "due_on", "reasons", "by_id", "at")]
)
ONE_SUBJECT = "about_id IS NULL OR claim_id IS NULL"
HAS_CHANGE = "kind NOT IN ('changed', 'anew') OR change_id IS NOT NULL"
HAS_CHANGE_NOW = f"{HAS_CHANGE} OR claim_change_id IS NOT NULL"
NEW = {  # columns that point to what an appeal against a claim is about
    "appeal": ("claim_id", "repayment"),
    "ruling": ("claim_change_id", "claim_change"),
    "later_ballot": ("claim_change_id", "claim_change"),
}


def upgrade() -> None:
    op.add_column("repayment", sa.Column("repaid_amount", sa.BigInteger(), nullable=True))
    op.execute("UPDATE repayment SET repaid_amount = claimed WHERE state = 'repaid'")
    op.create_table(
        "claim_change",
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("id", *LINKS)),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("told_at", MOMENT, nullable=True),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_claim_change_{name}")) for name, rule in CHANGES.items()),
        *(
            sa.ForeignKeyConstraint([name], [f"{target}.id"], name=op.f(f"fk_claim_change_{name}_{target}"))
            for name, target in LINKS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_change")),
        sa.UniqueConstraint("repayment_id", "number", name=op.f("uq_claim_change_repayment_id_number")),
    )
    guards.refuse("claim_change", "update", when=CHANGED, name="claim_change_never_changes")
    guards.refuse("claim_change", "delete", name="claim_change_never_goes")
    kind = "CHAR(32)" if op.get_bind().dialect.name == "sqlite" else "UUID"
    for table, (column, target) in NEW.items():
        check = f" CONSTRAINT ck_appeal_subject CHECK ({ONE_SUBJECT})" if table == "appeal" else ""
        link = f"CONSTRAINT fk_{table}_{column}_{target} REFERENCES {target} (id)"
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind} {link}{check}")
    op.create_index(op.f("ix_appeal_claim_id"), "appeal", ["claim_id"])
    op.create_index("uq_ruling_claim_change", "ruling", ["claim_change_id"], unique=True)
    enums.check("ruling", "change", HAS_CHANGE, HAS_CHANGE_NOW)


def downgrade() -> None:
    enums.check("ruling", "change", HAS_CHANGE_NOW, HAS_CHANGE)
    op.drop_index("uq_ruling_claim_change", "ruling")
    op.drop_index(op.f("ix_appeal_claim_id"), "appeal")
    for table, (column, _target) in NEW.items():
        op.drop_column(table, column)
    guards.drop("claim_change", "claim_change_never_changes", "claim_change_never_goes")
    op.drop_table("claim_change")
    op.drop_column("repayment", "repaid_amount")
