"""Correcting what has been sent: what was asked for, or all of it while nobody has begun to handle it.

What was sent stays as it was; each correction lays a new snapshot beside it, and the application follows the newest.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from medvirkning.grants.attaching import keep_count
from medvirkning.grants.budget import MOST_LINES, sums
from medvirkning.grants.check_words import CorrectionEnd, CorrectionWord
from medvirkning.grants.checking import FILE, LINES, field_of
from medvirkning.grants.confirming import ask_second
from medvirkning.grants.drafts import replace_lines, write
from medvirkning.grants.models import Application, BudgetLine, Snapshot
from medvirkning.grants.opening import open_correction, open_fields
from medvirkning.grants.queries import answers, files_of, in_the_way, snapshot_of
from medvirkning.grants.rules import unfinished
from medvirkning.grants.sections import FIELDS
from medvirkning.grants.snapshots import content_of
from medvirkning.grants.words import ApplicationVerb, ApplicationWord, Line, Section
from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.content_digest import digest
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import Objection, RuleBroken, Stale, refuse
from medvirkning.outbox.actions import post
from medvirkning.people.models import Person

SECTIONS = (Section.WHO, Section.WHAT, Section.WHERE_AND_WHEN, Section.BUDGET)
NOT_COMPARED = ("sent_at",)


def send_correction(
    application: Application,
    values: Mapping[str, Any],
    lines: Sequence[Line] | None,
    *,
    seen: int,
    by: Person,
    at: datetime,
) -> Snapshot:
    """Put what is written into the fields that are open, and send it: one more snapshot beside the others.

    `values` are fields and what was written in them, `lines` the whole budget; what is not open is left as it is.
    `seen` is the revision the form was filled in from: Stale when the application has been corrected since. Raises
    RuleBroken with all that is wrong in the open fields, and when nothing has been changed.
    """
    hold(application)
    if application.revision != seen:
        raise Stale("application")
    fields, correction = open_fields(application, at=at), open_correction(application.id)
    if not fields:
        raise RuleBroken([Objection(CorrectionWord.NOT_OPEN_FOR_CHANGE, None, field="round")])
    previous = snapshot_of(application.id)
    assert previous is not None  # what is open has been sent
    files = files_of(application)
    proposed, cut_off = as_corrected(application, fields, values, lines)
    faults = [] if lines is None or len(lines) <= MOST_LINES else [_too_many_lines()]
    faults += [*cut_off, *what_is_wrong(application, proposed, fields), *_too_much_more(application, proposed)]
    if correction is not None:
        new = {file.about for file in files if file.added_at >= correction.asked_at}
        faults += [
            Objection(ApplicationWord.ATTACHMENT_MISSING, None, section=Section.ATTACHMENTS, field=key)
            for key in (field.removeprefix(FILE) for field in fields if field.startswith(FILE))
            if key not in new
        ]
    refuse(faults)
    proposed.sent_at = at
    content = content_of(proposed, files, previous.content["declared"])
    if _same(content, previous.content):
        raise RuleBroken([Objection(CorrectionWord.NOTHING_CHANGED, None, field="")])
    number = previous.number + 1
    made = Snapshot(application_id=application.id, number=number, content=content, digest=digest(content), sent_at=at)
    db.session.add(made)
    db.session.flush()  # first: the database lets the row follow a snapshot, and nothing else
    if LINES in fields and lines is not None:
        replace_lines(application, [line for line in lines if not line.blank])
        db.session.flush()
    verb = ApplicationVerb.CHANGE if correction is None else ApplicationVerb.SEND_CORRECTION
    _take_over(application, proposed, fields)
    application.revision, application.updated_at = number, at
    application.step(verb)
    if correction is not None:
        correction.end(CorrectionEnd.ANSWERED, at)
    keep_count(application)
    ask_second(application, by=by, at=at)
    facts = {"snapshot": number, "asked": application.asked, "digest": made.digest, "laws": ["missing_items"]}
    event = "application_changed" if correction is None else "correction_sent"
    record(application, event, by=by, at=at, programme_id=application.programme_id, verb=verb, facts=facts)
    about = {"application": application.id, "number": application.number}
    post("application_corrected", to=by.email, language=application.language, at=at, **about)
    return made


def as_corrected(
    application: Application, fields: frozenset[str], values: Mapping[str, Any], lines: Sequence[Line] | None
) -> tuple[Application, list[Objection]]:
    """The application as it would be, as a row of its own that is never stored; and what was far too long."""
    columns = [column.key for column in Application.__table__.columns]
    proposed = Application(**{name: getattr(application, name) for name in columns})
    proposed.round = application.round
    written = {name: value for name, value in values.items() if name in fields}
    too_long = [fault for section in SECTIONS for fault in write(proposed, section, written)]
    kept = lines if lines is not None and LINES in fields else [line.line for line in application.lines]
    proposed.lines = [
        BudgetLine(
            position=place, side=line.side, text=line.text, amount=line.amount, written=line.written, kind=line.kind
        )
        for place, line in enumerate(kept)
        if not line.blank
    ]
    proposed.asked = sums(line.line for line in proposed.lines).asked
    zones = application.round.scheme.programme.zones
    proposed.zone = next((zone for zone in zones if zone.id == proposed.zone_id), None)
    return proposed, too_long


def what_is_wrong(application: Application, proposed: Application, fields: frozenset[str]) -> list[Objection]:
    """What is missing or wrong in the fields that are open, as on the day the application was sent."""
    assert application.sent_at is not None
    found = unfinished(
        answers(proposed, files_of(application)), application.round.scheme.terms, on=oslo_date(application.sent_at)
    )
    return [
        objection for objection in found if field_of(objection) in fields and not field_of(objection).startswith(FILE)
    ]


def _too_much_more(application: Application, proposed: Application) -> list[Objection]:
    """What keeps an applicant from asking for more than they did: the same as kept them from it when they sent it."""
    assert application.sent_at is not None
    if proposed.asked <= application.asked:
        return []
    at_lines = {"section": Section.BUDGET, "field": LINES}
    found = in_the_way(proposed, at=application.sent_at)
    return [Objection(told.code, told.law, **(dict(told.facts) | at_lines)) for told in found]


def _take_over(application: Application, proposed: Application, fields: frozenset[str]) -> None:
    for name in (name for section in SECTIONS for name in FIELDS[section]):
        if name in fields or (name == "whole_area" and "zone_id" in fields):
            setattr(application, name, getattr(proposed, name))
    application.asked = proposed.asked


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return all(one.get(name) == other.get(name) for name in {*one, *other} - set(NOT_COMPARED))


def _too_many_lines() -> Objection:
    facts = {"section": Section.BUDGET, "field": LINES, "most": MOST_LINES}
    return Objection(ApplicationWord.TOO_MANY_LINES, None, **facts)
