"""The one page of the tablets, the same for everybody, and what lets it open without network."""

import hashlib
import json
from pathlib import Path
from typing import Any

from flask import current_app, make_response, render_template, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from medvirkning.mail.language import speaking
from medvirkning.people.words import LANGUAGES
from medvirkning.web.access import public
from medvirkning.web.tablet.blueprint import blueprint

ASSETS = ("app.css", "form.css", "kiosk.css", "kiosk.js", "schibsted-grotesk.woff2", "logo.svg", "tablet-192.png")
WORKER = "js/kiosk/service_worker.js"


@blueprint.get("/")
@public
def shell() -> Any:
    """The page. A tablet that has its worker has it from there, and a newer one when the worker has fetched it."""
    return make_response(_page(), 200, {"Cache-Control": "private, no-cache"})


@blueprint.get("/sw.js")
@public
def worker() -> Any:
    """The service worker, told what to keep: its version changes with the page and with every file."""
    asset = current_app.jinja_env.globals["asset"]
    files = [str(asset(name)) for name in ASSETS]  # type: ignore[operator]
    kept = [url_for(".shell"), url_for(".manifest"), *files]
    version = hashlib.sha256("\n".join([_page(), *kept]).encode()).hexdigest()[:16]
    source = (Path(current_app.static_folder or "") / WORKER).read_text("utf-8")
    told = f"self.SHELL = {json.dumps({'version': version, 'paths': kept})};\n{source}"
    headers = {"Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "no-cache"}
    return make_response(told, 200, headers)


@blueprint.get("/manifest.webmanifest")
@public
def manifest() -> Any:
    """What it is called and looks like on the home screen."""
    asset = current_app.jinja_env.globals["asset"]
    icons = [
        {"src": asset(f"tablet-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any maskable"}  # type: ignore[operator]
        for size in (192, 512)
    ]
    told = {
        "name": "Medvirkning",
        "short_name": "Medvirkning",
        "description": _("Say what you want changed where you live."),
        "lang": "nb",
        "id": url_for(".shell"),
        "start_url": url_for(".shell"),
        "scope": url_for(".shell"),
        "display": "fullscreen",
        "orientation": "any",
        "background_color": "#ffb22e",
        "theme_color": "#ffb22e",
        "icons": icons,
    }
    return make_response(
        json.dumps(told, ensure_ascii=False),
        200,
        {"Content-Type": "application/manifest+json", "Cache-Control": "no-cache"},
    )


def _page() -> str:
    both = []
    for language in LANGUAGES:
        with speaking(language):
            pressed = {"connect": _("Connect"), "look": _("Look for a shift")}
            no_network = _("The tablet has no network. Connect it to one, and try again.")
            too_many = _("There have been too many tries. Try again after %(time)s.", time="#")
            told = {"no_network": no_network, "too_many": too_many}
            both.append({"tag": language, **_own_words(), **pressed, **told})
    with speaking(LANGUAGES[0]):
        return render_template("tablet/shell.html", both=both, code_label=_("The code"))


def _own_words() -> dict[str, Markup]:
    """What a tablet without a package says, in the language that is spoken: a heading, and a line below it."""
    told = {
        "pair": (
            _("Connect the tablet"),
            _("A coordinator makes a code under «Tablets». It lasts a quarter of an hour."),
        ),
        "no-shift": (
            _("This tablet is not in a shift"),
            _("A coordinator opens a shift under «Tablets», and chooses this one."),
        ),
        "shut-out": (
            _("This tablet has been shut out"),
            _("It gets nothing new. What lies on it is still sent when there is network."),
        ),
        "broken": (
            _("Nobody answers"),
            _("The tablet has no network, or can't keep anything. Try again in a while."),
        ),
        "without_scripts": (
            _("The tablet needs JavaScript"),
            _("Without it you can use the ordinary pages, on the front page of this site."),
        ),
    }
    return {
        name: Markup(render_template("tablet/told.html", heading=first, line=then))  # noqa: S704  (our own template)
        for name, (first, then) in told.items()
    }
