"""The history of an appeal in sentences, out of the journal."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from medvirkning.appeals.models import Appeal
from medvirkning.appeals.words import Subject
from medvirkning.journal.queries import history
from medvirkning.kernel.database import db
from medvirkning.people.models import Person

SENTENCES: dict[str, Any] = {
    "appeal_received": _l("The appeal came in"),
    "appeal_asked": _l("%(who)s asked for what was missing"),
    "appeal_completed": _l("What was missing came in"),
    "appeal_taken_late": _l("%(who)s took the appeal though it was late"),
    "appeal_dismissed": _l("%(who)s dismissed the appeal"),
    "appeal_changed": _l("%(who)s changed the decision"),
    "appeal_forwarded": _l("%(who)s sent the appeal on"),
    "appeal_concluded": _l("%(who)s wrote in what the appeal body decided"),
    "dismissal_undone": _l("%(who)s undid the dismissal"),
    "appeal_reopened": _l("The appeal was opened again"),
    "appeal_withdrawn": _l("%(who)s withdrew the appeal"),
    "decided_anew": _l("%(who)s decided the application anew"),
    "appeal_letter_sent": _l("%(who)s sent the letter"),
}


OF_A_CLAIM: dict[str, Any] = {
    "appeal_changed": _l("%(who)s changed the claim"),
    "decided_anew": _l("%(who)s decided anew whether to claim money back"),
}


def happened(appeal: Appeal) -> list[dict[str, Any]]:
    """What has happened to the appeal, the newest first: `text` and `at`."""
    sentences = SENTENCES | (OF_A_CLAIM if appeal.subject is Subject.CLAIM else {})
    told = [event for event in history(Appeal.__tablename__, appeal.id) if event.event in sentences]
    ids = {event.by_id for event in told if event.by_id}
    names = {row.id: row.name for row in db.session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))}
    return [
        {"text": str(sentences[event.event]) % {"who": names.get(event.by_id, "?")}, "at": event.at}
        for event in reversed(told)
    ]
