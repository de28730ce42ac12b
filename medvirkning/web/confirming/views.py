"""The second person's page, from a mailed link. Opening it changes nothing: mail scanners open links too."""

from typing import Any

from flask import Blueprint, redirect, render_template, request

from medvirkning.grants.confirming import answer_request, open_request
from medvirkning.grants.queries import snapshot_of
from medvirkning.grants.second_words import SecondEnd
from medvirkning.grants.seconds import ANSWERS, request_of
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import NotThere, Stale
from medvirkning.review.writing import tell_coordinators
from medvirkning.web.access import public
from medvirkning.web.loading import shown
from medvirkning.web.security import limiter

blueprint = Blueprint("confirming", __name__)


@blueprint.route("/bekreft/<token>", methods=["GET", "POST"])
@public
@limiter.limit("60 per 10 minutes")
def confirm(token: str) -> Any:
    """What has been sent, in short, and the two answers; after that, what one answered."""
    pressed = request.form.get("answer")
    if pressed not in ("yes", "no"):
        return _page(token), 200 if request.method == "GET" else 422
    try:
        with transaction():
            application = answer_request(token, confirms=pressed == "yes", seen=_seen(), at=now())
            if pressed == "no":
                tell_coordinators("second_refused_staff", application, at=now())
    except NotThere:
        return _page(token), 422
    except Stale:
        return _page(token, changed=True), 409
    return redirect(request.path, 303)


def _page(token: str, *, changed: bool = False) -> str:
    found = open_request(token, at=now())
    if found is None:
        known = request_of(token)
        answered = known.ending if known is not None and known.ending in ANSWERS else None
        return render_template("confirming/ended.html", answered=answered, ends=SecondEnd)
    shown(found.application.round.scheme.programme)
    snapshot = snapshot_of(found.application_id)
    assert snapshot is not None  # one is asked when it has been sent
    return render_template(
        "confirming/confirm.html",
        asked=found,
        number=found.application.number,
        scheme=found.application.round.scheme,
        answers=snapshot.content["answers"],
        amount=snapshot.content["budget"]["asked"],
        seen=snapshot.number,
        changed=changed,
    )


def _seen() -> int:
    written = request.form.get("seen", "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 6 else 0
