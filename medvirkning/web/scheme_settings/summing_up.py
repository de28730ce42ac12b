"""Settings as a person reads them: for those who may only read, and beside what somebody else has changed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from medvirkning.grants.describing import scheme_advice
from medvirkning.grants.scheme_words import SchemeWord
from medvirkning.kernel.localized import Localized
from medvirkning.web.filters import best, kr
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.scheme_settings.asked import Asked, Group, Kind

UNTRANSLATED = {SchemeWord.NYNORSK_MISSING: "nn", SchemeWord.BOKMAL_MISSING: "nb"}


def summed_up(asked: Iterable[Asked], told: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What is set, as rows for `ui.summary`. What is not set says so."""
    return [{"label": str(one.label), "value": _value(one, told.get(one.name)) or _("Not set")} for one in asked]


def lacking(told: Mapping[str, Any], groups: Sequence[Group]) -> dict[str, list[str]]:
    """The languages that each page of settings lacks texts in: `nb`, `nn` or both."""
    found: dict[str, set[str]] = {}
    for objection in scheme_advice(told):
        language = UNTRANSLATED.get(SchemeWord(objection.code))
        name = str(objection.facts["field"]).replace(".", " ").partition(" ")[0]
        slug = next((group.slug for group in groups if name in group.names), "kriterier")
        if language:
            found.setdefault(slug, set()).add(language)
    return {slug: sorted(languages) for slug, languages in found.items()}


def advice_on(told: Mapping[str, Any], group: Group) -> list[str]:
    """What is worth knowing of one page's settings, beside what is not translated."""
    return [
        sentence(objection.code, {})
        for objection in scheme_advice(told)
        if objection.code not in UNTRANSLATED and objection.facts["field"] in group.names
    ]


def _value(one: Asked, value: Any) -> Any:
    if one.localized:
        return _text(value)
    words = {key: str(label) for key, label in one.choices}
    match one.kind:
        case Kind.FLAG:
            return _("Yes") if value else _("No")
        case Kind.CHOICE:
            return words.get(value, "")
        case Kind.SEVERAL:
            return [words.get(each, each) for each in value or ()]
        case Kind.KRONER:
            return kr(value) if isinstance(value, int) else value or ""
        case Kind.NUMBER:
            return "" if value is None else f"{value} {one.suffix}".strip()
        case Kind.ROWS:
            return [_text(row.get("text") or row.get("name") or row) for row in value or ()]
    return "" if value is None else str(value)


def _text(texts: Mapping[str, str] | None) -> str:
    return best(Localized.written({key: str(text) for key, text in (texts or {}).items() if key in ("nb", "nn")}))
