"""The history of a case in sentences, out of the journal. Who did what and when; never anybody's points."""

from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from medvirkning.journal.models import JournalEvent
from medvirkning.journal.queries import history
from medvirkning.kernel.database import db
from medvirkning.people.models import Person

# Event → sentence; (event, answer) where the answer makes another sentence of it. What isn't here isn't told.
SENTENCES: dict[Any, Any] = {
    "application_sent": _l("The application came in"),
    "application_changed": _l("The applicant changed the application"),
    "form_checked": _l("%(who)s looked through the application"),
    "correction_asked": _l("%(who)s asked the applicant for a correction"),
    "more_time_given": _l("%(who)s gave the applicant more time"),
    "correction_sent": _l("The correction came in"),
    "second_asked": _l("The second person was asked to confirm"),
    "second_confirmed": _l("The second person confirmed"),
    "second_refused": _l("The second person said no"),
    "message_sent": _l("%(who)s wrote to the applicant"),
    "preliminary_answer": _l("%(who)s sent a preliminary answer"),
    "message_received": _l("The applicant wrote"),
    "flag_raised": _l("%(who)s flagged something"),
    "flag_resolved": _l("%(who)s put a flag away"),
    "taken_up": _l("The group took up the application"),
    ("declared", "no"): _l("%(who)s has nothing to do with the applicant"),
    ("declared", "yes"): _l("%(who)s steps aside"),
    ("declared", "unsure"): _l("%(who)s is unsure whether to step aside"),
    ("declaration_changed", "no"): _l("%(by)s opened the application to %(who)s"),
    ("declaration_changed", "yes"): _l("%(who)s steps aside from now on"),
    ("declaration_changed", "unsure"): _l("%(who)s has become unsure whether to step aside"),
    ("doubt_settled", "no"): _l("The group found that %(who)s can take part"),
    ("doubt_settled", "yes"): _l("The group found that %(who)s steps aside"),
    "substitute_called_in": _l("%(who)s was called in as a substitute"),
    "assessed": _l("%(who)s gave points"),
    "assessment_changed": _l("%(who)s changed their points"),
    "assessment_set_aside": _l("The points of %(who)s no longer count"),
    "points_given_up": _l("%(who)s asked to see the points of the others, and gives none"),
    "agreed": _l("%(by)s agreed with %(who)s"),
    "agreement_taken_back": _l("%(who)s no longer agrees with another"),
    "agreement_lapsed": _l("The agreement of %(who)s no longer counts"),
    "file_added": _l("An attachment came in"),
    "decided": _l("%(who)s made the decision"),
    "letter_sent": _l("%(who)s sent the letter"),
    "letter_corrected": _l("%(who)s sent a corrected letter"),
    "told_otherwise": _l("%(who)s wrote in that the applicant was told in another way"),
    "reasons_demanded": _l("The applicant asked for fuller reasons"),
    "reasons_given": _l("%(who)s gave fuller reasons"),
    "appealed": _l("The decision was appealed"),
    "appeal_withdrawn": _l("The appeal was withdrawn"),
    "decision_changed": _l("%(who)s changed the decision after an appeal"),
    "grant_accepted": _l("The applicant accepted the grant"),
    "grant_given_back": _l("The money went back to the pot"),
    "case_reopened": _l("The case was opened again after an appeal"),
    "grant_declined": _l("The applicant said no to the grant"),
    "paid": _l("Money was paid"),
    "report_asked": _l("The report was asked for"),
    "report_sent": _l("The report came in"),
    "report_more_asked": _l("%(who)s asked for more"),
    "report_approved": _l("%(who)s approved the report"),
    "repayment_notified": _l("%(who)s told the applicant that money may be claimed back"),
    "repayment_answered": _l("The applicant answered the advance notice"),
    "repayment_claimed": _l("%(who)s claimed money back"),
    "repayment_let_go": _l("%(who)s let the matter of repayment go"),
    "repaid": _l("The money was paid back"),
    "case_closed": _l("The case was finished"),
}


def happened(application_id: UUID) -> list[dict[str, Any]]:
    """What has happened since the application was sent, the newest first: `text` and `at`."""
    events = history("application", application_id)
    sent = next((n for n, event in enumerate(events) if event.event == "application_sent"), 0)
    told = [(sentence, event) for event in events[sent:] if (sentence := _sentence(event)) is not None]
    names = _names(told)
    return [
        {"text": str(sentence) % _who(event, names) if "%(" in str(sentence) else str(sentence), "at": event.at}
        for sentence, event in reversed(told)
    ]


def _sentence(event: JournalEvent) -> Any:
    return SENTENCES.get(event.event) or SENTENCES.get((event.event, event.facts.get("answer")))


def _who(event: JournalEvent, names: dict[UUID, str]) -> dict[str, str]:
    about = UUID(event.facts["person"]) if event.facts.get("person") else event.by_id
    return {"who": names.get(about, "?") if about else "?", "by": names.get(event.by_id, "?") if event.by_id else "?"}


def _names(told: list[tuple[Any, JournalEvent]]) -> dict[UUID, str]:
    ids = {event.by_id for _sentence, event in told if event.by_id}
    ids |= {UUID(event.facts["person"]) for _sentence, event in told if event.facts.get("person")}
    people = db.session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))
    return {row.id: row.name for row in people}
