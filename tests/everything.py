"""`make test`: the checks of the code, the tests on SQLite and on PostgreSQL, the language, and the browser.

Goes on after a failure, so that one run tells all that is wrong; ends with what failed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.chromium import ChromiumMissing, find_or_fetch
from tests.dictionaries import find_or_install
from tests.statements import left_out

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CORES = str(os.cpu_count() or 1)


def steps(notes: Path) -> list[tuple[str, list[str]]]:
    """What is run, in the order that tells most soonest."""
    pytest = [sys.executable, "-m", "pytest"]
    parallel = [*pytest, "-n", CORES, "--dist", "loadfile", "--no-loadscope-reorder"]  # some files make a world once
    noting = [f"--statements={notes}"]  # in one word: pytest would take a path by itself for a place of tests
    return [
        ("ruff", [str(BIN / "ruff"), "check", "."]),
        ("ruff format", [str(BIN / "ruff"), "format", "--check", "."]),
        ("mypy", [str(BIN / "mypy")]),
        ("import contracts", [str(BIN / "lint-imports")]),
        ("djlint", [str(BIN / "djlint"), "--quiet", "--lint", "templates"]),
        ("tests on SQLite", [*parallel, *noting, "--ignore=tests/browser", "--ignore=tests/journeys"]),
        ("tests on PostgreSQL", [*parallel, *noting, "--postgres", "tests/actions", "tests/web"]),
        ("browser tests", [*pytest, "-n", CORES, "--maxschedchunk", "1", "tests/browser", "tests/journeys"]),
    ]


def main() -> int:
    """Run all; the exit status is the number of steps that failed."""
    os.chdir(ROOT)
    try:
        os.environ["MEDVIRKNING_TEST_CHROMIUM"] = find_or_fetch()
    except ChromiumMissing as missing:
        print(missing, file=sys.stderr)
        return 1
    find_or_install()
    failed = []
    notes = Path(tempfile.mkdtemp(prefix="medvirkning-test-"))
    for name, command in steps(notes):
        began = time.monotonic()
        print(f"— {name}", flush=True)
        if "--postgres" in command:
            print(f"  without {len(left_out(notes))} tests whose every statement others send", flush=True)
        if subprocess.run(command, check=False).returncode:
            failed.append(name)
        print(f"  {time.monotonic() - began:.0f} s", flush=True)
    shutil.rmtree(notes, ignore_errors=True)
    shutil.rmtree(ROOT / ".import_linter_cache", ignore_errors=True)
    print(f"Failed: {', '.join(failed)}" if failed else "All is well.")
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
