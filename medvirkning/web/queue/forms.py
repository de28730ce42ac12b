"""What one says of being disqualified."""

from typing import Any

import wtforms
from flask_babel import lazy_gettext as _l

from medvirkning.review.words import MOST_NOTE, DeclarationAnswer, Doubt, Ground, ReviewWord
from medvirkning.web.fields import CountField, choices, long_text, needed
from medvirkning.web.forms import Form
from medvirkning.web.labels.lookup import LABELS

AT_FIELD = {
    ReviewWord.GROUND_MISSING: "ground",
    ReviewWord.NOTE_MISSING: "note",
    ReviewWord.OWN_CASE: "answer",
    ReviewWord.OTHERS_MUST_REOPEN: "answer",
    Doubt.WHY_MISSING: "why",
}
SETTLED_AT = {
    Doubt.TOO_MANY_VOTES: "votes_in",
    Doubt.TOO_FEW_VOTES: "votes_in",
    Doubt.AGAINST_THE_VOTES: "answer",
    Doubt.GROUND_MISSING: "ground",
    Doubt.TEXT_MISSING: "text",
}


def _choices(words: Any) -> list[Any]:
    return choices(*((word.value, LABELS[type(word), word]) for word in words))


class AnswerForm(Form):
    """An answer to whether somebody is disqualified, and the ground where it is yes; its forms add both fields."""

    answer: wtforms.RadioField
    ground: wtforms.RadioField

    def offer(self, grounds: list[Ground]) -> None:
        """Let the grounds that the law names today be chosen between."""
        self.ground.choices = _choices(grounds)

    @property
    def answered(self) -> dict[str, Any]:
        """The answer and its ground as the actions take them."""
        answer = DeclarationAnswer(self.answer.data)
        ground = {each.value: each for each in Ground}.get(self.ground.data or "")
        return {"answer": answer, "ground": ground if answer is DeclarationAnswer.YES else None}


class DeclarationForm(AnswerForm):
    """No, yes with a ground, or a doubt that is told."""

    answer = wtforms.RadioField(
        _l("Do you have anything to do with the applicant?"),
        [needed(_l("Choose an answer"))],
        choices=_choices(DeclarationAnswer),
        validate_choice=True,
    )
    ground = wtforms.RadioField(
        _l("What makes you step aside?"), choices=_choices(Ground), validate_choice=False, default=""
    )  # the page offers those of the day
    note = long_text(
        _l("A few words about it"),
        most=MOST_NOTE,
        hint=_l("Whoever leads the group reads this. Don't write about health or family."),
    )

    why = long_text(
        _l("Why are you not disqualified?"),
        most=MOST_NOTE,
        hint=_l("One sentence is enough. Whoever leads the group reads it."),
    )

    @property
    def said(self) -> dict[str, Any]:
        """The answer as the action takes it: what doesn't belong to it is left out."""
        answered = self.answered
        note = self.why.data if answered["answer"] is DeclarationAnswer.NO else self.note.data
        return {**answered, "note": note or ""}


class SettlementForm(AnswerForm):
    """The votes, what they came to, and the words of the minutes."""

    votes_in = CountField(_l("Votes for taking part"), [needed(_l("Write how many"))])
    votes_out = CountField(_l("Votes against"), [needed(_l("Write how many"))])
    answer = wtforms.RadioField(
        _l("What did the group find?"),
        [needed(_l("Choose an answer"))],
        choices=choices(("no", _l("Impartial: takes part")), ("yes", _l("Disqualified: steps aside"))),
    )
    ground = wtforms.RadioField(_l("For what reason?"), choices=_choices(Ground), validate_choice=False, default="")
    text = long_text(
        _l("What should the minutes say?"),
        most=MOST_NOTE,
        hint=_l("Why the group found this. The minutes may be public: don't write about health or family."),
    )

    @property
    def said(self) -> dict[str, Any]:
        """The settlement as the action takes it."""
        return {
            **self.answered,
            "votes_in": self.votes_in.data,
            "votes_out": self.votes_out.data,
            "text": self.text.data or "",
        }
