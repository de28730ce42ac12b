"""Looking up surveys and the versions of their questions."""

from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select

from medvirkning.kernel.database import db
from medvirkning.programmes.models import Programme
from medvirkning.surveys.models import QuestionnaireVersion, Survey
from medvirkning.surveys.publications import Publication
from medvirkning.surveys.words import SurveyState

LAST = date.max  # after all days


def survey_in(programme_id: UUID, survey_id: UUID) -> Survey | None:
    """This survey for staff, in whatever state, if it is this programme's."""
    found = db.session.get(Survey, survey_id)
    return found if found is not None and found.programme_id == programme_id else None


def survey_by_slug(programme_id: UUID, slug: str) -> Survey | None:
    """The survey at this address, in whatever state: residents are not to see a draft."""
    return db.session.scalar(select(Survey).where(Survey.programme_id == programme_id, Survey.slug == slug))


def surveys_of(programme_id: UUID) -> list[Survey]:
    """All of a programme's surveys for staff: drafts, then open, then closed; the newest opened first."""
    found = db.session.scalars(select(Survey).where(Survey.programme_id == programme_id).order_by(Survey.slug))
    return sorted(found, key=_drafts_first)


def _drafts_first(survey: Survey) -> tuple[int, float]:
    opened = survey.opened_at.timestamp() if survey.opened_at else 0
    return list(SurveyState).index(survey.state), -opened


def _open_on(today: date) -> ColumnElement[bool]:
    return and_(
        Survey.state == SurveyState.OPEN,
        or_(Survey.opens_on.is_(None), Survey.opens_on <= today),
        or_(Survey.closes_on.is_(None), Survey.closes_on >= today),
    )


def surveys_outside(programme_id: UUID, *, today: date) -> tuple[list[Survey], list[Survey]]:
    """The surveys for everyone: those to answer today, and those with results to read, newest first. One question."""
    told = exists().where(Publication.survey_id == Survey.id, Publication.taken_down_at.is_(None))
    found = db.session.execute(
        select(Survey, _open_on(today), told).where(
            Survey.programme_id == programme_id, Survey.state != SurveyState.DRAFT, or_(_open_on(today), told)
        )
    ).all()
    to_answer = [one for one, is_open, _told in found if is_open]
    to_answer.sort(key=lambda one: (one.closes_on or LAST, one.slug))
    to_read = [one for one, _open, is_told in found if is_told]
    return to_answer, sorted(to_read, key=lambda one: (one.opened_at, one.slug), reverse=True)


def draft_of(survey_id: UUID) -> QuestionnaireVersion | None:
    """The version that is not published yet, if there is one."""
    wanted = select(QuestionnaireVersion).where(QuestionnaireVersion.survey_id == survey_id)
    return db.session.scalar(wanted.where(QuestionnaireVersion.published_at.is_(None)))


def newest_published(survey_id: UUID) -> QuestionnaireVersion | None:
    """The version that whoever begins now will answer; None while nothing is published."""
    wanted = (
        select(QuestionnaireVersion)
        .where(QuestionnaireVersion.survey_id == survey_id, QuestionnaireVersion.published_at.is_not(None))
        .order_by(QuestionnaireVersion.number.desc())
    )
    return db.session.scalar(wanted.limit(1))


def newest_questions(survey_id: UUID) -> tuple[int, str] | None:
    """The number and the digest of what `newest_published` finds, without its content."""
    wanted = (
        select(QuestionnaireVersion.number, QuestionnaireVersion.digest)
        .where(QuestionnaireVersion.survey_id == survey_id, QuestionnaireVersion.published_at.is_not(None))
        .order_by(QuestionnaireVersion.number.desc())
    )
    found = db.session.execute(wanted.limit(1)).first()
    return None if found is None else (found.number, found.digest)


def version_of(survey_id: UUID, number: int) -> QuestionnaireVersion | None:
    """One version by its number."""
    wanted = select(QuestionnaireVersion).where(
        QuestionnaireVersion.survey_id == survey_id, QuestionnaireVersion.number == number
    )
    return db.session.scalar(wanted)


def versions_of(survey_id: UUID) -> list[QuestionnaireVersion]:
    """Every version, the first first; the draft, if any, last."""
    wanted = select(QuestionnaireVersion).where(QuestionnaireVersion.survey_id == survey_id)
    return list(db.session.scalars(wanted.order_by(QuestionnaireVersion.number)))


def standing_publications(survey_id: UUID) -> dict[str, Publication]:
    """What is published of the results now, by question."""
    wanted = select(Publication).where(Publication.survey_id == survey_id, Publication.taken_down_at.is_(None))
    return {one.question_key: one for one in db.session.scalars(wanted)}


def last_publication(survey_id: UUID, question_key: str) -> Publication | None:
    """What was published last of a question, also if it has been taken down: what people have seen."""
    wanted = select(Publication).where(Publication.survey_id == survey_id, Publication.question_key == question_key)
    last = Publication.taken_down_at.is_not(None), Publication.published_at.desc(), Publication.id
    return db.session.scalar(wanted.order_by(*last).limit(1))


def zone_keys(programme: Programme) -> tuple[str, ...]:
    """The keys of the programme's zones in answers and rules, in the zones' order: their codes."""
    return tuple(zone.code for zone in programme.zones)
