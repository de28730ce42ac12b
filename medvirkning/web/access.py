"""The door of every page: who may come in is written on the view, and nowhere else.

Each view carries `@public` or `@requires(Can.X, loader)`. The loader gets the person and the address's values and
fetches the thing; what is not yours to know about is 404, what you know but may not do is 403, and whoever is not
signed in is shown the sign-in page.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import abort, current_app, redirect, request, url_for
from flask_login import current_user

from medvirkning.people.models import Person
from medvirkning.permissions import Can, Standing, can
from medvirkning.programmes.queries import roles

View = TypeVar("View", bound=Callable[..., Any])
Loader = Callable[..., Any]


def person() -> Person | None:
    """Who is signed in, or None. Does not touch the cookie session of someone who has none."""
    if current_app.config["SESSION_COOKIE_NAME"] not in request.cookies:
        return None
    return current_user.person if current_user.is_authenticated else None


def signed_in() -> Person:
    """Who is signed in, in a view that nobody else can reach."""
    someone = person()
    if someone is None:
        abort(401)
    return someone


def public(view: View) -> View:
    """Anyone may see this."""
    view.access = (None, None)  # type: ignore[attr-defined]
    return view


def requires(what: Can, loader: Loader | None = None) -> Callable[[View], View]:
    """Only those whose standing to the loaded thing grants `what`; the view gets the thing as its first argument.

    Without a loader, it is about the person alone.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(**values: Any) -> Any:
            someone = person()
            if someone is None:
                return to_sign_in()
            if loader is None:
                if not can(standings(someone, None), what):
                    abort(403)
                return view(**values)
            thing = loader(someone, **values)
            if thing is None:
                abort(404)
            known = standings(someone, thing)
            if not can(known, what):
                abort(403 if known - {Standing.ANYONE, Standing.SIGNED_IN} else 404)
            return view(thing)

        guarded.access = (what, loader)  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate


def to_sign_in() -> Any:
    """Off to the sign-in page, and back here afterwards if this was a page."""
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("account.sign_in", next=wanted), 303)


def standings(someone: Person | None, thing: Any) -> frozenset[Standing]:
    """How this person stands to this thing: a programme, or anything with a `programme_id` and perhaps an owner."""
    if someone is None:
        return frozenset({Standing.ANYONE})
    known = {Standing.ANYONE, Standing.SIGNED_IN}
    programme_id = getattr(thing, "programme_id", None) or getattr(thing, "id", None)
    if programme_id is not None:
        known |= {Standing(role.value) for role in roles(someone.id, programme_id)}
    if getattr(thing, "owner_id", None) == someone.id:
        known.add(Standing.OWNER)
    return frozenset(known)
