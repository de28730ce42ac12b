"""Ties and what came of them: hints, times out and in, doubts that were settled, substitutes who stepped in."""

import sqlalchemy as sa
from alembic import op

from medvirkning.migrations import guards

revision = "0010"
down_revision = "0009"

ANSWERS = ("no", "yes", "unsure")
GROUNDS = (
    *("party", "family", "household", "on_behalf", "board", "deputy", "subordinate", "helped", "prepared", "close"),
)
TIES = ("leads", "board", "deputy", "employee", "owner", "member", "family")
NEVER_GOES = ("tie", "participation", "aside", "settlement", "stepping_in")


def upgrade() -> None:
    _ties()
    _asides()
    for table in NEVER_GOES:
        guards.refuse(table, "delete", name=f"{table}_never_goes")
    guards.refuse("settlement", "update", name="settlement_never_changes")
    guards.refuse("participation", "update", name="participation_never_changes")


def downgrade() -> None:
    guards.drop("settlement", "settlement_never_changes")
    guards.drop("participation", "participation_never_changes")
    for table in NEVER_GOES:
        guards.drop(table, f"{table}_never_goes")
    for table in ("stepping_in", "settlement", "aside", "participation", "ties_looked_over", "tie"):
        op.drop_table(table)


def _id(name: str) -> sa.Column:
    return sa.Column(name, sa.Uuid(), nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _word(name: str, enum: str, words: tuple[str, ...], *, nullable: bool = False) -> sa.Column:
    kind = sa.Enum(*words, name=enum, native_enum=False, create_constraint=True, length=40)
    return sa.Column(name, kind, nullable=nullable)


def _links(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))
        for column, target in columns.items()
    ]


def _case(table: str, **people: str) -> list[sa.ForeignKeyConstraint]:
    return _links(table, application_id="application", round_id="grant_round", **people)


def _ties() -> None:
    op.create_table(
        "tie",
        _id("id"),
        _id("person_id"),
        sa.Column("organisation_number", sa.String(length=9), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        _word("role", "tierole", TIES),
        sa.Column("since", sa.Date(), nullable=True),
        _moment("registered_at"),
        _moment("ended_at", nullable=True),
        sa.CheckConstraint(
            "organisation_number IS NOT NULL OR length(trim(name)) > 0", name=op.f("ck_tie_names_something")
        ),
        sa.CheckConstraint(
            "length(organisation_number) = 9 AND ltrim(organisation_number, '0123456789') = ''",
            name=op.f("ck_tie_organisation_number"),
        ),
        *_links("tie", person_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tie")),
    )
    op.create_index("ix_tie_of", "tie", ["person_id", "ended_at"])
    op.create_table(
        "ties_looked_over",
        _id("person_id"),
        _moment("at"),
        *_links("ties_looked_over", person_id="person"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_ties_looked_over")),
    )
    op.create_table(
        "participation",
        _id("application_id"),
        _id("person_id"),
        _word("part", "part", ("helped", "prepared")),
        _moment("at"),
        *_links("participation", application_id="application", person_id="person"),
        sa.PrimaryKeyConstraint("application_id", "person_id", "part", name=op.f("pk_participation")),
    )


def _asides() -> None:
    op.create_table(
        "aside",
        *(_id(name) for name in ("id", "application_id", "round_id", "person_id")),
        _word("answer", "declarationanswer", ANSWERS),
        _word("ground", "ground", GROUNDS, nullable=True),
        _moment("out_at"),
        _moment("in_at", nullable=True),
        sa.CheckConstraint("answer <> 'no'", name=op.f("ck_aside_steps_aside")),
        sa.CheckConstraint("in_at >= out_at", name=op.f("ck_aside_in_order")),
        *_case("aside", person_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aside")),
    )
    op.create_index("ix_aside_in_round", "aside", ["round_id", "application_id", "person_id"])
    op.create_index("ix_aside_of", "aside", ["application_id", "person_id", "in_at"])
    op.create_table(
        "settlement",
        *(_id(name) for name in ("id", "application_id", "round_id", "person_id")),
        _word("answer", "declarationanswer", ANSWERS),
        _word("ground", "ground", GROUNDS, nullable=True),
        sa.Column("votes_in", sa.Integer(), nullable=False),
        sa.Column("votes_out", sa.Integer(), nullable=False),
        sa.Column("all_took_part", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _id("by_id"),
        _moment("at"),
        sa.CheckConstraint("answer <> 'unsure'", name=op.f("ck_settlement_settled")),
        sa.CheckConstraint("answer <> 'yes' OR ground IS NOT NULL", name=op.f("ck_settlement_yes_has_ground")),
        sa.CheckConstraint(
            "votes_in >= 0 AND votes_out >= 0 AND votes_in + votes_out > 0", name=op.f("ck_settlement_votes")
        ),
        sa.CheckConstraint("length(trim(text)) > 0", name=op.f("ck_settlement_text")),
        *_case("settlement", person_id="person", by_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settlement")),
    )
    op.create_index("ix_settlement_in_round", "settlement", ["round_id", "application_id", "person_id"])
    op.create_table(
        "stepping_in",
        *(_id(name) for name in ("id", "application_id", "round_id", "member_id", "substitute_id", "by_id")),
        _moment("at"),
        _moment("ended_at", nullable=True),
        sa.CheckConstraint("substitute_id <> member_id", name=op.f("ck_stepping_in_another")),
        *_case("stepping_in", member_id="person", substitute_id="person", by_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stepping_in")),
    )
    op.create_index("ix_stepping_in_round", "stepping_in", ["round_id", "application_id", "member_id"])
