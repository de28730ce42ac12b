"""Words for contributions."""

from enum import StrEnum

from flask_babel.speaklater import LazyString

CONTRIBUTION_LABELS: list[tuple[StrEnum, LazyString]] = []
