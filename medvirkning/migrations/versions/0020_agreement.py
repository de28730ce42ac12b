"""Members who agree with another's assessment in place of giving points."""

import sqlalchemy as sa
from alembic import op

from medvirkning.migrations import guards

revision = "0020"
down_revision = "0019"

MOMENT = sa.DateTime(timezone=True)
LINKS = {"application": "application", "person": "person", "round": "grant_round", "assessment": "assessment"}
# A member has points that are handed in, or agrees with somebody who has: never both.
EITHER = {
    "assessment": (
        "agrees_already",
        "NEW.submitted_at IS NOT NULL AND EXISTS (SELECT 1 FROM agreement "
        "WHERE application_id = NEW.application_id AND person_id = NEW.person_id)",
    ),
    "agreement": (
        "has_points_already",
        "EXISTS (SELECT 1 FROM assessment WHERE submitted_at IS NOT NULL "
        "AND application_id = NEW.application_id AND person_id = NEW.person_id)",
    ),
}


def upgrade() -> None:
    op.add_column("scheme", sa.Column("may_agree", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "agreement",
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("application_id", "person_id", "round_id")),
        sa.Column("looked_at", MOMENT, nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=True),
        sa.Column("agreed_at", MOMENT, nullable=True),
        sa.CheckConstraint("(assessment_id IS NULL) = (agreed_at IS NULL)", name=op.f("ck_agreement_agreed")),
        *(
            sa.ForeignKeyConstraint([f"{name}_id"], [f"{table}.id"], name=op.f(f"fk_agreement_{name}_id_{table}"))
            for name, table in LINKS.items()
        ),
        sa.PrimaryKeyConstraint("application_id", "person_id", name=op.f("pk_agreement")),
    )
    op.create_index("ix_agreement_of", "agreement", ["person_id", "round_id", "agreed_at", "application_id"])
    op.create_index("ix_agreement_in_round", "agreement", ["round_id", "agreed_at"])
    guards.refuse("agreement", "delete", name="agreement_never_goes")
    for table, (name, wrong) in EITHER.items():
        for act in ("insert", "update"):
            _refuse_both(table, act, f"{name}_{act}", wrong)


def downgrade() -> None:
    for table, (name, _wrong) in EITHER.items():
        guards.drop(table, *(f"{name}_{act}" for act in ("insert", "update")))
    guards.drop("agreement", "agreement_never_goes")
    op.drop_table("agreement")
    op.drop_column("scheme", "may_agree")


def _refuse_both(table: str, act: str, name: str, wrong: str) -> None:
    """PostgreSQL's WHEN can't look into another table."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {act.upper()} ON {table} WHEN ({wrong}) "
            f"BEGIN SELECT RAISE(ABORT, '{name}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {wrong} THEN "
        f"RAISE EXCEPTION '{name}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {act.upper()} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
