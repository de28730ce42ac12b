"""Reports as they were sent, kept as snapshots. What was sent before this gets one of how it stands."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op

from medvirkning.kernel.content_digest import canonical_json, digest
from medvirkning.migrations import guards

revision = "0027"
down_revision = "0026"

MOMENT = sa.DateTime(timezone=True)
LAID = "SELECT 1 FROM report_snapshot WHERE report_id = NEW.id AND sent_at = NEW.sent_at"
ANSWERS = ("what", "evaluation", "participants", "left_over", "second_name", "consent")
FILE = ("id", "about", "name", "media_type", "size", "sha256")


def upgrade() -> None:
    snapshots = op.create_table(
        "report_snapshot",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_report_snapshot_number")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_report_snapshot_report_id_report")),
        sa.PrimaryKeyConstraint("report_id", "number", name=op.f("pk_report_snapshot")),
    )
    made = [_snapshot(row) for row in _sent()]
    if made:
        op.bulk_insert(snapshots, made)
    guards.refuse("report_snapshot", "update", name="report_snapshot_never_changes")
    guards.refuse("report_snapshot", "delete", name="report_snapshot_never_goes")
    differs = "IS NOT" if op.get_bind().dialect.name == "sqlite" else "IS DISTINCT FROM"
    wrong = f"NEW.sent_at {differs} OLD.sent_at AND NOT EXISTS ({LAID})"
    guards.refuse_where("report", "update", when=wrong, name="report_sent_needs_snapshot")


def downgrade() -> None:
    guards.drop("report", "report_sent_needs_snapshot")
    guards.drop("report_snapshot", "report_snapshot_never_changes", "report_snapshot_never_goes")
    op.drop_table("report_snapshot")


def _table(table: str, /, **columns: Any) -> sa.TableClause:
    return sa.table(table, *(sa.column(column, kind) for column, kind in columns.items()))


def _sent() -> list[Any]:
    key, words = sa.Uuid(), sa.Text()
    report = _table("report", id=key, application_id=key, spent=sa.JSON(), sent_at=MOMENT,
                    **dict.fromkeys(ANSWERS[:-1], words), consent=sa.Boolean())  # fmt: skip
    application = _table("application", id=key, number=words, language=words, owner_id=key)
    accepted = _table("acceptance", application_id=key, granted=sa.BigInteger())
    person = _table("person", id=key, name=words)
    wanted = (
        sa.select(report, application.c.number, application.c.language, accepted.c.granted)
        .add_columns(person.c.id.label("by_id"), person.c.name.label("by_name"))
        .join_from(report, application, application.c.id == report.c.application_id)
        .join(accepted, accepted.c.application_id == report.c.application_id)
        .join(person, person.c.id == application.c.owner_id)
        .where(report.c.sent_at.is_not(None))
    )
    return list(op.get_bind().execute(wanted))


def _snapshot(row: Any) -> dict[str, Any]:
    sent_at: datetime = row.sent_at if row.sent_at.tzinfo else row.sent_at.replace(tzinfo=UTC)
    lines = [_line(line, str(row.spent.get(str(line.position), ""))) for line in _lines(row.application_id)]
    content = {
        "shape": 1,
        "number": row.number,
        "sent_at": sent_at,
        "sent_by": {"id": row.by_id, "name": row.by_name},
        "language": row.language,
        "granted": row.granted,
        "answers": {name: getattr(row, name) for name in ANSWERS},
        "lines": lines,
        "spent": sum(line["spent"] or 0 for line in lines),
        "files": [{name: getattr(file, name) for name in FILE} for file in _files(row.id)],
    }
    plain = json.loads(canonical_json(content))
    return {"report_id": row.id, "number": 1, "content": plain, "digest": digest(plain), "sent_at": row.sent_at}


def _line(line: Any, written: str) -> dict[str, Any]:
    bare = "".join(written.split()).removesuffix("kr")
    return {"text": line.text, "planned": line.amount, "written": written,
            "spent": int(bare) if bare.isascii() and bare.isdigit() else None}  # fmt: skip


def _lines(application_id: UUID) -> list[Any]:
    line = _table("budget_line", application_id=sa.Uuid(), position=sa.Integer(), side=sa.Text(), text=sa.Text(),
                  amount=sa.BigInteger())  # fmt: skip
    wanted = sa.select(line).where(line.c.application_id == application_id, line.c.side == "expense")
    return list(op.get_bind().execute(wanted.order_by(line.c.position)))


def _files(report_id: UUID) -> list[Any]:
    file = _table("attachment", owner_kind=sa.Text(), owner_id=sa.Uuid(), id=sa.Uuid(), about=sa.Text(),
                  name=sa.Text(), media_type=sa.Text(), size=sa.Integer(), sha256=sa.Text(),
                  added_at=MOMENT)  # fmt: skip
    wanted = sa.select(file).where(file.c.owner_kind == "report", file.c.owner_id == report_id)
    return list(op.get_bind().execute(wanted.order_by(file.c.added_at, file.c.id)))
