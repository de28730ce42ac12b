"""What stands in an opened envelope, read strictly: whoever has a tablet in hand could write anything into one.

The answers to a survey come as the fields of its questions were filled in, and are read by `surveys.answers` like any
form. Who said it is nowhere; the day is what the tablet's clock says.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from medvirkning.caravan.words import ItemKind
from medvirkning.contributions.words import ContributionKind

MOST_BYTES = 200_000  # of what is written; photos travel apart
MOST_PHOTOS = 40
MOST_FIELDS = 2_000
MOST_VERSIONS = 100_000  # of a survey's questions
MOST_NAME = 200  # characters of a key, a code or a language's name
_SHORT = re.compile(r"[^\x00-\x1f]{0,200}")


class Unreadable(ValueError):
    """What was in the envelope is of no form we know."""


@dataclass(frozen=True)
class PhotoNamed:
    """A photo that belongs to what was said; `question` is the key of the survey's question, "" for a contribution.

    `digest`, the SHA-256 of the JPEG itself, is what only they know who have seen it: a photo's id and its envelope
    lie on the tablet until they are sent, and whoever has them there could name them as their own.
    """

    id: UUID
    question: str
    digest: str


@dataclass(frozen=True)
class Helped:
    """That somebody wrote for the person, who spoke this language, heard it read back and agreed."""

    spoken: str


@dataclass(frozen=True)
class ContributionSaid:
    """What somebody wants changed. `zone` is a zone's code and `theme` a theme's id, or ""."""

    kind: str
    text: str
    zone: str
    whole_area: bool
    place: str
    theme: str = ""

    @property
    def chosen_kind(self) -> ContributionKind:
        """The kind that was chosen; left unsaid where that is no kind we know."""
        return next((kind for kind in ContributionKind if kind.value == self.kind), ContributionKind.UNSAID)


@dataclass(frozen=True)
class AnswersSaid:
    """Answers to a version of a survey: question key → field → values, as they were filled in."""

    survey_id: UUID
    version: int
    fields: Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True)
class Said:
    """One person's turn at a tablet. `form` is the id that receipt codes are made of."""

    form: UUID
    shift_id: UUID
    package: str
    language: str
    day: date
    helped: Helped | None
    photos: tuple[PhotoNamed, ...]
    what: ContributionSaid | AnswersSaid

    @property
    def kind(self) -> ItemKind:
        """What sort of thing it is."""
        return ItemKind.CONTRIBUTION if isinstance(self.what, ContributionSaid) else ItemKind.ANSWERS


def read_said(content: bytes) -> Said:
    """What was said, from the envelope's content. Raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable("too much")
    try:
        told = json.loads(content)
        kind = ItemKind(told["kind"])
        photos = tuple(_photo(one) for one in _list(told["photos"]))
        if len(photos) > MOST_PHOTOS or len({one.id for one in photos}) != len(photos):
            raise Unreadable("photos")
        return Said(
            form=UUID(told["form"]),
            shift_id=UUID(told["shift"]),
            package=_short(told["package"]),
            language=_short(told["language"]),
            day=date.fromisoformat(told["day"]),
            helped=_helped(told.get("helped")),
            photos=photos,
            what=_contribution(told) if kind is ItemKind.CONTRIBUTION else _answers(told),
        )
    except Unreadable:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise Unreadable("not of this form") from fault


def _photo(told: Any) -> PhotoNamed:
    return PhotoNamed(UUID(told["id"]), _short(told.get("question", "")), _short(told["digest"]))


def _contribution(told: Any) -> ContributionSaid:
    whole = told.get("whole_area", False)
    if not isinstance(whole, bool):
        raise Unreadable("whole_area")
    return ContributionSaid(
        kind=_short(told["what"]),
        text=_text(told["text"]),
        zone=_short(told.get("zone", "")),
        whole_area=whole,
        place=_short(told.get("place", "")),
        theme=_short(told.get("theme", "")),
    )


def _answers(told: Any) -> AnswersSaid:
    version = told["version"]
    if type(version) is not int or not 0 < version <= MOST_VERSIONS:
        raise Unreadable("version")
    fields = {
        _short(question): {_short(name): tuple(_text(one) for one in _list(values)) for name, values in given.items()}
        for question, given in told["answers"].items()
    }
    if sum(len(values) for given in fields.values() for values in given.values()) > MOST_FIELDS:
        raise Unreadable("fields")
    return AnswersSaid(UUID(told["survey"]), version, fields)


def _helped(told: Any) -> Helped | None:
    """None where nobody wrote for the person. Nobody is written for who hasn't agreed and heard it read back."""
    if told is None:
        return None
    if told["agreed"] is not True or told["read_back"] is not True or not _short(told["spoken"]).strip():
        raise Unreadable("helped")
    return Helped(_short(told["spoken"]).strip()[:60])


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise Unreadable("no list")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Unreadable("no text")
    value.encode("utf-8")  # halves of a pair can't be stored: UnicodeEncodeError is a ValueError
    return value.replace("\x00", "")


def _short(value: Any) -> str:
    if not _SHORT.fullmatch(_text(value)):
        raise Unreadable("too long, or no plain text")
    return str(value)
