"""What a page of settings can ask: one line of the table for each question."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from medvirkning.grants.words import ApplicationWord
from medvirkning.web.labels.lookup import LABELS

WARNS = [
    (ApplicationWord.NOT_IN_REGISTER.value, _l("Not in the register of voluntary organisations")),
    (ApplicationWord.OWN_SHARE_TOO_SMALL.value, _l("Too small an own share")),
    (ApplicationWord.SHARE_TOO_LARGE.value, _l("Too large a share of the cost")),
    (ApplicationWord.FEES_TOO_LARGE.value, _l("Too much goes to fees")),
    (ApplicationWord.TOO_MUCH_THIS_YEAR.value, _l("More than the ceiling for a year")),
    (ApplicationWord.TOO_MUCH_OVER_YEARS.value, _l("More than the ceiling for several years")),
    (ApplicationWord.OUTSIDE_AREA.value, _l("A place the scheme does not cover")),
    (ApplicationWord.OPERATOR_MISSING.value, _l("Not said who runs it")),
    (ApplicationWord.MAINTAINER_MISSING.value, _l("Not said who looks after it")),
    (ApplicationWord.TOO_MUCH_AID.value, _l("A business has had too much support")),
]


class Kind(StrEnum):
    """How a setting is written."""

    LINE = "line"  # in both languages
    LINES = "lines"  # the same, with room
    WORD = "word"  # in no language: a name, an address
    NOTE = "note"
    NUMBER = "number"
    KRONER = "kroner"
    DAY = "day"
    CHOICE = "choice"
    SEVERAL = "several"
    FLAG = "flag"
    ROWS = "rows"


@dataclass(frozen=True)
class Asked:
    """One setting by its name in the description of a scheme, and the words around it."""

    name: str
    kind: Kind
    label: Any
    hint: Any = ""
    suffix: Any = ""  # the unit of a number
    add: Any = ""  # the button that makes one more row
    choices: Sequence[tuple[str, Any]] = ()
    optional: bool = False

    @property
    def localized(self) -> bool:
        """Whether it is written in both languages."""
        return self.kind in (Kind.LINE, Kind.LINES)


@dataclass(frozen=True)
class Group:
    """Settings that belong together, on a page of their own."""

    slug: str
    title: Any
    text: Any
    asked: tuple[Asked, ...] = field(default=())

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its settings."""
        return tuple(one.name for one in self.asked)


def words_of(words: type[StrEnum]) -> list[tuple[str, Any]]:
    """An enum as choices, worded when the page is shown."""
    return [(member.value, LABELS[words, member]) for member in words]
