"""Step 2: where it is about. The map helps; the list is the real control, and all of it may be skipped."""

from typing import Any

from flask import redirect, render_template, request, url_for

from medvirkning.contributions.drafts import save_place
from medvirkning.contributions.models import Draft
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.programmes.quilt import quilt
from medvirkning.web.access import public
from medvirkning.web.contribute.blueprint import OPEN_FORM, blueprint, draft_or_away
from medvirkning.web.loading import programme_or_404
from medvirkning.web.saying import ALL, WhereItIs
from medvirkning.web.security import limiter


@blueprint.route("/<slug>/innspill/nytt/<draft_id>/hvor", methods=["GET", "POST"])
@public
@limiter.limit(OPEN_FORM, methods=["POST"])
def where(slug: str, draft_id: str) -> Any:
    """The quilt, the list beside it, and a nearer place in one's own words."""
    programme = programme_or_404(slug)
    draft = draft_or_away(programme, draft_id)
    form = WhereItIs(programme, zone=_chosen(draft), place=draft.place)
    if form.accepted():
        with transaction():
            save_place(
                draft_or_away(programme, draft_id),
                zone=form.chosen_zone,
                whole_area=form.zone.data == ALL,
                place=form.place.data,
                at=now(),
            )
        return redirect(url_for("contribute.reply", slug=slug, draft_id=draft_id), 303)
    drawn = quilt(programme.zones, scenery=programme.drawing)
    page = render_template("contribute/where.html", form=form, draft=draft, quilt=drawn)
    return page, form.status if request.method == "POST" else 200


def _chosen(draft: Draft) -> str | None:
    if draft.whole_area:
        return ALL
    return str(draft.zone_id) if draft.zone_id else None
