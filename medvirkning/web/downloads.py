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
    """A file made now, as a download."""
    return _named(Response(b"".join(pieces)), name, media_type)


def stream_of(pieces: Iterator[bytes], name: str, media_type: str) -> Response:
    """A file that is made while it is sent, and never held whole. One that fails on the way is broken off.

    The session that the view had is gone by then: the pieces are made of values, and of what they ask for themselves.
    """
    return _named(Response(stream_with_context(pieces)), name, media_type)


def _named(response: Response, name: str, media_type: str) -> Response:
    response.content_type = media_type + ("; charset=utf-8" if media_type.startswith("text/") else "")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "no-store"
    return response
