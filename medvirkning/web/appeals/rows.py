"""One row of the desk: whose appeal it is, how it stands, and its clock."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from medvirkning.appeals.models import Appeal
from medvirkning.appeals.queries import TABS
from medvirkning.appeals.ruling import is_taken
from medvirkning.appeals.words import AppealState, AppealTab, Appellant, Subject
from medvirkning.programmes.models import Programme
from medvirkning.web.filters import short_day
from medvirkning.web.labels.lookup import label

Badge = tuple[str, str, str]  # text, kind, icon


def shown_row(appeal: Appeal, programme: Programme, locked: Collection[UUID], today: date) -> dict[str, Any]:
    """The row as the page needs it: nothing of the appeal where the reader is locked out."""
    application = appeal.application
    closed = appeal.id in locked
    if closed:
        badges = [(_("You took part in the decision"), "disqualified", "padlock-locked")]
    else:
        badges = _badges(appeal)
    return {
        "href": url_for("appeals.case", slug=programme.slug, appeal_id=appeal.id),
        "title": application.title,
        "text": f"{application.number} · {application.applicant_name}",
        "zone": next(
            (zone for zone in programme.zones if zone.id == application.zone_id),
            "all" if application.whole_area else None,
        ),
        "badges": badges,
        "clock": "" if closed else clock(appeal, today),
        "out": closed,
    }


def clock(appeal: Appeal, today: date) -> str:
    """How long there is: for the desk, or for whoever appeals; nothing where the clock has stopped."""
    match appeal.state:
        case AppealState.RECEIVED:
            left = (appeal.answer_by - today).days
        case AppealState.ASKED_TO_COMPLETE if appeal.asked_until is not None:
            left = (appeal.asked_until - today).days
        case _:
            return ""
    if left < 0:
        return ngettext("%(num)d day over", "%(num)d days over", -left)
    return _("Today") if left == 0 else ngettext("%(num)d day left", "%(num)d days left", left)


def _badges(appeal: Appeal) -> list[Badge]:
    found: list[Badge] = []
    if appeal.state in TABS[AppealTab.FINISHED]:
        found.append((label(appeal.state), "plain", "gavel"))
    if appeal.subject is Subject.DISMISSAL:
        found.append((_("Appeal against a dismissal"), "plain", "arrow-undo"))
    if appeal.subject is Subject.CLAIM:
        found.append((_("Appeal against a claim for money back"), "plain", "wallet"))
    if appeal.appellant is Appellant.OTHER:
        found.append((_("Appealed by %(name)s", name=appeal.name), "plain", "person"))
    if appeal.state is AppealState.RECEIVED and not is_taken(appeal):
        found.append((_("Came after the deadline"), "due", "clock"))
    gone = appeal.state is AppealState.WITHDRAWN
    unsent = [ruling for ruling in appeal.rulings if ruling.letter and ruling.letter.sent_at is None]
    if unsent and not gone:
        found.append((_("The letter is not sent"), "missing", "envelope-closed"))
    elif appeal.state is AppealState.FORWARDED:
        at = max(ruling.at for ruling in appeal.rulings)
        found.append((_("Sent on %(day)s", day=short_day(at)), "ok", "arrow-forward"))
    return found
