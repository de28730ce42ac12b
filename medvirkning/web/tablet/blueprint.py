"""What the caravan's tablets fetch and send. A tablet is known by a cookie that only these addresses get.

Requests that write carry a header in place of a form's token: a page of another origin can't set it, nor would the
cookie follow it there.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint, Response, abort, current_app, jsonify, request

from medvirkning.caravan.devices import Tablet
from medvirkning.caravan.pairing import tablet_with
from medvirkning.web.security import MEGABYTE

blueprint = Blueprint("tablet", __name__, url_prefix="/nettbrett")

HEADER = "X-Nettbrett"  # in what our scripts ask, and in what we answer them: not every 403 on the way is ours
FOR_LONG = 400 * 24 * 3600  # seconds: as long as browsers keep anything
OFTEN = "200 per 10 minutes"  # of what costs us something; a caravan full of tablets is one address
MOST_BYTES = MEGABYTE  # of what is sent, whatever it says that it is
View = Callable[..., Any]


def known_tablet() -> Tablet | None:
    """The tablet that asks, also one that is shut out; None for anybody else."""
    token = request.cookies.get(_cookie(), "")
    return tablet_with(token) if token else None


def by_script(view: View) -> View:
    """Only for our own scripts: without the header it is a bad request."""

    @wraps(view)
    def asked(*args: Any, **values: Any) -> Any:
        if request.headers.get(HEADER) != "1":
            abort(400)
        request.max_content_length = MOST_BYTES
        return view(*args, **values)

    return asked


def sent_json() -> Any:
    """What a script has sent; None for what is no JSON, or is nested too deep to be ours."""
    try:
        return request.get_json(silent=True)
    except RecursionError:
        return None


def keep_token(response: Response, token: str) -> Response:
    """Let the tablet keep its token, out of reach of scripts."""
    secure = current_app.config["SETTINGS"].secure
    response.set_cookie(
        _cookie(), token, max_age=FOR_LONG, path=blueprint.url_prefix, httponly=True, samesite="Strict", secure=secure
    )
    return response


def told(status: int, **values: Any) -> Response:
    """An answer to a script, that nobody keeps."""
    response = jsonify(values)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    response.headers[HEADER] = "1"
    return response


def _cookie() -> str:
    return "__Secure-nettbrett" if current_app.config["SETTINGS"].secure else "nettbrett"
