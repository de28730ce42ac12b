"""When something goes wrong: a page that says what happened and what to do, in the person's language. Never a trace."""

from math import ceil
from time import time
from typing import Any

import structlog
from flask import Flask, Response, make_response, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from gunicorn.http.errors import ParseException
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, SecurityError

from medvirkning.kernel.errors import Conflict, NotThere, RuleBroken
from medvirkning.web.security import limiter

log = structlog.get_logger()
TOLD = frozenset({400, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503})
# Where Back brings nobody to the form again: what it was about is gone, closed, or otherwise now.
LOST = frozenset({403, 404, 409, 422})


def error_page(status: int, **values: Any) -> Response:
    """The page for this status; one that has no page of its own gets its family's."""
    shown = status if status in TOLD else 500 if status >= 500 else 400
    written = _written() if status in LOST else []
    response = make_response(render_template("errors/error.html", status=shown, written=written, **values), status)
    if status == 503:
        response.headers["Retry-After"] = "10"
    if status == 429 and (limit := limiter.current_limit):
        response.headers["Retry-After"] = str(max(ceil(limit.reset_at - time()), 1))
    return response


def _written() -> list[str]:
    """What somebody wrote in the form that was not taken: all that is more than one word, for them to keep."""
    if request.method != "POST":
        return []
    try:
        return [value.strip() for value in request.form.values() if len(value.split()) > 1]
    except HTTPException:  # a form that can't be read
        return []


def set_up(app: Flask) -> None:
    """Register a handler for everything."""

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Any:
        if error.response is not None or (error.code or 500) < 400:
            return error.get_response()
        if isinstance(cause := getattr(error, "original_exception", None), OperationalError):
            return database(cause)  # the page of another error asked for somebody's name
        response = error_page(error.code or 500)
        if allow := getattr(error, "valid_methods", None):
            response.headers["Allow"] = ", ".join(allow)
        return response

    @app.errorhandler(SecurityError)
    def not_our_name(_error: SecurityError) -> Response:
        # A page would have links, and links need a name that is ours.
        return Response(_("This site does not answer to that name."), 400, mimetype="text/plain")

    @app.errorhandler(CSRFError)
    def csrf(_error: CSRFError) -> Response:
        return error_page(400, reason="csrf")

    @app.errorhandler(ParseException)
    def broken_request(_error: ParseException) -> Response:
        return error_page(400)

    @app.errorhandler(NotThere)
    def not_there(_error: NotThere) -> Response:
        return error_page(404)

    @app.errorhandler(Conflict)
    @app.errorhandler(StaleDataError)
    def conflict(_error: Exception) -> Response:
        return error_page(409)

    @app.errorhandler(RuleBroken)
    def rule_broken(error: RuleBroken) -> Response:
        return error_page(422, objections=error.objections)

    @app.errorhandler(OperationalError)
    def database(error: OperationalError) -> Response:
        log.error("database", endpoint=request.endpoint, error=type(error.orig).__name__)
        return error_page(503)

    @app.errorhandler(IntegrityError)
    def refused(error: IntegrityError) -> Response:
        """The database refused what must never be untrue: somebody was first. Logged: a rule should have known."""
        log.error("refused", endpoint=request.endpoint, error=type(error.orig).__name__)
        return error_page(409)

    @app.errorhandler(Exception)
    def anything(error: Exception) -> Response:
        log.exception("failed", endpoint=request.endpoint, error=type(error).__name__)
        return error_page(500)
