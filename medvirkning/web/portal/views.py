"""The front door: which programmes there are, and each one's own front page."""

from typing import Any

from flask import Blueprint, redirect, render_template, url_for

from medvirkning.programmes.queries import programmes
from medvirkning.web.access import public
from medvirkning.web.loading import programme_or_404

blueprint = Blueprint("portal", __name__)


@blueprint.get("/")
@public
def programmes_page() -> Any:
    """Every programme; with only one, straight to it."""
    found = programmes()
    if len(found) == 1:
        return redirect(url_for("portal.programme_page", slug=found[0].slug), 303)
    return render_template("portal/programmes_page.html", programmes=found)


@blueprint.get("/<slug>/")
@public
def programme_page(slug: str) -> str:
    """A programme's front page."""
    return render_template("portal/programme_page.html", programme=programme_or_404(slug))
