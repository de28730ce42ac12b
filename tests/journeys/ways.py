"""The ways a journey is walked: in both languages, and with no scripts at all."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.browser.tab import DESKTOP, PHONE, Tab


@dataclass(frozen=True)
class Way:
    """How everybody on a journey reads, and whether their browsers run scripts."""

    language: str
    scripts: bool

    def phone(self, tab: Callable[..., Tab], person: str | None = None) -> Tab:
        """Somebody with a phone."""
        return tab(person, language=self.language, scripts=self.scripts, size=PHONE)

    def desk(self, tab: Callable[..., Tab], person: str) -> Tab:
        """Somebody at a desk."""
        return tab(person, language=self.language, scripts=self.scripts, size=DESKTOP)

    def __str__(self) -> str:
        return f"{self.language}{'' if self.scripts else ' without scripts'}"


WAYS = [Way("nb", True), Way("nn", True), Way("nb", False)]
every_way = pytest.mark.parametrize("way", WAYS, ids=str)
