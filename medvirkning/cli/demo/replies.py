"""The demo's answers to some of what was said at a stop, and which of them are told there."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from medvirkning.caravan.origin_queries import said_at
from medvirkning.caravan.replying import tell_at_stop
from medvirkning.caravan.stops import Stop
from medvirkning.contributions.actions import answer, finish, publish
from medvirkning.contributions.models import Contribution
from medvirkning.contributions.words import AnswerOutcome
from medvirkning.kernel.database import db
from medvirkning.people.models import Person


def reply_at(stop: Stop, replies: Sequence[dict[str, Any]], unread: Sequence[str], *, by: Person, at: datetime) -> None:
    """Publish all but the `unread`, answer those that begin with these words, and tell of some of them at the stop."""
    said = list(db.session.scalars(select(Contribution).where(Contribution.id.in_(said_at(stop.id)))))
    for one in said:
        if not one.text.startswith(tuple(unread)):
            publish(one, by=by, at=at)
    told = []
    for reply in replies:
        one = next(each for each in said if each.text.startswith(reply["to"]))
        answer(one, outcome=AnswerOutcome(reply["outcome"]), text=reply["text"], by=by, at=at)
        if "done" in reply:
            finish(one, story=reply["done"], by=by, at=at)
        if reply["told"]:
            told.append(one.id)
    db.session.flush()
    tell_at_stop(stop, told, by=by, at=at)
