"""Photos on their way in and out: drawn anew before anything is kept, and served as what they are and nothing else."""

from collections.abc import Iterable
from itertools import islice

from flask import Response, abort
from werkzeug.datastructures import FileStorage

from medvirkning.attachments import storage
from medvirkning.attachments.models import Attachment
from medvirkning.attachments.words import AttachmentKind
from medvirkning.contributions.rules import MOST_PHOTOS
from medvirkning.kernel.pictures import MAX_BYTES, CleanPicture, NotAPicture, clean_picture
from medvirkning.web.labels.lookup import sentence

ACCEPT = "image/jpeg,image/png,image/webp"  # a phone that keeps HEIC then sends JPEG


def cleaned(files: Iterable[FileStorage]) -> tuple[list[CleanPicture], list[str]]:
    """The photos among what was sent, drawn anew, and what is wrong with the rest. Empty file fields don't count.

    No more are looked at than it takes to see that there are too many: a small file may take a second to draw.
    """
    pictures, faults = [], []
    for file in islice((file for file in files if file.filename), MOST_PHOTOS + 1):
        try:
            pictures.append(clean_picture(file.stream.read(MAX_BYTES + 1)))
        except NotAPicture as refused:
            faults.append(sentence(refused.objection.code, refused.objection.facts))
    return pictures, faults


def photo_response(photo: Attachment | None, *, seconds: int = 300) -> Response:
    """The picture itself, under a name of ours, to be kept by the browser for some seconds. 404 when there is none."""
    if photo is None or photo.kind is not AttachmentKind.PHOTO:
        abort(404)
    try:
        data = storage.read(photo.file_id)
    except FileNotFoundError:
        abort(404)
    response = Response(data, mimetype=photo.media_type)
    response.headers["Content-Disposition"] = f'inline; filename="bilde-{photo.id.hex[:8]}.jpg"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = f"private, max-age={seconds}" if seconds else "no-store"
    return response
