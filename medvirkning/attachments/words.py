"""The words of attachments."""

from datetime import timedelta
from enum import StrEnum

MOST_BYTES = 10 * 1024 * 1024  # one file
ORPHAN_AFTER = timedelta(hours=1)  # a file no row names after this was left by a request that died


class AttachmentKind(StrEnum):
    """What a file is to its owner."""

    PHOTO = "photo"  # a cleaned picture, may be shown in a page
    DOCUMENT = "document"  # always a download
    LETTER = "letter"  # made by us
