"""One row of the queue for each of a page's applications, as one member may see it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import load_only

from medvirkning.attachments.queries import attached_to_many
from medvirkning.grants.attaching import not_here
from medvirkning.grants.handling import Correction, FormCheck
from medvirkning.grants.models import Application
from medvirkning.grants.second_words import SecondStanding
from medvirkning.grants.seconding import standing
from medvirkning.grants.seconds import SecondRequest, newest_of
from medvirkning.grants.words import ApplicationState
from medvirkning.kernel.clock import today
from medvirkning.kernel.database import db
from medvirkning.kernel.errors import Objection
from medvirkning.programmes.queries import people_with
from medvirkning.programmes.words import Role
from medvirkning.review.agreements import Agreement
from medvirkning.review.cases import STEPS_ASIDE
from medvirkning.review.models import Assessment, Declaration, Score
from medvirkning.review.rules import may_read
from medvirkning.review.talk import standing_flags, told_to_wait, unread_from_applicants
from medvirkning.review.words import Closed, DeclarationAnswer, Ground


@dataclass(frozen=True, slots=True)
class Row:
    """One application as it stands to one member. `points` are the member's own so far, None before any.

    `assessed` of `members` have handed in points or agree with one who has; whoever steps aside isn't counted among
    the members.
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
    checked: bool = False  # looked through as it now stands, and complete
    due: date | None = None  # when a correction is to be here
    flags: tuple[str, ...] = ()  # what is to be looked into
    unread: int = 0  # messages from the applicant
    told_to_wait: bool = False  # has had a preliminary answer
    second: SecondStanding = SecondStanding.NOT_ASKED  # the second person

    @property
    def steps_aside(self) -> bool:
        """Whether the member is out of the case, not merely unasked."""
        return any(objection.code != Closed.NOT_DECLARED for objection in self.closed)


class _Said(NamedTuple):
    """What is asked for, flagged and said in a page's cases, by application."""

    waits: dict[UUID, date]
    flags: dict[UUID, list[str]]
    unread: dict[UUID, int]
    told_to_wait: set[UUID]


_SHOWN = (
    Application.id,
    Application.programme_id,
    Application.round_id,
    Application.owner_id,
    Application.number,
    Application.state,
    Application.title,
    Application.applicant_name,
    Application.organisation_number,
    Application.zone_id,
    Application.asked,
    Application.sent_at,
    Application.missing,
    Application.revision,
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
    agreed = (
        select(func.count())
        .where(Agreement.application_id == Application.id, Agreement.agreed_at.is_not(None))
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
    checked = exists().where(
        FormCheck.application_id == Application.id, FormCheck.snapshot == Application.revision, FormCheck.passed
    )
    second = (newest_of(SecondRequest.ending), newest_of(SecondRequest.answer_by))
    columns = (
        declared.answer,
        declared.ground,
        own.points,
        own.submitted_at,
        assessed + agreed,
        aside,
        checked,
        *second,
    )
    wanted = (
        select(Application, *columns)
        .options(load_only(*_SHOWN))
        .outerjoin(declared, and_(declared.application_id == Application.id, declared.person_id == person_id))
        .outerjoin(own, and_(own.application_id == Application.id, own.person_id == person_id))
        .where(Application.id.in_(ids))
    )
    found = {row[0].id: row for row in db.session.execute(wanted)}
    applications = [found[each][0] for each in ids if each in found]
    lacking = _lacking(applications)
    said = _Said(
        _waits(applications),
        standing_flags(ids),
        unread_from_applicants(ids),
        told_to_wait(ids),
    )
    scores = _scores(ids, person_id)
    return [
        _row(found[each], lacking.get(each, []), scores.get(each, {}), person_id, group, said)
        for each in ids
        if each in found
    ]


def _row(
    found: Sequence,
    lacking: list[str],
    scores: dict[UUID, int | None],
    person_id: UUID,
    group: Collection[UUID],
    said: _Said,
) -> Row:
    application, answer, ground, points, submitted_at, assessed, aside, checked, ending, answer_by = found
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
        checked=checked,
        due=said.waits.get(application.id),
        flags=tuple(said.flags.get(application.id, ())),
        unread=said.unread.get(application.id, 0),
        told_to_wait=application.id in said.told_to_wait,
        second=standing(ending, answer_by, on=today()),
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


def _waits(applications: list[Application]) -> dict[UUID, date]:
    """When those who have been asked for a correction are to send it; no query where nobody has."""
    asked = [application.id for application in applications if application.state is ApplicationState.NEEDS_FIX]
    if not asked:
        return {}
    wanted = select(Correction.application_id, Correction.deadline)
    wanted = wanted.where(Correction.application_id.in_(asked), Correction.ended_at.is_(None))
    return {row.application_id: row.deadline for row in db.session.execute(wanted)}


def _lacking(applications: list[Application]) -> dict[UUID, list[str]]:
    """Which promised attachments each of these lacks; one query where any does, none where none does."""
    short = [application for application in applications if application.missing]
    if not short:
        return {}
    attached = attached_to_many(Application.__tablename__, [application.id for application in short])
    return {application.id: not_here(application, attached.get(application.id, [])) for application in short}
