"""From the last press to the receipt. One form makes one response, however often and from wherever it is sent.

An anonymous response is made in the transaction that takes away what it was written in, with its id and its code:
nothing is left that ties them. Everybody's sending waits for this, so it asks few questions, in statements that are
built once; what takes time, the seal, is made when the answering is begun (`receipts`).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import bindparam, delete, exists, insert, select

from medvirkning.attachments.actions import detach, move
from medvirkning.attachments.models import Attachment
from medvirkning.attachments.queries import attached_to
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db, hold, insert_into
from medvirkning.kernel.errors import NotThere, Objection, refuse
from medvirkning.surveys.answering import WRITING, code_of
from medvirkning.surveys.answers import Answers
from medvirkning.surveys.asked import asked, asked_at
from medvirkning.surveys.branching import counting
from medvirkning.surveys.checking import standing_in_the_way
from medvirkning.surveys.models import ended_at
from medvirkning.surveys.questionnaire import Questionnaire
from medvirkning.surveys.receipts import Receipt, key_hash
from medvirkning.surveys.responses import Answering, OwnCopy, Response
from medvirkning.surveys.rules import OWN_COPY_DAYS, objections_to_sending
from medvirkning.surveys.sealing import Seal, sealed, uncovered
from medvirkning.surveys.survey_words import SurveyFault as Fault
from medvirkning.surveys.tallying import count_in, count_out
from medvirkning.surveys.words import Anonymity, Channel

_ROWS = Answering.__table__
_PHOTOS = exists().where(Attachment.owner_kind == Answering.__tablename__, Attachment.owner_id == _ROWS.c.id)
_LOCKED = WRITING.add_columns(_PHOTOS.label("has_photos"))
_FORGET = delete(_ROWS).where(_ROWS.c.id == bindparam("key"))
_INSERT = insert(Response.__table__)
NO_SEALS: Mapping[int, Seal] = MappingProxyType({})


class Unsealed(Exception):
    """What is written was begun without a seal. `prepare` it, in no transaction, and send again."""


def send(
    answering_id: UUID,
    *,
    programme_id: UUID,
    survey_slug: str,
    read_back: bool = False,
    seals: Mapping[int, Seal] = NO_SEALS,
    secret: bytes,
    at: datetime,
) -> Receipt:
    """Send what has been written in this programme's survey: only the answers that count. `seals`: see Unsealed.

    Raises RuleBroken with all that still stands in the way, also where somebody writes for another and has not
    `read_back`, or when the survey has been closed for more than a day: what was written is still there to read.
    NotThere for what is not begun, or sent already: `receipt_of` knows which.
    """
    row = db.session.execute(_LOCKED, {"key": answering_id}).one_or_none()
    if row is None or (row.programme_id, row.slug) != (programme_id, survey_slug):
        raise NotThere("answering")
    survey_id: UUID = row.survey_id
    refuse(objections_to_sending(row.state, ended_at=ended_at(row.state, row.closed_at, row.closes_on), at=at))
    refuse([] if read_back or row.channel is not Channel.HELPED else [Objection(Fault.READ_BACK_FIRST)])
    questionnaire = asked(survey_id, row.version_number, row.digest)
    content = _complete(questionnaire, row.answers)
    if row.changes_sent:
        return _replace(row, questionnaire, content)
    anonymous = row.anonymity is Anonymity.ANONYMOUS
    seal = _seal(row, seals, secret) if anonymous else None
    told = {"version": row.version_number, "channel": row.channel, "language": row.language}
    hashes = {} if anonymous else {"code_hash": row.code_hash, "key_hash": key_hash(answering_id, secret)}
    made = make_response(survey_id, questionnaire, content, anonymous=anonymous, **told, **hashes, at=at)
    if row.has_photos:
        _move_photos(answering_id, made, content)
    if seal is not None:
        copied = {"version": row.version_number, "language": row.language, "answers": content}
        _keep_copy(seal, copied, at)
    db.session.execute(_FORGET, {"key": answering_id})
    return Receipt(code_of(answering_id, row.code_turn, secret=secret), again=False)


def make_response(
    survey_id: UUID,
    questionnaire: Questionnaire,
    content: Answers,
    *,
    anonymous: bool,
    version: int,
    channel: Channel,
    language: str,
    at: datetime,
    **hashes: str,
) -> UUID:
    """A response with these answers, counted; also for what others have written in. Its id is random."""
    count_in(survey_id, questionnaire, content, channel)
    made = {
        "survey_id": survey_id,
        "id": uuid4(),
        "version_number": version,
        "channel": channel,
        "language": language,
        "received_on": oslo_date(at),
        "anonymous": anonymous,
        "content": content,
        "code_hash": None,
        "key_hash": None,
    }
    db.session.execute(_INSERT, made | hashes)
    return UUID(str(made["id"]))


def _complete(questionnaire: Questionnaire, answers: Answers) -> Answers:
    """The answers that count. Raises RuleBroken with what lacks or can't be taken; each fact `question` is a key."""
    wrong = standing_in_the_way(questionnaire, answers)
    refuse(
        Objection(one.code, one.law, **{**one.facts, "question": key}) for key, found in wrong.items() for one in found
    )
    content = counting(questionnaire, answers)
    refuse([] if content else [Objection(Fault.NOTHING_ANSWERED)])
    return content


def _seal(row: Any, seals: Mapping[int, Seal], secret: bytes) -> Seal:
    if row.seal is not None:
        return uncovered(row.seal, secret, row.id)
    if row.code_turn not in seals:
        raise Unsealed
    return seals[row.code_turn]


def _replace(row: Any, questionnaire: Questionnaire, content: Answers) -> Receipt:
    """Let what was sent, and opened again by its code, hold these answers instead."""
    wanted = select(Response).where(Response.survey_id == row.survey_id, Response.code_hash == row.code_hash)
    sent = db.session.scalar(wanted)
    if sent is None:
        raise NotThere("response")
    hold(sent)
    before = asked_at(sent.survey_id, sent.version_number)
    count_out(sent.survey_id, before, sent.content, sent.channel)
    count_in(sent.survey_id, questionnaire, content, sent.channel)
    sent.content, sent.version_number, sent.language = dict(content), row.version_number, row.language
    db.session.flush()
    if row.has_photos:
        for photo in attached_to(Response.__tablename__, sent.id):
            detach(photo)
        _move_photos(row.id, sent.id, content)
    db.session.execute(_FORGET, {"key": row.id})
    return Receipt(None, again=False)


def _move_photos(answering_id: UUID, response_id: UUID, content: Answers) -> None:
    """Those of answers that count follow; the others are let go."""
    wanted = {(key, photo) for key, value in content.items() for photo in value.get("photos", ())}
    for photo in attached_to(Answering.__tablename__, answering_id):
        if (photo.about, photo.sha256) not in wanted:
            detach(photo)
    db.session.flush()
    move(Answering.__tablename__, answering_id, Response.__tablename__, response_id)


def _keep_copy(seal: Seal, content: Mapping[str, Any], at: datetime) -> None:
    """The sender's own copy. Where two have the same code, neither can read the other's: the copy is emptied."""
    day = oslo_date(at)
    forget_on = day + timedelta(days=OWN_COPY_DAYS)
    row = {"lookup": seal.lookup, "sealed": sealed(seal, {**content, "on": day}), "forget_on": forget_on}
    db.session.execute(_insert_copy(db.engine.dialect.name), {"id": uuid4(), **row})


@lru_cache
def _insert_copy(_dialect: str) -> Any:
    return insert_into(OwnCopy).on_conflict_do_update(index_elements=["lookup"], set_={"sealed": b""})
