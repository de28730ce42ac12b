"""What a scheme's settings mean once a grant is accepted: how it is paid, and what its report needs.

The database lists no more than what may be paid before the report is approved.
"""

import sqlalchemy as sa
from alembic import op

from medvirkning.migrations import guards

revision = "0015"
down_revision = "0012"

ACCEPTED = ("payment", "first_share", "auditor_from", "second_signer", "approved")
MAY_BE_LISTED = (
    "CASE WHEN NEW.approved IS NOT NULL THEN NEW.approved WHEN NEW.payment = 'advance' THEN NEW.granted "
    "WHEN NEW.payment = 'afterwards' THEN 0 ELSE NEW.granted * COALESCE(NEW.first_share, 0) / 100 END"
)
TERMS_CHANGED = (
    "OLD.payment <> NEW.payment OR COALESCE(OLD.first_share, 0) <> COALESCE(NEW.first_share, 0) "
    "OR (OLD.approved IS NOT NULL AND (NEW.approved IS NULL OR OLD.approved <> NEW.approved))"
)


WANTED_OF = ("all", "organisations", "physical", "others_land", "lower_share")


def upgrade() -> None:
    for name in ("most_over_years", "ceiling_years", "lower_share"):
        op.add_column("scheme", sa.Column(name, sa.Integer(), nullable=True))
    op.add_column("scheme", sa.Column("register_exempt", sa.JSON(), nullable=False, server_default=sa.text("'[]'")))
    op.add_column("scheme", sa.Column("register_stops", sa.Boolean(), nullable=False, server_default=sa.false()))
    _asked_of(WANTED_OF)
    op.add_column("acceptance", sa.Column("payment", sa.String(40), nullable=False, server_default="advance"))
    op.add_column("acceptance", sa.Column("first_share", sa.Integer(), nullable=True))
    op.add_column("acceptance", sa.Column("auditor_from", sa.Integer(), nullable=True))
    op.add_column("acceptance", sa.Column("second_signer", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("acceptance", sa.Column("approved", sa.BigInteger(), nullable=True))
    owed = (
        "UPDATE application SET report_owed_on = (SELECT report_due FROM acceptance "
        "WHERE acceptance.application_id = application.id) "
        "WHERE state IN ('accepted', 'paid_part', 'paid', 'report_due')"
    )
    op.execute(owed)
    early = f"NEW.listed > OLD.listed AND NEW.listed > {MAY_BE_LISTED}"
    guards.refuse("acceptance", "update", when=early, name="acceptance_not_due_yet")
    guards.refuse("acceptance", "update", when=TERMS_CHANGED, name="acceptance_terms_stand")


def _asked_of(words: tuple[str, ...]) -> None:
    """Whom an attachment may be asked of. SQLite makes the table anew, which leaves the old check behind."""
    name, rule = op.f("ck_wanted_attachment_wantedof"), f"asked_of IN {words}"
    with op.batch_alter_table("wanted_attachment") as batch:
        if op.get_bind().dialect.name != "sqlite":
            batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, rule)


def downgrade() -> None:
    _asked_of(WANTED_OF[:-1])
    for name in ("most_over_years", "ceiling_years", "lower_share", "register_exempt", "register_stops"):
        op.drop_column("scheme", name)
    guards.drop("acceptance", "acceptance_not_due_yet", "acceptance_terms_stand")
    for name in ACCEPTED:
        op.drop_column("acceptance", name)
