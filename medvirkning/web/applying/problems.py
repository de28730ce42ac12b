"""From the rules' objections to messages at fields, with amounts as people read them."""

from collections.abc import Iterable
from typing import Any

from medvirkning.grants.words import ApplicationWord
from medvirkning.kernel import kroner
from medvirkning.kernel.errors import Objection
from medvirkning.web.forms import Form
from medvirkning.web.labels.lookup import sentence

IN_KRONER = frozenset({"least", "asked", "most", "needed", "own", "fees"})
NOT_MONEY = frozenset(
    {
        ApplicationWord.TOO_LONG,
        ApplicationWord.TOO_MANY_LINES,
        ApplicationWord.TOO_MANY_FILES,
        ApplicationWord.FILE_TOO_LARGE,
    }
)


def told(objection: Objection) -> str:
    """The objection in the reader's language."""
    facts: dict[str, Any] = dict(objection.facts)
    if objection.code not in NOT_MONEY:
        facts |= {
            key: kroner.show(value) for key, value in facts.items() if key in IN_KRONER and isinstance(value, int)
        }
    return sentence(objection.code, facts)


def show(form: Form, objections: Iterable[Objection]) -> None:
    """Put each objection at its field; those without one of their own stand in the summary."""
    for objection in objections:
        form.object_to(str(objection.facts.get("field", "")), told(objection))
