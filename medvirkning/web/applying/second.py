"""How it stands with the second person, as the applicant sees it, and the way to ask once more."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from medvirkning.grants.confirming import ask_again
from medvirkning.grants.models import Application
from medvirkning.grants.opening import open_fields
from medvirkning.grants.second_words import SecondStanding
from medvirkning.grants.seconding import A_WHILE, may_ask_again
from medvirkning.grants.seconds import SecondRequest, newest_request, requests_since
from medvirkning.grants.words import UNDER_REVIEW
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.permissions import Can
from medvirkning.web.access import requires, signed_in
from medvirkning.web.applying.blueprint import blueprint
from medvirkning.web.applying.loaders import own
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.security import limiter


@dataclass(frozen=True)
class Second:
    """The request that counts, and what the applicant can do."""

    request: SecondRequest
    standing: SecondStanding
    may_ask_again: bool
    may_name_another: bool


def second_of(application: Application) -> Second | None:
    """The second person, while it matters: until there is a decision."""
    found = newest_request(application.id)
    if found is None or application.state not in UNDER_REVIEW:
        return None
    stands = found.standing(today())
    lately = requests_since(application.id, now() - A_WHILE)
    again = not may_ask_again(stands, under_review=True, lately=lately)
    return Second(found, stands, again, "second_email" in open_fields(application, at=now()))


@blueprint.post("/<uuid:application_id>/bekreftelse")
@requires(Can.EDIT_OWN_APPLICATION, own)
@limiter.limit("10 per hour")
def ask_second_again(application: Application) -> Any:
    """Send the request to the second person once more."""
    try:
        with transaction():
            ask_again(application, by=signed_in(), at=now())
    except RuleBroken as broken:
        flash(sentence(broken.objections[0].code, {}), "warning")
    else:
        flash(_("We have sent the request once more. The earlier link works no longer."))
    return redirect(url_for("applying.tasks", application_id=application.id), 303)
