"""After the decision: accepted grants, accounts changed with four eyes, payment lists.

What stands on lists and what is paid is added up by the database, which refuses more than what is granted. What an
appeal changes, it changes here too.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from medvirkning.migrations import guards

revision = "0007"
down_revision = "0006"

STANDS = (
    "COALESCE((SELECT c.amount FROM decision_change c JOIN decision d ON d.id = c.decision_id "
    "WHERE d.application_id = NEW.application_id ORDER BY c.number DESC LIMIT 1), "
    "(SELECT amount FROM decision WHERE application_id = NEW.application_id), 0)"
)
ACCOUNT = "length(account_number) = 11 AND ltrim(account_number, '0123456789') = ''"
LIST_STATES = ("made", "approved", "paid", "dropped")
GUARDS = {
    "acceptance": ("acceptance_as_decided", "acceptance_never_goes"),
    "decision_change": ("acceptance_follows_change",),
    "payment": ("payment_listed", "payment_moved", "payment_stands", "payment_never_goes"),
}


def upgrade() -> None:
    _tables()
    listed = "UPDATE acceptance SET listed = listed + NEW.amount WHERE application_id = NEW.application_id"
    guards.after("payment", "insert", do=listed, name="payment_listed")
    left = "listed - CASE WHEN OLD.live AND NOT NEW.live THEN OLD.amount ELSE 0 END"
    moved = (
        f"UPDATE acceptance SET listed = {left}, granted = CASE WHEN {STANDS} > {left} THEN {STANDS} ELSE {left} END, "  # noqa: S608
        "paid = paid + CASE WHEN OLD.paid_on IS NULL AND NEW.paid_on IS NOT NULL THEN NEW.amount ELSE 0 END "
        "WHERE application_id = NEW.application_id"
    )
    guards.after("payment", "update", do=moved, name="payment_moved")
    stands = (
        "OLD.amount <> NEW.amount OR OLD.account_number <> NEW.account_number OR OLD.list_id <> NEW.list_id "
        "OR OLD.application_id <> NEW.application_id OR OLD.paid_on IS NOT NULL OR (NEW.live AND NOT OLD.live)"
    )
    guards.refuse("payment", "update", when=stands, name="payment_stands")
    guards.refuse("payment", "delete", name="payment_never_goes")
    guards.refuse("acceptance", "delete", name="acceptance_never_goes")
    _as_decided()
    follows = (
        "UPDATE acceptance SET granted = CASE WHEN NEW.amount > listed THEN NEW.amount ELSE listed END "
        "WHERE application_id = (SELECT application_id FROM decision WHERE id = NEW.decision_id)"
    )
    guards.after("decision_change", "insert", do=follows, name="acceptance_follows_change")


def _as_decided() -> None:
    """A grant is accepted as it was decided, and starts with nothing listed. PostgreSQL's WHEN can't look it up."""
    name = "acceptance_as_decided"
    wrong = f"NEW.listed <> 0 OR NEW.paid <> 0 OR NEW.granted <= 0 OR NEW.granted <> {STANDS}"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE INSERT ON acceptance WHEN ({wrong}) BEGIN SELECT RAISE(ABORT, '{name}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {wrong} THEN "
        f"RAISE EXCEPTION '{name}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE INSERT ON acceptance FOR EACH ROW EXECUTE FUNCTION {name}()")


def downgrade() -> None:
    for table, names in GUARDS.items():
        guards.drop(table, *names)
    for table in (
        "reminder",
        "report_request",
        "report",
        "payment",
        "payment_list",
        "account_change",
        "acceptance",
    ):
        op.drop_table(table)


def _id(name: str = "id", *, to: str = "", column: str = "id", empty: bool = False) -> sa.Column:
    links = [sa.ForeignKey(f"{to}.{column}", name=f"fk_{{}}_{name}_{to}")] if to else []
    return sa.Column(name, sa.Uuid(), *links, nullable=empty)


def _of(kind: sa.types.TypeEngine, *names: str, empty: bool = False) -> list[sa.Column]:
    return [sa.Column(name, kind, nullable=empty) for name in names]


def _word(name: str, enum: str, words: tuple[str, ...], *, empty: bool = False) -> sa.Column:
    kind = sa.Enum(*words, name=enum, native_enum=False, create_constraint=True, length=40)
    return sa.Column(name, kind, nullable=empty)


def _table(name: str, *parts: Any, key: str = "id", unique: tuple[str, ...] = (), **checks: str) -> None:
    for part in parts:
        for link in part.foreign_keys:
            link.name = op.f(link.name.format(name))
    uniques = [
        sa.UniqueConstraint(*columns.split(), name=op.f(f"uq_{name}_{columns.replace(' ', '_')}")) for columns in unique
    ]
    conditions = [sa.CheckConstraint(check, name=op.f(f"ck_{name}_{what}")) for what, check in checks.items()]
    op.create_table(name, *parts, sa.PrimaryKeyConstraint(*key.split(), name=op.f(f"pk_{name}")), *uniques, *conditions)


MOMENT, DAY = sa.DateTime(timezone=True), sa.Date()


def _tables() -> None:
    _table(
        "acceptance",
        _id("application_id", to="application"),
        _id("programme_id", to="programme"),
        *_of(sa.BigInteger(), "granted", "listed", "paid"),
        *_of(sa.String(11), "account_number", empty=True),
        *_of(DAY, "report_due"),
        _id("accepted_by_id", to="person"),
        *_of(MOMENT, "accepted_at"),
        key="application_id",
        amounts="granted >= 0 AND paid >= 0 AND paid <= listed AND listed <= granted",
        account_number=ACCOUNT,
    )
    op.create_index("ix_acceptance_report_due", "acceptance", ["report_due"])
    op.create_index("ix_acceptance_programme_at", "acceptance", ["programme_id", "accepted_at"])
    _table(
        "account_change",
        _id(),
        _id("application_id", to="application"),
        *_of(sa.String(11), "account_number"),
        *_of(sa.Text(), "reason"),
        _id("asked_by_id", to="person"),
        *_of(MOMENT, "asked_at"),
        _id("answered_by_id", to="person", empty=True),
        *_of(MOMENT, "answered_at", empty=True),
        *_of(sa.Boolean(), "confirmed", empty=True),
        four_eyes="answered_by_id <> asked_by_id",
        answered="(answered_by_id IS NULL) = (confirmed IS NULL)",
        account_number=ACCOUNT,
    )
    op.create_index(op.f("ix_account_change_application_id"), "account_change", ["application_id"])
    _table(
        "payment_list",
        _id(),
        _id("programme_id", to="programme"),
        *_of(sa.Integer(), "number"),
        _word("state", "liststate", LIST_STATES),
        _id("made_by_id", to="person"),
        *_of(MOMENT, "made_at"),
        _id("approved_by_id", to="person", empty=True),
        *_of(MOMENT, "approved_at", empty=True),
        *_of(DAY, "paid_on", empty=True),
        unique=("programme_id number",),
        four_eyes="approved_by_id <> made_by_id",
        approved="state NOT IN ('approved', 'paid') OR approved_by_id IS NOT NULL",
        paid="(state = 'paid') = (paid_on IS NOT NULL)",
    )
    _table(
        "payment",
        _id(),
        _id("list_id", to="payment_list"),
        _id("application_id", to="acceptance", column="application_id"),
        *_of(sa.Integer(), "position"),
        *_of(sa.BigInteger(), "amount"),
        *_of(sa.String(11), "account_number"),
        *_of(sa.Boolean(), "live"),
        *_of(DAY, "paid_on", empty=True),
        unique=("list_id application_id",),
        amount="amount > 0",
        paid_is_live="paid_on IS NULL OR live",
    )
    op.create_index(op.f("ix_payment_application_id"), "payment", ["application_id"])
    _table(
        "report",
        _id(),
        _id("application_id", to="acceptance", column="application_id"),
        _id("programme_id", to="programme"),
        *_of(sa.Text(), "what", "evaluation", "participants", "left_over", "second_name"),
        *_of(sa.JSON(), "spent"),
        *_of(sa.Boolean(), "consent"),
        *_of(sa.String(32), "last_form"),
        *_of(sa.Integer(), "version"),
        *_of(MOMENT, "updated_at"),
        *_of(MOMENT, "sent_at", empty=True),
        unique=("application_id",),
    )
    _table(
        "report_request",
        _id(),
        _id("report_id", to="report"),
        *_of(sa.Text(), "reason"),
        *_of(DAY, "answer_by"),
        _id("by_id", to="person"),
        *_of(MOMENT, "at"),
    )
    op.create_index(op.f("ix_report_request_report_id"), "report_request", ["report_id"])
    _table(
        "reminder",
        _id("application_id", to="acceptance", column="application_id"),
        *_of(DAY, "due_on"),
        *_of(sa.Integer(), "days"),
        *_of(MOMENT, "at"),
        key="application_id due_on days",
    )
