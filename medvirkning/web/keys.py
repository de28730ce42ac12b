"""The installation's secret, and the key by which a browser is known to itself and to nobody else.

The browser's key is a random value in a cookie of its own, given when somebody agrees with something and never
before. It says nothing of who, and only a hash of it, another for each thing agreed with, is stored.
"""

import re

from flask import Response, current_app, request

from medvirkning.kernel.codes import new_token

COOKIE = "enig"
A_YEAR = 365 * 24 * 3600
_KEY = re.compile(r"[A-Za-z0-9_-]{43}")


def secret() -> bytes:
    """What codes and keyed hashes are made with."""
    return str(current_app.config["SETTINGS"].secret_key).encode()


def browser_key() -> str | None:
    """The key this browser has, if it has one."""
    found = request.cookies.get(COOKIE, "")
    return found if _KEY.fullmatch(found) else None


def browser_key_or_new() -> str:
    """The key this browser has, or a new one: give it with `remember_key`."""
    return browser_key() or new_token()


def remember_key(response: Response, key: str) -> Response:
    """Let the browser keep its key."""
    secure = bool(current_app.config["SETTINGS"].secure)
    response.set_cookie(COOKIE, key, max_age=A_YEAR, httponly=True, samesite="Lax", secure=secure)
    return response
