"""An application as it is sent: everything in it written down once, in a shape that stands by itself."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from medvirkning.attachments.models import Attachment
from medvirkning.grants.budget import sums
from medvirkning.grants.checking import FILE, LINES
from medvirkning.grants.models import Application, BudgetLine
from medvirkning.grants.parties import CoApplicant, co_applicants_of
from medvirkning.grants.register_answers import answer_about
from medvirkning.grants.sections import FIELDS
from medvirkning.grants.words import Section
from medvirkning.kernel.content_digest import canonical_json

SHAPE = 1  # raised when the shape below changes, so that old snapshots can still be read


def content_of(application: Application, files: Iterable[Attachment], declared: Collection[str]) -> dict[str, Any]:
    """All that is sent, as plain JSON values: equal before and after a round through the database."""
    round_, lines = application.round, [_line(line) for line in application.lines if not line.line.blank]
    content = {
        "shape": SHAPE,
        "number": application.number,
        "sent_at": application.sent_at,
        "language": application.language,
        "programme": round_.scheme.programme.slug,
        "scheme": {"slug": round_.scheme.slug, "name": round_.scheme.name.to_json()},
        "round": {"slug": round_.slug, "name": round_.name.to_json(), "deadline": round_.deadline},
        "criteria_set": round_.criteria_set_id,
        "owner": application.owner_id,
        "answers": {name: getattr(application, name) for section in Section for name in FIELDS[section]},
        "zone": None if application.zone is None else application.zone.name,
        "budget": {"lines": lines, **_totals(application)},
        "attachment_plans": application.attachment_plans,
        "files": [_file(file) for file in files],
        "declared": sorted(declared),
        "register": _register(application),
        "co_applicants": [_co_applicant(other) for other in co_applicants_of(application.id)],
    }
    plain: dict[str, Any] = json.loads(canonical_json(content))
    return plain


def _totals(application: Application) -> dict[str, int]:
    total = sums(line.line for line in application.lines)
    return {"expenses": total.expenses, "income": total.income, "effort": total.effort, "asked": total.asked}


def _co_applicant(other: CoApplicant) -> dict[str, Any]:
    return {name: getattr(other, name) for name in ("name", "organisation_number", "contact_name", "contact_email")}


def _register(application: Application) -> dict[str, Any] | None:
    """What the registers said, without the names of those who have roles there."""
    answer = answer_about(application.id, application.organisation_number)
    if answer is None:
        return None
    told = {name: value for name, value in (answer.content or {}).items() if name != "roles"}
    return {"outcome": answer.outcome, "asked_at": answer.asked_at, "told": told or None}


def _line(line: BudgetLine) -> dict[str, Any]:
    return {"side": line.side, "text": line.text, "amount": line.amount, "kind": line.kind}


def _file(file: Attachment) -> dict[str, Any]:
    return {
        "id": file.id,
        "about": file.about,
        "name": file.name,
        "media_type": file.media_type,
        "size": file.size,
        "sha256": file.sha256,
    }


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that reads otherwise in a later snapshot; fields as `checking.every_field` names them, and `asked`."""

    field: str
    before: Any
    after: Any


def differences(older: Mapping[str, Any], newer: Mapping[str, Any]) -> list[Difference]:
    """What has changed from one snapshot's content to the next, in the application's order."""
    pairs = [(name, older["answers"].get(name), newer["answers"].get(name)) for name in _names(older, newer)]
    budgets = older["budget"], newer["budget"]
    pairs += [(LINES, *(budget["lines"] for budget in budgets)), ("asked", *(budget["asked"] for budget in budgets))]
    keys = {file["about"]: None for file in (*older["files"], *newer["files"])}
    pairs += [(f"{FILE}{key}", _names_of(older, key), _names_of(newer, key)) for key in keys]
    return [Difference(*pair) for pair in pairs if pair[1] != pair[2]]


def _names(older: Mapping[str, Any], newer: Mapping[str, Any]) -> list[str]:
    known = [name for section in Section for name in FIELDS[section]]
    return [name for name in known if name in older["answers"] or name in newer["answers"]]


def _names_of(content: Mapping[str, Any], key: str) -> list[str]:
    return [file["name"] for file in content["files"] if file["about"] == key]
