"""The score form: points and a reason per criterion, read out of what was posted and shown again as it was written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from flask_babel import gettext as _
from flask_babel import pgettext
from werkzeug.datastructures import MultiDict

from medvirkning.grants.schemes import Criterion
from medvirkning.grants.words import CriterionKind
from medvirkning.kernel.errors import Objection
from medvirkning.review.models import Assessment
from medvirkning.review.rules import Points
from medvirkning.review.words import MOST_NOTE, ReviewWord
from medvirkning.web.fields import tidy
from medvirkning.web.filters import best
from medvirkning.web.labels.lookup import sentence


@dataclass
class ScoreForm:
    """One member's form for one round's criteria. `errors` are by field name; the version is the page's."""

    criteria: list[Criterion]
    given: dict[UUID, Points]
    note: str = ""
    version: int = 0
    form_id: UUID = field(default_factory=uuid4)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def points(self) -> int:
        """The sum so far."""
        return sum(each.points or 0 for each in self.given.values())

    @property
    def most(self) -> int:
        """The most there is to give."""
        return sum(each.most for each in self.criteria)

    def summary(self) -> Iterator[tuple[str, str]]:
        """(id of the field, message) of what is wrong, criterion by criterion, for the error summary."""
        for criterion in self.criteria:
            for name in (f"points-{criterion.key}", f"reason-{criterion.key}"):
                if name in self.errors:
                    yield name, f"{best(criterion.text)} {self.errors[name]}"
        if "note" in self.errors:
            yield "note", self.errors["note"]

    def object_with(self, objections: tuple[Objection, ...]) -> None:
        """Put a rule's objections at their fields."""
        keys = {criterion.id: criterion.key for criterion in self.criteria}
        for objection in objections:
            side = "reason" if objection.code == ReviewWord.REASON_MISSING else "points"
            key = keys.get(objection.facts.get("criterion"))  # type: ignore[call-overload]
            text = sentence(objection.code, {k: v for k, v in objection.facts.items() if k != "criterion"})
            self.errors.setdefault(f"{side}-{key}" if key else "note", text)


def filled_from(criteria: list[Criterion], assessment: Assessment | None) -> ScoreForm:
    """The form with what is saved so far."""
    if assessment is None:
        return ScoreForm(criteria, {})
    given = {score.criterion_id: Points(score.points, score.reason) for score in assessment.scores}
    return ScoreForm(criteria, given, assessment.note, assessment.version)


def read_form(criteria: list[Criterion], posted: MultiDict[str, str]) -> ScoreForm:
    """The form with what was posted; texts that are too long are kept and told of."""
    form = ScoreForm(criteria, {}, tidy(posted.get("note")), _number(posted.get("version")) or 0)
    try:
        form.form_id = UUID(posted.get("form_id", ""))
    except ValueError:
        form.form_id = uuid4()
    for criterion in criteria:
        reason = tidy(posted.get(f"reason-{criterion.key}"))
        form.given[criterion.id] = Points(_number(posted.get(f"points-{criterion.key}")), reason)
        if len(reason) > MOST_NOTE:
            form.errors[f"reason-{criterion.key}"] = _too_long()
    if len(form.note) > MOST_NOTE:
        form.errors["note"] = _too_long()
    return form


def options(criterion: Criterion) -> list[tuple[int, str]]:
    """The tiles of a criterion: (points, words). A yes-or-no one has two; the usual scale has a word on each,
    and one of the scheme's own."""
    if criterion.kind is CriterionKind.ABSOLUTE:
        return [(0, pgettext("points", "No")), (criterion.most, pgettext("points", "Yes"))]
    if criterion.scale:
        return [(number, best(word)) for number, word in enumerate(criterion.scale)]
    lowest, highest = pgettext("points", "Not"), pgettext("points", "Very well")
    if criterion.most == 2:
        return list(enumerate((lowest, pgettext("points", "Partly"), highest)))
    if criterion.most == 3:
        return list(enumerate((lowest, pgettext("points", "A little"), pgettext("points", "Well"), highest)))
    ends = {0: lowest, criterion.most: highest}
    return [(number, ends.get(number, "")) for number in range(criterion.most + 1)]


def _number(written: Any) -> int | None:
    text = str(written or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _too_long() -> str:
    return _("This is too long. Shorten it to %(most)d characters.", most=MOST_NOTE)
