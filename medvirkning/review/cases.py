"""How somebody stands to one case: what they have declared, whether it is open to them, and who leads it."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import contains_eager, selectinload
from sqlalchemy.sql import ColumnElement

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import NOT_SENT, UNDER_REVIEW, ApplicationState, DecidingMode
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import Objection
from medvirkning.people.models import Person
from medvirkning.programmes.queries import people_with, roles
from medvirkning.programmes.words import Role
from medvirkning.review.agreements import Agreement, agreement_of
from medvirkning.review.declarations import grounds_on
from medvirkning.review.impartiality import may_vote
from medvirkning.review.meetings import Meeting
from medvirkning.review.models import Assessment, Decision, Declaration
from medvirkning.review.rules import leads_case, may_read, must_declare
from medvirkning.review.ties import Participation
from medvirkning.review.words import DeclarationAnswer, Ground, Part, ReviewWord

STEPS_ASIDE = (DeclarationAnswer.YES, DeclarationAnswer.UNSURE)


def case(programme_id: UUID, application_id: UUID) -> Application | None:
    """The application with this id, if it has been sent to this programme and not withdrawn."""
    application = db.session.get(Application, application_id)
    if application is None or application.programme_id != programme_id or application.state in NOT_SENT:
        return None
    return application


def locked(application: Application) -> Application:
    """The same case, read anew and held until the transaction ends: what is declared or decided of it waits."""
    hold(application)
    return application


def under_review(application: Application) -> bool:
    """Whether the group can still work on it: sent, and neither recommended nor decided."""
    return application.state in UNDER_REVIEW and application.state is not ApplicationState.RECOMMENDED


def grounds_in(application: Application, *, at: datetime) -> list[Ground]:
    """The grounds for stepping aside that the law names at this moment, for a case of this scheme."""
    return grounds_of(application.round, at=at)


def grounds_of(the_round: Round, *, at: datetime) -> list[Ground]:
    """The same for every case of a round."""
    return grounds_on(oslo_date(at), elected=the_round.scheme.deciding_mode is DecidingMode.ELECTED)


def elected(application: Application) -> bool:
    """Whether an elected committee decides the case."""
    return application.round.scheme.deciding_mode is DecidingMode.ELECTED


def declaration_of(person: Person, application: Application) -> Declaration | None:
    """What this person has declared in this case."""
    wanted = select(Declaration).where(Declaration.application_id == application.id, Declaration.person_id == person.id)
    return db.session.scalar(wanted)


def declarations(application: Application) -> list[Declaration]:
    """What everybody has declared in this case, oldest first."""
    wanted = select(Declaration).where(Declaration.application_id == application.id).order_by(Declaration.at)
    return list(db.session.scalars(wanted))


def assessment_of(person: Person, application: Application) -> Assessment | None:
    """This person's assessment, half-done or handed in."""
    wanted = select(Assessment).where(Assessment.application_id == application.id, Assessment.person_id == person.id)
    return db.session.scalar(wanted)


def handed_in(application: Application) -> list[Assessment]:
    """The assessments that are handed in and count, with their members and points, by the members' names."""
    wanted = (
        select(Assessment)
        .join(Assessment.person)
        .where(Assessment.application_id == application.id, Assessment.submitted_at.is_not(None))
        .options(contains_eager(Assessment.person), selectinload(Assessment.scores))
        .order_by(Person.name, Person.id)
    )
    return list(db.session.scalars(wanted))


def may_see_points(person: Person, application: Application) -> bool:
    """Whether this member of the group may see the others' points: own are handed in, or given up to see them."""
    mine = assessment_of(person, application)
    return (mine is not None and mine.submitted_at is not None) or agreement_of(person.id, application.id) is not None


def points_seen_by(person: Person, ids: Collection[UUID]) -> dict[UUID, list[Assessment]]:
    """What `handed_in` says of each of these cases that this person has points in, or has given them up."""
    own = select(Assessment.application_id).where(
        Assessment.person_id == person.id, Assessment.submitted_at.is_not(None), Assessment.application_id.in_(ids)
    )
    gave_up = select(Agreement.application_id).where(
        Agreement.person_id == person.id, Agreement.application_id.in_(ids)
    )
    theirs = or_(Assessment.application_id.in_(own), Assessment.application_id.in_(gave_up))
    wanted = select(Assessment).where(theirs, Assessment.submitted_at.is_not(None))
    found: dict[UUID, list[Assessment]] = {}
    for each in db.session.scalars(wanted.options(selectinload(Assessment.scores))):
        found.setdefault(each.application_id, []).append(each)
    return found


def decision_on(application_id: UUID) -> Decision | None:
    """The decision in this case, if there is one."""
    return db.session.scalar(select(Decision).where(Decision.application_id == application_id))


def closed_to(person: Person, application: Application) -> list[Objection]:
    """Why the content of this case is closed to this person; empty when it is open.

    What they have said, and that they have applied themselves, close it in every role, whatever role they had then.
    Only having said nothing closes nothing to one who need not (lead, auditor, appeal body).
    """
    declares = must_declare(roles(person.id, application.programme_id))
    return closed_by(declaration_of(person, application), applied=application.owner_id == person.id, declares=declares)


def closed_by(declared: Declaration | None, *, applied: bool, declares: bool) -> list[Objection]:
    """The same of somebody's declaration, where it is at hand. `declares` is that they must make one."""
    if declared is not None:
        return may_read(declared.answer, applied=applied, ground=declared.ground)
    return may_read(None, applied=applied) if applied or declares else []


def closed_ids(person_id: UUID, ids: Collection[UUID]) -> set[UUID]:
    """Those of these cases that this person steps aside from, or applied in."""
    aside = select(Declaration.application_id).where(
        Declaration.person_id == person_id,
        Declaration.application_id.in_(list(ids)),
        Declaration.answer.in_(STEPS_ASIDE),
    )
    own = select(Application.id).where(Application.id.in_(list(ids)), Application.owner_id == person_id)
    return {*db.session.scalars(aside), *db.session.scalars(own)} if ids else set()


def open_for(person_id: UUID) -> ColumnElement[bool]:
    """In a query over applications: those that `closed_ids` has not."""
    aside = exists().where(
        Declaration.application_id == Application.id,
        Declaration.person_id == person_id,
        Declaration.answer.in_(STEPS_ASIDE),
    )
    return and_(~aside, Application.owner_id != person_id)


def undeclared_ids(person: Person, programme_id: UUID, ids: Collection[UUID]) -> set[UUID]:
    """Those of these cases of one programme that this person must declare in, and has not."""
    if not ids or not must_declare(roles(person.id, programme_id)):
        return set()
    declared = select(Declaration.application_id).where(
        Declaration.person_id == person.id, Declaration.application_id.in_(list(ids))
    )
    return {*ids} - {*db.session.scalars(declared)}


def named_leader(round_id: UUID) -> UUID | None:
    """Who leads the round's meeting while it is open and no chair is there, if those there have named somebody."""
    return db.session.scalar(select(Meeting.leader_id).where(Meeting.round_id == round_id, Meeting.closed_at.is_(None)))


def chair_is_out(application: Application, named: UUID | None = None) -> bool:
    """Whether every chair of the programme steps aside from this case, so that another of the group leads it.

    In a meeting with no chair there it is the one they have `named` who counts: see `named_leader`.
    """
    chairs = {named} if named else {person.id for person in people_with(application.programme_id, Role.CHAIR)}
    return bool(chairs) and chairs <= out_in(application)


def out_in(application: Application) -> set[UUID]:
    """The ids of those who are out of the case now: stepped aside, in doubt, behind the application, or barred."""
    aside = select(Declaration.person_id).where(
        Declaration.application_id == application.id, Declaration.answer.in_(STEPS_ASIDE)
    )
    return {application.owner_id, *barred(application), *db.session.scalars(aside)}


def barred(application: Application) -> set[UUID]:
    """Those who have no vote because they prepared the case as employees: none unless an elected committee decides."""
    wanted = select(Participation.person_id).where(
        Participation.application_id == application.id, Participation.part == Part.PREPARED
    )
    return {*db.session.scalars(wanted)} if elected(application) else set()


def may_vote_in(person: Person, application: Application) -> list[Objection]:
    """Why this person neither gives points nor decides in this case; empty when they do.

    It is closed to them, or they prepared it as an employee and an elected committee decides.
    """
    return [
        *closed_to(person, application),
        *may_vote(prepared=person.id in barred(application), elected=elected(application)),
    ]


def prepared_by(person_id: UUID, ids: Collection[UUID]) -> set[UUID]:
    """Those of these cases that this person prepared as an employee."""
    wanted = select(Participation.application_id).where(
        Participation.person_id == person_id, Participation.part == Part.PREPARED
    )
    return {*db.session.scalars(wanted)} & set(ids)


def may_open_decision(person: Person, application: Application) -> list[Objection]:
    """Why the page where this case is decided isn't this person's: the leader's, or the officer's, by the scheme."""
    if application.round.scheme.deciding_mode is DecidingMode.ELECTED:
        return may_lead(person, application)
    if Role.OFFICER in roles(person.id, application.programme_id):
        return closed_to(person, application)
    return [Objection(ReviewWord.OFFICER_DECIDES, "committee")]


def may_lead(person: Person, application: Application) -> list[Objection]:
    """Why this person doesn't lead this case: closed to them, or somebody else's to lead. Empty when they do."""
    held = roles(person.id, application.programme_id)
    named = named_leader(application.round_id)
    out = chair_is_out(application, named)
    return [*may_vote_in(person, application), *leads_case(held, chair_is_out=out, named=named == person.id)]
