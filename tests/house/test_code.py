"""The house's own rules about its code, so that nobody has to remember them."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "medvirkning"
MOST_LINES = 250
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "services", "service", "managers", "manager"}
MADE_OR_TAKEN = ("static/vendor/", "static/build/", "tests/browser/vendor/", "medvirkning/migrations/versions/")
PUBLIC_FLOORS = ("actions", "queries", "rules", "lifecycle", "words", "models")


def ours(*endings: str) -> list[Path]:
    """The files under version control, or about to be, with these endings; vendored and generated ones aside."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return [
        ROOT / name
        for name in sorted(set(listed))
        if name.endswith(endings) and not name.startswith(MADE_OR_TAKEN) and (ROOT / name).exists()
    ]


def test_no_file_is_long() -> None:
    long = {str(p.relative_to(ROOT)): n for p in ours(".py", ".html", ".css", ".js", ".typ", ".txt")
            if p.name not in ("requirements.txt", "requirements-dev.txt")
            and (n := len(p.read_text("utf-8").splitlines())) > MOST_LINES}  # fmt: skip
    assert not long


def test_every_name_tells() -> None:
    vague = [p for p in ours(".py") if SAYS_NOTHING & {p.stem, *p.relative_to(ROOT).parts}]
    assert not vague


def test_init_files_are_empty() -> None:
    assert not [p for p in ours("__init__.py") if p.read_text("utf-8").strip()]


def test_only_the_database_module_commits() -> None:
    pattern = re.compile(r"\.(commit|rollback)\(")
    guilty = [
        p
        for p in ours(".py")
        if PACKAGE in p.parents and p.name != "database.py" and pattern.search(p.read_text("utf-8"))
    ]
    assert not guilty


def test_state_changes_only_by_step() -> None:
    guilty = []
    for path in ours(".py"):
        if PACKAGE not in path.parents or path == PACKAGE / "kernel" / "stateful.py" or "outbox" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            targets = (
                node.targets
                if isinstance(node, ast.Assign)
                else [node.target]
                if isinstance(node, ast.AugAssign)
                else []
            )
            guilty += [
                f"{path.name}:{node.lineno}" for t in targets if isinstance(t, ast.Attribute) and t.attr == "state"
            ]
    assert not guilty


def public_functions() -> list[tuple[Path, ast.FunctionDef | ast.ClassDef]]:
    found = []
    for path in ours(".py"):
        if PACKAGE not in path.parents or "versions" in path.parts:
            continue
        tree = ast.parse(path.read_text("utf-8"))
        found += [(path, n) for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef) and n.name[0] != "_"]
    return found


def test_what_is_public_is_explained() -> None:
    silent = [f"{p.relative_to(ROOT)}: {n.name}" for p, n in public_functions() if not ast.get_docstring(n)]
    assert not [name for name in silent if "migrations" not in name]


def test_every_file_says_what_it_is() -> None:
    silent = [
        p for p in ours(".py") if p.name != "__init__.py" and not ast.get_docstring(ast.parse(p.read_text("utf-8")))
    ]
    assert not silent


@pytest.mark.parametrize("word", ["TODO", "FIXME", "XXX", "NotImplementedError"])
def test_nothing_is_left_for_later(word: str) -> None:
    here = Path(__file__)
    assert not [p for p in ours(".py", ".html", ".css", ".js") if p != here and word in p.read_text("utf-8")]


def test_templates_have_nothing_inline() -> None:
    inline = re.compile(r'\sstyle="|<style|<script(?![^>]*\bsrc=)|\son[a-z]+="|javascript:')
    assert not [p for p in ours(".html") if inline.search(p.read_text("utf-8"))]


def test_lock_files_name_no_index() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text("utf-8")
        assert not re.search(r"index-url|find-links|https?://", text)
        assert len(re.findall(r"^[a-z]", text, re.M)) == len(re.findall(r"^[a-z][^\n]*\\$", text, re.M)), (
            "a line without a hash"
        )
