"""Both written languages, always: complete, current, not fuzzy, with the same placeholders, and good Norwegian."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from medvirkning.cli.translations import catalogue, path_of, template

ROOT = Path(__file__).resolve().parent.parent.parent
LINT = ROOT.parent / "shared" / "tools" / "lint_language.py"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")

both = pytest.mark.parametrize("language", ["nb", "nn"])


def keys(catalog: object) -> set[tuple[str, str | None]]:
    return {(m.id[0] if isinstance(m.id, tuple | list) else m.id, m.context) for m in catalog if m.id}  # type: ignore[attr-defined]


@both
def test_catalogue_is_current(language: str) -> None:
    source, translated = keys(template()), keys(catalogue(language))
    assert source - translated == set(), "run `make translations`"
    assert translated - source == set(), "run `make translations`"


@both
def test_catalogue_is_complete(language: str) -> None:
    for message in catalogue(language):
        if not message.id:
            continue
        strings = [message.string] if isinstance(message.string, str) else list(message.string or [""])
        assert all(strings), f"no {language} for {message.id!r}"
        assert not message.fuzzy


@both
def test_placeholders_are_the_same(language: str) -> None:
    for message in catalogue(language):
        if not message.id:
            continue
        source = message.id if isinstance(message.id, str) else " ".join(message.id)
        strings = [message.string] if isinstance(message.string, str) else list(message.string)
        wanted = set(PLACEHOLDER.findall(source))
        for text in strings:
            assert set(PLACEHOLDER.findall(text)) <= wanted, f"{language}: {text!r}"
        if isinstance(message.id, str):
            assert set(PLACEHOLDER.findall(strings[0])) == wanted, f"{language}: {strings[0]!r}"


@both
def test_language_is_good(language: str) -> None:
    if not LINT.exists():
        pytest.fail(f"the language lint is not at {LINT}")
    known = Path(__file__).with_name(f"known_words_{language}.txt")
    run = subprocess.run(
        [sys.executable, str(LINT), language, str(path_of(language)), "--words", str(known)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_nynorsk_is_not_bokmaal() -> None:
    """Long sentences that are the same in both are a sign that one was forgotten."""
    nb = {m.id: m.string for m in catalogue("nb") if m.id}
    same = [m.string for m in catalogue("nn") if m.id and m.string == nb.get(m.id) and isinstance(m.string, str)]
    assert not [text for text in same if len(text.split()) > 6]
