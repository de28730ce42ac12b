"""Step 3: read through, choose whether to be told, and send. First those who have said much the same."""

from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, url_for

from medvirkning.attachments.queries import attached_to
from medvirkning.contributions.board import similar_to
from medvirkning.contributions.models import Draft
from medvirkning.contributions.rules import stitches
from medvirkning.contributions.sending import SentOtherwise, keep_both, send
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import NotThere, RuleBroken
from medvirkning.programmes.models import Programme
from medvirkning.web.access import public
from medvirkning.web.contribute.blueprint import SENDING, as_id, away, blueprint, draft_or_away
from medvirkning.web.contribute.forms import ReplyForm
from medvirkning.web.keys import secret
from medvirkning.web.loading import programme_or_404
from medvirkning.web.locale import norwegian
from medvirkning.web.security import limiter


@blueprint.route("/<slug>/innspill/nytt/<draft_id>/svar", methods=["GET", "POST"])
@public
@limiter.limit(SENDING, methods=["POST"])
def reply(slug: str, draft_id: str) -> Any:
    """Read through and send."""
    programme = programme_or_404(slug)
    form = ReplyForm()
    if form.accepted():
        return _send(programme, as_id(draft_id), form)
    draft = draft_or_away(programme, draft_id)
    page = render_template(
        "contribute/reply.html",
        form=form,
        draft=draft,
        photos=attached_to(Draft.__tablename__, draft.id),
        similar=similar_to(draft.text, programme_id=programme.id, zone_id=draft.zone_id),
        stitches=stitches,
    )
    return page, form.status if request.method == "POST" else 200


def _send(programme: Programme, key: UUID | None, form: ReplyForm) -> Any:
    """One form, one contribution, one receipt, however often it is pressed."""
    if key is None:
        return away(programme, None)
    name, name_public, at = form.name.data or "", bool(form.name_public.data), now()
    try:
        with transaction():
            send(
                key,
                programme_id=programme.id,
                secret=secret(),
                name=name,
                name_public=name_public,
                email=form.wanted_email,
                language=norwegian(),
                at=at,
            )
    except (NotThere, RuleBroken):
        return away(programme, key)
    except SentOtherwise:
        with transaction():
            anew = keep_both(key, programme_id=programme.id, secret=secret(), name=name, name_public=name_public, at=at)
        page = render_template("contribute/sent_otherwise.html", programme=programme, key=key, anew=anew)
        return page, 409
    return redirect(url_for("contribute.receipt", slug=programme.slug, draft_id=key), 303)
