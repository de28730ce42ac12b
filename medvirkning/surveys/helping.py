"""Writing for a resident who stands beside. What is kept of the help has no link to what was answered."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db, in_turn
from medvirkning.kernel.errors import Objection, refuse
from medvirkning.people.models import Person
from medvirkning.surveys.answering import start
from medvirkning.surveys.keyed import HelpedEntry
from medvirkning.surveys.models import Survey
from medvirkning.surveys.paper_words import PaperFault as Fault
from medvirkning.surveys.responses import Answering
from medvirkning.surveys.words import Channel

MOST_SPOKEN = 60  # characters of a language's name


def begin_helped(
    answering_id: UUID,
    survey: Survey,
    *,
    spoken: str,
    agreed: bool,
    will_read_back: bool,
    language: str,
    seal: bytes | None = None,
    by: Person,
    secret: bytes,
    at: datetime,
) -> UUID:
    """Begin to answer for somebody, under the id made with the page: the id to go on with. Pressed twice, it is once.

    The help is kept with its day, the language that is spoken and who helps, under an id of its own. Raises RuleBroken
    with what has not been agreed, and when the survey can't be answered today.
    """
    refuse(_objections(spoken, agreed, will_read_back))
    in_turn(f"answering {answering_id}")
    before = db.session.get(Answering, answering_id)
    begun = start(answering_id, survey, language=language, channel=Channel.HELPED, seal=seal, secret=secret, at=at)
    if before is None:
        about = {"language": spoken.strip(), "read_back": True, "agreed": True, "helped_on": oslo_date(at)}
        db.session.add(HelpedEntry(survey_id=survey.id, helper_id=by.id, **about))
        db.session.flush()
    return begun


def helped_so_far(survey_id: UUID) -> int:
    """How many have been helped to answer, or to begin."""
    return db.session.scalar(select(func.count()).where(HelpedEntry.survey_id == survey_id)) or 0


def _objections(spoken: str, agreed: bool, will_read_back: bool) -> list[Objection]:
    found = []
    if not spoken.strip():
        found.append(Objection(Fault.NO_SPOKEN_LANGUAGE))
    if not agreed:
        found.append(Objection(Fault.NOT_AGREED))
    if not will_read_back:
        found.append(Objection(Fault.NOT_READ_BACK))
    return found
