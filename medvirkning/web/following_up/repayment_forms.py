"""What the staff's pages about repayment ask."""

from typing import Any

import wtforms
from flask_babel import lazy_gettext as _l

from medvirkning.follow_up.words import FollowWord, RepaymentGround
from medvirkning.web.fields import DateField, KronerField, choices, needed, tidy
from medvirkning.web.following_up.reading_first import ReadFirst
from medvirkning.web.forms import Form
from medvirkning.web.labels.lookup import label
from medvirkning.web.votes import VotesForm

AT = {
    FollowWord.GROUND_MISSING: "ground",
    FollowWord.NO_AMOUNT_BACK: "amount",
    FollowWord.MORE_THAN_PAID: "amount",
    FollowWord.MORE_THAN_NOTIFIED: "amount",
    FollowWord.REASON_MISSING: "reasons",
    FollowWord.REASON_TOO_LONG: "reasons",
    FollowWord.PAID_IN_FUTURE: "on",
    FollowWord.REPAID_BEFORE_CLAIM: "on",
}


def _reasons(text: Any, hint: Any = "") -> Any:
    return wtforms.TextAreaField(text, description=hint, filters=[tidy])


def _kroner(text: Any) -> Any:
    return KronerField(text, [needed(_l("Write how much should be paid back"))])


class NotifyForm(ReadFirst):
    """Why, how much, and by when one may answer."""

    ground = wtforms.RadioField(
        _l("Why should the money be paid back?"),
        [needed(_l("Choose why the money should be paid back"))],
        validate_choice=False,
    )
    amount = _kroner(_l("How much?"))
    reasons = _reasons(_l("Explain why"), _l("It stands in the letter, so write to the applicant."))
    answer_by = DateField(_l("By which day may they answer?"), [needed(_l("Choose the day to answer by"))])

    def offer(self) -> None:
        """The grounds there are."""
        self.ground.choices = choices(*((each.value, label(each)) for each in RepaymentGround))

    @property
    def chosen(self) -> RepaymentGround | None:
        """The ground that is ticked."""
        return {each.value: each for each in RepaymentGround}.get(self.ground.data or "")


class ClaimForm(VotesForm, ReadFirst):
    """How much, why, and by when it is to be paid."""

    amount = _kroner(_l("How much must be paid back?"))
    reasons = _reasons(_l("The reasons"), _l("Answer what the applicant has said. It stands in the letter."))
    due_on = DateField(_l("By which day must it be paid?"), [needed(_l("Choose the day to pay by"))])


class LetGoForm(VotesForm):
    """A word about why nothing is claimed."""

    reasons = _reasons(_l("Why do you let it go?"), _l("The applicant can read it."))


class RepaidForm(Form):
    """The day the money came."""

    on = DateField(_l("Which day did the money come?"), [needed(_l("Choose the day the money came"))])
