"""An appeal comes in: sent by whoever got the decision, or written in by staff; and what is sent in afterwards."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from medvirkning.appeals.models import Appeal
from medvirkning.appeals.queries import appeal_kept, last_day_now, open_appeal
from medvirkning.appeals.rules import may_appeal, may_have_come, may_write_in
from medvirkning.appeals.taking_in import Came, attach_files, new_appeal, taken_in
from medvirkning.appeals.timing import answer_by, last_day_for_others
from medvirkning.appeals.words import AppealVerb, AppealWord, Appellant, Channel
from medvirkning.grants.attaching import LookedOver
from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import hold
from medvirkning.kernel.errors import Conflict, Objection, refuse
from medvirkning.kernel.plain_text import tidy
from medvirkning.people.actions import enrol
from medvirkning.people.models import Person
from medvirkning.review.models import Decision
from medvirkning.review.words import Outcome


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
    last = own if came.learned_on is None else _for_others(decision, came.learned_on)
    made = new_appeal(decision, key, came, language, (wanted, why), last, owner=owner, by=by, at=at)
    return taken_in(made, files, by=by, at=at)


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
    attach_files(appeal, sent, about="completion", by=by, at=at)
    record(appeal, "appeal_completed", by=by, at=at, programme_id=appeal.programme_id, verb=AppealVerb.COMPLETE)
