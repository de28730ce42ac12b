"""An application as its owner wrote it: as values for the rules, as text for the form, and as a mark of both.

A mark tells whether a section has changed since a form was shown. It is made from what is written there, so that two
people may fill in different sections at once.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from enum import Enum, StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import delete

from medvirkning.grants.models import Application, BudgetLine
from medvirkning.grants.parties import CoApplicant
from medvirkning.grants.reading import READERS, read
from medvirkning.grants.register_answers import RegisterAnswer
from medvirkning.grants.scheme_words import Land, YesNo
from medvirkning.grants.sections import FIELDS
from medvirkning.grants.values import Answers
from medvirkning.grants.words import ApplicantKind, ApplicationWord, AttachmentPlan, Line, Section
from medvirkning.kernel import kroner
from medvirkning.kernel.content_digest import digest
from medvirkning.kernel.database import db
from medvirkning.kernel.errors import Objection, Refused
from medvirkning.kernel.norwegian import show_account_number, show_organisation_number
from medvirkning.kernel.plain_text import tidy
from medvirkning.programmes.queries import zone_in

MOST_KEPT = 20_000  # characters of a field, far above what any may be sent with
WHOLE_AREA = "all"  # what the form sends instead of a zone

EMPTY: dict[str, Any] = {"whole_area": False, "of_age": False, "ticked": []}  # and a text is an empty one

# The fields where one chooses among words.
CHOSEN: dict[str, type[StrEnum]] = {
    "applicant_kind": ApplicantKind,
    "in_register": YesNo,
    "physical": YesNo,
    "land": Land,
}

_SHOWN: dict[str, Callable[[Any], str]] = {
    "organisation_number": show_organisation_number,
    "partner_number": show_organisation_number,
    "other_aid": kroner.show,
    "account_number": show_account_number,
    "least_workable": kroner.show,
}


def answers_of(application: Application, attached: Collection[str]) -> Answers:
    """What is written so far, for the rules. `attached` are the wanted keys that have a file."""
    fields = {name: getattr(application, name) for section in Section for name in FIELDS[section]}
    fields["ticked"] = tuple(application.ticked)
    return Answers(
        **fields,
        lines=tuple(line.line for line in application.lines),
        plans={key: AttachmentPlan(plan) for key, plan in application.attachment_plans.items()},
        attached=frozenset(attached),
        unread=application.unread,
    )


def written(application: Application, section: Section) -> dict[str, str]:
    """What stands in each field of a section, as text: what could not be read stands as it was written."""
    return {name: _text(application, name) for name in FIELDS[section]}


def mark(application: Application, *sections: Section) -> str:
    """A short fingerprint of what these sections hold; of the whole application when none is named."""
    held = {
        section.value: {
            **written(application, section),
            "lines": [[line.side, line.text, line.written, line.kind] for line in application.lines]
            if section is Section.BUDGET
            else [],
            "plans": application.attachment_plans if section is Section.ATTACHMENTS else {},
        }
        for section in sections or tuple(Section)
    }
    return digest(held)[:16]


def write(application: Application, section: Section, values: Mapping[str, Any]) -> list[Objection]:
    """Put values into the section's fields: text as a person wrote it, or values that are read already.

    Fields that are not among `values` are left as they are. What can't be read goes to `unread`. Of a text above
    `MOST_KEPT` the first part is kept, and the answer says so.
    """
    unread, too_long = dict(application.unread), []
    for name in FIELDS[section]:
        if name not in values:
            continue
        unread.pop(name, None)
        value = values[name]
        if isinstance(value, str) and len(value) > MOST_KEPT:
            facts = {"section": section, "field": name, "kept": MOST_KEPT, "written": len(value)}
            too_long.append(Objection(ApplicationWord.CUT_OFF, None, **facts))
            value = kept(value)
        if name == "zone_id":
            _write_place(application, value)
        elif name in CHOSEN:
            setattr(application, name, CHOSEN[name](value) if value in set(CHOSEN[name]) else None)
        elif name == "ticked":
            known = [one.key for one in application.round.scheme.not_funded]
            application.ticked = [key for key in known if key in value]
        elif name == "of_age":
            application.of_age = bool(value)
        elif name in READERS and isinstance(value, str):
            nothing = None if Application.__table__.columns[name].nullable else ""
            try:
                found = read(name, value)
                setattr(application, name, nothing if found is None else found)
            except Refused:
                setattr(application, name, nothing)
                unread[name] = tidy(value)
        else:
            setattr(application, name, tidy(value) if isinstance(value, str) else value)
    application.unread = unread
    return too_long


def replace_lines(application: Application, lines: Sequence[Line]) -> None:
    """Put these lines in the place of the ones there are. The caller keeps `asked`."""
    for place, line in enumerate(lines):
        if place == len(application.lines):
            application.lines.append(BudgetLine(position=place, side=line.side))
        row = application.lines[place]
        row.side, row.text, row.amount, row.kind = line.side, line.text, line.amount, line.kind
        row.written = line.written or ("" if line.amount is None else kroner.show(line.amount))
    del application.lines[len(lines) :]


def kept(text: str, most: int = MOST_KEPT) -> str:
    """As much of a text as there is room for."""
    return text if len(text) <= most else text[:most].rstrip()


def forget(application: Application) -> None:
    """Let go of everything that is written in a draft. Files are `attaching.remove_all_files`."""
    for name in (name for section in Section for name in FIELDS[section]):
        column = Application.__table__.columns[name]
        setattr(application, name, None if column.nullable else EMPTY.get(name, ""))
    application.lines.clear()
    for beside in (CoApplicant, RegisterAnswer):
        db.session.execute(delete(beside).where(beside.application_id == application.id))
    application.unread, application.last_forms, application.attachment_plans = {}, {}, {}
    application.asked = application.missing = 0


def _write_place(application: Application, value: Any) -> None:
    """A zone of this programme, the whole area, or nothing."""
    application.whole_area = value == WHOLE_AREA
    try:
        wanted = value if isinstance(value, UUID) else UUID(str(value))
    except ValueError:
        wanted = None
    zone = zone_in(application.round.scheme.programme, wanted)
    application.zone_id = None if zone is None else zone.id


def _text(application: Application, name: str) -> str:
    if name in application.unread:
        return application.unread[name]
    if name == "zone_id" and application.whole_area:
        return WHOLE_AREA
    value = getattr(application, name)
    if value is None or value is False:
        return ""
    if name == "ticked":
        return " ".join(value)
    if name in _SHOWN:
        return _SHOWN[name](value)
    return str(value.value if isinstance(value, Enum) else value)
