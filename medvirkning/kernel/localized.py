"""A text in several languages, and the truth about which language the reader gets.

Languages are BCP 47 tags in their usual spelling: `nb`, `nn`, `en`, `so`, `zh-Hant`, `pt-BR`. `no` is refused, since
it does not say which of the two it is. A text that nobody has written is left out, never stored empty.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")

# Where to look when the reader's own language is missing, in this order.
NEAREST = {"no": ("nb", "nn"), "nb": ("nn",), "nn": ("nb",), "da": ("nb", "nn"), "sv": ("nb", "nn")}
LAST_RESORT = ("nb", "nn", "en")

_RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"}
_SCRIPTS = {"Arab": "rtl", "Hebr": "rtl", "Syrc": "rtl", "Thaa": "rtl", "Latn": "ltr", "Cyrl": "ltr"}


def direction(language: str) -> str:
    """`rtl` or `ltr`: which way a language is written, by its script where the tag names one."""
    base, *more = language.split("-")
    return next((_SCRIPTS[part] for part in more if part in _SCRIPTS), "rtl" if base in _RIGHT_TO_LEFT else "ltr")


class Localized:
    """Texts by language. Equal when all texts are, false when there are none; cannot be changed."""

    __slots__ = ("_texts",)

    _texts: Mapping[str, str]

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Take texts by language tag. Raises ValueError for what is no tag and for an empty text."""
        for language, text in texts.items():
            if not isinstance(language, str) or not TAG.fullmatch(language) or language == "no":
                raise ValueError(f"not a language: {language!r}")
            if not isinstance(text, str) or not text.strip():
                raise ValueError(f"no text in {language}")
        object.__setattr__(self, "_texts", MappingProxyType(dict(sorted(texts.items(), key=_norwegian_first))))

    @classmethod
    def written(cls, texts: Mapping[str, str | None]) -> "Localized":
        """What was written in a form's fields: trimmed, with the blank ones left out."""
        return cls({language: text.strip() for language, text in texts.items() if text and text.strip()})

    @classmethod
    def from_json(cls, stored: Mapping[str, str] | None) -> "Localized":
        """The text that `to_json` gave; empty from None. Raises ValueError for anything else."""
        if stored is not None and not isinstance(stored, Mapping):
            raise ValueError("not texts by language")
        return cls(stored or {})

    def to_json(self) -> dict[str, str]:
        """The texts by language, ready for a JSON column."""
        return dict(self._texts)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is written in: nb, nn and en first."""
        return tuple(self._texts)

    def best(self, language: str) -> tuple[str, str]:
        """The text for a reader of this language, and the language it is really in (for `lang`).

        Falls back to the same language without region or script, the nearest relative, bokmål, nynorsk, English,
        then whatever there is. An empty text in the language asked for when nothing is written at all.
        """
        base = language.partition("-")[0]
        for candidate in (language, base, *NEAREST.get(base, ()), *LAST_RESORT, *self._texts):
            if candidate in self._texts:
                return self._texts[candidate], candidate
        return "", language

    def text(self, language: str) -> str:
        """The text for a reader of this language, whatever language that turns out to be."""
        return self.best(language)[0]

    def missing(self, languages: Iterable[str]) -> list[str]:
        """Those of the languages it is not written in, in the order given."""
        return [language for language in languages if language not in self._texts]

    def __bool__(self) -> bool:
        return bool(self._texts)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._texts.items())

    def __eq__(self, other: object) -> bool:
        return self._texts == other._texts if isinstance(other, Localized) else NotImplemented

    def __hash__(self) -> int:
        return hash(frozenset(self._texts.items()))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a localized text cannot be changed; make a new one")

    def __reduce__(self) -> tuple[type["Localized"], tuple[dict[str, str]]]:
        return Localized, (self.to_json(),)

    def __repr__(self) -> str:
        return f"Localized({dict(self._texts)!r})"


def _norwegian_first(item: tuple[str, str]) -> tuple[int, str]:
    language = item[0]
    return (LAST_RESORT.index(language) if language in LAST_RESORT else len(LAST_RESORT), language)
