"""The glossary decides what things are called: each name it gives for the code is there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.test_code import PACKAGE, ROOT, ours

GLOSSARY = ROOT / "docs" / "glossary.md"


def rows() -> list[list[str]]:
    lines = [line for line in GLOSSARY.read_text("utf-8").splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def coded() -> list[str]:
    return [name for row in rows() for name in re.findall(r"`([^`]+)`", row[2])]


def _named(tree: ast.AST, inside: str = "") -> Iterator[str]:
    """Every name that is made in a file: `Class`, `Class.member`, `function`, `column`."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name
            yield from _named(node, node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name):
                    yield target.id
                    yield f"{inside}.{target.id}"


def names() -> set[str]:
    files: list[Path] = [path for path in ours(".py") if PACKAGE in path.parents]
    return {name for path in files for name in _named(ast.parse(path.read_text("utf-8")))}


def test_each_name_in_the_glossary_is_in_the_code() -> None:
    assert len(coded()) > 20
    assert set(coded()) - names() == set()


@pytest.mark.parametrize("column", [0, 1])
def test_each_word_stands_once(column: int) -> None:
    words = [row[column] for row in rows()]
    assert len(words) == len(set(words))
