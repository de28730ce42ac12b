"""The words people read for the words of the code: every enum member and every objection has one."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from flask_babel import format_date, format_decimal, get_locale
from flask_babel.speaklater import LazyString

from medvirkning.kernel.kroner import show
from medvirkning.kernel.localized import Localized
from medvirkning.web.labels.appeals import APPEAL_LABELS
from medvirkning.web.labels.applicants import APPLICANT_LABELS
from medvirkning.web.labels.caravan import CARAVAN_LABELS
from medvirkning.web.labels.contributions import CONTRIBUTION_LABELS
from medvirkning.web.labels.follow_up import FOLLOW_UP_LABELS
from medvirkning.web.labels.grants import GRANT_LABELS
from medvirkning.web.labels.letters import LETTER_LABELS
from medvirkning.web.labels.library import LIBRARY_LABELS
from medvirkning.web.labels.numbers import NUMBER_LABELS
from medvirkning.web.labels.paper import PAPER_LABELS
from medvirkning.web.labels.programmes import PROGRAMME_LABELS
from medvirkning.web.labels.questionnaires import QUESTIONNAIRE_LABELS
from medvirkning.web.labels.review import REVIEW_LABELS
from medvirkning.web.labels.schemes import SCHEME_LABELS
from medvirkning.web.labels.stops import STOP_LABELS
from medvirkning.web.labels.survey_faults import SURVEY_FAULT_LABELS
from medvirkning.web.labels.surveys import SURVEY_LABELS
from medvirkning.web.labels.xlsform import XLSFORM_LABELS

LABELS: dict[Any, LazyString] = {}
_GRANTS = (GRANT_LABELS, SCHEME_LABELS, APPLICANT_LABELS, REVIEW_LABELS, LETTER_LABELS, FOLLOW_UP_LABELS,
           APPEAL_LABELS, LIBRARY_LABELS)  # fmt: skip
_SURVEYS = (SURVEY_LABELS, SURVEY_FAULT_LABELS, QUESTIONNAIRE_LABELS, PAPER_LABELS, XLSFORM_LABELS)
for _labels in (
    NUMBER_LABELS, PROGRAMME_LABELS, CONTRIBUTION_LABELS, CARAVAN_LABELS, STOP_LABELS, *_SURVEYS, *_GRANTS
):  # fmt: skip
    # Members of different enums may be equal strings, so the enum is part of the key.
    LABELS.update({(type(_member), _member): _text for _member, _text in _labels})


def label(member: StrEnum) -> str:
    """What a person reads for this word, in the page's language."""
    return str(LABELS[type(member), member])


def sentence(code: str, facts: Mapping[str, Any]) -> str:
    """An objection's sentence with its facts put in: numbers and dates as people write them."""
    text = str(LABELS[type(code), code])
    return text % {name: _shown(value) for name, value in facts.items()} if facts else text


class _Number(int):
    """A number that shows as `18 000` in a sentence's `%s`."""

    def __str__(self) -> str:
        return show(int(self))


def _shown(value: Any) -> Any:
    if isinstance(value, Localized):
        return value.text(str(get_locale() or "nb"))
    if isinstance(value, int) and not isinstance(value, bool):
        return _Number(value)
    if isinstance(value, Decimal):
        return format_decimal(value)
    return format_date(value, "d.\N{NO-BREAK SPACE}MMMM y") if isinstance(value, date) else value
