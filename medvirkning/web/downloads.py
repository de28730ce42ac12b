"""Files on their way out: always a download, under a safe name, in a cage of their own."""

from flask import Response

from medvirkning.attachments import storage
from medvirkning.attachments.models import Attachment


def download(attachment: Attachment) -> Response | None:
    """The file as it was taken in; None where it is gone from the disk. Who may have it is asked before."""
    try:
        data = storage.read(attachment.file_id)
    except FileNotFoundError:
        return None
    response = Response(data, mimetype=attachment.media_type)
    response.headers.set("Content-Disposition", "attachment", filename=attachment.name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "no-store"
    return response
