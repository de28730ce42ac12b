"""An appeal comes in: sent by whoever got the decision, or written in by staff; and what is sent in afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from medvirkning.appeals.models import Appeal
from medvirkning.appeals.queries import appeal_kept, last_day_now, open_appeal
from medvirkning.appeals.rules import may_appeal, may_have_come, may_write_in
from medvirkning.appeals.telling import tell
from medvirkning.appeals.timing import answer_by, last_day_for_others
from medvirkning.appeals.words import MOST_FILES, AppealVerb, AppealWord, Appellant, Channel
from medvirkning.attachments.actions import attach
from medvirkning.attachments.queries import attached_to
from medvirkning.grants.attaching import LookedOver
from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import Conflict, Objection, Refused, refuse
from medvirkning.kernel.plain_text import tidy
from medvirkning.people.actions import enrol
from medvirkning.people.models import Person
from medvirkning.review.models import Decision
from medvirkning.review.words import Outcome

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


def appeal(
    decision: Decision, *, key: UUID, wanted: str, why: str, files: Iterable[LookedOver] = (), by: Person, at: datetime
) -> Appeal:
    """The applicant appeals by the form. The same `key` (made with the form) gives the same appeal again.

    A late one is taken in too: whether it is looked into is for the desk. Raises RuleBroken, Refused for a file.
    """
    hold(decision.application)
    known = appeal_kept(key)
    if known is not None:
        if known.owner_id != by.id or known.decision_id != decision.id:
            raise Conflict("the id is taken")
        return known
    today = oslo_date(at)
    came = Came(Appellant.APPLICANT, Channel.FORM, today, today, decision.application.contact_name or by.name)
    return _take_in(decision, key, came, decision.application.language, wanted, why, files, owner=by, by=by, at=at)


def write_in(
    decision: Decision,
    came: Came,
    *,
    key: UUID,
    wanted: str,
    why: str,
    language: str,
    files: Iterable[LookedOver] = (),
    by: Person,
    at: datetime,
) -> Appeal:
    """Staff write in an appeal that came on paper or by word of mouth. Raises RuleBroken, Refused for a file."""
    application = decision.application
    hold(application)
    known = appeal_kept(key)
    if known is not None:
        return known
    others = came.appellant is Appellant.OTHER
    refuse(
        may_write_in(
            came.appellant,
            name=came.name,
            interest=came.interest,
            reachable=bool(came.email or came.address.strip()),
            sent=came.sent_on,
            received=came.received_on,
            learned=came.learned_on,
            decided=oslo_date(decision.at),
            today=oslo_date(at),
        )
    )
    if others:
        owner = enrol(came.email, name=came.name, language=language, at=at) if came.email else None
    else:
        owner, language = application.owner, application.language
        came = Came(came.appellant, came.channel, came.sent_on, came.received_on, came.name or application.contact_name)
    return _take_in(decision, key, came, language, wanted, why, files, owner=owner, by=by, at=at)


def _take_in(
    decision: Decision,
    key: UUID,
    came: Came,
    language: str,
    wanted: str,
    why: str,
    files: Iterable[LookedOver],
    *,
    owner: Person | None,
    by: Person,
    at: datetime,
) -> Appeal:
    application, own = decision.application, last_day_now(decision)
    already = owner is not None and open_appeal(application.id, owner.id) is not None
    refuse(may_appeal(letter_sent=own is not None, open_already=already, wanted=wanted))
    assert own is not None
    made = Appeal(
        id=key,
        programme_id=application.programme_id,
        application_id=application.id,
        decision_id=decision.id,
        state=Appeal.LIFECYCLE.start,
        appellant=came.appellant,
        channel=came.channel,
        owner_id=owner.id if owner else None,
        name=tidy(came.name),
        address=tidy(came.address),
        interest=tidy(came.interest),
        language=language,
        wanted=tidy(wanted),
        why=tidy(why),
        sent_on=came.sent_on,
        received_on=came.received_on,
        learned_on=came.learned_on,
        registered_at=at,
        registered_by_id=by.id,
        deadline=own if came.learned_on is None else _for_others(decision, came.learned_on),
        answer_by=answer_by(came.received_on),
    )
    made.application, made.decision, made.owner = application, decision, owner
    db.session.add(made)
    db.session.flush()
    facts = {"channel": came.channel.value, "appellant": came.appellant.value, "laws": LAWS}
    record(made, "appeal_received", by=by, at=at, programme_id=made.programme_id, facts=facts)
    record(
        application, "appealed", by=by, at=at, programme_id=made.programme_id, facts={**facts, "appeal": str(made.id)}
    )
    _attach(made, files, about="appeal", by=by, at=at)
    tell(made, "appeal_received", at=at, answer_by=made.answer_by)
    return made


def _for_others(decision: Decision, learned: date) -> date:
    weeks, gives = decision.application.round.scheme.appeal_weeks, decision.outcome in (Outcome.GRANTED, Outcome.PARTLY)
    return last_day_for_others(learned, oslo_date(decision.at), weeks=weeks, gives=gives)


def complete(
    appeal: Appeal, *, text: str, files: Iterable[LookedOver] = (), on: date, by: Person, at: datetime
) -> None:
    """What was missing has come on this day: from whoever appeals, or written in by staff. Raises RuleBroken."""
    hold(appeal)
    sent = list(files)
    nothing = not text.strip() and not sent
    found = [Objection(AppealWord.ANSWER_MISSING, "missing_items")] if nothing else []
    refuse([*found, *may_have_come(on, received=appeal.received_on, today=oslo_date(at))])
    appeal.step(AppealVerb.COMPLETE)
    appeal.added, appeal.added_on = "\n\n".join(filter(None, (appeal.added, tidy(text)))), on
    appeal.answer_by = max(appeal.answer_by, answer_by(on))
    _attach(appeal, sent, about="completion", by=by, at=at)
    record(appeal, "appeal_completed", by=by, at=at, programme_id=appeal.programme_id, verb=AppealVerb.COMPLETE)


def _attach(appeal: Appeal, files: Iterable[LookedOver], *, about: str, by: Person, at: datetime) -> None:
    sent = list(files)
    if len(attached_to(Appeal.__tablename__, appeal.id)) + len(sent) > MOST_FILES:
        raise Refused(AppealWord.TOO_MANY_FILES, most=MOST_FILES)
    for file in sent:
        attach(
            appeal, file.data, kind=file.kind, name=file.name, media_type=file.media_type, at=at, about=about,
            size=file.size,
        )  # fmt: skip
        record(appeal, "file_added", by=by, at=at, programme_id=appeal.programme_id, facts={"about": about})
