"""The words people read for the words of the code: every enum member and every objection has one."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask_babel.speaklater import LazyString

from medvirkning.web.labels.contributions import CONTRIBUTION_LABELS
from medvirkning.web.labels.grants import GRANT_LABELS
from medvirkning.web.labels.numbers import NUMBER_LABELS
from medvirkning.web.labels.programmes import PROGRAMME_LABELS
from medvirkning.web.labels.review import REVIEW_LABELS

LABELS: dict[Any, LazyString] = {}
for _labels in (NUMBER_LABELS, PROGRAMME_LABELS, CONTRIBUTION_LABELS, GRANT_LABELS, REVIEW_LABELS):
    # Members of different enums may be equal strings, so the enum is part of the key.
    LABELS.update({(type(_member), _member): _text for _member, _text in _labels})


def label(member: StrEnum) -> str:
    """What a person reads for this word, in the page's language."""
    return str(LABELS[type(member), member])


def sentence(code: str, facts: Mapping[str, Any]) -> str:
    """An objection's sentence with its facts put in."""
    text = str(LABELS[type(code), code])
    return text % facts if facts else text
