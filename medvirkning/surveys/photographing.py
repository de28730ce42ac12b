"""Photos of an answer while it is being written: kept with it, and let go when it does."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from medvirkning.attachments.actions import attach, detach
from medvirkning.attachments.queries import attached_to
from medvirkning.attachments.words import AttachmentKind
from medvirkning.kernel.clock import oslo_date, oslo_moment
from medvirkning.kernel.database import db
from medvirkning.kernel.errors import NotThere
from medvirkning.kernel.pictures import CleanPicture
from medvirkning.surveys.answers import AnswerValue, with_photo
from medvirkning.surveys.questionnaire import Question
from medvirkning.surveys.responses import Answering


def keep_photos(
    answering_id: UUID, question: Question, value: AnswerValue | None, photos: Sequence[CleanPicture], *, at: datetime
) -> AnswerValue | None:
    """The answer with these photos too, which are kept with what is being written. Raises NotThere.

    Under a name of ours, on a day and not at a minute. Too many is for `save_answer` to refuse, in the same
    transaction.
    """
    answering = db.session.get(Answering, answering_id)
    if answering is None:
        raise NotThere("answering")
    for photo in photos:
        kept = attach(
            answering,
            photo.data,
            kind=AttachmentKind.PHOTO,
            name="bilde.jpg",
            media_type=photo.media_type,
            at=oslo_moment(oslo_date(at)),
            about=question.key,
            size=(photo.width, photo.height),
        )
        value = with_photo(value, kept.sha256)
    return value


def let_go(answering_id: UUID, question: Question, value: AnswerValue | None) -> None:
    """Take away the photos of this question that its answer, as it is kept now, doesn't show, or has twice."""
    shown = set() if value is None else set(value.get("photos", ()))
    db.session.flush()
    for photo in attached_to(Answering.__tablename__, answering_id):
        if photo.about == question.key:
            if photo.sha256 not in shown:
                detach(photo)
            shown.discard(photo.sha256)
