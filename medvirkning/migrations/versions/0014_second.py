"""The second person who confirms an application, and members who agree with another's review."""

import sqlalchemy as sa
from alembic import op

from medvirkning.migrations import guards

revision = "0014"
down_revision = "0013"

MOMENT = sa.DateTime(timezone=True)
ENDINGS = ("confirmed", "refused", "replaced")
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
    _second_request()
    _agreement()


def downgrade() -> None:
    for table, (name, _wrong) in EITHER.items():
        guards.drop(table, *(f"{name}_{act}" for act in ("insert", "update")))
    guards.drop("agreement", "agreement_never_goes")
    op.drop_table("agreement")
    op.drop_column("scheme", "may_agree")
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


def _agreement() -> None:
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
