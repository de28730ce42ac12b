"""Appealing that an appeal was dismissed: a decision of its own, with a last day of its own.

It never reaches the decision that was appealed first: the dismissal stands, or it is undone and the first appeal is
open again.
"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from medvirkning.appeals.dismissals import appeal_against, dismissal_of, last_day_against
from medvirkning.appeals.models import Appeal
from medvirkning.appeals.queries import appeal_kept
from medvirkning.appeals.rules import may_appeal_dismissal, may_write_in
from medvirkning.appeals.taking_in import Came, new_appeal, taken_in
from medvirkning.appeals.words import Appellant, Channel
from medvirkning.grants.attaching import LookedOver
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import hold
from medvirkning.kernel.errors import Conflict, refuse
from medvirkning.people.models import Person
from medvirkning.review.cases import closed_to


def appeal_dismissal(
    first: Appeal, *, key: UUID, wanted: str, why: str, files: Iterable[LookedOver] = (), by: Person, at: datetime
) -> Appeal:
    """Whoever appealed appeals the dismissal of it, by the form. The same `key` gives the same appeal again.

    A late one is taken in too. Raises RuleBroken, Refused for a file, Conflict for what is not theirs.
    """
    hold(first.application)
    known = appeal_kept(key)
    if first.owner_id != by.id or (known is not None and known.about_id != first.id):
        raise Conflict("not theirs to appeal")
    today = oslo_date(at)
    return known or _against(first, key, (Channel.FORM, today, today), wanted, why, files, by=by, at=at)


def write_in_against(
    first: Appeal,
    *,
    channel: Channel,
    sent_on: date,
    received_on: date,
    key: UUID,
    wanted: str,
    why: str,
    files: Iterable[LookedOver] = (),
    by: Person,
    at: datetime,
) -> Appeal:
    """Staff write in an appeal against a dismissal that came on paper or by word of mouth. Raises as `write_in`."""
    hold(first.application)
    known, dismissal = appeal_kept(key), dismissal_of(first)
    if known is not None:
        return known
    refuse(closed_to(by, first.application))
    decided, today = oslo_date(dismissal.at if dismissal else first.registered_at), oslo_date(at)
    refuse(
        may_write_in(
            Appellant.APPLICANT,
            name=first.name,
            interest="",
            reachable=True,
            sent=sent_on,
            received=received_on,
            learned=None,
            decided=decided,
            today=today,
        )
    )
    return _against(first, key, (channel, sent_on, received_on), wanted, why, files, by=by, at=at)


def _against(
    first: Appeal,
    key: UUID,
    how: tuple[Channel, date, date],
    wanted: str,
    why: str,
    files: Iterable[LookedOver],
    *,
    by: Person,
    at: datetime,
) -> Appeal:
    last = last_day_against(first)
    refuse(may_appeal_dismissal(told=last is not None, appealed=appeal_against(first.id) is not None, wanted=wanted))
    assert last is not None
    came = Came(first.appellant, *how, first.name, address=first.address, interest=first.interest)
    made = new_appeal(first.decision, key, came, first.language, (wanted, why), last, owner=first.owner, by=by, at=at)
    made.about = first
    return taken_in(made, files, by=by, at=at)
