"""Setting up a scheme and announcing its rounds. Adopted criteria are never rewritten: others are a new set."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from medvirkning.grants.schemes import CriteriaSet, Criterion, Round, Scheme, WantedAttachment
from medvirkning.grants.words import ApplicantKind, CriterionKind, DecidingMode
from medvirkning.journal.actions import record
from medvirkning.kernel.database import db
from medvirkning.kernel.localized import Localized
from medvirkning.programmes.models import Programme

TEXTS = ("name", "purpose", "decided_by", "adopted_by", "appeal_body")
LISTS = ("not_funded", "conditions")
PLAIN = ("slug", "case_prefix", "needs_organisation_number", "least_amount", "most_amount", "appeal_weeks",
         "report_months", "contact_name", "contact_email")  # fmt: skip


def set_up_scheme(programme: Programme, described: dict[str, Any], *, at: datetime) -> Scheme:
    """A new scheme from a description, with its wanted attachments and its adopted criteria.

    Texts are objects of languages, amounts whole kroner. `criteria` holds `adopted_by`, `adopted_on` (a date) and
    the list of `criteria`; `wanted` the attachments asked for. Raises KeyError or ValueError for what is not there.
    """
    scheme = Scheme(
        programme_id=programme.id,
        applicant_kinds=[ApplicantKind(kind).value for kind in described["applicant_kinds"]],
        **{name: Localized.from_json(described[name]) for name in TEXTS},
        **{name: [Localized.from_json(text) for text in described.get(name, [])] for name in LISTS},
        deciding_mode=DecidingMode(described.get("deciding_mode", DecidingMode.RECOMMENDS)),
        **{name: described[name] for name in PLAIN if name in described},
    )
    scheme.wanted = [
        WantedAttachment(
            key=one["key"],
            position=position,
            name=Localized.from_json(one["name"]),
            help=Localized.from_json(one["help"]) if one.get("help") else None,
            required=one.get("required", False),
            may_come_later=one.get("may_come_later", True),
        )
        for position, one in enumerate(described.get("wanted", []), 1)
    ]
    db.session.add(scheme)
    record(scheme, "scheme_set_up", by=None, at=at, programme_id=programme.id)
    adopt_criteria(scheme, described["criteria"], at=at)
    return scheme


def adopt_criteria(scheme: Scheme, described: dict[str, Any], *, at: datetime) -> CriteriaSet:
    """The criteria that count for rounds announced from now on; earlier rounds keep theirs."""
    version = len(db.session.scalars(select(CriteriaSet.id).where(CriteriaSet.scheme_id == scheme.id)).all()) + 1
    made = CriteriaSet(
        scheme_id=scheme.id,
        version=version,
        adopted_by=Localized.from_json(described["adopted_by"]),
        adopted_on=described["adopted_on"],
    )
    made.criteria = [
        Criterion(
            key=one["key"],
            position=position,
            text=Localized.from_json(one["text"]),
            help=Localized.from_json(one["help"]) if one.get("help") else None,
            kind=(kind := CriterionKind(one.get("kind", CriterionKind.GRADED))),
            most=1 if kind is CriterionKind.ABSOLUTE else one["most"],
        )
        for position, one in enumerate(described["criteria"], 1)
    ]
    db.session.add(made)
    record(scheme, "criteria_adopted", by=None, at=at, programme_id=scheme.programme_id, facts={"version": version})
    return made


def announce_round(
    scheme: Scheme,
    *,
    slug: str,
    name: Localized,
    opens_at: datetime,
    deadline: datetime,
    pot: int,
    meeting_on: date | None,
    answer_by: date,
    at: datetime,
) -> Round:
    """A new round of the scheme, under the criteria adopted last. `deadline` is its last moment; `pot` whole kroner."""
    newest = select(CriteriaSet).where(CriteriaSet.scheme_id == scheme.id).order_by(CriteriaSet.version.desc())
    criteria = db.session.scalars(newest.limit(1)).one()
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
    record(made, "round_announced", by=None, at=at, programme_id=scheme.programme_id, facts={"pot": pot})
    return made
