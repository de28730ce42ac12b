"""An appeal comes in: sent by whoever got what is appealed, or written in by staff; and what is sent in afterwards.

It never reaches another decision than the one it is against: an appeal against a dismissal gets that undone, or not.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from medvirkning.appeals.models import Appeal
from medvirkning.appeals.queries import appeal_kept
from medvirkning.appeals.rules import may_appeal, may_have_come, may_write_in
from medvirkning.appeals.subjects import Against, decided_at, last_day_of, standing_appeal, what_is_appealed
from medvirkning.appeals.taking_in import Came, attach_files, new_appeal, taken_in
from medvirkning.appeals.timing import answer_by, last_day_for_others
from medvirkning.appeals.words import AppealVerb, AppealWord, Appellant, Channel, Subject
from medvirkning.grants.attaching import LookedOver
from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import hold
from medvirkning.kernel.errors import Conflict, Objection, refuse
from medvirkning.kernel.plain_text import tidy
from medvirkning.people.actions import enrol
from medvirkning.people.models import Person
from medvirkning.review.cases import closed_to
from medvirkning.review.words import Outcome


def appeal(
    against: Against, *, key: UUID, wanted: str, why: str, files: Iterable[LookedOver] = (), by: Person, at: datetime
) -> Appeal:
    """Whoever got it appeals by the form. The same `key` (made with the form) gives the same appeal again.

    A late one is taken in too: whether it is looked into is for the desk. Raises RuleBroken, Refused for a file,
    Conflict for what is not theirs to appeal.
    """
    _hold(against)
    known = appeal_kept(key)
    if against.owner_id != by.id:
        raise Conflict("not theirs to appeal")
    if known is not None:
        if known.owner_id != by.id or what_is_appealed(known) != against:
            raise Conflict("the id is taken")
        return known
    today = oslo_date(at)
    came = Came(Appellant.APPLICANT, Channel.FORM, today, today, against.application.contact_name or by.name)
    came, language = _known(against, came), against.application.language
    return _take_in(against, key, came, language, (wanted, why), files, owner=by, by=by, at=at)


def write_in(
    against: Against,
    came: Came,
    *,
    key: UUID,
    wanted: str,
    why: str,
    language: str = "",
    files: Iterable[LookedOver] = (),
    by: Person,
    at: datetime,
) -> Appeal:
    """Staff write in an appeal that came on paper or by word of mouth. Raises RuleBroken, Refused for a file.

    Who appeals a dismissal is known. `language` is of the letters to somebody who did not apply.
    """
    _hold(against)
    known = appeal_kept(key)
    if known is not None:
        return known
    refuse(closed_to(by, against.application))
    others = came.appellant is Appellant.OTHER and against.about is None
    refuse(
        may_write_in(
            Appellant.OTHER if others else Appellant.APPLICANT,
            name=came.name,
            interest=came.interest,
            reachable=bool(came.email or came.address.strip()),
            sent=came.sent_on,
            received=came.received_on,
            learned=came.learned_on,
            decided=oslo_date(decided_at(against)),
            today=oslo_date(at),
        )
    )
    if others:
        owner = enrol(came.email, name=came.name, language=language, at=at) if came.email else None
    else:
        owner = against.application.owner if against.about is None else against.about.owner
        came, language = _known(against, came), against.application.language
    return _take_in(against, key, came, language, (wanted, why), files, owner=owner, by=by, at=at)


def _hold(against: Against) -> None:
    hold(against.application)
    if against.claim is not None:
        hold(against.claim)


def _known(against: Against, came: Came) -> Came:
    """How it came, from whom we know it is: the applicant, or whoever sent the appeal that was dismissed."""
    first = against.about
    if first is None:
        name = came.name or against.application.contact_name
        return Came(came.appellant, came.channel, came.sent_on, came.received_on, name)
    known = replace(came, appellant=first.appellant, name=first.name, address=first.address, interest=first.interest)
    return replace(known, email="", learned_on=None)


def _take_in(
    against: Against,
    key: UUID,
    came: Came,
    language: str,
    said: tuple[str, str],
    files: Iterable[LookedOver],
    *,
    owner: Person | None,
    by: Person,
    at: datetime,
) -> Appeal:
    own, already = last_day_of(against), standing_appeal(against, owner)
    refuse(may_appeal(against.subject, told=own is not None, appealed=already is not None, wanted=said[0]))
    assert own is not None
    last = own if came.learned_on is None else _for_others(against, came.learned_on)
    if against.about is not None:
        language = against.about.language
    made = new_appeal(against, key, came, language, said, last, owner=owner, by=by, at=at)
    return taken_in(made, files, by=by, at=at)


def _for_others(against: Against, learned: date) -> date:
    weeks, decision = against.application.round.scheme.appeal_weeks, against.decision
    gives = against.subject is Subject.DECISION and decision.outcome in (Outcome.GRANTED, Outcome.PARTLY)
    return last_day_for_others(learned, oslo_date(decided_at(against)), weeks=weeks, gives=gives)


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
