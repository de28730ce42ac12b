"""The log: one line a request, with what was asked for and how it went. Never an address, a code or a text."""

import logging
import sys
import time
from collections.abc import MutableMapping
from typing import Any

import structlog
from flask import Flask, Response, g, request
from structlog.processors import ExceptionRenderer
from structlog.tracebacks import ExceptionDictTransformer


def set_up() -> None:
    """JSON lines on stderr."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(message)s")
    logging.getLogger("gunicorn.error").addFilter(_without_visitors)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            ExceptionRenderer(ExceptionDictTransformer(show_locals=False)),  # to show one is to ask the database for it
            _without_values,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def _without_values(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Tracebacks keep where it happened, not what the message said."""
    for error in event.get("exception", []):
        error["exc_value"] = ""
        error.pop("exc_notes", None)
    return event


def _without_visitors(record: logging.LogRecord) -> bool:
    """gunicorn's own words: that a request was broken or an answer failed, but not whose, for what, nor the data."""
    said = record.getMessage()
    for beginning in ("Invalid request", "Error handling request"):
        if said.startswith(beginning):
            error = record.exc_info[0] if record.exc_info else None
            record.msg, record.args = f"{beginning}: {error.__name__}" if error else beginning, ()
            record.exc_info = record.exc_text = None
    return True


def watch(app: Flask) -> None:
    """Log each request by its rule (`/k/<code>`), not its address, so that no code or link ends in the log."""
    log = structlog.get_logger()

    def failed(exc_info: Any) -> None:
        log.error("failed", endpoint=request.endpoint, error=exc_info[0].__name__, exc_info=exc_info)

    app.log_exception = failed  # type: ignore[method-assign]  # Flask's own names the address

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def tell(response: Response) -> Response:
        took = time.perf_counter() - g.get("began", time.perf_counter())
        rule = request.url_rule.rule if request.url_rule else "-"
        log.info("request", method=request.method, rule=rule, status=response.status_code, ms=round(took * 1000, 1))
        return response
