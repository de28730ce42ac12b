"""A letter's PDF over the counter: the stored bytes of a sent one, or of a draft as it would be sent today."""

from flask import Response, abort

from medvirkning.attachments.models import Attachment
from medvirkning.kernel.database import db
from medvirkning.mail.letter_content import LetterContent
from medvirkning.mail.pdf import file_name, pdf
from medvirkning.review.corrected_letters import CorrectedLetter
from medvirkning.review.models import Letter
from medvirkning.web.downloads import download


def letter_file(letter: Letter | CorrectedLetter, content: LetterContent) -> Response:
    """The PDF as a download. A sent letter is never made again: what was sent is what is given."""
    if letter.sent_at is not None:
        attached = db.session.get_one(Attachment, letter.attachment_id)
        return download(attached) or abort(404)
    response = Response(pdf(content), mimetype="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=file_name(content))
    response.headers["Cache-Control"] = "no-store"
    return response
