"""The link in a reminder: no more of them, or again. A press decides, because mail scanners open links too."""

from typing import Any

from flask import render_template, request

from medvirkning.grants.models import Application
from medvirkning.grants.reminders import reminder_of, wants_reminders
from medvirkning.grants.reminding import choose_reminders
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.web.access import public
from medvirkning.web.applying.blueprint import blueprint
from medvirkning.web.forms import Form
from medvirkning.web.security import limiter


@blueprint.route("/paminnelser/<token>", methods=["GET", "POST"])
@public
@limiter.limit("60 per 10 minutes")
def reminders(token: str) -> Any:
    """Turn reminders of drafts off or on. Says nothing of the draft: a link can be passed on."""
    reminder = reminder_of(token)
    if reminder is None:
        return render_template("applying/reminders.html", known=False, wanted=False), 404
    if Form().accepted():
        with transaction():
            choose_reminders(reminder, request.form.get("wanted") == "1", at=now())
    owner_id = db.session.get_one(Application, reminder.application_id).owner_id
    return render_template("applying/reminders.html", known=True, wanted=wants_reminders(owner_id))
