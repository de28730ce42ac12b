"""The caravan's tablets and shifts, and what tablets send."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"

MOMENT = sa.DateTime(timezone=True)
NOT_ENDED = sa.text("NOT ended")
HELD_FOR = (
    "unknown_key", "unreadable", "unknown_shift", "unknown_survey",
    "not_allowed", "bad_photo", "sent_otherwise", "broken",
)  # fmt: skip
MADE = (
    "sealing_key", "tablet", "tablet_pairing", "said_at_stop", "shift",
    "shift_tablet", "shift_tally", "tablet_item", "tablet_photo",
)  # fmt: skip


def _ids(*names: str, nullable: bool = False) -> list[sa.Column]:
    return [sa.Column(name, sa.Uuid(), nullable=nullable) for name in names]


def _points(table: str, **to: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([name], [f"{other}.id"], name=op.f(f"fk_{table}_{name}_{other}"))
        for name, other in to.items()
    ]


def _key(table: str, *names: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*names, name=op.f(f"pk_{table}"))


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _word(name: str, kind: str, *words: str, nullable: bool = False) -> sa.Column:
    one_of = sa.Enum(*words, name=kind, native_enum=False, create_constraint=True, length=40)
    return sa.Column(name, one_of, nullable=nullable)


def upgrade() -> None:
    _keys_and_tablets()
    _shifts()
    _items()


def _keys_and_tablets() -> None:
    op.create_table(
        "sealing_key",
        *_ids("id"),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("private", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        _key("sealing_key", "id"),
    )
    op.create_index("ix_sealing_key_made_at", "sealing_key", ["made_at"])
    op.create_table(
        "tablet",
        *_ids("id", "programme_id"),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        *_ids("paired_by_id"),
        sa.Column("paired_at", MOMENT, nullable=False),
        *_ids("revoked_by_id", nullable=True),
        sa.Column("revoked_at", MOMENT),
        sa.Column("seen_on", sa.Date()),
        _check("tablet", "named", "name <> ''"),
        *_points("tablet", programme_id="programme", paired_by_id="person", revoked_by_id="person"),
        _key("tablet", "id"),
        sa.UniqueConstraint("token_hash", name=op.f("uq_tablet_token_hash")),
    )
    op.create_index("ix_tablet_programme_id", "tablet", ["programme_id"])
    op.create_table(
        "tablet_pairing",
        *_ids("id", "programme_id"),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        *_ids("made_by_id"),
        sa.Column("until", MOMENT, nullable=False),
        *_points("tablet_pairing", programme_id="programme", made_by_id="person"),
        _key("tablet_pairing", "id"),
        sa.UniqueConstraint("code_hash", name=op.f("uq_tablet_pairing_code_hash")),
    )
    op.create_index("ix_tablet_pairing_until", "tablet_pairing", ["until"])


def _shifts() -> None:
    op.create_table(
        "shift",
        *_ids("id", "programme_id", "stop_id"),
        _word("state", "shiftstate", "open", "ended"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("contributions", sa.Boolean(), nullable=False),
        sa.Column("surveys", sa.JSON(), nullable=False),
        sa.Column("offer", sa.Integer(), nullable=False),
        sa.Column("pin", sa.String(64), nullable=False),
        sa.Column("pin_salt", sa.String(32), nullable=False),
        *_ids("opened_by_id"),
        sa.Column("opened_at", MOMENT, nullable=False),
        *_ids("ended_by_id", nullable=True),
        sa.Column("ended_at", MOMENT),
        sa.Column("reported", sa.JSON()),
        _check("shift", "ended_at_a_time", "(state = 'ended') = (ended_at IS NOT NULL)"),
        *_points("shift", programme_id="programme", stop_id="stop", opened_by_id="person", ended_by_id="person"),
        _key("shift", "id"),
    )
    op.create_index("ix_shift_programme_id_opened_at", "shift", ["programme_id", "opened_at"])
    op.create_index("ix_shift_stop_id", "shift", ["stop_id"])
    op.create_table(
        "shift_tablet",
        *_ids("shift_id", "tablet_id"),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.Column("told_taken", sa.Integer()),
        sa.Column("told_waiting", sa.Integer()),
        *_points("shift_tablet", shift_id="shift", tablet_id="tablet"),
        _key("shift_tablet", "shift_id", "tablet_id"),
    )
    op.create_index(
        "uq_shift_tablet_one_at_a_time", "shift_tablet", ["tablet_id"],
        unique=True, sqlite_where=NOT_ENDED, postgresql_where=NOT_ENDED,
    )  # fmt: skip
    op.create_table(
        "shift_tally",
        *_ids("shift_id"),
        sa.Column("counted", sa.String(20), nullable=False),
        sa.Column("cell", sa.String(60), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        _check("shift_tally", "people", "people > 0"),
        *_points("shift_tally", shift_id="shift"),
        _key("shift_tally", "shift_id", "counted", "cell"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "said_at_stop",
        *_ids("contribution_id", "stop_id"),
        _word("channel", "tabletchannel", "tablet", "helped"),
        *_points("said_at_stop", contribution_id="contribution", stop_id="stop"),
        _key("said_at_stop", "contribution_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_said_at_stop_stop_id", "said_at_stop", ["stop_id"])


def _items() -> None:
    op.create_table(
        "tablet_item",
        *_ids("id", "programme_id"),
        *_ids("tablet_id", "shift_id", nullable=True),
        _word("kind", "itemkind", "contribution", "answers", nullable=True),
        _word("stands", "itemstate", "waiting", "taken", "held", "removed"),
        _word("held_for", "heldfor", *HELD_FOR, nullable=True),
        sa.Column("why", sa.String(400), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("envelope", sa.LargeBinary()),
        sa.Column("sent_as", sa.Uuid()),
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.Column("old_package", sa.Boolean(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        _check("tablet_item", "held_for_a_reason", "(stands = 'held') = (held_for IS NOT NULL)"),
        _check("tablet_item", "closed_until_taken", "(stands IN ('taken', 'removed')) = (envelope IS NULL)"),
        *_points("tablet_item", programme_id="programme", tablet_id="tablet", shift_id="shift"),
        _key("tablet_item", "id"),
        sqlite_with_rowid=False,
    )
    for name in ("programme_id", "shift_id"):
        op.create_index(f"ix_tablet_item_{name}_stands", "tablet_item", [name, "stands"])
    op.create_table(
        "tablet_photo",
        *_ids("id", "programme_id"),
        *_ids("item_id", nullable=True),
        sa.Column("digest", sa.String(64)),
        sa.Column("envelope", sa.LargeBinary()),
        sa.Column("received_on", sa.Date(), nullable=False),
        _check("tablet_photo", "digest_of_what_came", "digest IS NOT NULL OR envelope IS NULL"),
        *_points("tablet_photo", programme_id="programme", item_id="tablet_item"),
        _key("tablet_photo", "id"),
        sqlite_with_rowid=False,
    )
    for name in ("item_id", "received_on"):
        op.create_index(f"ix_tablet_photo_{name}", "tablet_photo", [name])


def downgrade() -> None:
    for table in reversed(MADE):
        op.drop_table(table)
