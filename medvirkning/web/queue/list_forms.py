"""The answers on the list where one declares in many cases of a round: a form for each row."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

import wtforms
from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp
from wtforms.validators import Optional, ValidationError

from medvirkning.grants.models import Application
from medvirkning.kernel.errors import Objection
from medvirkning.review.declaring_together import Said
from medvirkning.review.impartiality import Hint
from medvirkning.review.words import DeclarationAnswer, Ground
from medvirkning.web.fields import choices
from medvirkning.web.forms import Form
from medvirkning.web.labels.lookup import LABELS
from medvirkning.web.queue.forms import AT_FIELD, DeclarationForm

SHOWN = "row"  # names each case of the page that was sent


class RowForm(DeclarationForm):
    """One case's answer, which may wait."""

    answer = wtforms.RadioField(
        _l("Do you have anything to do with the applicant?"),
        [Optional()],
        choices=choices(
            (DeclarationAnswer.NO.value, _lp("declaring", "No")),
            (DeclarationAnswer.YES.value, _lp("declaring", "Yes")),
            (DeclarationAnswer.UNSURE.value, _lp("declaring", "Unsure")),
        ),
    )
    ground = wtforms.SelectField(_l("What makes you step aside?"), validate_choice=False, default="")

    def offer(self, grounds: list[Ground]) -> None:
        """Let the grounds that the law names today be chosen between, with none chosen at first."""
        words = [(ground.value, LABELS[Ground, ground]) for ground in grounds]
        self.ground.choices = choices(("", _l("Choose the reason")), *words)


class Row:
    """One case of the list, its hints, and what is written in it."""

    def __init__(self, application: Application, hints: list[Hint], grounds: list[Ground]) -> None:
        self.application, self.hints = application, hints
        self.form = RowForm(prefix=f"d{application.id}-")
        self.form.offer(grounds)

    @property
    def answered(self) -> bool:
        """Whether one of the three answers is chosen."""
        return self.form.answer.data in {each.value for each in DeclarationAnswer}

    @property
    def said(self) -> Said:
        """What is said, as the action takes it; ask `answered` first."""
        return Said(self.application.id, **self.form.said)


class DeclarationList:
    """The rows of one page, as its form: what is wrong in any of them is told at the row and in the summary."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows, self.nothing_said = rows, ""

    def accepted(self) -> bool:
        """True when it was sent and nothing that is written in it is wrong. It may say nothing."""
        if request.method != "POST" or any(row.form.switches_language for row in self.rows):
            return False
        checked = [row.form.validate() for row in self.rows]  # each row is to tell what is wrong with it
        return all(checked)

    @property
    def said(self) -> list[Said]:
        """What is said of those that are answered."""
        return [row.said for row in self.rows if row.answered]

    def object_to_rows(self, broken: Mapping[UUID, Sequence[Objection]]) -> None:
        """Show what the rules have against some of the rows."""
        for row in self.rows:
            row.form.object_with(broken.get(row.application.id, ()), AT_FIELD)

    def ask_for_one(self) -> None:
        """Tell that nothing was answered."""
        self.nothing_said = _("Answer for at least one application")

    @property
    def status(self) -> int:
        """422 for a list shown again with errors, else 200."""
        return 422 if any(True for _error in self.summary()) else 200

    def summary(self) -> Iterator[tuple[str, str]]:
        """(id of the field, message with the case's title) of everything that is wrong, in the page's order."""
        if self.nothing_said and self.rows:
            yield self.rows[0].form.answer.id, self.nothing_said
        for row in self.rows:
            for about, message in row.form.summary():
                yield about, f"{row.application.title or row.application.number}: {message}"


def shown_ids() -> list[UUID]:
    """The cases of the page that was sent; what is no id is passed by."""
    found = []
    for written in request.form.getlist(SHOWN):
        try:
            found.append(UUID(written))
        except ValueError:
            continue
    return found


class RestForm(Form):
    """That one has no ties to any of those listed."""

    none = wtforms.BooleanField()
    seen = wtforms.HiddenField()

    def validate_none(self, field: wtforms.Field) -> None:
        """Nothing is said of so many without a tick."""
        if not field.data:
            raise ValidationError(_("Tick to confirm, or go back and answer one by one"))
