"""Calling in a substitute for a member who is out of a case."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.people.models import Person
from medvirkning.permissions import Can
from medvirkning.programmes.queries import people_with
from medvirkning.programmes.words import Role
from medvirkning.review.calling_in import call_in
from medvirkning.review.rules import MUST_DECLARE
from medvirkning.web.access import requires, signed_in
from medvirkning.web.cases import Case, open_case
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.queue.blueprint import blueprint


class Seat:
    """A member's seat in a case that is open to whoever asks."""

    def __init__(self, found: Case, member: Person) -> None:
        self.found, self.member, self.programme_id = found, member, found.programme_id


def seat_at(person: Person, person_id: UUID, **values: Any) -> Seat | None:
    """Loader: the case first, which must be open to whoever asks; then one who works on cases in the programme."""
    found = open_case(person, **values)
    if found is None:
        return None
    member = next((each for each in people_with(found.programme_id, *MUST_DECLARE) if each.id == person_id), None)
    return Seat(found, member) if member is not None else None


@blueprint.post("/<uuid:application_id>/habilitet/<uuid:person_id>/vara")
@requires(Can.DECLARE, seat_at)
def call_in_substitute(seat: Seat) -> Any:
    """Call in the chosen substitute, as the one who leads the case; say why where it can't be done."""
    case, programme = seat.found.application, seat.found.programme
    back = url_for("queue.declaration", slug=programme.slug, application_id=case.id)
    chosen = next(
        (each for each in people_with(programme.id, Role.SUBSTITUTE) if str(each.id) == request.form.get("substitute")),
        None,
    )
    if chosen is None:
        flash(_("Choose one of those the page offers"), "error")
        return redirect(back, 303)
    try:
        with transaction():
            call_in(case, member=seat.member, substitute=chosen, path=back, by=signed_in(), at=now())
    except RuleBroken as broken:
        flash(sentence(broken.objections[0].code, broken.objections[0].facts), "error")
    else:
        flash(_("%(substitute)s steps in for %(name)s in this case.", substitute=chosen.name, name=seat.member.name))
    return redirect(back, 303)
