"""A report as it is sent: everything in it written down once, in a shape that stands by itself."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from medvirkning.attachments.models import Attachment
from medvirkning.attachments.queries import attachment_of
from medvirkning.follow_up.accounts import read_amount, spent_in_all
from medvirkning.follow_up.reports import Report, ReportSnapshot
from medvirkning.grants.models import BudgetLine
from medvirkning.kernel.content_digest import canonical_json
from medvirkning.kernel.database import db
from medvirkning.people.models import Person

SHAPE = 1  # raised when the shape below changes, so that old snapshots can still be read
ANSWERS = ("what", "evaluation", "participants", "left_over", "second_name", "consent")


def content_of(
    report: Report, lines: Mapping[str, BudgetLine], files: Iterable[Attachment], *, by: Person, at: datetime
) -> dict[str, Any]:
    """All that is sent, as plain JSON values. `lines` are the approved expenses, by the report's keys for them."""
    application = report.acceptance.application
    content = {
        "shape": SHAPE,
        "number": application.number,
        "sent_at": at,
        "sent_by": {"id": by.id, "name": by.name},
        "language": application.language,
        "granted": report.acceptance.granted,
        "answers": {name: getattr(report, name) for name in ANSWERS},
        "lines": [_line(line, str(report.spent.get(key, ""))) for key, line in lines.items()],
        "spent": spent_in_all(report.spent),
        "files": [_file(file) for file in files],
    }
    plain: dict[str, Any] = json.loads(canonical_json(content))
    return plain


def snapshots_of(report_id: UUID) -> list[ReportSnapshot]:
    """Every report that was sent of one grant, the first first."""
    wanted = select(ReportSnapshot).where(ReportSnapshot.report_id == report_id).order_by(ReportSnapshot.number)
    return list(db.session.scalars(wanted))


def file_sent(snapshot: ReportSnapshot, attachment_id: UUID) -> Attachment | None:
    """A file that was sent with it, though the applicant may have taken it out of the report since."""
    if str(attachment_id) not in {file["id"] for file in snapshot.content["files"]}:
        return None
    kinds = (Report.__tablename__, ReportSnapshot.__tablename__)
    found = (attachment_of(kind, snapshot.report_id, attachment_id) for kind in kinds)
    return next((file for file in found if file is not None), None)


def was_sent(report: Report, attachment: Attachment) -> bool:
    """Whether the file stands in what was sent before."""
    sent = (file["id"] for snapshot in snapshots_of(report.id) for file in snapshot.content["files"])
    return str(attachment.id) in sent


def _line(line: BudgetLine, written: str) -> dict[str, Any]:
    return {"text": line.text, "planned": line.amount, "written": written, "spent": read_amount(written)}


def _file(file: Attachment) -> dict[str, Any]:
    return {name: getattr(file, name) for name in ("id", "about", "name", "media_type", "size", "sha256")}
