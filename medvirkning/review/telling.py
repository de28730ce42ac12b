"""The party is told of their letter in another way than by our e-mail: written in by whoever sends letters."""

from datetime import date, datetime
from typing import Any

from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import Conflict, refuse
from medvirkning.people.models import Person
from medvirkning.review.cases import closed_to
from medvirkning.review.corrected_letters import CorrectedLetter
from medvirkning.review.letters import told_otherwise
from medvirkning.review.models import Letter
from medvirkning.review.notified import may_tell_otherwise
from medvirkning.review.telling_words import OtherWay
from medvirkning.review.told import CorrectedTold, ToldOtherwise

LAWS = ["notice", "appeal_deadline"]


def tell_otherwise(
    letter: Letter | CorrectedLetter, *, way: OtherWay | None, on: date | None, by: Person, at: datetime
) -> ToldOtherwise | CorrectedTold | None:
    """Write in that the party was told, how, and on which day: the time to appeal counts from there at the earliest.

    None where the same is written in already. Raises Conflict before the letter is sent, RuleBroken for what is wrong.
    """
    hold(letter)
    application = letter.decision.application
    if letter.sent_at is None:
        raise Conflict("not sent yet")
    wrong = may_tell_otherwise(way, on, sent=oslo_date(letter.sent_at), today=oslo_date(at))
    refuse([*closed_to(by, application), *wrong])
    if way is None or on is None or any((each.way, each.on) == (way, on) for each in told_otherwise(letter)):
        return None
    said: dict[str, Any] = {"way": way, "on": on, "by": by, "at": at}
    made = (
        CorrectedTold(corrected=letter, **said)
        if isinstance(letter, CorrectedLetter)
        else ToldOtherwise(letter=letter, **said)
    )
    db.session.add(made)
    facts = {"letter": str(letter.id), "way": way.value, "on": on.isoformat(), "laws": LAWS}
    record(application, "told_otherwise", by=by, at=at, programme_id=application.programme_id, facts=facts)
    return made
