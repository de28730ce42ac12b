"""One row in the list of decisions: what was decided, and how it stands with its letter."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from medvirkning.outbox.words import OutboxState
from medvirkning.programmes.models import Programme
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
    notice: Notice | None,
) -> dict[str, Any]:
    """The row as the page needs it, without the answer where the case is closed to the reader, or not open yet."""
    decision, application = letter.decision, letter.decision.application
    out = application.id in aside
    unasked = not out and application.id in undeclared
    return {
        "href": url_for("letters.letter", slug=programme.slug, letter_id=letter.id),
        "title": application.title,
        "text": f"{application.number} · {application.applicant_name}",
        "zone": next((zone for zone in programme.zones if zone.id == application.zone_id), None),
        "badges": _badges(letter, notice, out=out, unasked=unasked),
        "amount": "" if out or unasked or not decision.amount else decision.amount,
        "out": out,
    }


def _badges(letter: Letter, notice: Notice | None, *, out: bool, unasked: bool) -> list[Badge]:
    if out:
        return [(_("You step aside"), "disqualified", "person-cross")]
    if unasked:
        return [(_("Do you have anything to do with the applicant?"), "due", "person-cross")]
    answer = (_("Answer: %(answer)s", answer=label(letter.decision.outcome)), "plain", "gavel")
    if letter.sent_at is None:
        return [answer, (_("The letter is not sent"), "missing", "envelope-closed")]
    sent = (_("The letter was sent %(day)s", day=short_day(letter.sent_at)), "ok", "checkmark")
    if notice is not None and notice.state is OutboxState.FAILED:
        return [answer, sent, (_("The e-mail did not arrive"), "due", "exclamationmark-triangle")]
    return [answer, sent]
