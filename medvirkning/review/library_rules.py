"""Where ready texts fit: in which field of a decision, with which answer, and in which language. Pure."""

from collections.abc import Mapping
from types import MappingProxyType

from medvirkning.kernel.errors import Objection
from medvirkning.kernel.localized import Localized
from medvirkning.kernel.plain_text import blank
from medvirkning.review.library_words import LibraryWord, TextKind
from medvirkning.review.words import Outcome

FIELD: Mapping[TextKind, str] = MappingProxyType(
    {
        TextKind.GENERAL: "reasons",
        TextKind.PARTLY: "cut_reasons",
        TextKind.REFUSED: "reasons",
        TextKind.DISMISSED: "reasons",
        TextKind.CONDITION: "conditions",
    }
)
OUTCOMES: Mapping[TextKind, frozenset[Outcome]] = MappingProxyType(
    {
        TextKind.GENERAL: frozenset(Outcome),
        TextKind.PARTLY: frozenset({Outcome.PARTLY}),
        TextKind.REFUSED: frozenset({Outcome.REFUSED}),
        TextKind.DISMISSED: frozenset({Outcome.DISMISSED}),
        TextKind.CONDITION: frozenset({Outcome.GRANTED, Outcome.PARTLY}),
    }
)


def may_keep(name: str, text: Localized) -> list[Objection]:
    """A ready text has a name, and is written in one of the languages at least."""
    found = []
    if blank(name):
        found.append(Objection(LibraryWord.NAME_MISSING))
    if not text:
        found.append(Objection(LibraryWord.TEXT_MISSING))
    return found


def may_insert(
    kind: TextKind, text: Localized, *, retired: bool, outcome: Outcome | None, language: str
) -> list[Objection]:
    """A text in use goes where it belongs, in the letter's own language and no other."""
    found = []
    if retired:
        found.append(Objection(LibraryWord.IS_RETIRED))
    if outcome is None and OUTCOMES[kind] != frozenset(Outcome):
        found.append(Objection(LibraryWord.OUTCOME_FIRST))
    if outcome is not None and outcome not in OUTCOMES[kind]:
        found.append(Objection(LibraryWord.DOES_NOT_FIT))
    if text.missing([language]):
        found.append(Objection(LibraryWord.NOT_IN_LANGUAGE, "reasons_content"))
    return found


def put_in(written: str, text: str, kind: TextKind) -> str:
    """What was written, with the text after it: a paragraph of its own, or for a condition a line of its own.

    A text that is there already is not put there twice.
    """
    if kind is TextKind.CONDITION:
        line = " ".join(text.split())
        lines = [each.strip() for each in written.splitlines() if each.strip()]
        return "\n".join(lines if line in lines else [*lines, line])
    before, added = written.replace("\r\n", "\n").rstrip(), text.replace("\r\n", "\n").strip()
    if added in before:
        return before
    return f"{before}\n\n{added}" if before else added


def fits_in(whole: str, *, most: int) -> list[Objection]:
    """What is written, with the text put in, has no more characters than its field keeps."""
    return [Objection(LibraryWord.TOO_LONG, None, most=most)] if len(whole) > most else []
