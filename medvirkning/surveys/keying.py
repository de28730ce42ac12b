"""Answers on paper: keyed in by one, approved by another, and only then a response.

Of a form that counts only its number and who handled it are left: what was on it goes, with its language and version
and with the moments, so that no day or order ties the number to a response. Approving is not in the journal for the
same reason; who approved stands with the number.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from medvirkning.journal.actions import record
from medvirkning.kernel.content_digest import digest
from medvirkning.kernel.database import changed, db, insert_into
from medvirkning.kernel.errors import Conflict, NotThere, Objection, Stale, refuse
from medvirkning.people.models import Person
from medvirkning.surveys.answers import Answers
from medvirkning.surveys.asked import asked_at
from medvirkning.surveys.keyed import KeyedForm
from medvirkning.surveys.models import Survey, ended_at
from medvirkning.surveys.paper import blank_of, objections_to_paper, paper_counts, wrong_on_paper
from medvirkning.surveys.paper_queries import keyed_form, printed_with
from medvirkning.surveys.paper_words import PaperFault as Fault
from medvirkning.surveys.questionnaire import Questionnaire
from medvirkning.surveys.sending import make_response
from medvirkning.surveys.words import Channel

NEW = ""  # what has been seen of a form that nobody has keyed in


def seen_of(form: KeyedForm | None) -> str:
    """What a page carries of the form it shows, to be told when somebody has changed it since."""
    return (
        NEW
        if form is None or form.content is None
        else digest([form.content, str(form.keyed_by_id), form.sent_back])[:16]
    )


def objections_to_number(survey: Survey, number: int, *, at: datetime) -> list[Objection]:
    """Why no new form with this number can be keyed in."""
    if late := _late(survey, at):
        return late
    if printed_with(survey.id, number) is None:
        return [Objection(Fault.NOT_PRINTED, number=number)]
    return [Objection(Fault.KEYED_BEFORE, number=number)] if keyed_form(survey.id, number) else []


def key_in(
    survey: Survey, number: int, answers: Answers, *, blank: Collection[str], seen: str, by: Person, at: datetime
) -> None:
    """Keep what stands on the form with this number, until another person has looked at it.

    `answers` are all that stands on it, also to questions that its other answers hide. Raises RuleBroken with all that
    is wrong (each fact `question` is a key), also when the number has been keyed in before; Stale when somebody has
    changed it since it was `seen`.
    """
    refuse(_late(survey, at))
    printed = printed_with(survey.id, number)
    if printed is None:
        refuse([Objection(Fault.NOT_PRINTED, number=number)])
    assert printed is not None
    questionnaire = asked_at(survey.id, printed.version_number)
    refuse(_wrong(questionnaire, answers, blank))
    content = {key: dict(value) for key, value in answers.items()}
    if seen == NEW:
        row = {"survey_id": survey.id, "number": number, "version_number": printed.version_number,
               "language": printed.language, "content": content, "keyed_by_id": by.id, "keyed_at": at}  # fmt: skip
        made = changed(insert_into(KeyedForm).values(**row).on_conflict_do_nothing())
        refuse([] if made else [Objection(Fault.KEYED_BEFORE, number=number)])
    else:
        form = _waiting(survey, number, seen)
        form.content, form.sent_back, form.keyed_by_id, form.keyed_at = content, "", by.id, at
    record(survey, "form_keyed_in", by=by, at=at, programme_id=survey.programme_id)


def approve(survey: Survey, number: int, *, seen: str, by: Person, at: datetime) -> None:
    """Let the form count: a response is made of the answers that count, and nothing of them is left here.

    Raises RuleBroken for whoever keyed it in and when it is too late, Conflict when it counts already, Stale when it is
    not what was `seen`, NotThere when it has been dropped. Two at once count it once.
    """
    form = _waiting(survey, number, seen)
    refuse([Objection(Fault.OWN_WORK)] if form.keyed_by_id == by.id else [])
    refuse(_late(survey, at))
    questionnaire, answers = asked_at(survey.id, form.version_number), form.content or {}
    refuse(_wrong(questionnaire, answers, blank_of(questionnaire, answers)))
    make_response(
        survey.id,
        questionnaire,
        paper_counts(questionnaire, answers),
        anonymous=survey.anonymous,
        version=form.version_number,
        channel=Channel.PAPER,
        language=form.language,
        at=at,
    )
    assert survey.opened_at is not None
    form.content, form.language, form.version_number, form.sent_back = None, "", 1, ""
    form.keyed_at = form.approved_at = survey.opened_at
    form.approved_by_id = by.id


def send_back(survey: Survey, number: int, reason: str, *, seen: str, by: Person, at: datetime) -> None:
    """Ask for the form to be keyed in again. Raises RuleBroken without a reason; else as `approve`."""
    form = _waiting(survey, number, seen)
    refuse([] if reason.strip() else [Objection(Fault.NO_REASON)])
    form.sent_back = reason.strip()
    record(survey, "form_sent_back", by=by, at=at, programme_id=survey.programme_id, facts={"number": number})


def drop(survey: Survey, number: int, *, seen: str, by: Person, at: datetime) -> None:
    """Forget what was keyed in, as if it never had been. Raises as `approve`."""
    db.session.delete(_waiting(survey, number, seen))
    record(survey, "form_dropped", by=by, at=at, programme_id=survey.programme_id, facts={"number": number})


def _waiting(survey: Survey, number: int, seen: str) -> KeyedForm:
    """The form, held, as long as it doesn't count and is what was seen."""
    wanted = select(KeyedForm).where(KeyedForm.survey_id == survey.id, KeyedForm.number == number)
    held = wanted.with_for_update().execution_options(populate_existing=True)
    form = db.session.scalar(held)
    if form is None:
        raise NotThere("form")
    if form.approved_at is not None:
        raise Conflict("approved")
    if seen != seen_of(form):
        raise Stale("form")
    return form


def _late(survey: Survey, at: datetime) -> list[Objection]:
    ended = ended_at(survey.state, survey.closed_at, survey.closes_on)
    return objections_to_paper(survey.state, ended_at=ended, at=at)


def _wrong(questionnaire: Questionnaire, answers: Answers, blank: Collection[str]) -> list[Objection]:
    found = [
        Objection(one.code, one.law, **{**one.facts, "question": key})
        for key, told in wrong_on_paper(questionnaire, answers, blank).items()
        for one in told
    ]
    if not found and not paper_counts(questionnaire, answers):
        found.append(Objection(Fault.NOTHING_WRITTEN))
    return found
