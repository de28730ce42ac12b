"""What was sent under an id, and its code; and the id and the seal that somebody begins with. See decision 0007."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import exists, select

from medvirkning.kernel.codes import code_hash, opaque
from medvirkning.kernel.database import db
from medvirkning.surveys.answering import TURNS, code_of
from medvirkning.surveys.models import Survey
from medvirkning.surveys.responses import Answering, OwnCopy, Response
from medvirkning.surveys.sealing import Seal, covered, seal_of

_TURNS_LOOKED_FOR = 2  # codes that a form which has been sent may have had: the second is one in a million


@dataclass(frozen=True)
class Receipt:
    """What somebody who has sent is told. `code` opens their own answers; None where they changed what was sent."""

    code: str | None
    again: bool  # it had been sent already


@dataclass(frozen=True)
class Unused:
    """An id that nothing has been sent under, and the seal to begin with, for an anonymous survey."""

    id: UUID
    seal: bytes | None


def prepare(answering_id: UUID, survey: Survey, *, secret: bytes) -> dict[int, Seal]:
    """The seals that may be needed of an anonymous survey, by the turn of their code; none of others.

    Takes milliseconds: no transaction.
    """
    if not survey.anonymous:
        return {}
    turn = db.session.scalar(select(Answering.code_turn).where(Answering.id == answering_id))
    turns = range(_TURNS_LOOKED_FOR) if turn is None else (turn,)
    return {one: seal_of(secret, survey.id, code_of(answering_id, one, secret=secret)) for one in turns}


def receipt_of(answering_id: UUID, survey: Survey, *, secret: bytes) -> Receipt | None:
    """The receipt of what was sent under this id; None while it isn't, or when its own copy is forgotten."""
    return receipt_by(answering_id, survey, prepare(answering_id, survey, secret=secret), secret=secret)


def unused(answering_id: UUID, survey: Survey, *, secret: bytes) -> Unused:
    """The id made with a page, or another where something was sent under it: on a shared tablet somebody went back.

    Takes milliseconds, for the seal: no transaction.
    """
    seals = prepare(answering_id, survey, secret=secret)
    if receipt_by(answering_id, survey, seals, secret=secret) is not None:
        answering_id = uuid4()
        seals = prepare(answering_id, survey, secret=secret)
    return Unused(answering_id, covered(seals[0], secret, answering_id) if 0 in seals else None)


def receipt_by(answering_id: UUID, survey: Survey, seals: Mapping[int, Seal], *, secret: bytes) -> Receipt | None:
    """As `receipt_of`, for those who have the seals at hand."""
    if db.session.get(Answering, answering_id) is not None:
        return None
    for turn, seal in seals.items():
        if db.session.scalar(select(exists().where(OwnCopy.lookup == seal.lookup))):
            return Receipt(code_of(answering_id, turn, secret=secret), again=True)
    if not survey.anonymous:
        by_key = Response.survey_id == survey.id, Response.key_hash == key_hash(answering_id, secret)
        hashed = db.session.scalar(select(Response.code_hash).where(*by_key))
        codes = (code_of(answering_id, turn, secret=secret) for turn in range(TURNS if hashed else 0))
        if told := next((code for code in codes if code_hash(secret, code) == hashed), None):
            return Receipt(told, again=True)
    return None


def key_hash(answering_id: UUID, secret: bytes) -> str:
    """What a response that isn't anonymous is known again by, when its form is sent once more."""
    return opaque(secret, "survey response key", answering_id)
