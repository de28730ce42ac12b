"""An appeal as it is written down, whoever sent it and whatever it is against."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from medvirkning.appeals.models import Appeal
from medvirkning.appeals.subjects import Against
from medvirkning.appeals.telling import tell
from medvirkning.appeals.timing import answer_by
from medvirkning.appeals.words import MOST_FILES, AppealWord, Appellant, Channel
from medvirkning.attachments.actions import attach
from medvirkning.attachments.queries import attached_to
from medvirkning.grants.attaching import LookedOver
from medvirkning.journal.actions import record
from medvirkning.kernel.database import db
from medvirkning.kernel.errors import Refused
from medvirkning.kernel.plain_text import tidy
from medvirkning.people.models import Person

LAWS = ["appeal", "appeal_deadline"]


@dataclass(frozen=True, slots=True)
class Came:
    """How an appeal came that staff write in: from whom, why it is theirs to appeal, and on which days."""

    appellant: Appellant
    channel: Channel
    sent_on: date
    received_on: date
    name: str = ""
    email: str = ""
    address: str = ""
    interest: str = ""
    learned_on: date | None = None


def new_appeal(
    against: Against,
    key: UUID,
    came: Came,
    language: str,
    said: tuple[str, str],
    last: date,
    *,
    owner: Person | None,
    by: Person,
    at: datetime,
) -> Appeal:
    """The row, not added yet. `said` is what is to be changed, and why; `last` the last day it could be sent."""
    made = Appeal(
        id=key,
        programme_id=against.decision.programme_id,
        application_id=against.decision.application_id,
        decision_id=against.decision.id,
        state=Appeal.LIFECYCLE.start,
        appellant=came.appellant,
        channel=came.channel,
        owner_id=owner.id if owner else None,
        name=tidy(came.name),
        address=tidy(came.address),
        interest=tidy(came.interest),
        language=language,
        wanted=tidy(said[0]),
        why=tidy(said[1]),
        sent_on=came.sent_on,
        received_on=came.received_on,
        learned_on=came.learned_on,
        registered_at=at,
        registered_by_id=by.id,
        deadline=last,
        answer_by=answer_by(came.received_on),
    )
    made.application, made.decision, made.owner = against.application, against.decision, owner
    made.about, made.claim = against.about, against.claim
    return made


def taken_in(made: Appeal, files: Iterable[LookedOver], *, by: Person, at: datetime) -> Appeal:
    """Add it, tell the journals and whoever appeals, and keep its files. Raises Refused for a file."""
    db.session.add(made)
    db.session.flush()
    facts = {"channel": made.channel.value, "appellant": made.appellant.value, "laws": LAWS}
    if made.about_id is not None:
        facts["about"] = str(made.about_id)
    if made.claim_id is not None:
        facts["claim"] = str(made.claim_id)
    record(made, "appeal_received", by=by, at=at, programme_id=made.programme_id, facts=facts)
    told = {**facts, "appeal": str(made.id)}
    record(made.application, "appealed", by=by, at=at, programme_id=made.programme_id, facts=told)
    attach_files(made, files, about="appeal", by=by, at=at)
    tell(made, "appeal_received", at=at, answer_by=made.answer_by)
    return made


def attach_files(appeal: Appeal, files: Iterable[LookedOver], *, about: str, by: Person, at: datetime) -> None:
    """Keep what was sent with it, as far as there may be so many. Raises Refused."""
    sent = list(files)
    if len(attached_to(Appeal.__tablename__, appeal.id)) + len(sent) > MOST_FILES:
        raise Refused(AppealWord.TOO_MANY_FILES, most=MOST_FILES)
    for file in sent:
        attach(
            appeal, file.data, kind=file.kind, name=file.name, media_type=file.media_type, at=at, about=about,
            size=file.size,
        )  # fmt: skip
        record(appeal, "file_added", by=by, at=at, programme_id=appeal.programme_id, facts={"about": about})
