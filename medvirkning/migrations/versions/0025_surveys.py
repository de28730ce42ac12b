"""Surveys: their questions by version, what residents answer, and what is counted and published of it."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from medvirkning.migrations import guards

revision = "0025"
down_revision = "0022"

STATES = ("draft", "open", "closed")
ANONYMITY = ("anonymous", "by_code")
CHANNELS = ("web", "tablet", "helped", "paper")
UNPUBLISHED, STANDING = sa.text("published_at IS NULL"), sa.text("taken_down_at IS NULL")
TABLES = (
    "survey_helped_entry",
    "survey_keyed_form",
    "survey_publication",
    "survey_reading_cell",
    "survey_reading",
    "survey_number_tally",
    "survey_tally",
    "survey_own_copy",
    "survey_response",
    "survey_answering",
    "survey_version",
    "survey",
)


def upgrade() -> None:
    _surveys()
    _versions()
    _answers()
    _tallies()
    _readings()
    _published()
    _written_by_others()


def downgrade() -> None:
    guards.drop("survey_publication", "publication_stays")
    guards.drop("survey_response", "response_as_anonymous_as_its_survey", "response_keeps_its_survey")
    guards.drop("survey_version", "published_version_stays", "published_version_never_goes")
    guards.drop("survey", "survey_keeps_its_promises")
    for table in TABLES:
        op.drop_table(table)


def _surveys() -> None:
    _table(
        "survey",
        _uuid("id"),
        _uuid("programme_id", to="programme"),
        sa.Column("slug", sa.String(60), nullable=False),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("title", "asked_by", "why")),
        sa.Column("minutes", sa.Integer(), nullable=False),
        _word("anonymity", "anonymity", *ANONYMITY),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("small", sa.Integer(), nullable=False),
        _word("state", "surveystate", *STATES),
        sa.Column("version", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Date()) for name in ("opens_on", "closes_on")),
        *(_moment(name, empty=True) for name in ("opened_at", "closed_at")),
        sa.Column("responses", sa.Integer(), nullable=False),
        _unique("survey", "programme_id", "slug"),
        checks={
            "minutes": "minutes BETWEEN 1 AND 60",
            "small": "small BETWEEN 3 AND 10",
            "responses": "responses >= 0",
            "days": "closes_on >= opens_on",
            "opened": "state = 'draft' OR opened_at IS NOT NULL",
            "closed": "(state = 'closed') = (closed_at IS NOT NULL)",
        },
    )
    op.create_index("ix_survey_closes_on", "survey", ["state", "closes_on"])
    guards.refuse(
        "survey",
        "update",
        when="OLD.state <> 'draft' AND "
        "(NEW.state = 'draft' OR NEW.anonymity <> OLD.anonymity OR NEW.small < OLD.small)",
        name="survey_keeps_its_promises",
    )


def _versions() -> None:
    _table(
        "survey_version",
        _uuid("id"),
        _uuid("survey_id", to="survey"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True)),
        sa.Column("revision", sa.Integer(), nullable=False),
        _uuid("changed_by_id", to="person", empty=True),
        _moment("published_at", empty=True),
        _uuid("published_by_id", to="person", empty=True),
        _unique("survey_version", "survey_id", "number"),
        checks={
            "number": "number > 0",
            "published_by_somebody": "(published_at IS NULL) = (published_by_id IS NULL)",
        },
    )
    op.create_index(
        "uq_survey_version_draft",
        "survey_version",
        ["survey_id"],
        unique=True,
        sqlite_where=UNPUBLISHED,
        postgresql_where=UNPUBLISHED,
    )
    published = "OLD.published_at IS NOT NULL"
    guards.refuse("survey_version", "update", when=published, name="published_version_stays")
    guards.refuse("survey_version", "delete", when=published, name="published_version_never_goes")


def _answers() -> None:
    _table(
        "survey_answering",
        _uuid("id"),
        *_of_version("survey_answering"),
        sa.Column("language", sa.String(20), nullable=False),
        _word("channel", "channel", *CHANNELS),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("last", sa.String(40), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("code_turn", sa.Integer(), nullable=False),
        sa.Column("changes_sent", sa.Boolean(), nullable=False),
        sa.Column("updated_on", sa.Date(), nullable=False),
        _unique("survey_answering", "code_hash"),
        rowid=False,
    )
    op.create_index("ix_survey_answering_updated_on", "survey_answering", ["updated_on"])
    _table(
        "survey_response",
        *_of_version("survey_response"),
        _uuid("id"),
        _word("channel", "channel", *CHANNELS),
        sa.Column("language", sa.String(20), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("code_hash", sa.String(64)),
        sa.Column("key_hash", sa.String(64)),
        _unique("survey_response", "code_hash"),
        _unique("survey_response", "key_hash"),
        key=("survey_id", "id"),
        checks={"anonymous": "NOT anonymous OR (code_hash IS NULL AND key_hash IS NULL)"},
        rowid=False,
    )
    of_an_anonymous_survey = "(SELECT anonymity = 'anonymous' FROM survey WHERE id = NEW.survey_id)"
    guards.refuse_where(
        "survey_response",
        "insert",
        when=f"NEW.anonymous <> {of_an_anonymous_survey}",
        name="response_as_anonymous_as_its_survey",
    )
    guards.refuse(
        "survey_response",
        "update",
        when="NEW.anonymous <> OLD.anonymous OR NEW.survey_id <> OLD.survey_id",
        name="response_keeps_its_survey",
    )
    _table(
        "survey_own_copy",
        _uuid("id"),
        sa.Column("lookup", sa.String(64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("forget_on", sa.Date(), nullable=False),
        _unique("survey_own_copy", "lookup"),
        rowid=False,
    )
    op.create_index("ix_survey_own_copy_forget_on", "survey_own_copy", ["forget_on"])


def _tallies() -> None:
    people = {"people": "people >= 0"}
    _table(
        "survey_tally",
        _uuid("survey_id", to="survey"),
        *(sa.Column(name, sa.String(90), nullable=False) for name in ("b", "a", "a_cell", "b_cell")),
        sa.Column("people", sa.Integer(), nullable=False),
        key=("survey_id", "b", "a", "a_cell", "b_cell"),
        checks=people,
        rowid=False,
    )
    _table(
        "survey_number_tally",
        _uuid("survey_id", to="survey"),
        sa.Column("question", sa.String(40), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("total", sa.String(80), nullable=False),
        sa.Column("squares", sa.String(120), nullable=False),
        key=("survey_id", "question"),
        checks=people,
        rowid=False,
    )


def _readings() -> None:
    _table(
        "survey_reading",
        _uuid("survey_id", to="survey"),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("number", "people", "small")),
        sa.Column("numbers", sa.JSON(), nullable=False),
        _moment("read_at"),
        _uuid("by_id", to="person"),
        key=("survey_id", "number"),
        checks={"number": "number > 0", "people": "people >= small"},
    )
    _table(
        "survey_reading_cell",
        _uuid("survey_id", to="survey"),
        sa.Column("number", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(90), nullable=False) for name in ("b", "a", "a_cell", "b_cell")),
        sa.Column("people", sa.Integer(), nullable=False),
        key=("survey_id", "number", "b", "a", "a_cell", "b_cell"),
        rowid=False,
    )
    for table in ("survey_reading", "survey_reading_cell"):
        guards.refuse(table, "update", name=f"{table}_stays")
        guards.refuse(table, "delete", name=f"{table}_kept")


def _published() -> None:
    _table(
        "survey_publication",
        _uuid("id"),
        _uuid("survey_id", to="survey"),
        sa.Column("question_key", sa.String(40), nullable=False),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("heard", "shown", "counted")),
        _moment("published_at"),
        _uuid("by_id", to="person"),
        _moment("taken_down_at", empty=True),
        checks={"taken_down_after": "taken_down_at >= published_at"},
    )
    op.create_index("ix_survey_publication_question", "survey_publication", ["survey_id", "question_key"])
    op.create_index(
        "uq_survey_publication_standing",
        "survey_publication",
        ["survey_id", "question_key"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )
    other = " OR ".join(
        f"CAST(NEW.{name} AS TEXT) <> CAST(OLD.{name} AS TEXT)"
        for name in ("survey_id", "question_key", "heard", "shown", "counted", "published_at")
    )
    guards.refuse(
        "survey_publication", "update", when=f"OLD.taken_down_at IS NOT NULL OR {other}", name="publication_stays"
    )


def _written_by_others() -> None:
    _table(
        "survey_keyed_form",
        _uuid("id"),
        *_of_version("survey_keyed_form"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(20), nullable=False),
        sa.Column("content", sa.JSON(none_as_null=True)),
        _uuid("keyed_by_id", to="person"),
        _moment("keyed_at"),
        sa.Column("sent_back", sa.String(500), nullable=False),
        _uuid("approved_by_id", to="person", empty=True),
        _moment("approved_at", empty=True),
        _unique("survey_keyed_form", "survey_id", "number"),
        checks={
            "number": "number > 0",
            "another_person": "approved_by_id <> keyed_by_id",
            "approved_by_somebody": "(approved_by_id IS NULL) = (approved_at IS NULL)",
            "content_until_approved": "(content IS NULL) = (approved_at IS NOT NULL)",
        },
    )
    _table(
        "survey_helped_entry",
        _uuid("id"),
        _uuid("survey_id", to="survey"),
        _uuid("helper_id", to="person"),
        sa.Column("language", sa.String(60), nullable=False),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("read_back", "agreed")),
        sa.Column("helped_on", sa.Date(), nullable=False),
        checks={"agreed": "agreed"},
        rowid=False,
    )
    op.create_index("ix_survey_helped_entry_survey_id", "survey_helped_entry", ["survey_id"])


def _table(
    name: str,
    *parts: Any,
    key: tuple[str, ...] = ("id",),
    checks: dict[str, str] | None = None,
    rowid: bool = True,
) -> None:
    for part in parts:
        for link in getattr(part, "foreign_keys", ()):
            link.name = op.f(f"fk_{name}_{part.name}_{link.target_fullname.split('.')[0]}")
    said = [sa.CheckConstraint(check, name=op.f(f"ck_{name}_{about}")) for about, check in (checks or {}).items()]
    primary = sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{name}"))
    op.create_table(name, *parts, *said, primary, **({} if rowid else {"sqlite_with_rowid": False}))


def _uuid(name: str, *, to: str = "", empty: bool = False) -> sa.Column:
    return sa.Column(name, sa.Uuid(), *([sa.ForeignKey(f"{to}.id")] if to else []), nullable=empty)


def _word(name: str, enum: str, *words: str) -> sa.Column:
    kind = sa.Enum(*words, name=enum, native_enum=False, create_constraint=True, length=40)
    return sa.Column(name, kind, nullable=False)


def _moment(name: str, *, empty: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=empty)


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _of_version(table: str) -> list[sa.schema.SchemaItem]:
    survey, number = _uuid("survey_id", to="survey"), sa.Column("version_number", sa.Integer(), nullable=False)
    there = ["survey_version.survey_id", "survey_version.number"]
    name = op.f(f"fk_{table}_survey_id_version_number_survey_version")
    return [survey, number, sa.ForeignKeyConstraint(["survey_id", "version_number"], there, name=name)]
