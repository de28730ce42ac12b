"""Settling a doubt: the group decides whether somebody takes part, without those it is about, and writes it down."""

from datetime import datetime
from uuid import UUID

from medvirkning.grants.models import Application
from medvirkning.journal.actions import record
from medvirkning.kernel.database import db
from medvirkning.kernel.errors import Objection, refuse
from medvirkning.outbox.actions import post
from medvirkning.people.models import Person
from medvirkning.programmes.queries import people_with, roles
from medvirkning.programmes.words import Role
from medvirkning.review.asides import Settlement
from medvirkning.review.cases import barred, declarations, grounds_in, locked, may_lead, under_review
from medvirkning.review.declaring import answer_for
from medvirkning.review.impartiality import Panel, may_settle, panel
from medvirkning.review.models import Declaration
from medvirkning.review.stepping import stepping_in
from medvirkning.review.words import GROUND_LAW, DeclarationAnswer, Doubt, Ground, ReviewWord


def panel_in(application: Application) -> Panel:
    """Who settles the doubts in this case: the chair and members, and the substitutes called in for those who are out.

    Who has applied is out, asked or not, and so is who has no vote because they prepared the case.
    """
    seats = {person.id for person in people_with(application.programme_id, Role.CHAIR, Role.MEMBER)}
    for each in stepping_in(application.id):
        seats = (seats - {each.member_id}) | {each.substitute_id}
    given = declarations(application)
    in_doubt = {each.person_id for each in given if each.answer is DeclarationAnswer.UNSURE}
    return panel(seats, out=_surely_out(application), in_doubt=in_doubt)


def may_settle_in(person: Person, application: Application) -> list[Objection]:
    """Why this person doesn't write down the settlements of the case; empty when they do.

    Whoever leads the case does. Where all of the group must take part, that may be one who is in doubt: the chair, or
    any of them where every chair has stepped aside for certain.
    """
    objections = may_lead(person, application)
    who = panel_in(application)
    if not objections or not who.all_take_part or person.id not in who.voters:
        return objections
    chairs = {each.id for each in people_with(application.programme_id, Role.CHAIR)}
    if Role.CHAIR in roles(person.id, application.programme_id) or chairs <= _surely_out(application):
        return []
    return objections


def settle(
    declaration: Declaration,
    *,
    answer: DeclarationAnswer,
    ground: Ground | None,
    votes_in: int,
    votes_out: int,
    text: str,
    by: Person,
    at: datetime,
) -> Settlement:
    """Write down what the group found about somebody in doubt: NO lets them take part, YES has them step aside.

    `votes_in` are the votes for letting them take part. Raises RuleBroken for one who may not, for a doubt that is
    settled already, and for votes that don't fit those who vote. Whoever it is about is told that it is settled.
    """
    application = locked(db.session.get_one(Application, declaration.application_id))
    db.session.refresh(declaration)
    who, law = panel_in(application), "disqualification_decided_by"
    ground = ground if answer is DeclarationAnswer.YES and ground in grounds_in(application, at=at) else None
    objections = may_settle_in(by, application)
    if declaration.answer is not DeclarationAnswer.UNSURE:
        objections.append(Objection(Doubt.NOT_IN_DOUBT, law))
    if not under_review(application):
        objections.append(Objection(ReviewWord.NOT_UNDER_REVIEW))
    refuse([*objections, *may_settle(answer, ground, votes_in=votes_in, votes_out=votes_out, text=text, by=who)])
    settlement = Settlement(
        application_id=application.id,
        round_id=application.round_id,
        person_id=declaration.person_id,
        answer=answer,
        ground=ground,
        votes_in=votes_in,
        votes_out=votes_out,
        all_took_part=who.all_take_part,
        text=text.strip(),
        by_id=by.id,
        at=at,
    )
    db.session.add(settlement)
    facts = {
        "person": str(declaration.person_id),
        "answer": answer.value,
        "ground": ground.value if ground else None,
        "votes_in": votes_in,
        "votes_out": votes_out,
        "all_took_part": who.all_take_part,
        "laws": [law, *([GROUND_LAW[ground]] if ground else [])],
    }
    record(application, "doubt_settled", by=by, at=at, programme_id=application.programme_id, facts=facts)
    answer_for(declaration, answer, ground, at=at)
    if declaration.person_id != by.id:
        about = {"number": application.number, "application_id": application.id}
        slug = application.round.scheme.programme.slug
        post(
            "doubt_settled",
            to=declaration.person.email,
            language=declaration.person.language,
            at=at,
            slug=slug,
            **about,
        )
    return settlement


def _surely_out(application: Application) -> set[UUID]:
    said = {each.person_id for each in declarations(application) if each.answer is DeclarationAnswer.YES}
    return said | {application.owner_id, *barred(application)}
