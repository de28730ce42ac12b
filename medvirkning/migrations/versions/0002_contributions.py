"""Contributions: what residents send, what is answered, and who wants to hear it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

KINDS = ("good", "better", "idea", "unsaid")
STATES = ("received", "published", "considered", "answered", "in_progress", "done", "hidden", "withdrawn")
OUTCOMES = ("yes", "partly", "no", "not_ours")
BOARD_GROUP = (
    "CASE WHEN state = 'done' THEN 'happened' WHEN state = 'answered' AND outcome IN ('no', 'not_ours') THEN 'declined'"
    " WHEN state IN ('considered', 'in_progress', 'answered') THEN 'working' WHEN state = 'published' THEN 'read' END"
)
DESK = (
    "CASE WHEN state = 'received' THEN 'new' WHEN state = 'hidden' THEN 'hidden'"
    " WHEN state IN ('answered', 'done') OR (state = 'in_progress' AND outcome IS NOT NULL) THEN 'answered'"
    " WHEN state <> 'withdrawn' THEN 'waiting' END"
)
ON_BOARD = sa.text("board_group IS NOT NULL")
SENDER = sa.text("role = 'sender'")

INDEXES = {
    "ix_contribution_standing": ["programme_id", "state", "outcome", "zone_id"],
    "ix_contribution_board": ["programme_id", "board_group", "zone_id", "whole_area"],
    "ix_contribution_done": ["programme_id", "board_group", "done_on", "id"],
    "ix_contribution_desk": ["programme_id", "desk", "received_on", "id"],
    "ix_contribution_desk_assigned": ["programme_id", "assigned_to_id", "desk", "received_on"],
    "ix_contribution_desk_zone": ["programme_id", "desk", "zone_id", "received_on"],
    "ix_contribution_desk_kind": ["programme_id", "desk", "kind", "received_on"],
    "ix_contribution_desk_goal": ["programme_id", "desk", "goal_id", "received_on"],
}
BOARD_INDEXES = {
    "ix_contribution_newest": ["programme_id", "received_on", "id"],
    "ix_contribution_theme": ["programme_id", "goal_id", "received_on", "id"],
    "ix_contribution_agreed": ["programme_id", "supporters", "received_on", "id"],
}


def upgrade() -> None:
    op.create_table("contribution", *_contribution(), sqlite_with_rowid=False)
    for name, columns in INDEXES.items():
        op.create_index(name, "contribution", columns)
    for name, columns in BOARD_INDEXES.items():
        op.create_index(name, "contribution", columns, sqlite_where=ON_BOARD, postgresql_where=ON_BOARD)
    _table(
        "contribution_draft",
        _uuid("id"),
        _uuid("programme_id", to="programme"),
        _word("kind", "contributionkind", *KINDS),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("as_it_is", sa.Boolean(), nullable=False),
        *_where(),
        sa.Column("updated_on", sa.Date(), nullable=False),
        rowid=False,
    )
    op.create_index("ix_contribution_draft_updated_on", "contribution_draft", ["updated_on"])
    _table(
        "contribution_answer",
        *_about(),
        _word("outcome", "answeroutcome", *OUTCOMES),
        *_said(),
        sa.CheckConstraint("text <> ''", name=op.f("ck_contribution_answer_has_reason")),
    )
    _table("contribution_note", *_about(), *_said())
    for table in ("contribution_answer", "contribution_note"):
        op.create_index(f"ix_{table}_contribution_id", table, ["contribution_id"])
    _table(
        "contribution_contact",
        *_about(),
        _word("role", "contactrole", "sender", "follower"),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("language", sa.String(5), nullable=False),
        _unique("contribution_contact", "contribution_id", "email"),
        rowid=False,
    )
    op.create_index(
        "uq_contribution_contact_sender",
        "contribution_contact",
        ["contribution_id"],
        unique=True,
        sqlite_where=SENDER,
        postgresql_where=SENDER,
    )
    by_browser = (_about()[1], sa.Column("key_hash", sa.String(64), nullable=False))
    _table("contribution_support", *by_browser, key=("contribution_id", "key_hash"), rowid=False)
    by_browser = (_about()[1], sa.Column("key_hash", sa.String(64), nullable=False))
    rating = _word("rating", "rating", "good", "not_quite")
    _table("contribution_verdict", *by_browser, rating, key=("contribution_id", "key_hash"), rowid=False)
    _table(
        "contribution_sent_twice",
        *_about(),
        sa.Column("content_hash", sa.String(64), nullable=False),
        _word("kind", "contributionkind", *KINDS),
        sa.Column("text", sa.Text(), nullable=False),
        *_where(),
        sa.Column("received_on", sa.Date(), nullable=False),
        _unique("contribution_sent_twice", "contribution_id", "content_hash"),
        rowid=False,
    )


def downgrade() -> None:
    for table in ("sent_twice", "verdict", "support", "contact", "note", "answer", "draft"):
        op.drop_table(f"contribution_{table}")
    op.drop_table("contribution")


def _contribution() -> list[sa.schema.SchemaItem]:
    checks = {
        "has_text": "text <> '' OR state = 'withdrawn'",
        "hidden_with_reason": "hidden_reason <> '' OR state <> 'hidden'",
        "answered_with_outcome": "outcome IS NOT NULL OR state <> 'answered'",
        "done_with_story": "outcome_story <> '' OR state <> 'done'",
        "supporters": "supporters >= 0",
        "one_place": "zone_id IS NULL OR NOT whole_area",
    }
    parts = [
        _uuid("id"),
        _uuid("programme_id", to="programme"),
        _word("kind", "contributionkind", *KINDS),
        sa.Column("text", sa.Text(), nullable=False),
        *_where(),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("name_public", sa.Boolean(), nullable=False),
        _word("state", "contributionstate", *STATES),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("code_turn", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("searched", sa.Text(), nullable=False),
        _uuid("goal_id", to="goal", empty=True),
        _uuid("assigned_to_id", to="person", empty=True),
        sa.Column("reply_by", sa.Date()),
        sa.Column("hidden_reason", sa.String(500), nullable=False),
        _word("outcome", "answeroutcome", *OUTCOMES, empty=True),
        sa.Column("outcome_story", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date()),
        sa.Column("supporters", sa.Integer(), nullable=False),
        _word("board_group", "boardgroup", "read", "working", "happened", "declined", empty=True, read_off=BOARD_GROUP),
        _word("desk", "desk", "new", "waiting", "answered", "hidden", empty=True, read_off=DESK),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution")),
        _unique("contribution", "code_hash"),
        _unique("contribution", "key_hash"),
    ]
    _name_links("contribution", parts)
    return parts + [sa.CheckConstraint(said, name=op.f(f"ck_contribution_{name}")) for name, said in checks.items()]


def _table(name: str, *parts: sa.Column | sa.Constraint, key: tuple[str, ...] = ("id",), rowid: bool = True) -> None:
    _name_links(name, parts)
    primary = sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{name}"))
    op.create_table(name, *parts, primary, **({} if rowid else {"sqlite_with_rowid": False}))


def _name_links(table: str, parts: object) -> None:
    for part in parts:  # type: ignore[attr-defined]
        for link in getattr(part, "foreign_keys", ()):
            link.name = op.f(f"fk_{table}_{part.name}_{link.target_fullname.split('.')[0]}")


def _uuid(name: str, *, to: str = "", empty: bool = False) -> sa.Column:
    return sa.Column(name, sa.Uuid(), *([sa.ForeignKey(f"{to}.id")] if to else []), nullable=empty)


def _word(name: str, enum: str, *words: str, empty: bool = False, read_off: str = "") -> sa.Column:
    kind = sa.Enum(*words, name=enum, native_enum=False, create_constraint=True, length=40)
    return sa.Column(name, kind, *([sa.Computed(read_off, persisted=True)] if read_off else []), nullable=empty)


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _about() -> list[sa.Column]:
    return [_uuid("id"), _uuid("contribution_id", to="contribution")]


def _said() -> list[sa.Column]:
    text, at = sa.Column("text", sa.Text(), nullable=False), sa.Column("at", sa.DateTime(timezone=True), nullable=False)
    return [text, _uuid("by_id", to="person"), at]


def _where() -> list[sa.Column]:
    return [
        _uuid("zone_id", to="zone", empty=True),
        sa.Column("whole_area", sa.Boolean(), nullable=False),
        sa.Column("place", sa.String(120), nullable=False),
    ]
