"""The installation's secret, and the key by which a browser is known to itself and to nobody else.

The browser's key is random, in a cookie of its own, and stored nowhere but as hashes, another for each thing agreed
with. The cookie is made at the first press and never by reading. It is no part of a session and of nothing that is
sent.
"""

import re

from flask import Response, current_app, request, session

from medvirkning.kernel.codes import new_token, opaque

A_YEAR = 365 * 24 * 3600
KEY = re.compile(r"[0-9a-f]{64}")


def secret() -> bytes:
    """What codes and keyed hashes are made with."""
    return str(current_app.config["SETTINGS"].secret_key).encode()


def browser_key() -> str | None:
    """This browser's key, if it has one."""
    found = request.cookies.get(_cookie(), "")
    return found if KEY.fullmatch(found) else None


def browser_key_at_press() -> str:
    """This browser's key, made now if new.

    A new one follows from the random token of the page's form, so that two presses at once make one key.
    """
    known = browser_key()
    if known is not None:
        return known
    return opaque(secret(), "browser that agrees", session.get("csrf_token") or new_token())


def keep_key(response: Response, key: str) -> Response:
    """Let the browser keep its key for a year."""
    secure = current_app.config["SETTINGS"].secure
    response.set_cookie(_cookie(), key, max_age=A_YEAR, httponly=True, samesite="Lax", secure=secure)
    return response


def _cookie() -> str:
    return "__Host-enig" if current_app.config["SETTINGS"].secure else "enig"
