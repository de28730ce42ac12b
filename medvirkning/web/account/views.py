"""Signing in by a mailed link, and out again. Nobody learns here who is registered."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask_login import current_user, logout_user

from medvirkning.appeals.queries import appeals_from
from medvirkning.grants.queries import applications_of
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import NotThere
from medvirkning.outbox.actions import post
from medvirkning.people.actions import make_link, sign_in_by_link
from medvirkning.people.actions import sign_out as end_session
from medvirkning.people.queries import links_since
from medvirkning.people.queries import open_link as unused_link
from medvirkning.people.words import LINK_LIVES
from medvirkning.permissions import Can
from medvirkning.review.talk import unread_by_applicants
from medvirkning.web.access import public, requires, signed_in
from medvirkning.web.account.forms import SignInForm
from medvirkning.web.account.waiting import waiting
from medvirkning.web.context import begin_session, end_session_here
from medvirkning.web.locale import locale, on_this_site
from medvirkning.web.security import limiter
from medvirkning.web.work import ties_due, workplaces

blueprint = Blueprint("account", __name__)

APPLYING = "/soknad/ny/"  # whoever is on the way there has not seen this site before
MOST_LINKS = 5  # to one address within the life of a link: more would be somebody pestering


@blueprint.route("/logg-inn", methods=["GET", "POST"])
@public
@limiter.limit("20 per 10 minutes", methods=["POST"])
def sign_in() -> Any:
    """Ask for a link by e-mail."""
    form = SignInForm()
    leads_to = on_this_site(request.args.get("next"))
    if form.accepted():
        at = now()
        with transaction():
            email = form.email.data
            if links_since(email, since=at) < MOST_LINKS:
                token = make_link(email, leads_to=leads_to, at=at)
                post("sign_in", to=email, language=locale(), at=at, path=url_for("account.open_link", token=token))
        return redirect(url_for("account.link_sent", next=leads_to if leads_to != "/" else None), 303)
    return render_template("account/sign_in.html", form=form, applying=leads_to.startswith(APPLYING)), form.status


@blueprint.get("/logg-inn/sendt")
@public
def link_sent() -> str:
    """The same answer to everyone."""
    leads_to = on_this_site(request.args.get("next"))
    again = url_for("account.sign_in", next=leads_to if leads_to != "/" else None)
    return render_template("account/link_sent.html", minutes=LINK_LIVES // timedelta(minutes=1), again=again)


@blueprint.route("/logg-inn/<token>", methods=["GET", "POST"])
@public
@limiter.limit("60 per 10 minutes")
def open_link(token: str) -> Any:
    """A mailed link. Opening it shows a button; the button signs in, because mail scanners open links too."""
    if request.method == "GET":
        return render_template("account/open_link.html", alive=unused_link(token, at=now()) is not None)
    try:
        with transaction():
            session_token, leads_to = sign_in_by_link(token, language=locale(), at=now())
            end_session_here()
    except NotThere:
        return render_template("account/open_link.html", alive=False), 422
    begin_session(session_token)
    return redirect(url_for("account.my_page") if leads_to in ("", "/") else on_this_site(leads_to), 303)


@blueprint.get("/logg-ut")
@public
def leave() -> str:
    """A page with the button: looking at an address never signs anybody out."""
    return render_template("account/leave.html")


@blueprint.post("/logg-ut")
@public
def sign_out() -> Any:
    """End this session, here and in the database."""
    if current_user.is_authenticated:
        with transaction():
            end_session(current_user.token)
        logout_user()
    session.clear()
    return redirect(url_for("portal.programmes_page"), 303)


@blueprint.get("/min-side")
@requires(Can.SEE_OWN_PAGE)
def my_page() -> str:
    """Where one is taken after signing in: own applications, and the work one has."""
    someone = signed_in()
    applications = applications_of(someone.id)
    unread = unread_by_applicants([each.id for each in applications]) if applications else {}
    return render_template(
        "account/my_page.html",
        workplaces=workplaces(someone),
        ties_due=ties_due(someone),
        applications=applications,
        unread=unread,
        waiting=waiting(applications, unread),
        appeals=appeals_from(someone.id),
    )
