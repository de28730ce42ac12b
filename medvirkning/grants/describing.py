"""What a scheme's description holds, and what is wrong with one. The same shape is the file and the admin's form.

Texts are objects of languages, amounts whole kroner, shares per cent, and words those of the enums.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from medvirkning.grants.awarded import day_of_year
from medvirkning.grants.demands import MAY_WARN
from medvirkning.grants.scheme_words import (
    AccountSource,
    Intake,
    MissingReport,
    OrganisationNumber,
    OwnShare,
    PaymentWay,
    SchemeWord,
    SignIn,
    WantedOf,
)
from medvirkning.grants.words import WITHOUT_ORGANISATION_NUMBER, ApplicantKind, CriterionKind, DecidingMode
from medvirkning.kernel.deadlines import SHORTEST_APPEAL_WEEKS
from medvirkning.kernel.errors import Objection
from medvirkning.kernel.kroner import MOST

TEXTS = ("name", "purpose", "decided_by", "adopted_by", "appeal_body")
WORDS = ("slug", "case_prefix", "contact_name", "contact_email")
NUMBERS = ("answer_days", "least_amount", "most_amount", "most_per_year", "most_over_years",
           "ceiling_years", "own_share", "lower_share", "most_share", "most_fees",
           "most_aid", "appeal_weeks", "report_months", "auditor_from", "first_share")  # fmt: skip
NEEDED_NUMBERS = ("appeal_weeks", "report_months")
FLAGS = ("voluntary_register", "asks_land", "asks_upkeep", "second_confirms", "second_signer", "register_stops",
         "may_agree")  # fmt: skip
CHOICES: dict[str, type[StrEnum]] = {
    "organisation_number": OrganisationNumber,
    "sign_in": SignIn,
    "intake": Intake,
    "deciding_mode": DecidingMode,
    "missing_report": MissingReport,
    "payment": PaymentWay,
    "account_source": AccountSource,
}
SETS: dict[str, Collection[str]] = {
    "applicant_kinds": [kind.value for kind in ApplicantKind],
    "own_counts": [one.value for one in OwnShare],
    "only_warns": [word.value for word in MAY_WARN],
    "register_exempt": [kind.value for kind in ApplicantKind],
}
SHARES = ("own_share", "lower_share", "most_share", "most_fees", "first_share")
LONGEST = {"slug": 60, "case_prefix": 10, "contact_name": 120, "contact_email": 254}  # characters
LARGEST = {"answer_days": 3650, "appeal_weeks": 52, "report_months": 120}  # what the calendar can hold, and more
MOST_LATER_DAYS = 3650
RESERVED = frozenset({"fra-fil", "ny-ordning"})  # addresses among those of the schemes' settings
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CASE_PREFIX = re.compile(r"[A-ZÆØÅ0-9]+(-[A-ZÆØÅ0-9]+)*")  # goes into case numbers and the names of files
MOST_POINTS = 100


def scheme_objections(described: Mapping[str, Any], zones: Collection[str] | None = None) -> list[Objection]:
    """What must be put right before a scheme can be kept, field by field. `zones` are the programme's codes."""
    found = list(_shape(described))
    if found:
        return found
    return [
        *_money(described),
        *_answers(described),
        *_lists(described),
        *_criteria(described),
        *_zones(described, zones),
    ]


def scheme_advice(described: Mapping[str, Any], *, id_porten: bool = False) -> list[Objection]:
    """What is worth knowing of a description that can be kept: texts in one language only, and rules at odds."""
    found = list(_untranslated(described))
    kinds = set(described.get("applicant_kinds", ()))
    if described.get("organisation_number") == OrganisationNumber.PARTNER and not kinds & WITHOUT_ORGANISATION_NUMBER:
        found.append(_objection(SchemeWord.EVERYONE_HAS_A_NUMBER, "organisation_number"))
    if described.get("sign_in") == SignIn.ID_PORTEN and not id_porten:
        found.append(_objection(SchemeWord.NOBODY_CAN_SIGN_IN, "sign_in"))
    return found


def _shape(told: Mapping[str, Any]) -> Iterator[Objection]:
    """What can't be read at all."""
    for name in TEXTS:
        if not _written(told.get(name)):
            yield _objection(SchemeWord.TEXT_MISSING, name)
    for name in WORDS:
        told_word = told.get(name)
        written = told_word.strip() if isinstance(told_word, str) else ""
        if not written:
            yield _objection(SchemeWord.TEXT_MISSING, name)
        elif len(written) > LONGEST[name]:
            yield _objection(SchemeWord.TOO_LONG, name, most=LONGEST[name])
        elif name == "slug" and not SLUG.fullmatch(written):
            yield _objection(SchemeWord.NOT_AN_ADDRESS, name)
        elif name == "slug" and written in RESERVED:
            yield _objection(SchemeWord.RESERVED_ADDRESS, name)
        elif name == "case_prefix" and not CASE_PREFIX.fullmatch(written):
            yield _objection(SchemeWord.NOT_A_PREFIX, name)
    for name in NUMBERS:
        lacking = name in NEEDED_NUMBERS and name in told and told[name] is None
        if lacking or not _whole(told.get(name)):
            yield _objection(SchemeWord.NOT_A_NUMBER, name)
        elif name in LARGEST and (told.get(name) or 0) > LARGEST[name]:
            yield _objection(SchemeWord.TOO_LARGE, name, most=LARGEST[name])
    for name in FLAGS:
        if not isinstance(told.get(name, False), bool):
            yield _objection(SchemeWord.NOT_A_CHOICE, name)
    for name, words in CHOICES.items():
        if name in told and told[name] not in set(words):
            yield _objection(SchemeWord.NOT_A_CHOICE, name)
    for name, known in SETS.items():
        if not set(told.get(name, ())) <= set(known):
            yield _objection(SchemeWord.NOT_A_CHOICE, name)
    for place, one in enumerate(told.get("wanted", ()), 1):
        if one.get("asked_of", WantedOf.ALL) not in set(WantedOf):
            yield _objection(SchemeWord.NOT_A_CHOICE, f"wanted {place}")
        if not _whole(one.get("later_days")):
            yield _objection(SchemeWord.NOT_A_NUMBER, f"wanted {place}")
        elif (one.get("later_days") or 0) > MOST_LATER_DAYS:
            yield _objection(SchemeWord.TOO_LARGE, f"wanted {place}", most=MOST_LATER_DAYS)


def _money(told: Mapping[str, Any]) -> Iterator[Objection]:
    least, most = told.get("least_amount"), told.get("most_amount")
    if least is not None and most is not None and most < least:
        yield _objection(SchemeWord.CEILING_BELOW_FLOOR, "most_amount")
    if (in_year := told.get("most_per_year")) is not None and least is not None and in_year < least:
        yield _objection(SchemeWord.CEILING_BELOW_FLOOR, "most_per_year")
    for name in SHARES:
        if told.get(name) is not None and not 1 <= told[name] <= 100:
            yield _objection(SchemeWord.NOT_A_SHARE, name)
    if told.get("own_share") and told.get("own_counts") == []:
        yield _objection(SchemeWord.OWN_SHARE_COUNTS_MISSING, "own_counts")
    if told.get("lower_share") is not None:
        yield from _lower_share(told)
    if (told.get("most_over_years") is None) != (not told.get("ceiling_years")):
        missing = "ceiling_years" if told.get("most_over_years") is not None else "most_over_years"
        yield _objection(SchemeWord.YEARS_MISSING, missing)
    if told.get("payment") == PaymentWay.DIVIDED and told.get("first_share") is None:
        yield _objection(SchemeWord.FIRST_SHARE_MISSING, "first_share")


def _lower_share(told: Mapping[str, Any]) -> Iterator[Objection]:
    """A lower own share is for those who document that they need it."""
    if told["lower_share"] >= (told.get("own_share") or 0):
        yield _objection(SchemeWord.LOWER_SHARE_TOO_HIGH, "lower_share")
    elif not any(row.get("asked_of") == WantedOf.LOWER_SHARE for row in told.get("wanted", ())):
        yield _objection(SchemeWord.LOWER_SHARE_UNDOCUMENTED, "lower_share")


def _answers(told: Mapping[str, Any]) -> Iterator[Objection]:
    if told.get("intake") == Intake.ROLLING and not told.get("answer_days"):
        yield _objection(SchemeWord.ANSWER_DAYS_MISSING, "answer_days")
    if told.get("appeal_weeks", SHORTEST_APPEAL_WEEKS) < SHORTEST_APPEAL_WEEKS:
        yield _objection(SchemeWord.APPEAL_TOO_SHORT, "appeal_weeks", "appeal_deadline", least=SHORTEST_APPEAL_WEEKS)
    if told.get("report_months") == 0:
        yield _objection(SchemeWord.REPORT_TOO_SOON, "report_months")
    if told.get("report_day") and day_of_year(told["report_day"]) is None:
        yield _objection(SchemeWord.NOT_A_DAY, "report_day")


def _lists(told: Mapping[str, Any]) -> Iterator[Objection]:
    if not told.get("applicant_kinds"):
        yield _objection(SchemeWord.KINDS_MISSING, "applicant_kinds")
    for name, text in (("not_funded", "text"), ("wanted", "name")):
        rows = told.get(name, ())
        yield from _twice(rows, name)
        for place, row in enumerate(rows, 1):
            if not _written(row.get(text)):
                yield _objection(SchemeWord.TEXT_MISSING, f"{name} {place}")
    physical = told.get("asks_land") or told.get("asks_upkeep")
    for place, row in enumerate(told.get("wanted", ()), 1):
        if row.get("asked_of") in (WantedOf.PHYSICAL, WantedOf.OTHERS_LAND) and not physical:
            yield _objection(SchemeWord.NEVER_ASKED, f"wanted {place}")


def _criteria(told: Mapping[str, Any]) -> Iterator[Objection]:
    adopted = told.get("criteria") or {}
    criteria = adopted.get("criteria", ())
    if not criteria:
        yield _objection(SchemeWord.CRITERIA_MISSING, "criteria")
    elif not _written(adopted.get("adopted_by")):
        yield _objection(SchemeWord.TEXT_MISSING, "criteria.adopted_by")
    if criteria and not _day(adopted.get("adopted_on")):
        yield _objection(SchemeWord.DAY_MISSING, "criteria.adopted_on")
    yield from _twice(criteria, "criteria")
    for place, one in enumerate(criteria, 1):
        if not _written(one.get("text")):
            yield _objection(SchemeWord.TEXT_MISSING, f"criteria {place}")
        most = 1 if one.get("kind") == CriterionKind.ABSOLUTE else one.get("most")
        if not isinstance(most, int) or not 1 <= most <= MOST_POINTS:
            yield _objection(SchemeWord.NOT_A_NUMBER, f"criteria {place}")
        elif one.get("scale") and len(one["scale"]) != most + 1:
            yield _objection(SchemeWord.SCALE_DOES_NOT_FIT, f"criteria {place}", most=most)


def _zones(told: Mapping[str, Any], known: Collection[str] | None) -> Iterator[Objection]:
    if known is not None and not set(told.get("zones", ())) <= set(known):
        yield _objection(SchemeWord.UNKNOWN_ZONE, "zones")


def _twice(rows: Collection[Mapping[str, Any]], name: str) -> Iterator[Objection]:
    keys = [row.get("key") for row in rows]
    for place, key in enumerate(keys, 1):
        if not key or key in keys[: place - 1]:
            yield _objection(SchemeWord.TWICE if key else SchemeWord.TEXT_MISSING, f"{name} {place}")


def _untranslated(value: Any, where: str = "") -> Iterator[Objection]:
    """The texts that lack one of the written languages, by their place: `criteria.criteria 2.help`."""
    if isinstance(value, Mapping) and {"nb", "nn"} & set(value):
        for language, word in (("nn", SchemeWord.NYNORSK_MISSING), ("nb", SchemeWord.BOKMAL_MISSING)):
            if not str(value.get(language) or "").strip():
                yield _objection(word, where)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _untranslated(inner, f"{where}.{key}".lstrip("."))
    elif isinstance(value, list | tuple):
        for place, inner in enumerate(value, 1):
            yield from _untranslated(inner, f"{where} {place}")


def _whole(value: Any) -> bool:
    """Nothing, or a whole number that the tables can hold."""
    return value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST)


def _day(value: Any) -> bool:
    try:
        return isinstance(value, date) or bool(date.fromisoformat(value))
    except (TypeError, ValueError):
        return False


def _written(text: Any) -> bool:
    return isinstance(text, Mapping) and any(str(one or "").strip() for one in text.values())


def _objection(code: str, field: str, law: str | None = None, **facts: object) -> Objection:
    return Objection(code, law, field=field, **facts)
