"""One row of the queue for each of a page's applications, as one member may see it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import load_only

from medvirkning.attachments.queries import attached_to_many
from medvirkning.grants.attaching import not_here
from medvirkning.grants.models import Application
from medvirkning.kernel.database import db
from medvirkning.kernel.errors import Objection
from medvirkning.programmes.queries import people_with
from medvirkning.programmes.words import Role
from medvirkning.review.cases import STEPS_ASIDE
from medvirkning.review.models import Assessment, Declaration, Score
from medvirkning.review.rules import may_read
from medvirkning.review.words import Closed, DeclarationAnswer, Ground


@dataclass(frozen=True, slots=True)
class Row:
    """One application as it stands to one member. `points` are the member's own so far, None before any.

    `assessed` of `members` have handed in points; whoever steps aside isn't counted among the members.
    """

    application: Application
    answer: DeclarationAnswer | None
    ground: Ground | None
    closed: list[Objection]
    points: int | None
    handed_in: bool
    assessed: int
    members: int
    missing: list[str]  # keys of attachments that were to come later
    scores: dict[UUID, int | None]  # my own, by criterion

    @property
    def steps_aside(self) -> bool:
        """Whether the member is out of the case, not merely unasked."""
        return any(objection.code != Closed.NOT_DECLARED for objection in self.closed)


_SHOWN = (
    Application.id,
    Application.programme_id,
    Application.round_id,
    Application.owner_id,
    Application.number,
    Application.state,
    Application.title,
    Application.applicant_name,
    Application.zone_id,
    Application.asked,
    Application.sent_at,
    Application.missing,
    Application.attachment_plans,
    Application.version,
)


def regulars(programme_id: UUID) -> set[UUID]:
    """The ids of the group's chair and members: those whose points one waits for."""
    return {person.id for person in people_with(programme_id, Role.CHAIR, Role.MEMBER)}


def rows(ids: Sequence[UUID], *, person_id: UUID, group: Collection[UUID]) -> list[Row]:
    """The rows of these applications in this order; `group` is what `regulars` answered."""
    if not ids:
        return []
    assessed = (
        select(func.count())
        .where(Assessment.application_id == Application.id, Assessment.submitted_at.is_not(None))
        .correlate(Application)
        .scalar_subquery()
    )
    aside = (
        select(func.count())
        .where(
            Declaration.application_id == Application.id,
            Declaration.answer.in_(STEPS_ASIDE),
            Declaration.person_id.in_(list(group)),
            Declaration.person_id != Application.owner_id,
        )
        .correlate(Application)
        .scalar_subquery()
    )
    declared, own = Declaration, Assessment
    wanted = (
        select(Application, declared.answer, declared.ground, own.points, own.submitted_at, assessed, aside)
        .options(load_only(*_SHOWN))
        .outerjoin(declared, and_(declared.application_id == Application.id, declared.person_id == person_id))
        .outerjoin(own, and_(own.application_id == Application.id, own.person_id == person_id))
        .where(Application.id.in_(ids))
    )
    found = {row[0].id: row for row in db.session.execute(wanted)}
    lacking = _lacking([found[each][0] for each in ids if each in found])
    scores = _scores(ids, person_id)
    return [
        _row(found[each], lacking.get(each, []), scores.get(each, {}), person_id, group)
        for each in ids
        if each in found
    ]


def _row(
    found: Sequence,
    lacking: list[str],
    scores: dict[UUID, int | None],
    person_id: UUID,
    group: Collection[UUID],
) -> Row:
    application, answer, ground, points, submitted_at, assessed, aside = found
    expected = len(group) - aside - (application.owner_id in group)
    return Row(
        application=application,
        answer=answer,
        ground=ground,
        closed=may_read(answer, applied=application.owner_id == person_id, ground=ground),
        points=points,
        handed_in=submitted_at is not None,
        assessed=assessed,
        members=max(expected, assessed),
        missing=lacking,
        scores=scores,
    )


def _scores(ids: Sequence[UUID], person_id: UUID) -> dict[UUID, dict[UUID, int | None]]:
    """My points so far, by application and criterion."""
    wanted = (
        select(Assessment.application_id, Score.criterion_id, Score.points)
        .join(Score, Score.assessment_id == Assessment.id)
        .where(Assessment.person_id == person_id, Assessment.application_id.in_(ids))
    )
    found: dict[UUID, dict[UUID, int | None]] = {}
    for application_id, criterion_id, points in db.session.execute(wanted):
        found.setdefault(application_id, {})[criterion_id] = points
    return found


def _lacking(applications: list[Application]) -> dict[UUID, list[str]]:
    """Which promised attachments each of these lacks; one query where any does, none where none does."""
    short = [application for application in applications if application.missing]
    if not short:
        return {}
    attached = attached_to_many(Application.__tablename__, [application.id for application in short])
    return {application.id: not_here(application, attached.get(application.id, [])) for application in short}
