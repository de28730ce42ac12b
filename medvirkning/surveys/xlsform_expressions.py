"""The part of XPath that XLSForms use in conditions and constraints: read into a small tree, and literals written.

`and`, `or`, `not(…)`, comparisons, parentheses, numbers, quoted text, `${name}` for a question, `.` for the answer
itself, and calls of functions by name. What each function means is for the reader of the tree to know.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

MOST_CHARACTERS = 4_000
DEEPEST = 40  # levels of parentheses and calls

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<name>\$\{\s*[^\s{}]+\s*\})
  | (?P<text>'[^']*'|"[^"]*")
  | (?P<number>\d+(?:\.\d*)?|\.\d+)
  | (?P<word>[A-Za-z_][A-Za-z0-9_:.-]*)
  | (?P<sign>!=|<=|>=|[=<>(),.-])
)""",
    re.VERBOSE,
)


class NotUnderstood(ValueError):
    """The expression is outside the part that is read here."""


@dataclass(frozen=True)
class Name:
    """The answer to another question."""

    name: str


@dataclass(frozen=True)
class Self:
    """The answer to the question that the expression stands at."""


@dataclass(frozen=True)
class Text:
    """A quoted text."""

    text: str


@dataclass(frozen=True)
class Number:
    """A number as it was written, with its sign."""

    number: str


@dataclass(frozen=True)
class Call:
    """A function with what it is called with."""

    function: str
    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Compared:
    """Two things with one of = != < <= > >= between them."""

    sign: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True)
class Both:
    """Parts that must all hold: at least two."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Either:
    """Parts of which one must hold: at least two."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Not:
    """What must not hold."""

    part: "Node"


Node = Name | Self | Text | Number | Call | Compared | Both | Either | Not
MIRRORED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


def read_expression(written: str) -> Node:
    """The expression as a tree, comparisons with the literal on the right. Raises NotUnderstood."""
    if len(written) > MOST_CHARACTERS:
        raise NotUnderstood
    return _Reader(written).whole()


def quoted(text: str) -> str:
    """The text as XPath writes it. It has no escapes: one with both kinds of quotes is put together of parts."""
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text:
        return f'"{text}"'
    parts = [f"'{part}'" for part in text.split("'")]
    return "concat(" + ', "\'", '.join(parts) + ")"


class _Reader:
    def __init__(self, written: str) -> None:
        self.tokens = _tokens(written.rstrip())
        self.at = 0
        self.depth = 0

    def whole(self) -> Node:
        node = self.either()
        if self.at != len(self.tokens):
            raise NotUnderstood
        return node

    def either(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise NotUnderstood
        parts = self._parts("or", lambda: self._joined("and", self.compared, Both))
        self.depth -= 1
        return parts[0] if len(parts) == 1 else Either(parts)

    def _joined(self, word: str, read: Callable[[], Node], made: type[Both]) -> Node:
        parts = self._parts(word, read)
        return parts[0] if len(parts) == 1 else made(parts)

    def _parts(self, word: str, read: Callable[[], Node]) -> tuple[Node, ...]:
        parts = [read()]
        while self.next_is("word", word):
            self.at += 1
            parts.append(read())
        return tuple(parts)

    def compared(self) -> Node:
        left = self.single()
        kind, sign = self._peek()
        if kind != "sign" or sign not in MIRRORED:
            return left
        self.at += 1
        right = self.single()
        if isinstance(left, Text | Number) and not isinstance(right, Text | Number):
            return Compared(MIRRORED[sign], right, left)
        return Compared(sign, left, right)

    def single(self) -> Node:
        kind, found = self._peek()
        self.at += 1
        if kind == "name":
            return Name(found[2:-1].strip())
        if kind == "text":
            return Text(found[1:-1])
        if kind == "number":
            return Number(found)
        if kind == "word":
            return self.call(found)
        if found == ".":
            return Self()
        if found == "-" and self._peek()[0] == "number":
            self.at += 1
            return Number(f"-{self.tokens[self.at - 1][1]}")
        if found == "(":
            node = self.either()
            self.expect(")")
            return node
        raise NotUnderstood

    def call(self, function: str) -> Node:
        self.expect("(")
        parts: list[Node] = []
        if not self.next_is("sign", ")"):
            parts.append(self.either())
            while self.next_is("sign", ","):
                self.at += 1
                parts.append(self.either())
        self.expect(")")
        if function == "not" and len(parts) == 1:
            return Not(parts[0])
        if function == "concat" and parts and all(isinstance(part, Text) for part in parts):
            return Text("".join(part.text for part in parts if isinstance(part, Text)))
        return Call(function, tuple(parts))

    def expect(self, sign: str) -> None:
        if not self.next_is("sign", sign):
            raise NotUnderstood
        self.at += 1

    def next_is(self, kind: str, found: str) -> bool:
        return self._peek() == (kind, found)

    def _peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")


def _tokens(written: str) -> list[tuple[str, str]]:
    found, at = [], 0
    while at < len(written):
        match = _TOKEN.match(written, at)
        if match is None or match.lastgroup is None:
            raise NotUnderstood
        found.append((match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return found
