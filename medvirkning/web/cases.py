"""Fetching a case for staff pages. The one place that closes a case to whoever steps aside from it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import abort, make_response, redirect, render_template, request, url_for

from medvirkning.grants.models import Application
from medvirkning.kernel.clock import today
from medvirkning.kernel.errors import Objection
from medvirkning.kernel.laws import NotInForce, reference
from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme
from medvirkning.programmes.queries import people_with, roles
from medvirkning.programmes.words import Role
from medvirkning.review.cases import case, closed_to, declaration_of
from medvirkning.review.models import Declaration
from medvirkning.review.words import Closed
from medvirkning.web.loading import InProgramme, programme_at
from medvirkning.web.locale import locale

LIST_WORDS = ("vis", "sorter", "sone", "runde", "plass", "side")  # what an address says of the list one came from


@dataclass(frozen=True)
class Case(InProgramme):
    """A sent application as one person meets it: `closed` says why its content isn't theirs to see, else empty."""

    application: Application
    programme: Programme
    declaration: Declaration | None
    closed: list[Objection]


def case_at(person: Person, slug: str, application_id: UUID, **_rest: Any) -> Case | None:
    """Loader for what may be known before declaring: that there is a case, what it is called and who applies."""
    programme = programme_at(person, slug)
    application = None if programme is None else case(programme.id, application_id)
    if programme is None or application is None:
        return None
    return Case(application, programme, declaration_of(person, application), closed_to(person, application))


def open_case(person: Person, slug: str, application_id: UUID, **rest: Any) -> Case | None:
    """Loader for everything else about a case: content, points, files, decision.

    One who has not declared is asked first (`brev` is the letter they go on to); one who steps aside gets a page that
    says why (403). Strangers to the programme get what permissions give them.
    """
    found = case_at(person, slug, application_id, **rest)
    if found is None or not found.closed or not roles(person.id, found.programme_id):
        return found
    if found.closed[0].code == Closed.NOT_DECLARED and request.method == "GET":
        abort(redirect(declaration_url(found, **rest), 303))
    abort(closed_page(found))


def declaration_url(found: Case, *, brev: UUID | None = None, **_rest: Any) -> str:
    """Where one declares in this case; the list one came from is kept, and the letter (`brev`) one is on the way to."""
    words = list_query() | ({"brev": brev} if brev else {})
    return url_for("queue.declaration", slug=found.programme.slug, application_id=found.application.id, **words)


def list_query(*, without: str = "") -> dict[str, Any]:
    """The address's words about the list one came from, to be carried along; others are dropped."""
    return {word: request.args[word] for word in LIST_WORDS if word in request.args and word != without}


def closed_page(found: Case) -> Any:
    """Why the case is closed, and whom to ask if that is wrong. 403."""
    objection = found.closed[0]
    page = render_template(
        "queue/closed.html",
        programme=found.programme,
        application=found.application,
        declaration=found.declaration,
        reason=objection.code,
        law=law_text(objection.law),
        chairs=[chair.name for chair in people_with(found.programme_id, Role.CHAIR)],
    )
    return make_response(page, 403)


def law_text(key: str | None) -> str:
    """The place in law for a key, today, in the page's language; nothing where no act has it."""
    try:
        return reference(key, today()).text(locale()) if key else ""
    except NotInForce:
        return ""
