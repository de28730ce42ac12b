"""What we hear in the answers to a question, in both languages."""

from typing import Any

import wtforms
from flask_babel import lazy_gettext as _l

from medvirkning.kernel.localized import Localized
from medvirkning.surveys.survey_words import SurveyFault as Fault
from medvirkning.web.fields import long_text
from medvirkning.web.forms import Form
from medvirkning.web.labels.lookup import LABELS

MOST_HEARD = 600
AT_FIELD = {Fault.NOT_HEARD_NB: "heard_nb", Fault.NOT_HEARD_NN: "heard_nn"}


def _heard(label: Any, missing: Fault) -> Any:
    return long_text(label, most=MOST_HEARD, required=LABELS[Fault, missing])


class PublishForm(Form):
    """What we hear, and whether it is shown by zone."""

    seen = wtforms.HiddenField()  # the mark of what was published last when the form was opened
    look = wtforms.SelectField(_l("Show by where people live too"), default="")
    heard_nb = _heard(_l("What we hear, in bokmål"), Fault.NOT_HEARD_NB)
    heard_nn = _heard(_l("What we hear, in nynorsk"), Fault.NOT_HEARD_NN)

    @property
    def heard(self) -> Localized:
        """What was written, in the languages it was written in."""
        return Localized.written({"nb": self.heard_nb.data, "nn": self.heard_nn.data})
