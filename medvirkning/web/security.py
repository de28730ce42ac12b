"""What every answer carries, and what every request may weigh."""

from ipaddress import ip_address, ip_network
from typing import Any

from flask import Flask, Response, abort, request, session
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf import CSRFProtect

from medvirkning.settings import Settings

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",  # data: is for the design system's mask icons
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
}
MEGABYTE = 1024 * 1024


def visitor() -> str:
    """Where a request comes from, for counting. Of IPv6 everybody has a whole /64, which counts as one."""
    return _network(64)


def neighbourhood() -> str:
    """Where a request comes from, more widely: many are given a /48 of IPv6, with 65,536 networks of their own."""
    return _network(48)


def _network(bits: int) -> str:
    address = get_remote_address()
    try:
        found = ip_address(address)
        whole = found.version == 4 or found.ipv4_mapped
        return address if whole else str(ip_network((int(found), bits), strict=False))
    except ValueError:
        return address


csrf = CSRFProtect()
limiter = Limiter(visitor, storage_uri="memory://", strategy="moving-window", headers_enabled=False)

# Only codes that could have been somebody's and are nobody's count: see `missed`. There are 31⁸ codes: at a hundred
# tries a day, one address needs some 230 years to come upon one of a hundred thousand; a /48 of IPv6, some 12. Each
# worker process counts for itself, so with two of them it is half as long. A library is one address too.
GUESSES = "30 per 10 minutes; 100 per day"
GUESSES_AROUND = "300 per 10 minutes; 2000 per day"
_MISSED = "medvirkning.missed"


def missed() -> None:
    """What was asked for with a code was nobody's: a guess, as far as we know."""
    request.environ[_MISSED] = True


def _only_asks() -> bool:
    """A page that asks for a code tries none."""
    return request.method == "GET" and "code" not in (request.view_args or {})


def guessing(view: Any) -> Any:
    """The view, where codes can be tried: so many wrong ones, and then no more for a while."""
    how: dict[str, Any] = {"deduct_when": lambda _answer: _MISSED in request.environ, "exempt_when": _only_asks}
    around = limiter.shared_limit(GUESSES_AROUND, scope="codes, around", key_func=neighbourhood, **how)
    return around(limiter.shared_limit(GUESSES, scope="codes", **how)(view))


def set_up(app: Flask, settings: Settings) -> None:
    """Cookies, tokens, limits and headers. Addresses are only ever held in memory, for counting."""
    name = "medvirkning"
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME=f"__Host-{name}" if settings.secure else name,
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a form may lie open over lunch
        MAX_CONTENT_LENGTH=36 * MEGABYTE,
        MAX_FORM_MEMORY_SIZE=MEGABYTE,
        MAX_FORM_PARTS=500,
        RATELIMIT_ENABLED=settings.rate_limits,
        TRUSTED_HOSTS=[settings.host] if not settings.demo else ["localhost", "127.0.0.1", "[::1]"],
    )

    @app.before_request
    def read_address() -> None:
        if "\x00" in request.path:  # nothing of ours has such a name, and PostgreSQL does not even want to hear it
            abort(404)
        # Nor do we live under a prefix. gunicorn takes one from whoever names it, where a proxy of the same machine
        # lets the header through, and every link of the page would begin with it: also of a page kept for others.
        if request.root_path:
            abort(404)

    @app.before_request
    def weigh() -> None:
        # Only files may be large, and they come in parts; a form in one piece is read whole before it is counted.
        if request.mimetype != "multipart/form-data":
            request.max_content_length = MEGABYTE

    csrf.init_app(app)
    limiter.init_app(app)

    @app.after_request
    def harden(response: Response) -> Response:
        protect(response.headers, settings)
        if "Cache-Control" not in response.headers:
            known = app.config["SESSION_COOKIE_NAME"] in request.cookies or session.modified
            fleeting = request.method == "GET" and response.status_code == 200 and not known
            response.headers["Cache-Control"] = "private, no-cache" if fleeting else "no-store"
        response.vary.update(("Cookie", "Accept-Language", "HX-Request"))
        return response


def protect(headers: Any, settings: Settings) -> None:
    """Give an answer, or a static file, those of the headers that it has not got."""
    for header, value in HEADERS.items():
        headers.setdefault(header, value)
    if settings.secure:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
