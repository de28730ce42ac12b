"""What is asked of whoever makes a survey."""

from collections.abc import Iterable
from typing import Any

import wtforms
from flask_babel import lazy_gettext as _l

from medvirkning.kernel.localized import Localized
from medvirkning.surveys.survey_words import SurveyFault as Fault
from medvirkning.web.fields import long_text, text
from medvirkning.web.filters import own_first
from medvirkning.web.forms import Form

AT_FIELD: dict[Any, str] = {
    Fault.NOT_AN_ADDRESS: "slug",
    Fault.ADDRESS_TAKEN: "slug",
    Fault.ADDRESS_KEPT: "slug",
    Fault.NO_LANGUAGE: "languages",
    Fault.MINUTES: "minutes",
    Fault.SMALL: "small",
    Fault.SMALL_LOWERED: "small",
    Fault.ANONYMITY_KEPT: "anonymity",
    Fault.CLOSES_BEFORE_OPENING: "closes_on",
}


def at_field(languages: Iterable[str]) -> dict[Any, str]:
    """The field that each fault belongs to, in a form of these languages: of texts the first one on the page."""
    first = own_first(languages)[0]
    return {**AT_FIELD, Fault.NO_TITLE: f"title_{first}", Fault.NO_ASKER: f"asked_by_{first}"}


class NewForm(Form):
    """A new survey, in bokmål and nynorsk side by side. At least one of them is needed for each but the reason."""

    title_nb = text(_l("What is the survey called?"), most=120)
    title_nn = text(_l("What is the survey called?"), most=120)
    asked_by_nb = text(_l("Who asks?"), most=120)
    asked_by_nn = text(_l("Who asks?"), most=120)
    why_nb = long_text(_l("What are the answers for?"), most=1000)
    why_nn = long_text(_l("What are the answers for?"), most=1000)

    def written(self, name: str) -> Localized:
        """What was written in either language."""
        return Localized.written({language: self[f"{name}_{language}"].data for language in ("nb", "nn")})


class EditForm(Form):
    """One press on the outline: what is done and to which key, and the revision of the draft it was done to."""

    do = wtforms.StringField()
    revision = wtforms.IntegerField()
