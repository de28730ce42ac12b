"""The demo's own pages: sign in as anyone in the cast, and read the mail that was sent. Only where the demo is on."""

from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.mail.senders import FolderSender
from medvirkning.people.actions import sign_in
from medvirkning.people.queries import people_at, person_by_email
from medvirkning.programmes.queries import memberships
from medvirkning.web.access import public
from medvirkning.web.context import begin_session, end_session_here

blueprint = Blueprint("demo", __name__, url_prefix="/demo")

DOMAIN = "medvirkning.example"  # the cast's addresses; .example can never be a real one (RFC 2606)


@blueprint.get("")
@public
def cast() -> str:
    """Everyone one can be, with what they are."""
    people = [(someone, memberships(someone.id)) for someone in people_at(DOMAIN)]
    return render_template("demo/cast.html", people=people)


@blueprint.post("/sign-in")
@public
def sign_in_as() -> Any:
    """Be this person: `person` is the first name in lower case."""
    someone = person_by_email(f"{request.form.get('person', '')}@{DOMAIN}")
    if someone is None:
        abort(404)
    with transaction():
        token = sign_in(someone, at=now())
        end_session_here()
    begin_session(token)
    return redirect(url_for("account.my_page"), 303)


@blueprint.get("/mail")
@public
def mail() -> str:
    """The mail that lies in the folder, newest first."""
    folder = FolderSender(current_app.config["SETTINGS"].mail_folder)
    return render_template("demo/mail.html", mails=folder.newest())
