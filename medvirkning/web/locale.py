"""Which written language a person reads: bokmål or nynorsk, both whole.

The choice is kept in a cookie that says `nb` or `nn` and nothing else. Without one, the browser's wishes count:
`no`, `nb-NO` and `nn-NO` are mapped by hand, because Babel does not.
"""

from typing import TypeVar
from urllib.parse import urlsplit

from babel.support import Translations
from flask import Blueprint, Flask, current_app, g, has_request_context, redirect, request
from flask_babel import Babel, refresh
from werkzeug.wrappers import Response

from medvirkning.kernel.localized import direction
from medvirkning.mail.language import spoken
from medvirkning.people.words import GUESTS, LANGUAGES
from medvirkning.web.access import public

COOKIE = "sprak"
A_YEAR = 365 * 24 * 3600

AnyResponse = TypeVar("AnyResponse", bound=Response)

blueprint = Blueprint("language", __name__)


def locale() -> str:
    """`nb` or `nn`: what is being spoken, else what this request's reader wants. Some pages speak a guest's."""
    if language := spoken():
        return language
    if not has_request_context():
        return "nb"
    if "locale" not in g:
        g.locale = norwegian()
    return g.locale


def speak(language: str) -> None:
    """Let the rest of this request be in another language than its reader's: a guest's."""
    g.locale = language
    refresh()


def norwegian() -> str:
    """`nb` or `nn`: what this request's reader has chosen of the two. What is written to a guest later is in it."""
    return _chosen() or _wished() or "nb"


def _chosen() -> str | None:
    found = switched() or request.cookies.get(COOKIE)
    return found if found in LANGUAGES else None


def switched() -> str | None:
    """What a form's language switch asks for. A body that can't be read asks for nothing: its error page needs us."""
    try:
        return request.form.get("language") if request.method == "POST" else None
    except Exception:
        return None


def _wished() -> str | None:
    for wish, _quality in request.accept_languages:
        short = wish.replace("_", "-").split("-")[0].lower()
        if short in LANGUAGES:
            return short
        if short == "no":
            return "nb"
    return None


def on_this_site(path: str | None) -> str:
    """A path to go back to: ours, or the front page. `next` never leaves the site (ASVS 5.0, 3.7.2)."""
    if not path or not path.startswith("/") or path.startswith(("//", "/\\")) or "\\" in path:
        return "/"
    parts = urlsplit(path)
    return path if not parts.scheme and not parts.netloc and path.isprintable() else "/"


@blueprint.get("/sprak/<language>")
@public
def switch(language: str) -> Response:
    """Change the language and go back to the page one came from."""
    return redirect(on_this_site(request.args.get("next")), 303)


def remember(response: AnyResponse) -> AnyResponse:
    """Keep a choice of language made by link or by a form's switch."""
    asked = switched()
    if request.endpoint == "language.switch":
        asked = (request.view_args or {}).get("language")
    if asked in LANGUAGES:
        secure = current_app.config["SETTINGS"].secure
        response.set_cookie(COOKIE, asked, max_age=A_YEAR, httponly=True, samesite="Lax", secure=secure)
    return response


def _templates(app: Flask) -> None:
    """Templates look texts up straight in the catalogues: a form has dozens, and Babel's own way finds out anew for
    each which request, which domain and which locale it is in (about 7 µs a text; this takes one)."""
    folder = app.config["BABEL_TRANSLATION_DIRECTORIES"]
    catalogues = {language: Translations.load(folder, [language]) for language in (*LANGUAGES, *GUESTS)}
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda text: catalogues[locale()].ugettext(text),
        ngettext=lambda one, many, count: catalogues[locale()].ungettext(one, many, count),
        newstyle=True,
        pgettext=lambda context, text: catalogues[locale()].upgettext(context, text),
        npgettext=lambda context, one, many, count: catalogues[locale()].unpgettext(context, one, many, count),
    )


def set_up(app: Flask) -> None:
    """Install Babel and the language switch."""
    Babel(app, locale_selector=locale, default_locale="nb", default_timezone="Europe/Oslo")
    _templates(app)
    app.jinja_env.globals["direction"] = direction
    app.register_blueprint(blueprint)
    app.after_request(remember)
