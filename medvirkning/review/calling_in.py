"""Calling in a substitute for one case, for a member who is out of it."""

from datetime import datetime

from medvirkning.grants.models import Application
from medvirkning.journal.actions import record
from medvirkning.kernel.database import db
from medvirkning.kernel.errors import Objection, refuse
from medvirkning.outbox.actions import post
from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme
from medvirkning.programmes.queries import people_with, roles
from medvirkning.programmes.words import Role
from medvirkning.review.asides import SteppingIn
from medvirkning.review.cases import locked, may_lead, out_in, under_review
from medvirkning.review.impartiality import may_step_in
from medvirkning.review.stepping import stepping_in
from medvirkning.review.words import ReviewWord

REGULARS = frozenset({Role.CHAIR, Role.MEMBER})


def members_out(application: Application) -> list[Person]:
    """The chair and members who are out of the case and whose seats nobody has taken, by name."""
    out, seated = out_in(application), {each.member_id for each in stepping_in(application.id)}
    regulars = people_with(application.programme_id, Role.CHAIR, Role.MEMBER)
    return [person for person in regulars if person.id in out - seated]


def substitutes_for(application: Application) -> list[Person]:
    """The substitutes who can step in: neither out of the case nor in it for another, by name."""
    taken = out_in(application) | {each.substitute_id for each in stepping_in(application.id)}
    regulars = {person.id for person in people_with(application.programme_id, Role.CHAIR, Role.MEMBER)}
    everybody = people_with(application.programme_id, Role.SUBSTITUTE)
    return [person for person in everybody if person.id not in taken | regulars]


def call_in(
    application: Application, *, member: Person, substitute: Person, path: str, by: Person, at: datetime
) -> SteppingIn:
    """Call in a substitute for a member who is out of this case. By whoever leads it; the substitute is told by mail.

    `path` is where the case is declared in; the mail says nothing of what it is about. Raises RuleBroken.
    """
    application = locked(application)
    seated = stepping_in(application.id)
    out, held = out_in(application), roles(substitute.id, application.programme_id)
    objections = may_lead(by, application)
    if not under_review(application):
        objections.append(Objection(ReviewWord.NOT_UNDER_REVIEW))
    objections += may_step_in(
        member_is_out=member.id in out and not roles(member.id, application.programme_id).isdisjoint(REGULARS),
        is_substitute=Role.SUBSTITUTE in held and held.isdisjoint(REGULARS),
        substitute_is_out=substitute.id in out,
        seat_taken=any(each.member_id == member.id for each in seated),
        called_in=any(each.substitute_id == substitute.id for each in seated),
    )
    refuse(objections)
    made = SteppingIn(
        application_id=application.id,
        round_id=application.round_id,
        member_id=member.id,
        substitute_id=substitute.id,
        by_id=by.id,
        at=at,
    )
    db.session.add(made)
    facts = {"person": str(substitute.id), "member": str(member.id), "laws": ["substitute"]}
    record(application, "substitute_called_in", by=by, at=at, programme_id=application.programme_id, facts=facts)
    programme = db.session.get_one(Programme, application.programme_id)
    told = {"path": path, "number": application.number, "programme": programme.name, "application_id": application.id}
    post("called_in", to=substitute.email, language=substitute.language, at=at, **told)
    return made
