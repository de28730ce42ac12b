"""Money goes to an account that is the applicant's own or that two have vouched for, and never twice.

An account is as in the application or as a confirmed change says, one change waits at a time, and an approved list
takes nothing more, goes to the grants' own accounts, and is taken back for a reason.
"""

import sqlalchemy as sa
from alembic import op

from medvirkning.migrations import guards

revision = "0018"
down_revision = "0016"

CONFIRMED = (
    "NEW.account_number IN (SELECT c.account_number FROM account_change c "
    "WHERE c.application_id = NEW.application_id AND c.confirmed)"
)
IN_APPLICATION = "NEW.account_number IN (SELECT a.account_number FROM application a WHERE a.id = NEW.application_id)"
NOT_OURS = f"NEW.account_number IS NOT NULL AND NOT ({IN_APPLICATION})"
NOT_CONFIRMED = (
    "COALESCE(OLD.account_number, '') <> COALESCE(NEW.account_number, '') "
    f"AND (NEW.account_number IS NULL OR NOT ({CONFIRMED}))"
)
ELSEWHERE = (
    "OLD.state <> 'approved' AND NEW.state = 'approved' AND EXISTS (SELECT 1 FROM payment p "
    "JOIN acceptance a ON a.application_id = p.application_id WHERE p.list_id = NEW.id AND p.live "
    "AND (a.account_number IS NULL OR a.account_number <> p.account_number OR EXISTS (SELECT 1 FROM account_change c "
    "WHERE c.application_id = p.application_id AND c.confirmed IS NULL)))"
)
NO_REASON = "OLD.state = 'approved' AND NEW.state = 'dropped' AND length(trim(NEW.dropped_reason)) = 0"
PUT_ON_LATE = "NOT EXISTS (SELECT 1 FROM payment_list l WHERE l.id = NEW.list_id AND l.state = 'made')"
GUARDS = {
    "acceptance": ("acceptance_account_applied_with", "acceptance_account_confirmed"),
    "payment_list": ("payment_list_goes_to_own_accounts", "payment_list_dropped_for_a_reason"),
    "payment": ("payment_put_on_before_approval",),
}


def upgrade() -> None:
    op.add_column("payment_list", sa.Column("dropped_reason", sa.Text(), nullable=False, server_default=""))
    waiting = sa.text("confirmed IS NULL")
    op.create_index(
        "uq_account_change_waiting",
        "account_change",
        ["application_id"],
        unique=True,
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    applied, confirmed = GUARDS["acceptance"]
    guards.refuse_where("acceptance", "insert", when=NOT_OURS, name=applied)
    guards.refuse_where("acceptance", "update", when=NOT_CONFIRMED, name=confirmed)
    elsewhere, no_reason = GUARDS["payment_list"]
    guards.refuse_where("payment_list", "update", when=ELSEWHERE, name=elsewhere)
    guards.refuse("payment_list", "update", when=NO_REASON, name=no_reason)
    guards.refuse_where("payment", "insert", when=PUT_ON_LATE, name=GUARDS["payment"][0])


def downgrade() -> None:
    for table, names in GUARDS.items():
        guards.drop(table, *names)
    op.drop_index("uq_account_change_waiting", "account_change")
    op.drop_column("payment_list", "dropped_reason")
