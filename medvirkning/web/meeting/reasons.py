"""A first draft of a decision's reasons, in the applicant's written language, for a person to edit."""

from collections.abc import Sequence
from statistics import median

from flask_babel import gettext as _

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Criterion
from medvirkning.grants.words import CriterionKind
from medvirkning.mail.language import speaking
from medvirkning.review.models import Assessment


def draft_of_reasons(application: Application, criteria: list[Criterion], given: Sequence[Assessment]) -> str:
    """The criteria with how far the group finds them met; without points, the criteria to write about.

    One line each, with a dash: the letter makes a list of them.
    """
    with speaking(application.language):
        lead = _("This is how the group sees the application by the criteria:")
        lines = [f"– {_line(criterion, application.language, given)}" for criterion in criteria]
    return "\n".join([lead, *lines])


def _line(criterion: Criterion, language: str, given: Sequence[Assessment]) -> str:
    text = criterion.text.text(language).rstrip(".")
    points = [
        score.points
        for assessment in given
        for score in assessment.scores
        if score.criterion_id == criterion.id and score.points is not None
    ]
    return f"{text}: {_met(criterion, median(points))}." if points else f"{text}."


def _met(criterion: Criterion, points: float) -> str:
    share = points / criterion.most
    if criterion.kind is CriterionKind.ABSOLUTE:
        return _("met") if share > 0.5 else _("not met")
    if share < 0.2:
        return _("not met")
    if share < 0.5:
        return _("met to a small degree")
    return _("met to a good degree") if share < 0.9 else _("fully met")
