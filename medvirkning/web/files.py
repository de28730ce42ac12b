"""Files in a form, looked over before the transaction: drawing a picture keeps nobody else waiting."""

from collections.abc import Iterable

from werkzeug.datastructures import FileStorage

from medvirkning.appeals.words import MOST_FILES
from medvirkning.grants.attaching import LookedOver, look_over


def looked_over(sent: Iterable[FileStorage], most: int = MOST_FILES) -> list[LookedOver]:
    """What was sent and may be attached, one more than there is room for at the most. Raises Refused."""
    chosen = [file for file in sent if file.filename][: most + 1]
    return [look_over(file.read(), file.filename or "") for file in chosen]
