"""The photos that people sent in answer to one question, alone: beside nothing else that the same person answered.

They are seen as texts are read (`free_texts`): by the few who may, of those who are told of one by one, and in an order
that is as good as random.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from medvirkning.attachments.models import Attachment
from medvirkning.attachments.words import AttachmentKind
from medvirkning.kernel.database import db
from medvirkning.kernel.sql_functions import mixed
from medvirkning.surveys.guarded import HIDDEN
from medvirkning.surveys.questionnaire import Question
from medvirkning.surveys.responses import Response
from medvirkning.surveys.shown import Shown
from medvirkning.surveys.summing import ANSWERED
from medvirkning.surveys.words import QuestionKind

PER_PAGE = 24
PHOTOS = "photos"  # where the answer to a question of photos names them


@dataclass(frozen=True)
class PhotoWish:
    """Which photos: those in answer to one question that came until the end of a day."""

    survey_id: UUID
    question: Question
    until: date


def may_be_seen(question: Question, shown: Shown) -> bool:
    """Whether the photos may be seen: where it is shown how many have sent some."""
    if question.kind is not QuestionKind.PHOTO or not shown.lines:
        return False
    return shown.lines[0].table.counts.get(ANSWERED) is not HIDDEN


def photo_count(wish: PhotoWish) -> int:
    """How many photos there are."""
    return db.session.scalar(_wanted(select(func.count()), wish)) or 0


def photos(wish: PhotoWish, *, start: int = 0, limit: int = PER_PAGE) -> Sequence[Attachment]:
    """A page of them, in the question's own order."""
    order = mixed(Attachment.__table__.c.id, wish.question.key), Attachment.id
    return db.session.scalars(_wanted(select(Attachment), wish).order_by(*order).offset(start).limit(limit)).all()


def photo_in(wish: PhotoWish, photo_id: UUID) -> Attachment | None:
    """One of them; None for any other."""
    return db.session.scalar(_wanted(select(Attachment), wish).where(Attachment.id == photo_id))


def _wanted(wanted: Select[Any], wish: PhotoWish) -> Select[Any]:
    """Those that the answers name: a photo that somebody took away later is not among them."""
    named = Response.content[(wish.question.key, PHOTOS)].as_string().contains(Attachment.sha256)
    here = Response.survey_id == wish.survey_id, Response.received_on <= wish.until
    theirs = Attachment.owner_kind == Response.__tablename__, Attachment.kind == AttachmentKind.PHOTO
    about = Attachment.about == wish.question.key
    return (
        wanted.select_from(Attachment)
        .join(Response, Response.id == Attachment.owner_id)
        .where(*here, *theirs, about, named)
    )
