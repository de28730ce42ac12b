"""The district group: declarations, assessments, proposals, decisions and letters.

The triggers on `application` and `grant_round` live here: a later migration that makes one of those tables anew on
SQLite (a batch) must put them back.
"""

import sqlalchemy as sa
from alembic import op

from medvirkning.migrations import guards

revision = "0004"
down_revision = "0003"

QUEUE_INDEXES = {
    "ix_application_oldest": ["round_id", "sent_at", "id", "state"],
    "ix_application_amount": ["round_id", "asked", "id", "state"],
    "ix_application_zone": ["round_id", "zone_id", "sent_at", "id"],
}
OUTCOMES = ("granted", "partly", "refused", "dismissed")
MODES = ("elected", "recommends", "confirms")
ANSWERS = ("no", "yes", "unsure")
GROUNDS = (
    *("party", "family", "household", "on_behalf", "board", "deputy", "subordinate", "helped", "prepared", "close"),
)
NO_ZONE = "'" + "0" * 32 + "'"
GUARDS = {
    "application": ("application_tally_insert", "application_tally_update", "application_tally_delete"),
    "decision": ("decision_takes_from_pot", "decision_never_changes", "decision_never_goes"),
    "declaration": ("declaration_never_goes",),
    "letter": ("letter_sent_never_changes", "letter_never_goes"),
}


def upgrade() -> None:
    _tables()
    for name, columns in QUEUE_INDEXES.items():
        op.create_index(name, "application", columns)
    op.create_index(
        "ix_application_missing",
        "application",
        ["round_id", "sent_at", "id"],
        sqlite_where=sa.text("missing > 0"),
        postgresql_where=sa.text("missing > 0"),
    )
    op.create_index(
        "ix_application_unchecked",
        "application",
        ["round_id", "sent_at", "id"],
        sqlite_where=sa.text("state = 'sent'"),
        postgresql_where=sa.text("state = 'sent'"),
    )
    _tally()
    _pot()
    guards.refuse("decision", "update", name="decision_never_changes")
    guards.refuse("decision", "delete", name="decision_never_goes")
    guards.refuse("declaration", "delete", name="declaration_never_goes")
    guards.refuse("letter", "update", when="OLD.sent_at IS NOT NULL", name="letter_sent_never_changes")
    guards.refuse("letter", "delete", name="letter_never_goes")


def _counts(row: str) -> list[str]:
    waiting = f"{row}.state IN ('sent', 'needs_fix', 'ready', 'in_review', 'recommended')"
    return [
        f"CASE WHEN {waiting} THEN 1 ELSE 0 END",
        f"CASE WHEN {row}.state NOT IN ('draft', 'withdrawn') AND NOT {waiting} THEN 1 ELSE 0 END",
        f"CASE WHEN {waiting} AND {row}.missing > 0 THEN 1 ELSE 0 END",
        f"CASE WHEN {row}.state = 'sent' THEN 1 ELSE 0 END",
        f"{row}.asked",
    ]


def _tally() -> None:
    columns = ("waiting", "decided", "incomplete", "unchecked", "asked")
    counted = "state NOT IN ('draft', 'withdrawn')"
    add = (
        f"INSERT INTO round_tally (round_id, zone_key, {', '.join(columns)}) "
        f"SELECT NEW.round_id, COALESCE(NEW.zone_id, {NO_ZONE}), {', '.join(_counts('NEW'))} WHERE NEW.{counted} "
        f"ON CONFLICT (round_id, zone_key) DO UPDATE SET "
        + ", ".join(f"{column} = round_tally.{column} + excluded.{column}" for column in columns)
    )
    take = (
        "UPDATE round_tally SET "  # noqa: S608  (constants of this file)
        + ", ".join(f"{column} = {column} - {count}" for column, count in zip(columns, _counts("OLD"), strict=True))
        + f" WHERE round_id = OLD.round_id AND zone_key = COALESCE(OLD.zone_id, {NO_ZONE}) AND OLD.{counted}"
    )
    guards.after("application", "insert", do=add, name="application_tally_insert")
    guards.after("application", "update", do=f"{take}; {add}", name="application_tally_update")
    guards.after("application", "delete", do=take, name="application_tally_delete")


def _pot() -> None:
    """`granted` is the sum of the round's decisions: added up by the database, and nothing else may be written there.

    Adding (not summing) lets two at once on PostgreSQL wait for each other's row; the check after it sums.
    """
    add = "UPDATE grant_round SET granted = granted + NEW.amount WHERE id = NEW.round_id"
    guards.after("decision", "insert", do=add, name="decision_takes_from_pot")
    wrong = "NEW.granted <> (SELECT COALESCE(SUM(amount), 0) FROM decision WHERE round_id = NEW.id)"
    name = "round_granted_is_sum"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE UPDATE OF granted ON grant_round WHEN ({wrong}) "
            f"BEGIN SELECT RAISE(ABORT, '{name}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {wrong} THEN "
        f"RAISE EXCEPTION '{name}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE UPDATE OF granted ON grant_round FOR EACH ROW EXECUTE FUNCTION {name}()")


def downgrade() -> None:
    guards.drop("grant_round", "round_granted_is_sum")
    for table, names in GUARDS.items():
        guards.drop(table, *names)
    for name in (*QUEUE_INDEXES, "ix_application_missing", "ix_application_unchecked"):
        op.drop_index(name, "application")
    for table in ("score", "letter", "proposal", "declaration", "decision", "assessment", "round_tally"):
        op.drop_table(table)


def _id(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _moment(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _number(name: str, *, big: bool = False) -> sa.Column:
    return sa.Column(name, sa.BigInteger() if big else sa.Integer(), nullable=False)


def _word(name: str, enum: str, words: tuple[str, ...], *, nullable: bool = False) -> sa.Column:
    kind = sa.Enum(*words, name=enum, native_enum=False, create_constraint=True, length=40)
    return sa.Column(name, kind, nullable=nullable)


def _links(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))
        for column, target in columns.items()
    ]


def _tables() -> None:
    op.create_table(
        "round_tally",
        _id("round_id"),
        _id("zone_key"),
        *(_number(name) for name in ("waiting", "decided", "incomplete", "unchecked")),
        _number("asked", big=True),
        *_links("round_tally", round_id="grant_round"),
        sa.PrimaryKeyConstraint("round_id", "zone_key", name=op.f("pk_round_tally")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "assessment",
        *(_id(name) for name in ("id", "application_id", "round_id", "person_id")),
        sa.Column("note", sa.Text(), nullable=False),
        _number("points"),
        _moment("saved_at"),
        _moment("submitted_at", nullable=True),
        _id("form_id", nullable=True),
        _number("version"),
        sa.CheckConstraint("points >= 0", name=op.f("ck_assessment_points")),
        *_links("assessment", application_id="application", person_id="person", round_id="grant_round"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
        sa.UniqueConstraint("application_id", "person_id", name=op.f("uq_assessment_application_id_person_id")),
    )
    op.create_index("ix_assessment_in_round", "assessment", ["round_id", "submitted_at", "application_id", "points"])
    op.create_index(
        "ix_assessment_of", "assessment", ["person_id", "round_id", "points", "application_id", "submitted_at"]
    )
    op.create_table(
        "decision",
        *(_id(name) for name in ("id", "application_id", "round_id", "programme_id")),
        _word("outcome", "outcome", OUTCOMES),
        _number("asked", big=True),
        _number("amount", big=True),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("cut_reasons", sa.Text(), nullable=False),
        sa.Column("good", sa.Text(), server_default="", nullable=False),
        sa.Column("conditions", sa.JSON(), server_default="[]", nullable=False),
        _word("dismissal", "dismissal", ("missing", "beyond_mending"), nullable=True),
        _word("mode", "decidingmode", MODES),
        sa.Column("deviation", sa.Text(), nullable=False),
        _id("by_id"),
        _moment("at"),
        sa.CheckConstraint(
            "(outcome = 'granted' AND amount = asked) OR (outcome = 'partly' AND amount > 0 AND amount < asked)"
            " OR (outcome IN ('refused', 'dismissed') AND amount = 0)",
            name=op.f("ck_decision_amount"),
        ),
        sa.CheckConstraint(
            "outcome <> 'partly' OR length(trim(cut_reasons)) > 0", name=op.f("ck_decision_cut_reasons")
        ),
        sa.CheckConstraint("length(trim(reasons)) > 0", name=op.f("ck_decision_reasons")),
        sa.CheckConstraint("(outcome = 'dismissed') = (dismissal IS NOT NULL)", name=op.f("ck_decision_why_dismissed")),
        *_links(
            "decision", application_id="application", by_id="person", programme_id="programme", round_id="grant_round"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("application_id", name=op.f("uq_decision_application_id")),
    )
    op.create_index("ix_decision_in_round", "decision", ["round_id", "application_id", "outcome", "amount"])
    op.create_index("ix_decision_programme_at", "decision", ["programme_id", "at"])
    op.create_table(
        "declaration",
        *(_id(name) for name in ("id", "application_id", "round_id", "person_id")),
        _word("answer", "declarationanswer", ANSWERS),
        _word("ground", "ground", GROUNDS, nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        _moment("at"),
        sa.CheckConstraint("answer <> 'yes' OR ground IS NOT NULL", name=op.f("ck_declaration_yes_has_ground")),
        *_links("declaration", application_id="application", person_id="person", round_id="grant_round"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declaration")),
        sa.UniqueConstraint("application_id", "person_id", name=op.f("uq_declaration_application_id_person_id")),
    )
    op.create_index("ix_declaration_of", "declaration", ["person_id", "round_id", "answer", "application_id"])
    op.create_table(
        "proposal",
        _id("application_id"),
        _id("round_id"),
        _word("outcome", "outcome", OUTCOMES),
        _number("amount", big=True),
        _id("by_id"),
        _moment("at"),
        _number("version"),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_proposal_amount")),
        *_links("proposal", application_id="application", by_id="person", round_id="grant_round"),
        sa.PrimaryKeyConstraint("application_id", name=op.f("pk_proposal")),
    )
    op.create_index("ix_proposal_in_round", "proposal", ["round_id", "application_id", "outcome", "amount"])
    op.create_table(
        "letter",
        *(_id(name) for name in ("id", "decision_id", "programme_id")),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        _moment("composed_at"),
        _moment("sent_at", nullable=True),
        _id("sent_by_id", nullable=True),
        sa.Column("appeal_deadline", sa.Date(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=True),
        _id("attachment_id", nullable=True),
        sa.CheckConstraint(
            "sent_at IS NULL OR (appeal_deadline IS NOT NULL AND digest IS NOT NULL AND attachment_id IS NOT NULL)",
            name=op.f("ck_letter_sent"),
        ),
        *_links(
            "letter", attachment_id="attachment", decision_id="decision", programme_id="programme", sent_by_id="person"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_letter_decision_id")),
    )
    op.create_table(
        "score",
        _id("assessment_id"),
        _id("criterion_id"),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("points >= 0", name=op.f("ck_score_points")),
        *_links("score", assessment_id="assessment", criterion_id="criterion"),
        sa.PrimaryKeyConstraint("assessment_id", "criterion_id", name=op.f("pk_score")),
    )
