"""Printing forms: which numbers they get. The file itself is made anew each time somebody fetches it."""

from datetime import datetime

from medvirkning.journal.actions import record
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import Objection, refuse
from medvirkning.people.models import Person
from medvirkning.surveys.models import Survey
from medvirkning.surveys.paper import MOST_FORMS
from medvirkning.surveys.paper_queries import last_number
from medvirkning.surveys.paper_words import PaperFault as Fault
from medvirkning.surveys.printed import PrintedForms
from medvirkning.surveys.queries import newest_published
from medvirkning.surveys.words import SurveyState


def print_forms(survey: Survey, *, forms: int, language: str, hand_in: str, by: Person, at: datetime) -> PrintedForms:
    """So many forms of the newest version, with the numbers that come next. Raises RuleBroken.

    Two at once never get the same number: they take turns at the survey.
    """
    hold(survey)
    version = newest_published(survey.id)
    refuse(objections_to_printing(survey, forms=forms, language=language, hand_in=hand_in, at=at))
    assert version is not None
    made = PrintedForms(
        survey_id=survey.id,
        version_number=version.number,
        language=language,
        first=last_number(survey.id) + 1,
        forms=forms,
        hand_in=hand_in,
        printed_by_id=by.id,
        printed_at=at,
    )
    db.session.add(made)
    db.session.flush()
    facts = {"first": made.first, "forms": forms, "language": language, "version": version.number}
    record(survey, "forms_printed", by=by, at=at, programme_id=survey.programme_id, facts=facts)
    return made


def objections_to_printing(survey: Survey, *, forms: int, language: str, hand_in: str, at: datetime) -> list[Objection]:
    """Why these forms can't be printed. What is closed is not printed: nobody could hand it in."""
    if survey.state is not SurveyState.OPEN:
        return [Objection(Fault.NOT_OPEN)]
    version, found = newest_published(survey.id), []
    if not 1 <= forms <= MOST_FORMS:
        found.append(Objection(Fault.HOW_MANY, most=MOST_FORMS))
    if version is None or language not in version.content["languages"]:
        found.append(Objection(Fault.NOT_A_LANGUAGE))
    if not hand_in.strip():
        found.append(Objection(Fault.NO_WAY_IN))
    return found
