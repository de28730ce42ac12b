"""Photos of an answer while it is being written: kept with it, and let go when it does."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from medvirkning.attachments.actions import attach
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
    transaction; a photo that the answer lets go of goes when it is sent, or forgotten.
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
