"""Speaking somebody else's language for a while: a mail or a letter is written in its reader's, not in the page's."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from flask_babel import force_locale

_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Texts, dates and templates are in this language until the block ends."""
    token = _spoken.set(language)
    try:
        with force_locale(language):
            yield
    finally:
        _spoken.reset(token)


def spoken() -> str | None:
    """The language of the block we are in, or None outside one."""
    return _spoken.get()
