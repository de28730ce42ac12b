"""Looking up schemes, rounds and applications. Of drafts, nobody but the owner gets more than a count."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from medvirkning.attachments.models import Attachment
from medvirkning.attachments.queries import attached_to
from medvirkning.grants.demands import stops
from medvirkning.grants.drafts import answers_of
from medvirkning.grants.earlier import earlier_of
from medvirkning.grants.models import Application, Snapshot
from medvirkning.grants.register_answers import registered
from medvirkning.grants.rules import advice, from_before, phase
from medvirkning.grants.schemes import CriteriaSet, Criterion, Round, Scheme
from medvirkning.grants.sections import section_objections, section_status
from medvirkning.grants.values import Answers
from medvirkning.grants.words import NOT_SENT, UNDER_REVIEW, ApplicationState, RoundPhase, Section, SectionStatus
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db
from medvirkning.kernel.errors import Objection
from medvirkning.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class RoundNumbers:
    """What a round adds up to: drafts and sent applications as counts, kroner of those sent and not withdrawn."""

    drafts: int
    sent: int
    asked: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an application has come on one day: each section's status, and what each still lacks."""

    statuses: dict[Section, SectionStatus]
    objections: dict[Section, list[Objection]]

    @property
    def next_section(self) -> Section | None:
        """The first section that lacks something; None when the application is whole."""
        return next((section for section in Section if self.objections[section]), None)


def schemes_of(programme_id: UUID) -> list[Scheme]:
    """A programme's schemes with their rounds, oldest round first."""
    wanted = select(Scheme).where(Scheme.programme_id == programme_id).options(selectinload(Scheme.rounds))
    return list(db.session.scalars(wanted.order_by(Scheme.slug)))


def scheme_by_slug(programme_id: UUID, slug: str) -> Scheme | None:
    """One scheme of a programme, with rounds and wanted attachments."""
    wanted = select(Scheme).where(Scheme.programme_id == programme_id, Scheme.slug == slug)
    return db.session.scalar(wanted.options(selectinload(Scheme.rounds), selectinload(Scheme.wanted)))


def round_by_id(round_id: UUID) -> Round | None:
    """One round, with its scheme and programme."""
    scheme = joinedload(Round.scheme).joinedload(Scheme.programme)
    return db.session.scalar(select(Round).where(Round.id == round_id).options(scheme))


def criteria_of(round_: Round) -> tuple[CriteriaSet, list[Criterion]]:
    """The criteria frozen to a round, in order, and the set that tells who adopted them."""
    wanted = select(CriteriaSet).where(CriteriaSet.id == round_.criteria_set_id)
    found = db.session.scalars(wanted.options(selectinload(CriteriaSet.criteria))).one()
    return found, found.criteria


def criteria_sets(scheme: Scheme) -> list[CriteriaSet]:
    """All the criteria a scheme has adopted, the newest first."""
    wanted = select(CriteriaSet).where(CriteriaSet.scheme_id == scheme.id).order_by(CriteriaSet.version.desc())
    return list(db.session.scalars(wanted.options(selectinload(CriteriaSet.criteria))))


def phase_of(round_: Round, *, at: datetime) -> RoundPhase:
    """Whether the round takes applications at this moment."""
    return phase(round_.opens_at, round_.deadline, at=at)


def open_rounds(programme_id: UUID, *, at: datetime) -> list[Round]:
    """The programme's rounds that take applications now, the nearest deadline first and those without one last."""
    still = or_(Round.deadline >= at, Round.deadline.is_(None))
    wanted = select(Round).where(Round.programme_id == programme_id, Round.opens_at <= at, still)
    return list(
        db.session.scalars(wanted.options(joinedload(Round.scheme)).order_by(Round.deadline.is_(None), Round.deadline))
    )


def last_round(scheme: Scheme, *, at: datetime) -> Round | None:
    """The scheme's round that closed last; one where all have their answer goes before one being handled."""
    closed = [round_ for round_ in scheme.rounds if phase_of(round_, at=at) is RoundPhase.CLOSED]
    waiting = unanswered(round_.id for round_ in closed)
    answered = {round_.id for round_ in closed if round_.granted and round_.id not in waiting}
    return max(closed, key=lambda round_: (round_.id in answered, round_.deadline or round_.opens_at), default=None)


def unanswered(round_ids: Iterable[UUID]) -> set[UUID]:
    """Those of the rounds where somebody waits for an answer. What they share out is nobody's to know yet."""
    waits = sorted(UNDER_REVIEW | {ApplicationState.DECIDED})
    wanted = select(Application.round_id).where(Application.round_id.in_(list(round_ids)), Application.state.in_(waits))
    return set(db.session.scalars(wanted.distinct()))


def round_numbers(round_ids: Iterable[UUID]) -> dict[UUID, RoundNumbers]:
    """The numbers of several rounds in one query; every round asked for is in the answer."""
    wanted = list(round_ids)
    counted = (
        select(Application.round_id, Application.state, func.count(), func.sum(Application.asked))
        .where(Application.round_id.in_(wanted))
        .group_by(Application.round_id, Application.state)
    )
    found = {round_id: {"drafts": 0, "sent": 0, "asked": 0} for round_id in wanted}
    for round_id, state, count, asked in db.session.execute(counted):
        if state is ApplicationState.DRAFT:
            found[round_id]["drafts"] += count
        elif state not in NOT_SENT:
            found[round_id]["sent"] += count
            found[round_id]["asked"] += int(asked)
    return {round_id: RoundNumbers(**numbers) for round_id, numbers in found.items()}


def drafts_in(round_id: UUID) -> int:
    """How many drafts a round has; straight from an index, however many have been sent."""
    wanted = (Application.round_id == round_id, Application.state == ApplicationState.DRAFT)
    return db.session.scalar(select(func.count()).select_from(Application).where(*wanted)) or 0


def applications_of(person_id: UUID) -> list[Application]:
    """A person's own applications, what was touched last first, with round, scheme and programme."""
    wanted = select(Application).where(Application.owner_id == person_id)
    return list(db.session.scalars(wanted.options(_context()).order_by(Application.updated_at.desc())))


def own_drafts(person_id: UUID, round_id: UUID) -> list[Application]:
    """The drafts a person has in a round, what was touched last first."""
    wanted = select(Application).where(
        Application.owner_id == person_id,
        Application.round_id == round_id,
        Application.state == ApplicationState.DRAFT,
    )
    return list(db.session.scalars(wanted.order_by(Application.updated_at.desc())))


def own_application(person_id: UUID, application_id: UUID) -> Application | None:
    """This application, if it is this person's own; with all that its pages show."""
    wanted = select(Application).where(Application.id == application_id, Application.owner_id == person_id)
    return db.session.scalar(wanted.options(_context(), selectinload(Application.lines), joinedload(Application.zone)))


def files_of(application: Application) -> list[Attachment]:
    """The files of an application, the letter left out, in the order they were added."""
    return [file for file in attached_to(Application.__tablename__, application.id) if file.about]


def answers(application: Application, files: Iterable[Attachment] | None = None) -> Answers:
    """What is written so far, for the rules; `files` spares a query where they are known."""
    found = files_of(application) if files is None else files
    written = answers_of(application, {file.about for file in found})
    return replace(written, registered=registered(application.id, application.organisation_number))


def progress(application: Application, *, at: datetime, files: Iterable[Attachment] | None = None) -> Progress:
    """How far the application has come."""
    written, terms, today = answers(application, files), application.round.scheme.terms, oslo_date(at)
    return Progress(
        {section: section_status(section, written, terms, on=today) for section in Section},
        {section: section_objections(section, written, terms, on=today) for section in Section},
    )


def advice_on(application: Application, *, at: datetime, files: Iterable[Attachment] | None = None) -> list[Objection]:
    """What the applicant should know before sending, and what stops nothing."""
    today = oslo_date(at)
    before = earlier_of(application, on=today)
    return advice(answers(application, files), application.round.scheme.terms, before, on=today)


def in_the_way(application: Application, *, at: datetime) -> list[Objection]:
    """What went before that keeps the application from being sent: late reports, and the ceilings of the years."""
    today, terms = oslo_date(at), application.round.scheme.terms
    found = from_before(terms, earlier_of(application, on=today), application.asked)
    return [told for told in found if stops(told, terms)]


def snapshots_of(application_id: UUID) -> list[Snapshot]:
    """The application as it was sent, and as it was after each correction, the newest first; empty for a draft."""
    wanted = select(Snapshot).where(Snapshot.application_id == application_id).order_by(Snapshot.number.desc())
    return list(db.session.scalars(wanted))


def snapshot_of(application_id: UUID) -> Snapshot | None:
    """The application as it was sent last; None for a draft."""
    wanted = select(Snapshot).where(Snapshot.application_id == application_id).order_by(Snapshot.number.desc())
    return db.session.scalar(wanted.limit(1))


def _context() -> joinedload:  # type: ignore[valid-type]
    scheme = joinedload(Application.round).joinedload(Round.scheme)
    return scheme.joinedload(Scheme.programme).selectinload(Programme.zones)
