"""The receipt: the code, and what happens now. There on the day and the next; after that the code alone opens it."""

from datetime import timedelta
from typing import Any

from flask import current_app, redirect, render_template, url_for

from medvirkning.contributions.queries import contribution_by_key
from medvirkning.contributions.rules import DRAFT_DAYS
from medvirkning.contributions.sending import code_of
from medvirkning.kernel.clock import today
from medvirkning.kernel.deadlines import working_days_after
from medvirkning.web.access import public
from medvirkning.web.contribute.blueprint import as_id, away, blueprint
from medvirkning.web.keys import secret
from medvirkning.web.loading import programme_or_404


@blueprint.get("/<slug>/innspill/nytt/<draft_id>/kvittering")
@public
def receipt(slug: str, draft_id: str) -> Any:
    """The code of what was sent with the form that had this id."""
    programme = programme_or_404(slug)
    key = as_id(draft_id)
    sent = contribution_by_key(key, secret=secret()) if key else None
    if key is None or sent is None or sent.programme_id != programme.id:
        return away(programme, key)
    if sent.received_on < today() - timedelta(days=DRAFT_DAYS):
        return redirect(url_for("code.find"), 303)
    code = code_of(sent, key, secret=secret())
    path = url_for("code.case", code=code)
    return render_template(
        "contribute/receipt.html",
        contribution=sent,
        code=code,
        path=path,
        address=f"{current_app.config['SETTINGS'].base_url}{path}",
        sent_today=sent.received_on == today(),
        read_by=working_days_after(sent.received_on, programme.reply_days),
    )
