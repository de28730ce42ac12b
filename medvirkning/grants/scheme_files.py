"""A scheme as a description and back: the shape of a file, of the admin's form, and of a copy.

A round's times are Oslo's. What a description leaves out is what the table says when nothing is said.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from medvirkning.grants.describing import CHOICES, FLAGS, NUMBERS, SETS, TEXTS, WORDS
from medvirkning.grants.scheme_words import WantedOf
from medvirkning.grants.schemes import CriteriaSet, Criterion, Round, Scheme, WantedAttachment
from medvirkning.grants.values import NotFunded
from medvirkning.grants.words import CriterionKind
from medvirkning.kernel.clock import oslo
from medvirkning.kernel.database import db
from medvirkning.kernel.localized import Localized
from medvirkning.kernel.norwegian import phone_number

PLAIN = (*WORDS, "contact_phone", *NUMBERS, *FLAGS, "report_day", "note", "zones")


def described(scheme: Scheme, *, rounds: bool = True) -> dict[str, Any]:
    """Everything a scheme is, as plain JSON values: its settings, the criteria adopted last, and its rounds."""
    told: dict[str, Any] = {name: getattr(scheme, name) for name in (*PLAIN, *SETS)}
    told |= {name: getattr(scheme, name).to_json() for name in TEXTS}
    told |= {name: getattr(scheme, name).value for name in CHOICES}
    told["not_funded"] = [one.to_json() for one in scheme.not_funded]
    told["conditions"] = [one.to_json() for one in scheme.conditions]
    told["wanted"] = [_wanted(one) for one in scheme.wanted]
    newest = newest_criteria(scheme)
    told["criteria"] = None if newest is None else described_criteria(newest)
    if rounds:
        told["rounds"] = [_round(round_) for round_ in scheme.rounds]
    return told


def described_criteria(adopted: CriteriaSet) -> dict[str, Any]:
    """Adopted criteria, as plain JSON values."""
    return {
        "adopted_by": adopted.adopted_by.to_json(),
        "adopted_on": adopted.adopted_on.isoformat(),
        "by_priority": adopted.by_priority,
        "criteria": [
            {
                "key": one.key,
                "text": one.text.to_json(),
                "help": one.help.to_json() if one.help else None,
                "kind": one.kind.value,
                "most": one.most,
                "scale": [word.to_json() for word in one.scale],
            }
            for one in adopted.criteria
        ],
    }


def newest_criteria(scheme: Scheme) -> CriteriaSet | None:
    """The criteria adopted last; None for a scheme that has none yet."""
    found = select(CriteriaSet).where(CriteriaSet.scheme_id == scheme.id).order_by(CriteriaSet.version.desc())
    return db.session.scalars(found.limit(1)).first()


def settings_of(told: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a scheme that a description tells of. Raises KeyError or ValueError for what is not there."""
    values: dict[str, Any] = {name: told[name] for name in (*PLAIN, *SETS) if name in told}
    values["contact_phone"] = phone_number(told["contact_phone"]) if told.get("contact_phone") else ""
    values |= {name: Localized.written(told[name]) for name in TEXTS}
    values |= {name: words(told[name]) for name, words in CHOICES.items() if name in told}
    values["not_funded"] = [NotFunded.from_json(one) for one in told.get("not_funded", [])]
    values["conditions"] = [Localized.from_json(one) for one in told.get("conditions", [])]
    return values


def wanted_of(told: Mapping[str, Any]) -> list[WantedAttachment]:
    """The attachments a description asks for, as new rows in order."""
    return [
        WantedAttachment(
            key=one["key"],
            position=position,
            name=Localized.written(one["name"]),
            help=_maybe(one.get("help")),
            required=one.get("required", False),
            may_come_later=one.get("may_come_later", True),
            asked_of=WantedOf(one.get("asked_of", WantedOf.ALL)),
            later_days=one.get("later_days"),
        )
        for position, one in enumerate(told.get("wanted", []), 1)
    ]


def criteria_set_of(told: Mapping[str, Any], scheme: Scheme, version: int) -> CriteriaSet:
    """Criteria as a description tells of them, as a new set that nobody has adopted yet."""
    day = told["adopted_on"]
    made = CriteriaSet(
        scheme_id=scheme.id,
        version=version,
        adopted_by=Localized.written(told["adopted_by"]),
        adopted_on=day if isinstance(day, date) else date.fromisoformat(day),
        by_priority=told.get("by_priority", False),
    )
    made.criteria = [
        Criterion(
            key=one["key"],
            position=position,
            text=Localized.written(one["text"]),
            help=_maybe(one.get("help")),
            kind=(kind := CriterionKind(one.get("kind", CriterionKind.GRADED))),
            most=1 if kind is CriterionKind.ABSOLUTE else one["most"],
            scale=[Localized.from_json(word) for word in one.get("scale", [])],
        )
        for position, one in enumerate(told["criteria"], 1)
    ]
    return made


def _wanted(one: WantedAttachment) -> dict[str, Any]:
    return {
        "key": one.key,
        "name": one.name.to_json(),
        "help": one.help.to_json() if one.help else None,
        "required": one.required,
        "may_come_later": one.may_come_later,
        "asked_of": one.asked_of.value,
        "later_days": one.later_days,
    }


def _round(round_: Round) -> dict[str, Any]:
    return {
        "slug": round_.slug,
        "name": round_.name.to_json(),
        "opens_at": _written(round_.opens_at),
        "deadline": _written(round_.deadline),
        "pot": round_.pot,
        "meeting_on": round_.meeting_on.isoformat() if round_.meeting_on else None,
        "answer_by": round_.answer_by.isoformat() if round_.answer_by else None,
    }


def _written(moment: datetime | None) -> str | None:
    return None if moment is None else oslo(moment).strftime("%Y-%m-%dT%H:%M")


def _maybe(text: Mapping[str, str | None] | None) -> Localized | None:
    return (Localized.written(text) or None) if text else None
