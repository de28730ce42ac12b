"""What whoever has a code can do with what they sent: read it, and where the survey says so change or take it back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import joinedload

from medvirkning.attachments.actions import attach, detach
from medvirkning.attachments.queries import attached_to
from medvirkning.attachments.storage import read
from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date, oslo_moment
from medvirkning.kernel.codes import code_hash
from medvirkning.kernel.database import changed, db, hold
from medvirkning.kernel.errors import NotThere, refuse
from medvirkning.surveys.answering import answering_by_code, begin_with
from medvirkning.surveys.answers import Answers
from medvirkning.surveys.asked import asked_at
from medvirkning.surveys.models import Survey
from medvirkning.surveys.questionnaire import Questionnaire
from medvirkning.surveys.responses import Answering, OwnCopy, Response
from medvirkning.surveys.rules import GRACE, OWN_COPY_DAYS, objections_to_starting
from medvirkning.surveys.sealing import seal_of, unsealed
from medvirkning.surveys.tallying import count_out
from medvirkning.surveys.words import SurveyState


@dataclass(frozen=True)
class OwnAnswers:
    """What somebody sent, for themselves. `may_change` where the code still lets them change it or take it back."""

    questionnaire: Questionnaire
    answers: Answers
    language: str
    sent_on: date
    may_change: bool


def own_answers(survey: Survey, code: str, *, secret: bytes, today: date) -> OwnAnswers | None:
    """What was sent with this code, while its sender can read it. Raises NotACode; None for what isn't there.

    Takes some milliseconds, on purpose: no transaction.
    """
    if survey.anonymous:
        return _copied(survey, code, secret, today)
    sent = _sent(survey, code, secret)
    if sent is None:
        return None
    may_change = not _closed_to_change(survey, today)
    return OwnAnswers(
        asked_at(survey.id, sent.version_number), sent.content, sent.language, sent.received_on, may_change
    )


def found_by_code(code: str, *, secret: bytes, today: date) -> tuple[Survey, UUID | None] | None:
    """The survey that a code is of, whichever it is, and the id of what is being written with it; None for no survey's.

    Raises NotACode. Takes some milliseconds for each anonymous survey that has been open lately: no transaction.
    """
    hashed = code_hash(secret, code)
    writing = select(Answering).where(Answering.code_hash == hashed).options(joinedload(Answering.survey))
    if begun := db.session.scalar(writing):
        return begun.survey, begun.id
    sent = select(Survey).join(Response, Response.survey_id == Survey.id).where(Response.code_hash == hashed)
    if found := db.session.scalar(sent):
        return found, None
    since = today - timedelta(days=OWN_COPY_DAYS) - GRACE
    lately = or_(Survey.closed_at.is_(None), Survey.closed_at >= oslo_moment(since))
    opened = select(Survey).where(Survey.state != SurveyState.DRAFT, lately).order_by(Survey.opened_at, Survey.id)
    places = {seal_of(secret, one.id, code).lookup: one for one in db.session.scalars(opened) if one.anonymous}
    copy = select(OwnCopy.lookup).where(OwnCopy.lookup.in_(places), OwnCopy.forget_on > today)
    lookup = db.session.scalar(copy) if places else None
    return (places[lookup], None) if lookup else None


def open_again(survey: Survey, code: str, *, secret: bytes, at: datetime) -> UUID:
    """Open what was sent with this code, to change it: the id to write on under. Sending it replaces what was sent.

    Raises NotACode, NotThere, and RuleBroken where the survey isn't open.
    """
    sent = _held(survey, code, secret)
    refuse(objections_to_starting(survey.state, opens_on=None, closes_on=survey.closes_on, today=oslo_date(at)))
    begun = answering_by_code(survey.id, code, secret=secret)
    if begun is not None:
        return begun.id
    row = {
        "survey_id": survey.id,
        "version_number": sent.version_number,
        "language": sent.language,
        "channel": sent.channel,
        "answers": sent.content,
        "last": "",
        "code_hash": sent.code_hash,
        "code_turn": 0,
        "changes_sent": True,
        "updated_on": oslo_date(at),
    }
    answering_id = uuid4()
    begin_with(answering_id, row)
    begun = db.session.get_one(Answering, answering_id)
    for photo in attached_to(Response.__tablename__, sent.id):
        attach(
            begun,
            read(photo.file_id),
            kind=photo.kind,
            name=photo.name,
            media_type=photo.media_type,
            at=photo.added_at,
            about=photo.about,
            size=None if photo.width is None or photo.height is None else (photo.width, photo.height),
        )
    return answering_id


def take_back(survey: Survey, code: str, *, secret: bytes, at: datetime) -> None:
    """Take back what was sent with this code: it is gone for good, and counted no more. Raises as `open_again` does."""
    sent = _held(survey, code, secret)
    refuse(objections_to_starting(survey.state, opens_on=None, closes_on=survey.closes_on, today=oslo_date(at)))
    count_out(survey.id, asked_at(survey.id, sent.version_number), sent.content, sent.channel)
    begun = answering_by_code(survey.id, code, secret=secret)
    for kind, row in ((Response, sent), (Answering, begun)):
        if row is not None:
            for photo in attached_to(kind.__tablename__, row.id):
                detach(photo)
    db.session.flush()
    changed(delete(Response).where(Response.survey_id == survey.id, Response.id == sent.id))
    changed(delete(Answering).where(Answering.code_hash == sent.code_hash))
    db.session.expunge(sent)
    day = oslo_moment(oslo_date(at))
    record(survey, "response_taken_back", by=None, at=day, programme_id=survey.programme_id)


def _copied(survey: Survey, code: str, secret: bytes, today: date) -> OwnAnswers | None:
    seal = seal_of(secret, survey.id, code)
    copied = db.session.scalar(select(OwnCopy).where(OwnCopy.lookup == seal.lookup, OwnCopy.forget_on > today))
    told = None if copied is None else unsealed(seal, copied.sealed)
    if told is None:
        return None
    questionnaire, on = asked_at(survey.id, told["version"]), date.fromisoformat(told["on"])
    return OwnAnswers(questionnaire, told["answers"], told["language"], on, may_change=False)


def _closed_to_change(survey: Survey, today: date) -> bool:
    return bool(objections_to_starting(survey.state, opens_on=None, closes_on=survey.closes_on, today=today))


def _sent(survey: Survey, code: str, secret: bytes) -> Response | None:
    hashed = code_hash(secret, code)
    return db.session.scalar(select(Response).where(Response.survey_id == survey.id, Response.code_hash == hashed))


def _held(survey: Survey, code: str, secret: bytes) -> Response:
    sent = _sent(survey, code, secret)
    if sent is None:
        raise NotThere("response")
    hold(sent)
    return sent
