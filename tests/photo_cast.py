"""A survey that many have sent photos in, closed and read off. Own transactions."""

from hashlib import sha256

from sqlalchemy import select

from medvirkning.attachments.actions import attach
from medvirkning.attachments.models import Attachment
from medvirkning.attachments.words import AttachmentKind
from medvirkning.kernel.clock import oslo_date, oslo_moment
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.pictures import clean_picture
from medvirkning.surveys.models import Survey
from medvirkning.surveys.responses import Response
from medvirkning.surveys.sending import make_response
from medvirkning.surveys.words import Channel, QuestionKind
from tests.cast import World
from tests.photos import phone_photo
from tests.result_cast import AT, closes, looks, reads
from tests.survey_cast import choices, one_section, opened, question

PICTURE = clean_picture(phone_photo((320, 240)))
DIGEST = sha256(PICTURE.data).hexdigest()
ASKED = one_section(
    question("trives", QuestionKind.ONE, choices=choices("ja", "nei")),
    question("gata", QuestionKind.PHOTO),
    question("kaia", QuestionKind.PHOTO),
)


def photographed(world: World, people: int = 9, few: int = 2, **about: str) -> Survey:
    """So many have sent a photo of «gata», as many none, and a few one of «kaia» too."""
    survey = opened(world, ASKED, at=AT, **about)
    for one in range(people):
        sends(survey, *(["gata", "kaia"] if one < few else ["gata"]))
    for _none in range(people):
        sends(survey)
    closes(world, survey)
    reads(world, survey)
    return survey


def sends(survey: Survey, *photographed: str) -> None:
    """Somebody sends a photo in answer to each of these questions."""
    with transaction():
        answers = {"trives": {"choice": "ja"}, **{key: {"photos": [DIGEST]} for key in photographed}}
        told = {"anonymous": True, "version": 1, "channel": Channel.WEB, "language": "nb", "at": AT}
        made = db.session.get(Response, (survey.id, make_response(survey.id, ASKED, answers, **told)))
        for key in photographed:
            attach(
                made, PICTURE.data, kind=AttachmentKind.PHOTO, name="bilde.jpg", media_type=PICTURE.media_type,
                at=oslo_moment(oslo_date(AT)), about=key, size=(PICTURE.width, PICTURE.height),
            )  # fmt: skip


def of_question(key: str) -> list[Attachment]:
    """The photos in answer to a question."""
    return list(db.session.scalars(select(Attachment).where(Attachment.about == key).order_by(Attachment.id)))


def example(world: World) -> dict[str, dict[str, str]]:
    """A survey with photos, and one of them."""
    survey = photographed(world, slug="bilder-sendt")
    looks(world, survey)
    here = {"survey_id": str(survey.id), "question_key": "gata"}
    return {
        "survey_results.sent_photos": here,
        "survey_results.sent_photo": {**here, "photo_id": str(of_question("gata")[0].id)},
    }
