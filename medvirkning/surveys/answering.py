"""While somebody answers: begun under the id made with the page, kept at each step, gone on with on another device.

Whoever has the id, which is in the address, or the code made of it, writes in it. Two devices never overwrite each
other in silence. Everybody's steps wait for `save_answer`, so it asks little, in statements that are built once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import bindparam, exists, select, update
from sqlalchemy.orm import joinedload

from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.codes import code_hash, receipt_code
from medvirkning.kernel.content_digest import digest
from medvirkning.kernel.database import changed, db, insert_into
from medvirkning.kernel.errors import Conflict, NotThere, refuse
from medvirkning.surveys.answers import Answers, AnswerValue
from medvirkning.surveys.asked import asked, asked_at
from medvirkning.surveys.checking import objections
from medvirkning.surveys.fault_words import AnswerFault
from medvirkning.surveys.models import QuestionnaireVersion, Survey, ended_at
from medvirkning.surveys.queries import newest_published
from medvirkning.surveys.questionnaire import Questionnaire
from medvirkning.surveys.responses import Answering, Response
from medvirkning.surveys.rules import objections_to_sending, objections_to_starting
from medvirkning.surveys.words import Channel

TURNS = 100
ROW_BY_ROW = AnswerFault.ROW_MISSING  # the rows of a matrix are kept one by one; sending asks for them all
NEVER_KEPT = (AnswerFault.NATIONAL_ID, AnswerFault.TOO_LONG, AnswerFault.TOO_MANY_PHOTOS)  # not even unfinished
_ROWS, _SURVEYS, _VERSIONS = Answering.__table__, Survey.__table__, QuestionnaireVersion.__table__
_THIS = _ROWS.c.id == bindparam("key")
WRITING = (
    select(
        _ROWS,
        _SURVEYS.c.state,
        _SURVEYS.c.closed_at,
        _SURVEYS.c.closes_on,
        _SURVEYS.c.anonymity,
        _SURVEYS.c.programme_id,
        _SURVEYS.c.slug,
        _VERSIONS.c.digest,
    )
    .join(_SURVEYS, _SURVEYS.c.id == _ROWS.c.survey_id)
    .join(_VERSIONS, (_VERSIONS.c.survey_id == _ROWS.c.survey_id) & (_VERSIONS.c.number == _ROWS.c.version_number))
    .where(_THIS)
    .with_for_update(of=_ROWS)
)
_KEEP = update(_ROWS).where(_THIS).values(
    answers=bindparam("answers"), last=bindparam("last"), updated_on=bindparam("day")
)  # fmt: skip


class AnsweredElsewhere(Conflict):
    """The answer was changed on another device since this page was shown. `theirs` is kept, `mine` is not; both None
    where there is no answer."""

    def __init__(self, question: str, theirs: AnswerValue | None, mine: AnswerValue | None) -> None:
        self.question, self.theirs, self.mine = question, theirs, mine
        super().__init__("answered elsewhere")


@dataclass(frozen=True)
class Kept:
    """What stands after a step: the questions of the version that is answered, and all answers so far."""

    questionnaire: Questionnaire
    answers: Answers


def start(
    answering_id: UUID,
    survey: Survey,
    *,
    language: str,
    channel: Channel = Channel.WEB,
    seal: bytes | None = None,
    secret: bytes,
    at: datetime,
) -> UUID:
    """Begin to answer the newest version under the id made with the page: the id to go on with.

    `seal` is that of `sending.unused`. Pressed twice, it is begun once. A language that the survey isn't asked in
    becomes its first. Raises RuleBroken when it can't be answered today.
    """
    today = oslo_date(at)
    days = {"opens_on": survey.opens_on, "closes_on": survey.closes_on}
    refuse(objections_to_starting(survey.state, **days, today=today))
    version = newest_published(survey.id)
    assert version is not None
    languages = version.content["languages"]
    row: dict[str, Any] = {
        "survey_id": survey.id,
        "version_number": version.number,
        "language": language if language in languages else languages[0],
        "channel": channel,
        "answers": {},
        "last": "",
        "changes_sent": False,
        "updated_on": today,
    }
    return begin_under(answering_id, row, seal, secret)


def save_answer(
    answering_id: UUID,
    survey_id: UUID,
    question: str,
    value: AnswerValue | None,
    *,
    shown: str,
    unfinished: bool = False,
    at: datetime,
) -> Kept:
    """Keep the answer to one question, or that there is none. `shown` is `digest_of` the answer the page showed.

    `unfinished`, it is kept though something is lacking or wrong, which is told before it is sent; but never what is
    not to be stored; and they go on from where they were.

    Raises AnsweredElsewhere when the answer kept is neither that nor this one, RuleBroken for an answer that can't be
    taken and when the survey has been closed for more than a day, NotThere.
    """
    row, questionnaire = _writing(answering_id, survey_id, at)
    if question not in questionnaire.by_key:
        raise NotThere("question")
    wrong = objections(questionnaire.by_key[question], value)
    refuse(one for one in wrong if (one.code in NEVER_KEPT if unfinished else one.code is not ROW_BY_ROW))
    kept = row.answers.get(question)
    if shown != digest_of(kept) and kept != value:
        raise AnsweredElsewhere(question, kept, value)
    answers = {key: answer for key, answer in row.answers.items() if key != question}
    if value is not None:
        answers[question] = dict(value)
    return _keep(answering_id, questionnaire, answers, row.last if unfinished else question, at)


def skip(answering_id: UUID, survey_id: UUID, question: str, *, shown: str, at: datetime) -> Kept:
    """Go on without an answer; one that was there is taken away. Raises as `save_answer` does."""
    return save_answer(answering_id, survey_id, question, None, shown=shown, at=at)


def change_language(answering_id: UUID, survey_id: UUID, language: str, *, at: datetime) -> None:
    """Read the questions in another of the survey's languages. One that it isn't asked in changes nothing."""
    _, questionnaire = _writing(answering_id, survey_id, at)
    if language in questionnaire.languages:
        changed(update(Answering).where(Answering.id == answering_id).values(language=language))


def answering_in(survey_id: UUID, answering_id: UUID) -> Answering | None:
    """What is being written under this id, if it is in this survey."""
    found = db.session.get(Answering, answering_id)
    return found if found is not None and found.survey_id == survey_id else None


def asked_of(answering: Answering) -> Questionnaire:
    """The questions that somebody is answering: of the version they began with."""
    return asked_at(answering.survey_id, answering.version_number)


def answering_by_code(survey_id: UUID, code: str, *, secret: bytes) -> Answering | None:
    """What is being written under this code, in this survey. Raises NotACode for what can't be one."""
    wanted = select(Answering).where(Answering.code_hash == code_hash(secret, code), Answering.survey_id == survey_id)
    return db.session.scalar(wanted.options(joinedload(Answering.survey)))


def digest_of(value: AnswerValue | None) -> str:
    """What a page carries of the answer that it shows, to be told when another device has changed it."""
    return "" if value is None else digest(value)[:16]


def code_of(answering_id: UUID, turn: int, *, secret: bytes) -> str:
    """The code to what is written under this id."""
    return receipt_code(secret, str(answering_id) if turn == 0 else f"{answering_id} {turn}")


def begin_with(answering_id: UUID, row: Mapping[str, Any]) -> None:
    """A row of what somebody is writing, with the code it names. Nothing happens where there is one already."""
    changed(insert_into(Answering).values(id=answering_id, **row).on_conflict_do_nothing())


def begin_under(answering_id: UUID, row: Mapping[str, Any], seal: bytes | None, secret: bytes) -> UUID:
    """Under this id, and a code that nobody has: among a million, some two would derive the same at first.

    The seal is of the first code, and so is kept with no other.
    """
    there = select(Answering.survey_id).where(Answering.id == answering_id)
    begun = db.session.scalar(there)
    if begun is not None and begun != row["survey_id"]:
        return begin_under(uuid4(), row, None, secret)
    for turn in range(TURNS):
        if begun is not None:
            return answering_id
        hashed = code_hash(secret, code_of(answering_id, turn, secret=secret))
        if not db.session.scalar(select(exists().where(Response.code_hash == hashed))):
            of_code = {"code_hash": hashed, "code_turn": turn, "seal": None if turn else seal}
            begin_with(answering_id, {**row, **of_code})
            begun = db.session.scalar(there)
    raise RuntimeError("a hundred codes in a row are taken")


def _writing(answering_id: UUID, survey_id: UUID, at: datetime) -> tuple[Any, Questionnaire]:
    """The row, held, with what it must know of its survey. Raises NotThere, RuleBroken."""
    row = db.session.execute(WRITING, {"key": answering_id}).one_or_none()
    if row is None or row.survey_id != survey_id:
        raise NotThere("answering")
    refuse(objections_to_sending(row.state, ended_at=ended_at(row.state, row.closed_at, row.closes_on), at=at))
    return row, asked(survey_id, row.version_number, row.digest)


def _keep(answering_id: UUID, questionnaire: Questionnaire, answers: Answers, last: str, at: datetime) -> Kept:
    db.session.execute(_KEEP, {"key": answering_id, "answers": answers, "last": last, "day": oslo_date(at)})
    return Kept(questionnaire, answers)
