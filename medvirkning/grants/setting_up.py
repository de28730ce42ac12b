"""Setting up schemes, changing and copying them, and announcing rounds.

Adopted criteria are never rewritten: others are a new set, for rounds that have not opened yet. What has been sent
keeps the snapshot it was sent as, and what has been decided its letter.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from medvirkning.grants.announcing import form_objections, round_objections
from medvirkning.grants.checking import FILE
from medvirkning.grants.describing import scheme_objections
from medvirkning.grants.handling import Correction
from medvirkning.grants.models import Application
from medvirkning.grants.scheme_files import (
    criteria_set_of,
    described,
    described_criteria,
    newest_criteria,
    settings_of,
    wanted_of,
)
from medvirkning.grants.scheme_words import Intake, SchemeWord
from medvirkning.grants.schemes import CriteriaSet, Round, Scheme
from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date, oslo_deadline, oslo_moment
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import Conflict, Objection, RuleBroken, refuse
from medvirkning.kernel.localized import Localized
from medvirkning.kernel.plain_text import tidy_all
from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme

__all__ = ["described", "scheme_objections"]  # what the counter needs beside the actions


def set_up_scheme(programme: Programme, told: Mapping[str, Any], *, at: datetime, by: Person | None = None) -> Scheme:
    """A new scheme from a description (see `scheme_files`), with its attachments and adopted criteria.

    What is written in it is made tidy first: a file can hold anything. Raises RuleBroken with what is wrong in the
    description, and Conflict where its address or its letters are taken. Its rounds are for `announce_described`.
    """
    told = tidy_all(told)
    _refuse(told, programme)
    same = (Scheme.slug == told["slug"]) | (Scheme.case_prefix == told["case_prefix"])
    if db.session.scalar(select(Scheme.id).where(Scheme.programme_id == programme.id, same).limit(1)) is not None:
        raise Conflict("there is a scheme with that address or those letters")
    scheme = Scheme(programme_id=programme.id, programme=programme, **settings_of(told))
    scheme.wanted = wanted_of(told)
    db.session.add(scheme)
    record(scheme, "scheme_set_up", by=by, at=at, programme_id=programme.id)
    adopt_criteria(scheme, told["criteria"], at=at, by=by)
    return scheme


def change_scheme(scheme: Scheme, told: Mapping[str, Any], *, by: Person | None, at: datetime) -> None:
    """Let the scheme be as described. Other criteria than those adopted last are adopted as a new set.

    Raises RuleBroken with what is wrong in the description. Nothing that is sent or decided is touched.
    """
    hold(scheme)
    _refuse(told, scheme.programme)
    before = described(scheme, rounds=False)
    for name, value in settings_of(told).items():
        setattr(scheme, name, value)
    _replace_wanted(scheme, told)
    newest = newest_criteria(scheme)
    wanted = criteria_set_of(told["criteria"], scheme, version=0)
    if newest is None or described_criteria(newest) != described_criteria(wanted):
        adopt_criteria(scheme, told["criteria"], at=at, by=by)
    db.session.flush()
    after = described(scheme, rounds=False)
    changed = sorted(name for name in after if after[name] != before[name])
    if changed:
        record(scheme, "scheme_changed", by=by, at=at, programme_id=scheme.programme_id, facts={"changed": changed})


def copy_scheme(
    scheme: Scheme, *, slug: str, case_prefix: str, name: Localized, by: Person | None, at: datetime
) -> Scheme:
    """A new scheme with the same settings and criteria, and with no rounds. Raises Conflict where the slug is taken."""
    told = described(scheme, rounds=False) | {"slug": slug, "case_prefix": case_prefix, "name": name.to_json()}
    return set_up_scheme(scheme.programme, told, at=at, by=by)


def adopt_criteria(scheme: Scheme, told: Mapping[str, Any], *, at: datetime, by: Person | None = None) -> CriteriaSet:
    """The criteria that count for rounds that open from now on; rounds that have opened keep theirs."""
    version = db.session.scalar(select(func.count()).where(CriteriaSet.scheme_id == scheme.id)) or 0
    made = criteria_set_of(told, scheme, version + 1)
    db.session.add(made)
    db.session.flush()
    for round_ in scheme.rounds:
        if round_.opens_at > at:
            round_.criteria_set = made
    facts = {"version": made.version}
    record(scheme, "criteria_adopted", by=by, at=at, programme_id=scheme.programme_id, facts=facts)
    return made


def announce_round(
    scheme: Scheme,
    *,
    slug: str,
    name: Localized,
    opens_at: datetime,
    deadline: datetime | None,
    pot: int,
    meeting_on: date | None,
    answer_by: date | None,
    at: datetime,
    by: Person | None = None,
) -> Round:
    """A new round of the scheme, under the criteria adopted last. `deadline` is its last moment; `pot` whole kroner.

    Only a scheme that takes applications at any time has rounds without a deadline. Raises RuleBroken, and ValueError
    where no criteria are adopted.
    """
    last, rolling = oslo_date(deadline or opens_at), scheme.intake is Intake.ROLLING
    wrong = round_objections(opens_at, deadline, meeting_on, answer_by, last=last, rolling=rolling)
    refuse([*form_objections(slug, pot), *wrong])
    criteria = newest_criteria(scheme)
    if criteria is None:
        raise ValueError("a round needs adopted criteria")
    made = Round(
        scheme=scheme,
        programme_id=scheme.programme_id,
        slug=slug,
        name=name,
        opens_at=opens_at,
        deadline=deadline,
        pot=pot,
        granted=0,
        criteria_set_id=criteria.id,
        meeting_on=meeting_on,
        answer_by=answer_by,
    )
    db.session.add(made)
    record(made, "round_announced", by=by, at=at, programme_id=scheme.programme_id, facts={"pot": pot})
    return made


def announce_described(scheme: Scheme, told: Mapping[str, Any], *, at: datetime, by: Person | None = None) -> Round:
    """A round from a description; its times are Oslo's, and its texts are made tidy."""
    told = tidy_all(told)
    opens, closes = datetime.fromisoformat(told["opens_at"]), told.get("deadline")
    last = datetime.fromisoformat(closes) if closes else None
    return announce_round(
        scheme,
        slug=told["slug"],
        name=Localized.from_json(told["name"]),
        opens_at=oslo_moment(opens.date(), opens.time()),
        deadline=oslo_deadline(last.date(), last.time()) if last else None,
        pot=told["pot"],
        meeting_on=_day(told.get("meeting_on")),
        answer_by=_day(told.get("answer_by")),
        at=at,
        by=by,
    )


def close_round(round_: Round, *, by: Person, at: datetime) -> None:
    """Take no more applications in a round that has no deadline. Raises Conflict where it has one already."""
    hold(round_)
    if round_.deadline is not None:
        raise Conflict("the round has a deadline")
    round_.deadline = at
    record(round_, "round_closed", by=by, at=at, programme_id=round_.programme_id)


def _refuse(told: Mapping[str, Any], programme: Programme) -> None:
    if objections := scheme_objections(told, [zone.code for zone in programme.zones]):
        raise RuleBroken(objections)


def _replace_wanted(scheme: Scheme, told: Mapping[str, Any]) -> None:
    """The rows keep their place by key: files and plans of applications refer to it.

    Raises RuleBroken where an applicant is asked for one that would be gone.
    """
    kept = {one.key: one for one in scheme.wanted}
    for made in wanted_of(told):
        row = kept.pop(made.key, None)
        if row is None:
            scheme.wanted.append(made)
            continue
        for name in ("position", "name", "help", "required", "may_come_later", "asked_of", "later_days"):
            setattr(row, name, getattr(made, name))
    if kept.keys() & _asked_for_now(scheme):
        raise RuleBroken([Objection(SchemeWord.ASKED_FOR_NOW, None, field="wanted")])
    for gone in kept.values():
        scheme.wanted.remove(gone)
        db.session.delete(gone)


def _asked_for_now(scheme: Scheme) -> set[str]:
    """The attachments that applicants are asked to send now."""
    wanted = select(Correction.fields).join(Correction.application).join(Application.round)
    found = db.session.scalars(wanted.where(Round.scheme_id == scheme.id, Correction.ended_at.is_(None)))
    return {field.removeprefix(FILE) for fields in found for field in fields if field.startswith(FILE)}


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
