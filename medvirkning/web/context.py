"""What every template can reach without asking."""

from typing import Any

from flask import Flask, current_app, g, request, session
from flask_login import LoginManager, UserMixin, current_user, login_user
from werkzeug.local import LocalProxy

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.people.actions import sign_out, touch
from medvirkning.people.models import Session
from medvirkning.people.queries import open_session
from medvirkning.people.words import SEEN_EVERY
from medvirkning.permissions import Can, can
from medvirkning.web.access import person, standings
from medvirkning.web.locale import locale
from medvirkning.web.work import work_menu


class SignedIn(UserMixin):
    """A browser with a live session. Its id in the cookie is the session's token, so ending the row signs it out."""

    def __init__(self, token: str, session: Session) -> None:
        self.token, self.person, self.seen_at = token, session.person, session.seen_at

    def get_id(self) -> str:
        return self.token


def _load(token: str) -> SignedIn | None:
    session = open_session(token, at=now())
    return None if session is None else SignedIn(token, session)


def begin_session(token: str) -> None:
    """Sign this browser in. The old cookie's contents go, so that nobody can have planted them (ASVS 5.0, 7.2.4)."""
    found = open_session(token, at=now())
    if found is not None:
        session.clear()
        login_user(SignedIn(token, found))


def end_session_here() -> None:
    """End the session this browser has, if it has one: another takes its place. Call inside a transaction."""
    if current_user.is_authenticated:
        sign_out(current_user.token)


def allowed(what: str, thing: Any = None) -> bool:
    """Templates ask the same list as the door: `{% if allowed("score", application) %}`."""
    return can(standings(person(), thing if thing is not None else g.get("programme")), Can(what))


def set_up(app: Flask) -> None:
    """Sign-in state and the names templates know."""
    manager = LoginManager()
    manager.session_protection = None  # it stores address and agent; our sessions are rows that can be ended
    manager.user_loader(_load)
    manager.init_app(app, add_context_processor=False)  # it asks the database for every page, also to say sorry

    @app.before_request
    def note_use() -> None:
        # A press is a sign of life. Reading is not, because no GET writes.
        if request.method == "POST" and person() is not None and current_user.seen_at + SEEN_EVERY <= now():
            with transaction():
                touch(current_user.token, at=now())

    @app.context_processor
    def names() -> dict[str, Any]:
        return {
            "locale": locale(),
            "programme": g.get("programme"),
            "person": LocalProxy(person),
            "allowed": allowed,
            "endpoints": current_app.view_functions,
            "work_menu": LocalProxy(work_menu),
            "demo": current_app.config["SETTINGS"].demo,
        }
