"""No section of an act is named outside the table of laws: when an act takes effect, one date moves them all."""

import ast
import re
from pathlib import Path

import pytest

from medvirkning.cli.translations import catalogue, template
from tests.house.test_code import PACKAGE, ROOT, ours

# A sign of its own, or the word and a number, as «paragraf 6» or «section 6».
SECTION = re.compile(r"§|\bparagraf(?:en|ane|ene)? \d|\bsections? \d", re.IGNORECASE)
TABLE = PACKAGE / "kernel" / "laws.py"


def test_it_is_found_where_it_stands() -> None:
    assert SECTION.search(TABLE.read_text("utf-8"))
    assert SECTION.search("Etter paragraf 28 kan du klage")


def test_no_template_names_a_section() -> None:
    templates = [path for path in ours(".html", ".txt", ".typ") if ROOT / "templates" in path.parents]
    assert len(templates) > 50
    assert not [path for path in templates if SECTION.search(path.read_text("utf-8"))]


@pytest.mark.parametrize("language", ["source", "nb", "nn"])
def test_no_text_names_a_section(language: str) -> None:
    catalog = template() if language == "source" else catalogue(language)
    assert not [each.id for each in catalog if SECTION.search(str(each.id)) or SECTION.search(str(each.string))]


def test_no_code_writes_a_section() -> None:
    """Comments and docstrings may say where a rule comes from; values may not."""
    assert not [
        f"{path.relative_to(ROOT)}:{number}"
        for path in ours(".py")
        if PACKAGE in path.parents and path != TABLE
        for number, text in _values(path)
        if "§" in text
    ]


def test_no_data_names_a_section() -> None:
    assert not [path for path in ours(".json") if PACKAGE in path.parents and "§" in path.read_text("utf-8")]


def _values(path: Path) -> list[tuple[int, str]]:
    """Every text in the code that is not a docstring."""
    tree = ast.parse(path.read_text("utf-8"))
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    ]
