"""The form a case is decided by."""

from typing import Any

import wtforms
from flask_babel import lazy_gettext as _l

from medvirkning.review.words import MOST_REASONS, Dismissal, Outcome, ReviewWord
from medvirkning.web.fields import KronerField, choices, long_text, needed
from medvirkning.web.labels.lookup import LABELS
from medvirkning.web.votes import AT_VOTES, VotesForm

AT_FIELD = {
    ReviewWord.GRANTED_IS_ALL: "outcome",
    ReviewWord.PARTLY_IS_LESS: "amount",
    ReviewWord.REFUSED_IS_NOTHING: "outcome",
    ReviewWord.ABOVE_CEILING: "outcome",
    ReviewWord.ABOVE_WHAT_IS_LEFT: "outcome",
    ReviewWord.DISMISSED_IS_NOTHING: "outcome",
    ReviewWord.DISMISSAL_MISSING: "dismissal",
    ReviewWord.ASK_FIRST: "dismissal",
    ReviewWord.DEADLINE_NOT_PASSED: "outcome",
    ReviewWord.WAITS_FOR_CORRECTION: "outcome",
    ReviewWord.REASONS_MISSING: "reasons",
    ReviewWord.CUT_REASONS_MISSING: "cut_reasons",
    ReviewWord.DEVIATION_MISSING: "deviation",
    ReviewWord.CONFIRMS_AS_IT_IS: "outcome",
} | AT_VOTES


class DecisionForm(VotesForm):
    """Yes, partly with an amount and why it is cut, no, or not considered and why; reasons always."""

    outcome = wtforms.RadioField(
        _l("What does the group say?"),
        [needed(_l("Choose yes, partly or no"))],
        choices=choices(*((outcome.value, LABELS[type(outcome), outcome]) for outcome in Outcome)),
    )
    dismissal = wtforms.RadioField(
        _l("Why can't the application be considered?"),
        choices=choices(*((why.value, LABELS[type(why), why]) for why in Dismissal)),
        validate_choice=False,
    )
    amount = KronerField(_l("How much?"))
    below_least = wtforms.BooleanField(_l("Give less than they need to make it happen"))
    reasons = long_text(_l("Reasons"), most=MOST_REASONS)
    cut_reasons = long_text(_l("Why do they get less than they asked for?"), most=MOST_REASONS)
    good = long_text(_l("What was good about the application?"), most=MOST_REASONS)
    conditions = long_text(_l("Conditions for this grant, one on each line"), most=MOST_REASONS)

    deviation = long_text(_l("Why do you decide something else than the group recommends?"), most=MOST_REASONS)

    def validate(self, extra_validators: Any = None) -> bool:
        """What doesn't belong to the outcome is passed over, also where it can't be read."""
        fine = super().validate(extra_validators)
        if self.outcome.data != Outcome.PARTLY:
            self.amount.errors, self.cut_reasons.errors = [], []
        if self.outcome.data != Outcome.REFUSED:
            self.good.errors = []
        if self.outcome.data != Outcome.PARTLY:
            return not any(field.errors for field in self)
        return fine

    def below(self, least: int | None) -> bool:
        """Whether less is given than the applicant says makes it happen, and nobody has ticked that this is meant."""
        given = self.amount.data if self.outcome.data == Outcome.PARTLY else None
        return given is not None and given < (least or 0) and not self.below_least.data

    def said(self, asked: int) -> dict[str, Any]:
        """The decision as the action takes it."""
        outcome = Outcome(self.outcome.data)
        amounts = {Outcome.GRANTED: asked, Outcome.PARTLY: self.amount.data or 0, Outcome.REFUSED: 0}
        why = {why.value: why for why in Dismissal}.get(self.dismissal.data or "")
        return {
            "outcome": outcome,
            "amount": amounts.get(outcome, 0),
            "dismissal": why if outcome is Outcome.DISMISSED else None,
            "reasons": self.reasons.data or "",
            "cut_reasons": (self.cut_reasons.data or "") if outcome is Outcome.PARTLY else "",
            "good": self.good.data or "",
            "conditions": (self.conditions.data or "").splitlines(),
            "votes": self.votes,
            "deviation": self.deviation.data or "",
        }
