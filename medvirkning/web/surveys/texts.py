"""Texts in all the languages of a survey, as fields side by side: `text_nb`, `text_nn`, `text_ar` …"""

from collections.abc import Iterable, Mapping
from typing import Any

from medvirkning.kernel.localized import Localized
from medvirkning.surveys.questionnaire import NOTHING
from medvirkning.web.fields import long_text, text

LINE, PARAGRAPH = 500, 2000


def text_fields(name: str, label: Any, languages: Iterable[str], *, long: bool = False) -> dict[str, Any]:
    """A field for each language."""
    if long:
        return {f"{name}_{tag}": long_text(label, most=PARAGRAPH) for tag in languages}
    return {f"{name}_{tag}": text(label, most=LINE) for tag in languages}


def shown_texts(name: str, told: Localized, languages: Iterable[str]) -> dict[str, str]:
    """What the fields hold for a text."""
    texts = told.to_json()
    return {f"{name}_{tag}": texts.get(tag, "") for tag in languages}


def written_text(
    data: Mapping[str, Any], name: str, languages: Iterable[str], before: Localized = NOTHING
) -> Localized:
    """What was written. Languages that the page does not show stay as they were."""
    written = {tag: data.get(f"{name}_{tag}") for tag in languages}
    return Localized.written({**{tag: text for tag, text in before if tag not in written}, **written})
