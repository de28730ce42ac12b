"""Giving input, in three short steps. A draft's address is known only to whoever writes it."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, redirect, request, url_for

from medvirkning.contributions.models import Draft
from medvirkning.contributions.queries import contribution_by_key, draft_in
from medvirkning.programmes.models import Programme
from medvirkning.web import guests
from medvirkning.web.keys import secret

blueprint = Blueprint("contribute", __name__)
guests.welcome(blueprint)

# One address may be a school class, a library, or everyone at the caravan's tablet.
OPEN_FORM = "600 per 10 minutes"
SENDING = "200 per 10 minutes"


@blueprint.after_request
def keep_to_oneself(response: Response) -> Response:
    """Pages with a draft or a receipt are kept by nobody: the next person at a tablet presses Back."""
    if "draft_id" in (request.view_args or {}):
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Cache-Control"] = "no-store"
    return response


def as_id(written: str | None) -> UUID | None:
    """The id that an address or a field holds, or None for anything else."""
    try:
        return UUID(written or "")
    except ValueError:
        return None


def draft_or_away(programme: Programme, draft_id: str) -> Draft:
    """The draft, with something written in it; else off to its receipt or to the first step, never an error."""
    key = as_id(draft_id)
    draft = draft_in(programme.id, key) if key else None
    if draft is None:
        abort(away(programme, key))
    if not draft.text:
        abort(_first_step(programme, key))
    return draft


def away(programme: Programme, key: UUID | None) -> Any:
    """Where to go with an id that is no draft any more: its receipt, or the first step, which says so kindly."""
    return to_receipt(programme, key) or _first_step(programme, key)


def to_receipt(programme: Programme, key: UUID | None) -> Any:
    """Off to the receipt of what was sent with this id; None when nothing was."""
    sent = contribution_by_key(key, secret=secret()) if key else None
    if sent is None or sent.programme_id != programme.id:
        return None
    return redirect(url_for("contribute.receipt", slug=programme.slug, draft_id=key), 303)


def _first_step(programme: Programme, key: UUID | None) -> Any:
    return redirect(url_for("contribute.what", slug=programme.slug, kladd=key or "borte"), 303)
