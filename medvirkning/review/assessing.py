"""Giving points and reasons: saved all the time, handed in whole."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Criterion
from medvirkning.journal.actions import record
from medvirkning.kernel.database import db
from medvirkning.kernel.errors import Objection, Stale, refuse
from medvirkning.people.models import Person
from medvirkning.programmes.queries import roles
from medvirkning.review.agreements import agreement_of
from medvirkning.review.cases import assessment_of, locked, may_vote_in, under_review
from medvirkning.review.independence import may_give_points
from medvirkning.review.models import Assessment, Score
from medvirkning.review.rules import Points, Scale, complete, may_score, within
from medvirkning.review.taking_up import take_up
from medvirkning.review.words import ReviewWord


def scales(application: Application) -> list[Scale]:
    """The scales of the criteria that were adopted for the application's round, in order."""
    wanted = select(Criterion).where(Criterion.set_id == application.round.criteria_set_id)
    return [Scale(each.id, each.most) for each in db.session.scalars(wanted.order_by(Criterion.position))]


def save_assessment(
    application: Application,
    *,
    given: Mapping[UUID, Points],
    note: str,
    version: int,
    form_id: UUID | None,
    by: Person,
    at: datetime,
) -> Assessment:
    """Keep a half-done assessment; `given` is by criterion. Nobody else sees it.

    `version` is the one the page was filled from (0 for none) and `form_id` the page's own: raises Stale when another
    page has saved since. Raises RuleBroken where one may not give points, or the assessment is handed in already.
    """
    found = scales(application)
    assessment = _mine(application, version, form_id, by=by, at=at)
    handed_in = assessment.submitted_at is not None
    refuse([Objection(ReviewWord.ALREADY_SUBMITTED)] if handed_in else within(found, given))
    _write(assessment, found, given, note, form_id, at)
    return assessment


def submit_assessment(
    application: Application,
    *,
    given: Mapping[UUID, Points],
    note: str,
    version: int,
    form_id: UUID | None,
    by: Person,
    at: datetime,
) -> Assessment:
    """Hand in an assessment, or hand in a changed one: points and a reason on every criterion.

    Opens the others' points to this member. Raises Stale and RuleBroken as `save_assessment`.
    """
    found = scales(application)
    assessment = _mine(application, version, form_id, by=by, at=at)
    refuse(complete(found, given))
    first = assessment.submitted_at is None
    _write(assessment, found, given, note, form_id, at)
    assessment.submitted_at = at
    event = "assessed" if first else "assessment_changed"
    facts = {"points": assessment.points, "laws": ["reasons_content"]}
    record(application, event, by=by, at=at, programme_id=application.programme_id, facts=facts)
    return assessment


def _mine(application: Application, version: int, form_id: UUID | None, *, by: Person, at: datetime) -> Assessment:
    """One's own row under the case's lock, made now if it is the first save."""
    application = locked(application)
    refuse(
        [
            *may_vote_in(by, application),
            *may_score(roles(by.id, application.programme_id), under_review=under_review(application)),
            *may_give_points(gave_up=agreement_of(by.id, application.id) is not None),
        ]
    )
    take_up(application, by=by, at=at)
    assessment = assessment_of(by, application)
    if assessment is None:
        assessment = Assessment(
            application_id=application.id, round_id=application.round_id, person_id=by.id, saved_at=at
        )
        db.session.add(assessment)
        db.session.flush()
    elif assessment.version != version and (form_id is None or assessment.form_id != form_id):
        raise Stale("assessment")
    return assessment


def _write(
    assessment: Assessment,
    found: list[Scale],
    given: Mapping[UUID, Points],
    note: str,
    form_id: UUID | None,
    at: datetime,
) -> None:
    rows = {score.criterion_id: score for score in assessment.scores}
    for scale in found:
        points = given.get(scale.id, Points(None, ""))
        row = rows.get(scale.id)
        if row is None:
            assessment.scores.append(row := Score(criterion_id=scale.id))
        row.points, row.reason = points.points, points.reason.strip()
    assessment.points = sum(score.points or 0 for score in assessment.scores)
    assessment.note, assessment.form_id, assessment.saved_at = note.strip(), form_id, at
    db.session.flush()
