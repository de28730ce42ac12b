"""What a coordinator fills in about a contribution."""

from typing import Any

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medvirkning.contributions.models import Contribution
from medvirkning.contributions.rules import MOST_ANSWER, MOST_NOTE, MOST_REASON, MOST_STORY
from medvirkning.contributions.words import AnswerOutcome, ContributionFault
from medvirkning.people.models import Person
from medvirkning.web.fields import DateField, choices, long_text, text
from medvirkning.web.filters import best
from medvirkning.web.forms import Form
from medvirkning.web.labels.lookup import LABELS
from medvirkning.web.themes import themes

MOST_HEADLINE = 120  # characters; the first line of a story stands alone on the board


def _fault(fault: ContributionFault) -> Any:
    return LABELS[ContributionFault, fault]


class Versioned(Form):
    """A form that remembers which version of the contribution it was made from."""

    version = wtforms.HiddenField()

    @property
    def seen_version(self) -> int:
        """The version; one that can't be read is no version there ever was."""
        written = str(self.version.raw_data[0]) if self.version.raw_data else ""
        return int(written) if written.isascii() and written.isdigit() and len(written) < 9 else -1


class HideForm(Versioned):
    """Why it is taken off the board."""

    reason = long_text(
        _l("Why do you hide it?"),
        most=MOST_REASON,
        hint=_l("The sender reads this. Say what they can do, such as sending it again without the name."),
        required=_fault(ContributionFault.REASON_MISSING),
    )


class AnswerForm(Versioned):
    """The answer and its reason."""

    outcome = wtforms.RadioField(
        _l("What do you answer?"),
        choices=choices(*((outcome.value, LABELS[AnswerOutcome, outcome]) for outcome in AnswerOutcome)),
        validate_choice=False,
    )
    text = long_text(
        _l("Why?"),
        most=MOST_ANSWER,
        hint=_l("Say what will happen and when, or why not. Everyone can read it."),
        required=_fault(ContributionFault.ANSWER_MISSING),
    )

    @property
    def chosen(self) -> AnswerOutcome | None:
        """The outcome, from the list."""
        return next((outcome for outcome in AnswerOutcome if outcome.value == self.outcome.data), None)

    def validate_outcome(self, field: wtforms.Field) -> None:
        """An outcome is one of the four."""
        if self.chosen is None:
            raise wtforms.ValidationError(str(_fault(ContributionFault.OUTCOME_MISSING)))


class FinishForm(Versioned):
    """What was done."""

    headline = text(
        _l("What has happened, in one sentence"),
        most=MOST_HEADLINE,
        hint=_l("It stands alone on the board, such as «Four lamps and three benches are in place»."),
        required=_fault(ContributionFault.STORY_MISSING),
    )
    text = long_text(_l("Tell more"), most=MOST_STORY - MOST_HEADLINE - 1)
    photo = wtforms.FileField(_l("Add a photo"))

    @property
    def story(self) -> str:
        """Headline and text, as they are kept."""
        return f"{' '.join((self.headline.data or '').split())}\n{self.text.data or ''}".strip()


class AssignForm(Form):
    """Who has it, and when it should be answered."""

    person = wtforms.SelectField(_l("Who has it?"))
    reply_by = DateField(_l("Answer by"))

    def __init__(self, contribution: Contribution, colleagues: list[Person]) -> None:
        holder = contribution.assigned_to_id
        super().__init__(person=str(holder or ""), reply_by=contribution.reply_by)
        self.colleagues = {str(person.id): person for person in colleagues}
        if contribution.assigned_to is not None:
            self.colleagues.setdefault(str(holder), contribution.assigned_to)
        names = [(value, person.name or person.email) for value, person in self.colleagues.items()]
        self.person.choices = choices(("", _("Nobody")), *names)

    @property
    def chosen(self) -> Person | None:
        """Who was chosen, or nobody."""
        return self.colleagues.get(self.person.data or "")


class ThemeForm(Form):
    """What it is about."""

    theme = wtforms.SelectField(_l("Theme"))

    def __init__(self, contribution: Contribution) -> None:
        self.themes = themes(contribution.programme)
        now = next((word for word, goal in self.themes.items() if goal.id == contribution.goal_id), "")
        super().__init__(theme=now)
        named = [(word, best(goal.name)) for word, goal in self.themes.items()]
        self.theme.choices = choices(("", _("No theme")), *named)


class NoteForm(Form):
    """A word to one's colleagues."""

    note = long_text(
        _l("New note"),
        most=MOST_NOTE,
        hint=_l("Only colleagues read it. It may still be asked for under the public access act."),
        required=_fault(ContributionFault.NOTE_MISSING),
    )
