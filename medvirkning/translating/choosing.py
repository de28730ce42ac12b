"""Who drafts nynorsk on this machine: Apertium where it is installed with the pair, else nobody."""

from pathlib import Path
from shutil import which

from medvirkning.surveys.machine_drafts import Translator
from medvirkning.translating.apertium import Apertium, speaks_nynorsk

EXTENSION = "translator"  # the app's name for whoever is asked


def translator() -> Translator | None:
    """Whom to ask; None where there is nobody, and everything is written by hand."""
    found = which("apertium")
    return Apertium(Path(found)) if found and speaks_nynorsk(Path(found)) else None
