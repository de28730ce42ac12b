"""Money that is claimed back. Never more than is paid, and what has been sent stays as it was."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from medvirkning.migrations import guards

revision = "0012"
down_revision = "0010"

STATES = ("notified", "claimed", "let_go", "repaid")
GROUNDS = ("unused", "not_carried_out", "not_reported", "wrong_information")
CHECKS = {
    "amounts": "amount > 0 AND claimed > 0 AND claimed <= amount",
    "reasons": "length(trim(reasons)) > 0",
    "four_eyes": "repaid_by_id <> claimed_by_id",
    "claimed": "(claimed IS NULL) = (claimed_at IS NULL) AND (claimed IS NULL OR (claimed_by_id IS NOT NULL "
    "AND due_on IS NOT NULL AND appeal_deadline IS NOT NULL AND digest IS NOT NULL "
    "AND attachment_id IS NOT NULL AND length(trim(claim_reasons)) > 0))",
    "state": "state NOT IN ('claimed', 'repaid') OR claimed IS NOT NULL",
    "repaid": "(state = 'repaid') = (repaid_on IS NOT NULL AND repaid_by_id IS NOT NULL)",
    "let_go": "(state = 'let_go') = (let_go_at IS NOT NULL AND let_go_by_id IS NOT NULL)",
}
LINKS = {
    "application_id": "acceptance.application_id",
    "programme_id": "programme.id",
    "notified_by_id": "person.id",
    "claimed_by_id": "person.id",
    "let_go_by_id": "person.id",
    "repaid_by_id": "person.id",
    "attachment_id": "attachment.id",
}
NOTICE_CHANGED = (
    "OLD.application_id <> NEW.application_id OR OLD.ground <> NEW.ground OR OLD.amount <> NEW.amount "
    "OR OLD.reasons <> NEW.reasons OR OLD.answer_by <> NEW.answer_by OR OLD.notified_at <> NEW.notified_at "
    "OR CAST(OLD.notice AS TEXT) <> CAST(NEW.notice AS TEXT) "
    "OR (OLD.answered_at IS NOT NULL AND (NEW.answered_at IS NULL OR OLD.answer <> NEW.answer))"
)
CLAIM_CHANGED = (
    "OLD.claimed_at IS NOT NULL AND (NEW.claimed IS NULL OR OLD.claimed <> NEW.claimed "
    "OR OLD.claim_reasons <> NEW.claim_reasons OR OLD.due_on <> NEW.due_on OR OLD.digest <> NEW.digest "
    "OR OLD.claimed_by_id <> NEW.claimed_by_id OR OLD.attachment_id <> NEW.attachment_id "
    "OR CAST(OLD.claim AS TEXT) <> CAST(NEW.claim AS TEXT))"
)
PAID = "(SELECT paid FROM acceptance WHERE application_id = NEW.application_id)"
NAMES = ("repayment_is_paid", "repayment_notice_stands", "repayment_claim_stands", "repayment_never_goes")


def upgrade() -> None:
    kinds: dict[str, Any] = {
        **dict.fromkeys(("amount", "claimed"), sa.BigInteger()),
        **dict.fromkeys(("reasons", "answer", "claim_reasons", "let_go_reason"), sa.Text()),
        **dict.fromkeys(("answer_by", "due_on", "appeal_deadline", "repaid_on"), sa.Date()),
        **dict.fromkeys(("notified_at", "answered_at", "claimed_at", "let_go_at"), sa.DateTime(timezone=True)),
        **dict.fromkeys(("notice", "claim"), sa.JSON()),
        "digest": sa.String(64),
        "state": sa.Enum(*STATES, name="repaymentstate", native_enum=False, create_constraint=True, length=40),
        "ground": sa.Enum(*GROUNDS, name="repaymentground", native_enum=False, create_constraint=True, length=40),
        **{name: sa.Uuid() for name in LINKS},
    }
    later = {"claimed", "due_on", "appeal_deadline", "repaid_on", "answered_at", "claimed_at", "let_go_at", "digest"}
    later |= {"claimed_by_id", "let_go_by_id", "repaid_by_id", "attachment_id"}
    op.create_table(
        "repayment",
        sa.Column("id", sa.Uuid(), nullable=False),
        *(sa.Column(name, kind, nullable=name in later) for name, kind in kinds.items()),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_repayment_{name}")) for name, rule in CHECKS.items()),
        *(
            sa.ForeignKeyConstraint([name], [place], name=op.f(f"fk_repayment_{name}_{place.partition('.')[0]}"))
            for name, place in LINKS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repayment")),
    )
    op.create_index("ix_repayment_of", "repayment", ["application_id", "notified_at"])
    _never_more_than_is_paid()
    guards.refuse("repayment", "update", when=NOTICE_CHANGED, name="repayment_notice_stands")
    guards.refuse("repayment", "update", when=CLAIM_CHANGED, name="repayment_claim_stands")
    guards.refuse("repayment", "delete", name="repayment_never_goes")


def _never_more_than_is_paid() -> None:
    """PostgreSQL's WHEN can't look into another table."""
    name, wrong = "repayment_is_paid", f"NEW.amount > COALESCE({PAID}, 0)"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE INSERT ON repayment WHEN ({wrong}) BEGIN SELECT RAISE(ABORT, '{name}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {wrong} THEN "
        f"RAISE EXCEPTION '{name}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE INSERT ON repayment FOR EACH ROW EXECUTE FUNCTION {name}()")


def downgrade() -> None:
    guards.drop("repayment", *NAMES)
    op.drop_table("repayment")
