"""Words for grants."""

from enum import StrEnum

from flask_babel.speaklater import LazyString

GRANT_LABELS: list[tuple[StrEnum, LazyString]] = []
