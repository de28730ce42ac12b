"""What is filled in when another answer comes: to the application, or of what is to be paid back."""

from datetime import date

import wtforms
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from medvirkning.appeals.answers import Answer
from medvirkning.appeals.models import Appeal
from medvirkning.appeals.words import MOST_TEXT, AppealWord, BodyOutcome, Subject
from medvirkning.follow_up.giving_back import first_due_day
from medvirkning.review.words import Outcome
from medvirkning.web.appeals.forms import words_of
from medvirkning.web.fields import DateField, KronerField, choices, long_text, needed
from medvirkning.web.forms import Form
from medvirkning.web.labels.lookup import LABELS
from medvirkning.web.votes import VotesForm

ANSWERS = (Outcome.GRANTED, Outcome.PARTLY, Outcome.REFUSED)  # an appeal is not answered by dismissing the application
BODY_ANSWERS = {
    Subject.DECISION: words_of(BodyOutcome),
    Subject.DISMISSAL: choices(
        (BodyOutcome.UPHELD.value, _l("The dismissal stands")),
        (BodyOutcome.SET_ASIDE.value, _l("The dismissal is undone, and the appeal must be looked into")),
    ),
    Subject.CLAIM: choices(
        (BodyOutcome.UPHELD.value, _l("The claim stands")),
        (BodyOutcome.CHANGED.value, _l("The claim is changed")),
        (BodyOutcome.SET_ASIDE.value, _l("The claim is set aside, and must be decided anew")),
    ),
}


class AnswerForm(VotesForm):
    """Another answer to the application than the first."""

    answer = wtforms.RadioField(_l("The new answer"), choices=words_of(ANSWERS), validate_choice=False)
    amount = KronerField(_l("How much they get in all"), description=_l("Not the difference."))
    reasons = long_text(
        _l("Reasons"), most=MOST_TEXT, hint=_l("They go into the letter."), required=_l("Write the reasons")
    )
    cut_reasons = long_text(_l("Why do they get less than they asked for?"), most=MOST_TEXT)

    def answered(self, appeal: Appeal) -> Answer:
        """The answer as the actions take it; all of what was asked for, or nothing, needs no amount."""
        said = {each.value: each for each in ANSWERS}.get(self.answer.data or "")
        whole = {Outcome.GRANTED: appeal.decision.asked, Outcome.REFUSED: 0}
        amount = whole.get(said, self.amount.data or 0) if said else 0
        return Answer(amount, self.reasons.data or "", said, self.cut_reasons.data or "")


class ClaimAnswerForm(VotesForm):
    """Another sum to pay back than the first, or none."""

    amount = KronerField(
        _l("How much must be paid back in all?"),
        [needed(_l("Write how much must be paid back"))],
        description=_l("0 where nothing is to be paid back."),
    )
    due_on = DateField(_l("By which day must it be paid?"))
    reasons = long_text(
        _l("Reasons"), most=MOST_TEXT, hint=_l("They go into the letter."), required=_l("Write the reasons")
    )

    def answered(self, _appeal: Appeal) -> Answer:
        """The answer as the actions take it."""
        return Answer(self.amount.data or 0, self.reasons.data or "", due_on=self.due_on.data)


class BodyForm(Form):
    """What the appeal body decided, beside the answer it may have given."""

    outcome = wtforms.RadioField(
        _l("What did the appeal body decide?"),
        [needed(LABELS[AppealWord, AppealWord.OUTCOME_MISSING])],
        choices=BODY_ANSWERS[Subject.DECISION],
        validate_choice=False,
    )
    decided_on = DateField(_l("When?"), [needed(_l("Write the day it was decided"))])
    impartial = wtforms.BooleanField(
        _l("I have nothing to do with the applicant or with whoever appeals, and I took no part in the decision")
    )

    def validate_impartial(self, field: wtforms.BooleanField) -> None:
        """Told together with all else that is missing."""
        if not field.data:
            raise wtforms.ValidationError(str(LABELS[AppealWord, AppealWord.IMPARTIAL_UNDECLARED]))


class ConcludeForm(AnswerForm, BodyForm):
    """What the appeal body decided of an application."""


class ConcludeClaimForm(ClaimAnswerForm, BodyForm):
    """What the appeal body decided of a claim. The sum counts where it changed it."""

    amount = KronerField(
        _l("How much must be paid back in all?"), description=_l("0 where nothing is to be paid back.")
    )

    def validate_amount(self, field: KronerField) -> None:
        """An empty field is not nothing."""
        if self.outcome.data == BodyOutcome.CHANGED and field.data is None and not field.errors:
            raise wtforms.ValidationError(gettext("Write how much must be paid back"))


def conclude_form(appeal: Appeal, today: date) -> ConcludeForm | ConcludeClaimForm:
    """The form that fits what is appealed."""
    form: ConcludeForm | ConcludeClaimForm = ConcludeForm(decided_on=today)
    if appeal.claim is not None:
        form = ConcludeClaimForm(
            decided_on=today, due_on=first_due_day(today, appeal.application.round.scheme.appeal_weeks)
        )
    form.outcome.choices = BODY_ANSWERS[appeal.subject]
    return form
