"""Words for review."""

from enum import StrEnum

from flask_babel.speaklater import LazyString

REVIEW_LABELS: list[tuple[StrEnum, LazyString]] = []
