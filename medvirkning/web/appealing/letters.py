"""The letters about one's appeal, and the files that came with it."""

from flask import Response, abort, render_template

from medvirkning.attachments.models import Attachment
from medvirkning.kernel.database import db
from medvirkning.mail.letter_content import LetterContent
from medvirkning.permissions import Can
from medvirkning.web.access import requires
from medvirkning.web.appealing.blueprint import blueprint
from medvirkning.web.appealing.loaders import OwnAppeal, own_appeal_file, own_ruling_letter
from medvirkning.web.downloads import download


@blueprint.get("/klage/<uuid:appeal_id>/brev/<uuid:letter_id>")
@requires(Can.READ_OWN_APPEAL, own_ruling_letter)
def letter(own: OwnAppeal) -> str:
    """A letter about the appeal, as it was sent."""
    assert own.letter is not None
    content = LetterContent.from_json(own.letter.content)
    return render_template("appealing/letter.html", appeal=own.appeal, letter=own.letter, content=content)


@blueprint.get("/klage/<uuid:appeal_id>/brev/<uuid:letter_id>.pdf")
@requires(Can.READ_OWN_APPEAL, own_ruling_letter)
def letter_pdf(own: OwnAppeal) -> Response:
    """The file that was sent, byte for byte."""
    assert own.letter is not None
    return download(db.session.get_one(Attachment, own.letter.attachment_id)) or abort(404)


@blueprint.get("/klage/<uuid:appeal_id>/fil/<uuid:attachment_id>")
@requires(Can.READ_OWN_APPEAL, own_appeal_file)
def file(own: OwnAppeal) -> Response:
    """A file, always as a download of its own, in a sandbox."""
    assert own.file is not None
    return download(own.file) or abort(404)
