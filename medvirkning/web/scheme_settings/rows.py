"""Settings that are lists: a small form for each row, and the rows as a description of a scheme has them.

Numbers are kept as they were written until the rules have looked at them.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

import wtforms
from flask_babel import lazy_gettext as _l

from medvirkning.grants.scheme_words import WantedOf
from medvirkning.grants.words import CriterionKind
from medvirkning.web.fields import choices, long_text, text, tidy
from medvirkning.web.forms import Form
from medvirkning.web.scheme_settings.asked import words_of

LONGEST_KEY = 40
SPELLED = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})


class Row(wtforms.Form):
    """One row. `key` says which one it is, whatever becomes of its text."""

    Meta = Form.Meta

    key = wtforms.HiddenField()


class NotFundedRow(Row):
    """Something the scheme gives no money for."""

    text_nb = text(_l("Text"), most=300)
    text_nn = text(_l("Text"), most=300)
    stops = wtforms.BooleanField(_l("Whoever has this in it can't send the application."))


class ConditionRow(Row):
    """Something whoever gets money must keep to."""

    text_nb = long_text(_l("Text"), most=600)
    text_nn = long_text(_l("Text"), most=600)


class WantedRow(Row):
    """An attachment."""

    text_nb = text(_l("Name"), most=120)
    text_nn = text(_l("Name"), most=120)
    help_nb = text(_l("Help"), most=300)
    help_nn = text(_l("Help"), most=300)
    asked_of = wtforms.SelectField(
        _l("Who is asked for it?"), choices=choices(*words_of(WantedOf)), default=WantedOf.ALL.value
    )
    required = wtforms.BooleanField(_l("It is needed."))
    may_come_later = wtforms.BooleanField(_l("It may come after the application."), default=True)
    later_days = wtforms.StringField(
        _l("How many days later?"), filters=[tidy], description=_l("Leave it empty if there is no limit.")
    )


class CriterionRow(Row):
    """A criterion."""

    text_nb = long_text(_l("Text"), most=600)
    text_nn = long_text(_l("Text"), most=600)
    help_nb = text(_l("Help"), most=300)
    help_nn = text(_l("Help"), most=300)
    kind = wtforms.SelectField(
        _l("How is it measured?"), choices=choices(*words_of(CriterionKind)), default=CriterionKind.GRADED.value
    )
    most = wtforms.StringField(
        _l("Most points"), filters=[tidy], default="3", description=_l("One that must be met has no points.")
    )
    scale_nb = long_text(_l("Words for the points"), most=600)
    scale_nn = long_text(_l("Words for the points"), most=600)


ROWS: dict[str, type[Row]] = {
    "not_funded": NotFundedRow,
    "conditions": ConditionRow,
    "wanted": WantedRow,
    "criteria": CriterionRow,
}


def shown_rows(name: str, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a description as their forms show them."""
    return [{"key": str(place), **_SHOWN[name](row)} for place, row in enumerate(rows)]


def by_key(name: str, rows: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """The rows of a description by what their forms carry: the key, or the place of one that has none."""
    return {str(place if name == "conditions" else row.get("key")): row for place, row in enumerate(rows)}


def told_row(name: str, row: Mapping[str, Any], taken: Collection[str], before: Mapping[str, Any]) -> dict[str, Any]:
    """A row of a form as a description has it; `before` is what the description had, for other languages."""
    if name == "conditions":
        return both(row, "text", before)
    made: dict[str, Any] = {"key": row["key"] or key_of(row["text_nb"] or row["text_nn"] or "", taken)}
    if name == "not_funded":
        return made | {"text": both(row, "text", before.get("text")), "stops": bool(row["stops"])}
    help_ = both(row, "help", before.get("help")) or None
    if name == "wanted":
        return made | {
            "name": both(row, "text", before.get("name")),
            "help": help_,
            "required": bool(row["required"]),
            "may_come_later": bool(row["may_come_later"]),
            "asked_of": row["asked_of"],
            "later_days": whole(row["later_days"]),
        }
    words = zip_longest(_lines(row["scale_nb"]), _lines(row["scale_nn"]), fillvalue="")
    absolute = row["kind"] == CriterionKind.ABSOLUTE
    return made | {
        "text": both(row, "text", before.get("text")),
        "help": help_,
        "kind": row["kind"],
        "most": 1 if absolute else whole(row["most"]),
        "scale": _scale(list(words), before.get("scale") or ()),
    }


def _scale(words: Sequence[tuple[str, str]], before: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """The words of each step; other languages stay while there are as many steps as before."""
    kept = before if len(before) == len(words) else [{}] * len(words)
    return [
        both({"word_nb": nb, "word_nn": nn}, "word", earlier) for (nb, nn), earlier in zip(words, kept, strict=True)
    ]


def both(row: Mapping[str, Any], name: str, before: Mapping[str, str] | None = None) -> dict[str, str]:
    """What is written in each language; languages that the page does not show stay as they were."""
    kept = {language: text for language, text in (before or {}).items() if language not in ("nb", "nn")}
    written = {language: (row[f"{name}_{language}"] or "").strip() for language in ("nb", "nn")}
    return {language: text for language, text in written.items() if text} | kept


def whole(written: str | None) -> int | str | None:
    """A whole number that was written; what is none is given back as it stands, for the rules to refuse."""
    text = (written or "").strip()
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 10 else text or None


def key_of(text: str, taken: Collection[str], *, between: str = "_", longest: int = LONGEST_KEY) -> str:
    """A key or an address made of a text's first words, unlike those that are taken."""
    spelled = unicodedata.normalize("NFKD", text.lower().translate(SPELLED)).encode("ascii", "ignore").decode()
    base = between.join(re.findall(r"[a-z0-9]+", spelled))[: longest - 4].strip(between) or "x"
    number, key = 1, base
    while key in taken:
        number += 1
        key = f"{base}{between}{number}"
    return key


def blank_row(row: Mapping[str, Any]) -> bool:
    """Whether nothing is written in a row; such a row is left out."""
    return not any(row.get(f"{name}_{language}") for name in ("text", "help", "scale") for language in ("nb", "nn"))


def _split(name: str, texts: Mapping[str, str] | None) -> dict[str, str]:
    return {f"{name}_{language}": (texts or {}).get(language, "") for language in ("nb", "nn")}


def _lines(written: str | None) -> list[str]:
    return [line.strip() for line in (written or "").strip().splitlines()]


def _show_wanted(row: Mapping[str, Any]) -> dict[str, Any]:
    days = row.get("later_days")
    return {**row, "later_days": "" if days is None else str(days), **_split("text", row["name"]),
            **_split("help", row.get("help"))}  # fmt: skip


def _show_criterion(row: Mapping[str, Any]) -> dict[str, Any]:
    scale = row.get("scale") or []
    joined = {tag: "\n".join(word.get(tag, "") for word in scale).rstrip() for tag in ("nb", "nn")}
    return {**row, "most": str(row["most"]), **_split("text", row["text"]), **_split("help", row.get("help")),
            **_split("scale", joined)}  # fmt: skip


_SHOWN = {
    "not_funded": lambda row: {**row, **_split("text", row["text"])},
    "conditions": lambda row: _split("text", row),
    "wanted": _show_wanted,
    "criteria": _show_criterion,
}
