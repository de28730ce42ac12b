"""Keeping the library of ready texts: adding, changing, retiring and taking up again. No decision is touched."""

from datetime import datetime
from uuid import UUID

from medvirkning.grants.schemes import Scheme
from medvirkning.journal.actions import record
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import Stale, refuse
from medvirkning.kernel.localized import Localized
from medvirkning.people.models import Person
from medvirkning.review.library_rules import may_keep
from medvirkning.review.library_texts import LibraryText
from medvirkning.review.library_words import TextKind


def add_text(
    programme_id: UUID,
    *,
    kind: TextKind,
    name: str,
    text: Localized,
    scheme: Scheme | None = None,
    criterion_key: str | None = None,
    by: Person | None,
    at: datetime,
) -> LibraryText:
    """A new ready text, for one scheme (and one of its criteria) or for all. Raises RuleBroken where it lacks."""
    refuse(may_keep(name, text))
    made = LibraryText(programme_id=programme_id, kind=kind, name=name.strip(), text=text)
    made.scheme, made.criterion_key = scheme, criterion_key if scheme else None
    db.session.add(made)
    db.session.flush()
    record(made, "text_added", by=by, at=at, programme_id=programme_id, facts=_facts(made))
    return made


def change_text(
    one: LibraryText,
    *,
    kind: TextKind,
    name: str,
    text: Localized,
    scheme: Scheme | None = None,
    criterion_key: str | None = None,
    version: int,
    by: Person,
    at: datetime,
) -> None:
    """Let the text be like this from now on; what was decided with it keeps its words.

    `version` is of the page it was changed on: raises Stale where somebody has changed it since.
    """
    hold(one)
    if one.version != version:
        raise Stale("text")
    refuse(may_keep(name, text))
    one.kind, one.name, one.text = kind, name.strip(), text
    one.scheme, one.criterion_key = scheme, criterion_key if scheme else None
    record(one, "text_changed", by=by, at=at, programme_id=one.programme_id, facts=_facts(one))


def retire_text(one: LibraryText, *, by: Person, at: datetime) -> None:
    """Offer it no more. Retiring it twice is as retiring it once."""
    hold(one)
    if one.retired_at is None:
        one.retired_at = at
        record(one, "text_retired", by=by, at=at, programme_id=one.programme_id)


def take_up_text(one: LibraryText, *, by: Person, at: datetime) -> None:
    """Offer it again."""
    hold(one)
    if one.retired_at is not None:
        one.retired_at = None
        record(one, "text_taken_up", by=by, at=at, programme_id=one.programme_id)


def _facts(one: LibraryText) -> dict[str, object]:
    return {"kind": one.kind.value, "name": one.name, "text": one.text.to_json()}
