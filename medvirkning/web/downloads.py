"""Files on their way out: always a download, under a safe name, in a cage of their own."""

from collections.abc import Iterator

from flask import Response, stream_with_context

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


def file_of(pieces: Iterator[bytes], name: str, media_type: str) -> Response:
    """A file that is made while it is sent. One that fails on the way is broken off, so nobody takes it for whole."""
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    response = Response(stream_with_context(pieces), content_type=media_type + charset)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "no-store"
    return response
