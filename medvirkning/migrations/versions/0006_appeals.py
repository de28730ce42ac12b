"""Appeals: what came in, what was made of it, its letters, and what came in a decision's place.

A change of a decision gives the pot money or takes from it: `granted` is the sum of decisions and changes from here on.
"""

import sqlalchemy as sa
from alembic import op

from medvirkning.migrations import guards

revision = "0006"
down_revision = "0005"

OUTCOMES = ("granted", "partly", "refused")
GUARDS = {
    "decision_change": (
        "decision_change_moves_pot",
        "decision_change_follows",
        "decision_change_never_changes",
        "decision_change_never_goes",
    ),
    "ruling": ("ruling_never_changes", "ruling_never_goes"),
    "ruling_letter": ("ruling_letter_sent_never_changes", "ruling_letter_never_goes"),
    "reasons_demand": ("reasons_demand_answered_never_changes", "reasons_demand_never_goes"),
    "appeal": ("appeal_never_goes",),
}
DECIDED = "SELECT COALESCE(SUM(amount), 0) FROM decision WHERE round_id = NEW.id"
CHANGED = "SELECT COALESCE(SUM(amount - before), 0) FROM decision_change WHERE round_id = NEW.id"
STANDS = (
    "COALESCE((SELECT amount FROM decision_change WHERE decision_id = NEW.decision_id ORDER BY number DESC LIMIT 1), "
    "(SELECT amount FROM decision WHERE id = NEW.decision_id))"
)


def upgrade() -> None:
    _tables()
    guards.drop("grant_round", "round_granted_is_sum")
    _refuse_where(
        "grant_round", "UPDATE OF granted", f"NEW.granted <> ({DECIDED}) + ({CHANGED})", "round_granted_is_sum"
    )
    _refuse_where("decision_change", "INSERT", f"NEW.before <> {STANDS}", "decision_change_follows")
    guards.after(
        "decision_change",
        "insert",
        do="UPDATE grant_round SET granted = granted + NEW.amount - NEW.before WHERE id = NEW.round_id",
        name="decision_change_moves_pot",
    )
    for table in ("decision_change", "ruling"):
        guards.refuse(table, "update", name=f"{table}_never_changes")
        guards.refuse(table, "delete", name=f"{table}_never_goes")
    guards.refuse("ruling_letter", "update", when="OLD.sent_at IS NOT NULL", name="ruling_letter_sent_never_changes")
    guards.refuse("ruling_letter", "delete", name="ruling_letter_never_goes")
    answered = "OLD.answered_at IS NOT NULL"
    guards.refuse("reasons_demand", "update", when=answered, name="reasons_demand_answered_never_changes")
    guards.refuse("reasons_demand", "delete", name="reasons_demand_never_goes")
    guards.refuse("appeal", "delete", name="appeal_never_goes")


def downgrade() -> None:
    for table, names in GUARDS.items():
        guards.drop(table, *names)
    guards.drop("grant_round", "round_granted_is_sum")
    _refuse_where("grant_round", "UPDATE OF granted", f"NEW.granted <> ({DECIDED})", "round_granted_is_sum")
    for table in ("reasons_demand", "ruling_letter", "ruling", "appeal", "decision_change"):
        op.drop_table(table)


def _refuse_where(table: str, act: str, wrong: str, name: str) -> None:
    """Refuse what a look into other tables shows to be wrong, which PostgreSQL's WHEN can't do."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} WHEN ({wrong}) BEGIN SELECT RAISE(ABORT, '{name}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {wrong} THEN "
        f"RAISE EXCEPTION '{name}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")


def _id(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _moment(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _day(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _text(name: str, length: int | None = None) -> sa.Column:
    return sa.Column(name, sa.String(length=length) if length else sa.Text(), nullable=False)


def _word(name: str, enum: str, words: tuple[str, ...], *, nullable: bool = False) -> sa.Column:
    kind = sa.Enum(*words, name=enum, native_enum=False, create_constraint=True, length=40)
    return sa.Column(name, kind, nullable=nullable)


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _links(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))
        for column, target in columns.items()
    ]


def _key(table: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _tables() -> None:
    op.create_table(
        "decision_change",
        *(_id(name) for name in ("id", "decision_id", "round_id", "programme_id", "by_id")),
        sa.Column("number", sa.Integer(), nullable=False),
        _word("outcome", "outcome", OUTCOMES, nullable=True),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in ("asked", "before", "amount")),
        _text("reasons"),
        _text("cut_reasons"),
        _moment("at"),
        _check("decision_change", "number", "number > 0"),
        _check(
            "decision_change",
            "amount",
            "(outcome = 'granted' AND amount = asked) OR (outcome = 'partly' AND amount > 0 AND amount < asked)"
            " OR (outcome = 'refused' AND amount = 0) OR (outcome IS NULL AND amount = 0)",
        ),
        _check("decision_change", "reasons", "length(trim(reasons)) > 0"),
        _check(
            "decision_change",
            "cut_reasons",
            "outcome IS NULL OR outcome <> 'partly' OR length(trim(cut_reasons)) > 0",
        ),
        *_links(
            "decision_change", decision_id="decision", round_id="grant_round", programme_id="programme", by_id="person"
        ),
        _key("decision_change"),
        _unique("decision_change", "decision_id", "number"),
    )
    op.create_index("ix_decision_change_in_round", "decision_change", ["round_id", "decision_id", "amount", "before"])
    _appeal()
    op.create_table(
        "ruling",
        *(_id(name) for name in ("id", "appeal_id", "programme_id", "by_id")),
        _word("kind", "rulingkind", ("dismissed", "changed", "forwarded", "final", "anew")),
        _word("ground", "dismissalground", ("too_late", "no_interest", "incomplete"), nullable=True),
        _word("outcome", "bodyoutcome", ("upheld", "changed", "set_aside"), nullable=True),
        _id("change_id", nullable=True),
        _text("reasons"),
        _day("decided_on"),
        _moment("at"),
        _check("ruling", "reasons", "length(trim(reasons)) > 0"),
        _check("ruling", "ground", "(kind = 'dismissed') = (ground IS NOT NULL)"),
        _check("ruling", "outcome", "(kind = 'final') = (outcome IS NOT NULL)"),
        _check("ruling", "change", "kind NOT IN ('changed', 'anew') OR change_id IS NOT NULL"),
        *_links("ruling", appeal_id="appeal", programme_id="programme", by_id="person", change_id="decision_change"),
        _key("ruling"),
        _unique("ruling", "appeal_id", "kind"),
        _unique("ruling", "change_id"),
    )
    op.create_table(
        "ruling_letter",
        *(_id(name) for name in ("id", "ruling_id", "programme_id")),
        _text("language", 5),
        sa.Column("content", sa.JSON(), nullable=False),
        _moment("composed_at"),
        _moment("sent_at", nullable=True),
        _id("sent_by_id", nullable=True),
        _day("appeal_deadline", nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=True),
        _id("attachment_id", nullable=True),
        _check("ruling_letter", "sent", "sent_at IS NULL OR (digest IS NOT NULL AND attachment_id IS NOT NULL)"),
        *_links(
            "ruling_letter", ruling_id="ruling", programme_id="programme", sent_by_id="person",
            attachment_id="attachment",
        ),
        _key("ruling_letter"),
        _unique("ruling_letter", "ruling_id"),
    )  # fmt: skip
    op.create_table(
        "reasons_demand",
        *(_id(name) for name in ("id", "programme_id", "decision_id", "demanded_by_id")),
        _moment("demanded_at"),
        _text("question"),
        _text("answer"),
        _moment("answered_at", nullable=True),
        _id("answered_by_id", nullable=True),
        _check("reasons_demand", "answer", "answered_at IS NULL OR length(trim(answer)) > 0"),
        *_links(
            "reasons_demand", programme_id="programme", decision_id="decision", demanded_by_id="person",
            answered_by_id="person",
        ),
        _key("reasons_demand"),
    )  # fmt: skip
    op.create_index("ix_reasons_demand_of", "reasons_demand", ["decision_id", "demanded_at"])
    op.create_index("ix_reasons_demand_waiting", "reasons_demand", ["programme_id", "answered_at"])


def _appeal() -> None:
    states = ("received", "asked_to_complete", "dismissed", "changed", "forwarded", "final")
    op.create_table(
        "appeal",
        *(_id(name) for name in ("id", "programme_id", "application_id", "decision_id", "registered_by_id")),
        _id("owner_id", nullable=True),
        _word("state", "appealstate", states),
        sa.Column("version", sa.Integer(), nullable=False),
        _word("appellant", "appellant", ("applicant", "other")),
        _word("channel", "channel", ("form", "paper", "spoken")),
        _text("name", 120),
        _text("language", 5),
        *(_text(name) for name in ("address", "interest", "wanted", "why", "late_note", "question", "added")),
        *(_day(name) for name in ("sent_on", "received_on", "deadline", "answer_by")),
        *(_day(name, nullable=True) for name in ("learned_on", "asked_until", "added_on")),
        _moment("registered_at"),
        _word("late_ground", "lateground", ("not_to_blame", "special_reasons"), nullable=True),
        _check("appeal", "wanted", "length(trim(wanted)) > 0"),
        _check("appeal", "interest", "appellant <> 'other' OR length(trim(interest)) > 0"),
        _check("appeal", "late_note", "late_ground IS NULL OR length(trim(late_note)) > 0"),
        _check("appeal", "days", "sent_on <= received_on"),
        *_links(
            "appeal", programme_id="programme", application_id="application", decision_id="decision",
            owner_id="person", registered_by_id="person",
        ),
        _key("appeal"),
    )  # fmt: skip
    op.create_index("ix_appeal_desk", "appeal", ["programme_id", "state", "answer_by", "id"])
    op.create_index("ix_appeal_of", "appeal", ["application_id", "registered_at"])
    op.create_index("ix_appeal_from", "appeal", ["owner_id", "registered_at"])
