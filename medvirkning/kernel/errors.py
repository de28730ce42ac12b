"""What can go wrong, as values the counter can word.

Nothing here holds a sentence: an objection is a code and its facts, and the counter has the words in every language.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType


class Objection:
    """One thing that stands in the way: what it is, the law it rests on, and the facts its sentence needs.

    `code` is a word of an enum (or a plain str), `law` a key of the law table or None, and the facts whatever the
    sentence names: amounts in whole kroner, dates, counts. Equal when all three are equal; cannot be changed.
    """

    __slots__ = ("code", "facts", "law")

    code: str
    law: str | None
    facts: Mapping[str, object]

    def __init__(self, code: str, law: str | None = None, **facts: object) -> None:
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "law", law)
        object.__setattr__(self, "facts", MappingProxyType(facts))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"an objection cannot be changed: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"an objection cannot be changed: {name}")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Objection):
            return NotImplemented
        return (self.code, self.law, self.facts) == (other.code, other.law, other.facts)

    def __hash__(self) -> int:
        return hash((self.code, self.law, frozenset(self.facts)))

    def __repr__(self) -> str:
        facts = "".join(f", {name}={value!r}" for name, value in self.facts.items())
        return f"Objection({self.code!r}, law={self.law!r}{facts})"


class RuleBroken(Exception):
    """The rules said no. Carries every objection, at least one; nothing has been changed. A 422 page."""

    def __init__(self, objections: Iterable[Objection]) -> None:
        self.objections = tuple(objections)
        if not self.objections:
            raise ValueError("a broken rule without an objection")
        super().__init__(", ".join(str(objection.code) for objection in self.objections))


def refuse(objections: Iterable[Objection]) -> None:
    """Raise RuleBroken with all that stands in the way; nothing happens where nothing does."""
    if found := tuple(objections):
        raise RuleBroken(found)


class Refused(ValueError):
    """What somebody wrote or sent cannot be read as what it should be. Carries one objection for the field."""

    def __init__(self, code: str, **facts: object) -> None:
        self.objection = Objection(code, None, **facts)
        super().__init__(str(code))

    @property
    def code(self) -> str:
        """The objection's code, a word of the enum of the module that refused."""
        return self.objection.code

    @property
    def facts(self) -> Mapping[str, object]:
        """What the objection's sentence names."""
        return self.objection.facts


class NotThere(LookupError):
    """The thing does not exist, or is not this person's to know about: the two look alike. A 404 page."""


class Conflict(Exception):
    """It cannot be done to the thing as it now is: somebody was first, or the id holds something else. A 409 page."""


class Stale(Conflict):
    """The form was filled in from an older version of the row, which has changed since; nothing is overwritten."""
