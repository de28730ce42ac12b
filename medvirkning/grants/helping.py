"""Writing an application for somebody, by their word: with their consent, read back to them, and handed over."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship
from sqlalchemy.types import JSON

from medvirkning.grants.actions import begin
from medvirkning.grants.applicant_words import Consent, HandedOverBy, HelpWord
from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import ApplicationState
from medvirkning.journal.actions import record
from medvirkning.kernel.database import UTCDateTime, db, hold, one_of
from medvirkning.kernel.errors import Conflict, Objection, refuse
from medvirkning.kernel.plain_text import tidy
from medvirkning.outbox.actions import post
from medvirkning.people.actions import enrol, make_link
from medvirkning.people.models import Person

LINK_LIVES = timedelta(days=7)


class HelpedEntry(db.Model):
    """That somebody wrote for the applicant: who, in which spoken language, and what the applicant agreed to."""

    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"), primary_key=True)
    helper_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    spoken_language: Mapped[str] = mapped_column(String(60))
    consents: Mapped[list[str]] = mapped_column(JSON)  # of Consent
    begun_at: Mapped[datetime] = mapped_column(UTCDateTime)
    way: Mapped[HandedOverBy | None] = mapped_column(one_of(HandedOverBy))
    read_back_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    helper: Mapped[Person] = relationship()
    application: Mapped[Application] = relationship()


def begin_for(
    round_: Round, *, spoken: str, agreed: Collection[str], by: Person, language: str, at: datetime, key: UUID
) -> Application:
    """A draft that the helper writes for somebody who has agreed to it. The same `key` gives the same draft again.

    Raises RuleBroken where a consent or the spoken language lacks, or the round is not open.
    """
    objections = [
        Objection(HelpWord.CONSENT_MISSING, None, field=consent.value) for consent in Consent if consent not in agreed
    ]
    if not tidy(spoken):
        objections.append(Objection(HelpWord.SPOKEN_MISSING, None, field="spoken"))
    refuse(objections)
    application = begin(round_, by=by, language=language, at=at, key=key)
    if helped(application.id) is None:
        application.contact_name, application.contact_email = "", None  # not the helper's
        entry = HelpedEntry(application_id=application.id, helper_id=by.id, begun_at=at)
        entry.spoken_language, entry.consents = tidy(spoken)[:60], sorted(agreed)
        db.session.add(entry)
        _record(application, "begun_for_somebody", by, at, {"consents": entry.consents})
    return application


def hand_over(
    application: Application,
    *,
    way: HandedOverBy,
    email: str | None,
    read_back: bool,
    sign_in_path: Callable[[str], str],
    by: Person,
    at: datetime,
) -> HelpedEntry:
    """Give the draft to the applicant, once it has been read back to them.

    By e-mail it becomes theirs: they get a link, read it through and send it. On paper it stays with the helper, who
    sends it by their word and prints it for them. Raises RuleBroken, and Conflict for what is not the helper's.
    """
    hold(application)
    entry = helped(application.id)
    if entry is None or entry.helper_id != by.id or application.owner_id != by.id:
        raise Conflict("not a draft that is written for somebody")
    if application.state is not ApplicationState.DRAFT:
        raise Conflict("the application has been sent")
    objections = [] if read_back else [Objection(HelpWord.READ_BACK_MISSING, None, field="read_back")]
    if way is HandedOverBy.EMAIL and (not email or email == by.email):
        objections.append(Objection(HelpWord.EMAIL_MISSING, None, field="email"))
    refuse(objections)
    entry.way, entry.read_back_at = way, at
    if way is HandedOverBy.EMAIL and email:
        owner = enrol(email, name=application.contact_name[:120], language=application.language, at=at)
        application.owner = owner
        application.contact_email = application.contact_email or email
        application.updated_at = at
        page = f"/soknad/{application.id}"
        path = sign_in_path(make_link(email, leads_to=page, at=at, lives=LINK_LIVES))
        told: dict[str, Any] = {"path": path, "page": page, "title": application.title, "helper": by.name}
        post("handed_over", to=email, language=application.language, at=at, **told)
    _record(application, "handed_over", by, at, {"way": way.value})
    return entry


def helped(application_id: UUID) -> HelpedEntry | None:
    """Who wrote this application for the applicant, if somebody did."""
    return db.session.get(HelpedEntry, application_id)


def helped_by(person_id: UUID, programme_id: UUID) -> list[HelpedEntry]:
    """What a person is writing for others in a programme and has not handed over, the newest first."""
    wanted = select(HelpedEntry).join(HelpedEntry.application).options(joinedload(HelpedEntry.application))
    mine = (HelpedEntry.helper_id == person_id, HelpedEntry.way.is_(None), Application.programme_id == programme_id)
    draft = Application.state == ApplicationState.DRAFT
    return list(db.session.scalars(wanted.where(*mine, draft).order_by(HelpedEntry.begun_at.desc())))


def _record(application: Application, event: str, by: Person, at: datetime, facts: dict[str, Any]) -> None:
    record(application, event, by=by, at=at, programme_id=application.programme_id, facts=facts)
