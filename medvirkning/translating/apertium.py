"""Apertium (apertium.org, Debian's `apertium-nno-nob`): free software that drafts nynorsk from bokmål.

All texts go in one call, since starting takes most of the time (some 0.4 s). They go as paragraphs of HTML, which
Apertium keeps as they are, so that each draft is known again by its place.
"""

import re
import subprocess
from collections.abc import Sequence
from html import escape, unescape
from pathlib import Path

import structlog

MODE = "nob-nno_e"  # with the a-infinitive's sister, e: å skrive, å lese
PATIENCE = 20  # seconds
PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)

log = structlog.get_logger()


class Apertium:
    """The program at this path. What it can't do, it says by None."""

    def __init__(self, program: Path) -> None:
        self.program = program

    def nynorsk(self, texts: Sequence[str]) -> list[str] | None:
        """A draft of each text; None when the program fails, is too slow, or gives back another number of them."""
        told = "\n".join(f"<p>{escape(' '.join(text.split()), quote=False)}</p>" for text in texts)
        try:
            done = subprocess.run(  # noqa: S603  (a path found by us, and no shell)
                [str(self.program), "-f", "html", "-u", MODE],
                input=told, capture_output=True, text=True, timeout=PATIENCE, check=True,
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError) as fault:
            log.warning("apertium", fault=type(fault).__name__)
            return None
        drafts = [unescape(one).strip() for one in PARAGRAPH.findall(done.stdout)]
        return drafts if len(drafts) == len(texts) and all(drafts) else None


def speaks_nynorsk(program: Path) -> bool:
    """Whether the program has the pair that is needed."""
    try:
        known = subprocess.run([str(program), "-l"], capture_output=True, text=True, timeout=PATIENCE, check=False)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return False
    return MODE in known.stdout.split()
