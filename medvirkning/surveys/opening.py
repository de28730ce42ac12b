"""Publishing the questions, and opening and closing the survey. What is published is frozen."""

from datetime import datetime

from sqlalchemy import select

from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import Objection, refuse
from medvirkning.people.models import Person
from medvirkning.surveys.asked import asked_before
from medvirkning.surveys.describing import faults
from medvirkning.surveys.models import QuestionnaireVersion, Survey, ended_at
from medvirkning.surveys.queries import draft_of, newest_published, zone_keys
from medvirkning.surveys.rules import opening_objections
from medvirkning.surveys.survey_words import SurveyFault as Fault
from medvirkning.surveys.versions import not_countable
from medvirkning.surveys.words import SurveyState, SurveyVerb

MOST_AT_ONCE = 200


def publish(survey: Survey, *, revision: int | None = None, by: Person, at: datetime) -> QuestionnaireVersion:
    """Publish the draft: the survey opens, or goes on with a new version. What is published can't be changed.

    Whoever has begun to answer an older version may go on. Raises RuleBroken with all that is wrong with the
    questions, Stale when the draft is not what was looked at, and WrongStep for a survey that is closed.
    """
    hold(survey)
    draft, newest = draft_of(survey.id), newest_published(survey.id)
    if draft is None or (newest is not None and newest.digest == draft.digest):
        refuse([Objection(Fault.NOTHING_NEW)])
    assert draft is not None
    hold(draft)
    if revision is not None:
        draft.same_revision(revision)
    refuse([*opening_objections(closes_on=survey.closes_on, today=oslo_date(at)), *wrong_with(survey, draft)])
    verb = SurveyVerb.PUBLISH if survey.state is SurveyState.DRAFT else SurveyVerb.PUBLISH_AGAIN
    survey.step(verb)
    survey.opened_at = survey.opened_at or at
    draft.published_at, draft.published_by_id, draft.before = at, by.id, None
    facts = {"number": draft.number, "digest": draft.digest}
    record(survey, "survey_published", by=by, at=at, programme_id=survey.programme_id, verb=verb, facts=facts)
    return draft


def close(survey: Survey, *, by: Person, at: datetime) -> None:
    """Take no more answers, but for what is begun: that may be sent for a day. Raises WrongStep."""
    hold(survey)
    _close(survey, by, at)


def reopen(survey: Survey, *, by: Person, at: datetime) -> None:
    """Take answers again. Raises WrongStep, and RuleBroken when the closing day has passed: change it first."""
    hold(survey)
    refuse(opening_objections(closes_on=survey.closes_on, today=oslo_date(at)))
    survey.step(SurveyVerb.REOPEN)
    survey.closed_at = None
    verb = SurveyVerb.REOPEN
    record(survey, "survey_reopened", by=by, at=at, programme_id=survey.programme_id, verb=verb)


def close_due(*, at: datetime) -> int:
    """Close the surveys whose last day is over, as of its end; how many. The mail worker calls it."""
    over = select(Survey).where(Survey.state == SurveyState.OPEN, Survey.closes_on < oslo_date(at))
    closed = 0
    for survey in db.session.scalars(over.order_by(Survey.closes_on, Survey.id).limit(MOST_AT_ONCE)).all():
        hold(survey)
        ended = ended_at(survey.state, survey.closed_at, survey.closes_on)
        if survey.state is SurveyState.OPEN and ended is not None and ended < at:
            _close(survey, None, ended)
            closed += 1
    return closed


def _close(survey: Survey, by: Person | None, at: datetime) -> None:
    survey.step(SurveyVerb.CLOSE)
    survey.closed_at = at
    record(survey, "survey_closed", by=by, at=at, programme_id=survey.programme_id, verb=SurveyVerb.CLOSE)


def wrong_with(survey: Survey, draft: QuestionnaireVersion) -> list[Objection]:
    """What must be mended before these questions can be asked of anybody; each says where it is."""
    questionnaire = draft.questionnaire
    return [*faults(questionnaire, zone_keys(survey.programme)), *not_countable(asked_before(survey.id), questionnaire)]
