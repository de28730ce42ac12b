"""What both databases can be asked to do, though each has its own way: SQLite is taught what it lacks."""

import hashlib
from typing import Any

from sqlalchemy import ColumnElement, Uuid, cast, func, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import String


class folded(GenericFunction[str]):
    """A text in small letters, for searching: also Ø and other letters that are not in ASCII."""

    type = String()
    inherit_cache = True
    name = "lower"


@compiles(folded, "sqlite")
def _folded(element: Any, compiler: Any, **how: Any) -> str:
    return f"folded({compiler.process(element.clauses, **how)})"


def mixed(key: ColumnElement[Any], about: str) -> ColumnElement[str]:
    """Something to put rows in order by: as good as random, always the same, and another for each `about`.

    Who sees the rows in two such orders can't tell which are the same.
    """
    as_text = cast(key, String) if isinstance(key.type, Uuid) else key
    return func.md5(as_text + literal(f":{about}"))


def teach(connection: Any) -> None:
    """Give SQLite the functions it lacks, on a fresh connection."""
    connection.create_function("folded", 1, _lower, deterministic=True)
    connection.create_function("md5", 1, _md5, deterministic=True)


def _lower(text: str | None) -> str | None:
    return None if text is None else text.lower()


def _md5(text: str | None) -> str | None:
    return None if text is None else hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
