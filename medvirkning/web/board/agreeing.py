"""«Enig» and «Ble det bra?»: what anyone can press on the board, once per browser, with no account."""

from typing import Any
from uuid import UUID

from flask import Response, abort, make_response, redirect, request, url_for
from jinja2_fragments.flask import render_block

from medvirkning.contributions import agreeing
from medvirkning.contributions.models import Contribution
from medvirkning.contributions.queries import public_contribution
from medvirkning.contributions.words import Rating
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import NotThere
from medvirkning.web.access import public
from medvirkning.web.board.blueprint import blueprint
from medvirkning.web.keys import browser_key_at_press, keep_key, secret
from medvirkning.web.loading import programme_or_404
from medvirkning.web.locale import on_this_site
from medvirkning.web.security import limiter

PRESSES = "120 per 10 minutes"  # a whole class may stand behind one address
RATINGS = {rating.value: rating for rating in Rating}


@blueprint.post("/<slug>/innspill/<uuid:contribution_id>/enig")
@public
@limiter.limit(PRESSES)
def agree(slug: str, contribution_id: UUID) -> Response:
    """Agree, or with `angre` take it back. Then back to where the button was, or the button alone to htmx."""
    key, takes_back = browser_key_at_press(), "angre" in request.args
    with transaction():
        found = _on_board(slug, contribution_id)
        press = agreeing.unsupport if takes_back else agreeing.support
        tally = press(found, key=key, secret=secret())
    if request.headers.get("HX-Request") == "true":
        button = render_block(
            "board/contribution.html",
            "agree",
            slug=slug,
            contribution_id=contribution_id,
            count=tally,
            pressed=not takes_back,
            back=_back(slug, contribution_id),
        )
        return keep_key(make_response(button), key)
    return keep_key(_redirect(f"{_back(slug, contribution_id)}#agree-{contribution_id}"), key)


@blueprint.post("/<slug>/innspill/<uuid:contribution_id>/ble-det-bra")
@public
@limiter.limit(PRESSES)
def rate(slug: str, contribution_id: UUID) -> Response:
    """Answer «Ble det bra?». The last answer of a browser counts."""
    key = browser_key_at_press()
    given = RATINGS.get(request.form.get("rating", "")) or abort(422)
    with transaction():
        agreeing.rate(_on_board(slug, contribution_id), given, key=key, secret=secret())
    back = url_for("board.contribution", slug=slug, contribution_id=contribution_id)
    return keep_key(_redirect(f"{back}#good"), key)


def _on_board(slug: str, contribution_id: UUID) -> Contribution:
    found = public_contribution(programme_or_404(slug).id, contribution_id)
    if found is None:
        raise NotThere("contribution")
    return found


def _back(slug: str, contribution_id: UUID) -> str:
    here = url_for("board.contribution", slug=slug, contribution_id=contribution_id)
    return on_this_site(request.args.get("tilbake") or here).partition("#")[0]


def _redirect(to: str) -> Any:
    return redirect(to, 303)
