"""Answers that somebody gave where there was no network: on a tablet, all at once, and read like any form.

They go the way of all others: kept as something being written, and sent in the same transaction. So the same rules
hold, the same is counted, and just as little is left.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import update
from sqlalchemy.exc import NoResultFound

from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import changed, db
from medvirkning.kernel.errors import Conflict, NotThere, Refused, refuse
from medvirkning.kernel.pictures import CleanPicture
from medvirkning.people.models import Person
from medvirkning.surveys.answering import begin_under
from medvirkning.surveys.answers import Answers, read
from medvirkning.surveys.asked import asked_at
from medvirkning.surveys.keyed import HelpedEntry
from medvirkning.surveys.models import Survey
from medvirkning.surveys.photographing import keep_photos
from medvirkning.surveys.questionnaire import Questionnaire
from medvirkning.surveys.receipts import Receipt, prepare, receipt_by
from medvirkning.surveys.responses import Answering
from medvirkning.surveys.rules import objections_to_starting
from medvirkning.surveys.sealing import Seal
from medvirkning.surveys.sending import send
from medvirkning.surveys.words import Channel, QuestionKind


@dataclass(frozen=True)
class Brought:
    """Answers as they were read, the questions they are answers to, and the seals that sending them may need."""

    version: int
    questionnaire: Questionnaire
    answers: Answers
    seals: Mapping[int, Seal]


def made_ready(
    form: UUID,
    survey: Survey,
    version: int,
    fields: Mapping[str, Mapping[str, Sequence[str]]],
    *,
    zones: Collection[str],
    finished: bool = True,
    secret: bytes,
) -> Brought:
    """What was filled in, read as the version's questions are. Takes milliseconds: no transaction.

    What is said of questions that the version doesn't have is let go. Raises Refused with what can't be read, but not
    of what isn't `finished`: that is left out, to be asked again. NotThere for a version that isn't.
    """
    try:
        questionnaire = asked_at(survey.id, version)
    except NoResultFound:
        raise NotThere("version") from None
    answers = {}
    for key, question in questionnaire.by_key.items():
        try:
            value = read(question, fields.get(key, {}), zones)
        except Refused:
            if finished:
                raise
            value = None
        if value is not None:
            answers[key] = value
    return Brought(version, questionnaire, answers, prepare(form, survey, secret=secret))


def bring_in(
    form: UUID,
    survey: Survey,
    brought: Brought,
    *,
    photos: Mapping[str, Sequence[CleanPicture]],
    language: str,
    channel: Channel,
    helper: Person | None = None,
    spoken: str = "",
    secret: bytes,
    at: datetime,
) -> Receipt:
    """Send what was brought, under the id that its code is made of. `at` is the day it was said. Raises as `send` does,
    and Conflict where something was sent under that id before, as when they went on with it on their phone.

    Where somebody wrote for the person, the help is kept as `helping` keeps it, with the language that was spoken.
    """
    if receipt_by(form, survey, brought.seals, secret=secret) is not None:
        raise Conflict("sent before")
    form = _begin(form, survey, brought, language, channel, secret, at)
    answers = dict(brought.answers)
    for key, pictures in photos.items():
        question = brought.questionnaire.by_key.get(key)
        if question is not None and question.kind is QuestionKind.PHOTO:
            answers[key] = keep_photos(form, question, answers.get(key), pictures, at=at) or {}
    changed(update(Answering).where(Answering.id == form).values(answers=answers))
    receipt = send(
        form,
        programme_id=survey.programme_id,
        survey_slug=survey.slug,
        read_back=True,  # or the tablet would not have closed it
        seals=brought.seals,
        secret=secret,
        at=at,
    )
    if helper is not None and spoken:
        about = {"language": spoken, "read_back": True, "agreed": True, "helped_on": oslo_date(at)}
        db.session.add(HelpedEntry(survey_id=survey.id, helper_id=helper.id, **about))
        db.session.flush()
    return receipt


def hand_over(form: UUID, survey: Survey, brought: Brought, *, language: str, secret: bytes, at: datetime) -> UUID:
    """Let what somebody has begun on a tablet lie where they can go on by themselves: the id of what is being written.

    That is another where something was sent under this one. Raises RuleBroken when the survey can't be answered today.
    """
    days = {"opens_on": survey.opens_on, "closes_on": survey.closes_on}
    refuse(objections_to_starting(survey.state, **days, today=oslo_date(at)))
    sent = receipt_by(form, survey, brought.seals, secret=secret) is not None
    begun = _begin(uuid4() if sent else form, survey, brought, language, Channel.WEB, secret, at)
    changed(update(Answering).where(Answering.id == begun).values(answers=dict(brought.answers)))
    return begun


def _begin(
    form: UUID, survey: Survey, brought: Brought, language: str, channel: Channel, secret: bytes, at: datetime
) -> UUID:
    languages = brought.questionnaire.languages
    row = {
        "survey_id": survey.id,
        "version_number": brought.version,
        "language": language if language in languages else languages[0],
        "channel": channel,
        "answers": {},
        "last": "",
        "changes_sent": False,
        "updated_on": oslo_date(at),
    }
    return begin_under(form, row, None, secret)
