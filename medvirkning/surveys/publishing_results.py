"""Publishing what was answered to one question, with what we hear in it: frozen as it is shown to everyone."""

from datetime import datetime

from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import NotThere, Objection, Stale, refuse
from medvirkning.kernel.localized import Localized
from medvirkning.people.models import Person
from medvirkning.surveys.as_published import VERSION, newest_number
from medvirkning.surveys.models import Survey
from medvirkning.surveys.publications import Publication
from medvirkning.surveys.queries import last_publication
from medvirkning.surveys.results import Results, results_of
from medvirkning.surveys.survey_words import SurveyFault as Fault
from medvirkning.surveys.zone_shares import ByZone, Look

NOT_HEARD = {"nb": Fault.NOT_HEARD_NB, "nn": Fault.NOT_HEARD_NN}  # what is said has to be in both


def publish_results(
    survey: Survey,
    question: str,
    heard: Localized,
    *,
    look: Look | None = None,
    seen: str | None = None,
    by: Person,
    at: datetime,
) -> Publication:
    """Show everyone what was answered, as it was last read off, in the place of what was published before.

    `look` shows by zone too how many gave these answers. `seen` is the mark of the publication that whoever publishes
    has seen, empty for none: Stale when there is another since; pressed twice, it is published once. Raises NotThere
    for what there are no results of, and RuleBroken when nothing may be shown or a language lacks.
    """
    hold(survey)
    results = results_of(survey)
    if results is None or question not in results.questionnaire.by_key:
        raise NotThere("results")
    zoned = _zoned(results, question, look) if look else None
    refuse(objections_to_publishing(results, question, heard))
    shown = {
        **results.question(question).to_json(),
        VERSION: newest_number(survey.id),
        "people": results.people,
        "small": results.small,
        "stays": _stays(results, question),
        "by": None if zoned is None else zoned.to_json(),
    }
    last = last_publication(survey.id, question)
    before = last if last is not None and last.taken_down_at is None else None
    if seen is not None and seen != (last.mark if last else ""):
        if before is None or (before.by_id, before.heard, before.shown) != (by.id, heard, shown):
            raise Stale("publication")
        return before
    if before is not None:
        before.taken_down_at = at
        db.session.flush()
    published = Publication(
        survey_id=survey.id,
        question_key=question,
        heard=heard,
        shown=shown,
        counted={"reading": results.readings[-1].number},
        published_at=at,
        by_id=by.id,
    )
    db.session.add(published)
    facts = {"question": question, "again": before is not None}
    record(survey, "results_published", by=by, at=at, programme_id=survey.programme_id, facts=facts)
    db.session.flush()
    return published


def objections_to_publishing(results: Results, question: str, heard: Localized) -> list[Objection]:
    """What stands in the way of publishing this question."""
    found = [Objection(Fault.NOTHING_SHOWN)] if results.question(question).nothing else []
    return [*found, *(Objection(fault) for language, fault in NOT_HEARD.items() if language not in heard.languages)]


def _zoned(results: Results, question: str, look: Look) -> ByZone:
    """The table of a look, as it was last read off. Raises NotThere where there is none, or none may be shown."""
    for crossing in results.crossed(results.questionnaire.by_key[question], results.home_zone):
        found = ByZone(look, crossing.table)
        if crossing.part == look.part and set(look.keys) <= set(crossing.table.columns.counts) and not found.nothing:
            return found
    raise NotThere("results by zone")


def _stays(results: Results, question: str) -> str | None:
    """The day of the first reading, where the question stays as it was read then though there are later ones."""
    stays = len(results.readings) > 1 and results.first_only(results.questionnaire.by_key[question])
    return oslo_date(results.readings[0].read_at).isoformat() if stays else None


def take_down(publication: Publication, *, by: Person, at: datetime) -> None:
    """No longer show it. Those who saw it have seen it, so it is kept. Raises NotThere when it is down already."""
    hold(publication.survey)
    hold(publication)
    if publication.taken_down_at is not None:
        raise NotThere("publication")
    publication.taken_down_at = at
    facts = {"question": publication.question_key}
    survey = publication.survey
    record(survey, "results_taken_down", by=by, at=at, programme_id=survey.programme_id, facts=facts)
