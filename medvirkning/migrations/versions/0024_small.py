"""How and when the party was told of a corrected letter in another way than by our mail."""

import sqlalchemy as sa
from alembic import op

from medvirkning.migrations import guards

revision = "0024"
down_revision = "0025"

LINKS = {"corrected_id": "corrected_letter", "by_id": "person"}
WAYS = ("post", "spoken", "own_mail")


def upgrade() -> None:
    op.create_table(
        "corrected_told",
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("id", *LINKS)),
        sa.Column(
            "way",
            sa.Enum(*WAYS, name="otherway", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.ForeignKeyConstraint([name], [f"{target}.id"], name=op.f(f"fk_corrected_told_{name}_{target}"))
            for name, target in LINKS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrected_told")),
    )
    op.create_index("ix_corrected_told_corrected_id", "corrected_told", ["corrected_id", "on"])
    guards.refuse("corrected_told", "update", name="corrected_told_never_changes")
    guards.refuse("corrected_told", "delete", name="corrected_told_never_goes")


def downgrade() -> None:
    guards.drop("corrected_told", "corrected_told_never_changes", "corrected_told_never_goes")
    op.drop_table("corrected_told")
