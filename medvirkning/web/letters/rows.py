"""One row in the list of decisions: what was decided, and how it stands with its letter."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from medvirkning.outbox.words import OutboxState
from medvirkning.programmes.models import Programme
from medvirkning.review.corrected_letters import CorrectedLetter
from medvirkning.review.letters import Notice
from medvirkning.review.models import Letter
from medvirkning.web.filters import short_day
from medvirkning.web.labels.lookup import label

Badge = tuple[str, str, str]  # text, kind, icon


def shown_row(
    letter: Letter,
    programme: Programme,
    aside: Collection[UUID],
    undeclared: Collection[UUID],
    notices: Mapping[UUID, Notice],
    corrections: Sequence[CorrectedLetter],
) -> dict[str, Any]:
    """The row as the page needs it, without the answer where the case is closed to the reader, or not open yet."""
    decision, application = letter.decision, letter.decision.application
    out = application.id in aside
    unasked = not out and application.id in undeclared
    return {
        "href": url_for("letters.letter", slug=programme.slug, letter_id=letter.id),
        "title": application.title,
        "text": f"{application.number} · {application.applicant_name}",
        "zone": next(
            (zone for zone in programme.zones if zone.id == application.zone_id),
            "all" if application.whole_area else None,
        ),
        "badges": _badges(letter, corrections, notices, out=out, unasked=unasked),
        "amount": "" if out or unasked or not decision.amount else decision.amount,
        "out": out,
    }


def _badges(
    letter: Letter,
    corrections: Sequence[CorrectedLetter],
    notices: Mapping[UUID, Notice],
    *,
    out: bool,
    unasked: bool,
) -> list[Badge]:
    if out:
        return [(_("You step aside"), "disqualified", "person-cross")]
    if unasked:
        return [(_("Do you have anything to do with the applicant?"), "due", "person-cross")]
    answer = (_("Answer: %(answer)s", answer=label(letter.decision.outcome)), "plain", "gavel")
    if letter.sent_at is None:
        return [answer, (_("The letter is not sent"), "missing", "envelope-closed")]
    sent = (_("The letter was sent %(day)s", day=short_day(letter.sent_at)), "ok", "checkmark")
    found = [answer, sent, *map(_corrected, corrections)]
    mails = [notices.get(each_id) for each_id in (letter.id, *(each.id for each in corrections))]
    if any(mail is not None and mail.state is OutboxState.FAILED for mail in mails):
        found.append((_("The e-mail did not arrive"), "due", "exclamationmark-triangle"))
    return found


def _corrected(made: CorrectedLetter) -> Badge:
    if made.sent_at is None:
        return (_("A corrected letter waits to be sent"), "missing", "envelope-closed")
    return (_("Corrected letter sent %(day)s", day=short_day(made.sent_at)), "ok", "checkmark")
