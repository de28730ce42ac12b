"""«I mean the same»: agreeing with what somebody else has sent, in place of sending one's own."""

from typing import Any
from uuid import UUID

from flask import Response, redirect, render_template, url_for

from medvirkning.contributions import agreeing
from medvirkning.contributions.models import Contribution
from medvirkning.contributions.queries import public_contribution
from medvirkning.contributions.rules import closes_case
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import NotThere
from medvirkning.web.access import public
from medvirkning.web.contribute.blueprint import SENDING, blueprint
from medvirkning.web.contribute.forms import FollowForm
from medvirkning.web.keys import browser_key_at_press, keep_key, secret
from medvirkning.web.loading import programme_or_404
from medvirkning.web.locale import norwegian
from medvirkning.web.security import limiter

ADDRESS = "/<slug>/innspill/nytt/<uuid:draft_id>/samme/<uuid:contribution_id>"


@blueprint.post(ADDRESS)
@public
@limiter.limit(SENDING)
def same(slug: str, draft_id: UUID, contribution_id: UUID) -> Response:
    """Agree. The draft is left as it is, for those who want to send their own as well."""
    key = browser_key_at_press()
    with transaction():
        agreeing.support(_on_board(slug, contribution_id), key=key, secret=secret())
    there = url_for("contribute.agreed", slug=slug, draft_id=draft_id, contribution_id=contribution_id)
    return keep_key(redirect(there, 303), key)  # type: ignore[arg-type]


@blueprint.route(f"{ADDRESS}/takk", methods=["GET", "POST"])
@public
@limiter.limit(SENDING, methods=["POST"])
def agreed(slug: str, draft_id: UUID, contribution_id: UUID) -> Any:
    """Thanks, and an offer to be told what comes of it."""
    found = _on_board(slug, contribution_id)
    form = FollowForm()
    if form.accepted():
        with transaction():
            agreeing.follow(found, form.email.data, language=norwegian())
        return redirect(url_for("contribute.following", slug=slug, draft_id=draft_id, contribution_id=found.id), 303)
    over = closes_case(found.state, found.outcome)
    page = render_template("contribute/agreed.html", form=form, contribution=found, draft_id=draft_id, over=over)
    return page, form.status


@blueprint.get(f"{ADDRESS}/folger")
@public
def following(slug: str, draft_id: UUID, contribution_id: UUID) -> str:
    """You are told by e-mail from now on."""
    found = _on_board(slug, contribution_id)
    return render_template("contribute/following.html", contribution=found, draft_id=draft_id)


def _on_board(slug: str, contribution_id: UUID) -> Contribution:
    found = public_contribution(programme_or_404(slug).id, contribution_id)
    if found is None:
        raise NotThere("contribution")
    return found
