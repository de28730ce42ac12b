"""The library of ready texts, and letters that correct letters."""

import sqlalchemy as sa
from alembic import op

from medvirkning.migrations import guards

revision = "0013"
down_revision = "0015"

NAMES = (
    "corrected_letter_corrects_a_sent_one",
    "corrected_letter_sent_never_changes",
    "corrected_letter_sent_never_goes",
)
KINDS = ("general", "partly", "refused", "dismissed", "condition")


def upgrade() -> None:
    op.create_table(
        "library_text",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("scheme_id", sa.Uuid(), nullable=True),
        sa.Column("criterion_key", sa.String(60), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(*KINDS, name="textkind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_library_text_name")),
        sa.CheckConstraint("criterion_key IS NULL OR scheme_id IS NOT NULL", name=op.f("ck_library_text_criterion")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_library_text_programme_id_programme")
        ),
        sa.ForeignKeyConstraint(["scheme_id"], ["scheme.id"], name=op.f("fk_library_text_scheme_id_scheme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library_text")),
    )
    op.create_index("ix_library_text_programme", "library_text", ["programme_id", "kind", "name"])
    _corrected_letters()


def _corrected_letters() -> None:
    links = {
        "decision_id": "decision",
        "programme_id": "programme",
        "written_by_id": "person",
        "sent_by_id": "person",
        "attachment_id": "attachment",
    }
    checks = {
        "number": "number > 1",
        "what": "length(trim(what)) > 0",
        "sent": "sent_at IS NULL OR (appeal_deadline IS NOT NULL AND digest IS NOT NULL AND attachment_id IS NOT NULL "
        "AND content IS NOT NULL)",
    }
    later = ("sent_by_id", "attachment_id")
    op.create_table(
        "corrected_letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Uuid(), nullable=name in later) for name in links),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("number", "version")),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("restarts", sa.Boolean(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.JSON(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("appeal_deadline", sa.Date(), nullable=True),
        sa.Column("digest", sa.String(64), nullable=True),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_corrected_letter_{name}")) for name, rule in checks.items()),
        *(
            sa.ForeignKeyConstraint([name], [f"{table}.id"], name=op.f(f"fk_corrected_letter_{name}_{table}"))
            for name, table in links.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrected_letter")),
        sa.UniqueConstraint("decision_id", "number", name=op.f("uq_corrected_letter_decision_id_number")),
    )
    op.create_index(
        "ix_corrected_letter_open",
        "corrected_letter",
        ["decision_id"],
        unique=True,
        sqlite_where=sa.text("sent_at IS NULL"),
        postgresql_where=sa.text("sent_at IS NULL"),
    )
    sent = "OLD.sent_at IS NOT NULL"
    guards.refuse("corrected_letter", "update", when=sent, name="corrected_letter_sent_never_changes")
    guards.refuse("corrected_letter", "delete", when=sent, name="corrected_letter_sent_never_goes")
    _only_what_is_sent()


def _only_what_is_sent() -> None:
    """PostgreSQL's WHEN can't look into another table."""
    name = "corrected_letter_corrects_a_sent_one"
    wrong = "NOT EXISTS (SELECT 1 FROM letter WHERE decision_id = NEW.decision_id AND sent_at IS NOT NULL)"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE INSERT ON corrected_letter WHEN ({wrong}) "
            f"BEGIN SELECT RAISE(ABORT, '{name}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {wrong} THEN "
        f"RAISE EXCEPTION '{name}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE INSERT ON corrected_letter FOR EACH ROW EXECUTE FUNCTION {name}()")


def downgrade() -> None:
    guards.drop("corrected_letter", *NAMES)
    op.drop_table("corrected_letter")
    op.drop_table("library_text")
