"""How an elected group voted, on whichever page it decides."""

import wtforms
from flask_babel import lazy_gettext as _l

from medvirkning.review.quorum import Votes
from medvirkning.review.words import ReviewWord
from medvirkning.web.fields import choices
from medvirkning.web.forms import Form

UNANIMOUS = "unanimous"
AT_VOTES = {ReviewWord.VOTES_DONT_ADD_UP: "in_favour", ReviewWord.NOT_CARRIED: "in_favour"}


def _count(written: str | None) -> int:
    text = (written or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else -1


class VotesForm(Form):
    """All for it, or the votes as they were counted."""

    unanimous = wtforms.RadioField(
        _l("How did the group vote?"),
        choices=choices((UNANIMOUS, _l("All who were there were for it")), ("counted", _l("The votes were split"))),
        default=UNANIMOUS,
        validators=[wtforms.validators.Optional()],
    )
    in_favour = wtforms.StringField(_l("For"), default="")
    against = wtforms.StringField(_l("Against"), default="")

    @property
    def votes(self) -> Votes | None:
        """The votes as they were counted; None where all were for it. What can't be read adds up to nothing."""
        if self.unanimous.data != "counted":
            return None
        return Votes(*(_count(field.data) for field in (self.in_favour, self.against)))
