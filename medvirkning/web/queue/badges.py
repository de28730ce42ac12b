"""The small marks on a row of the queue: what is missing, why one is out, how far the group has come."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from medvirkning.grants.applicant_words import RegisterWarning
from medvirkning.grants.checking import overdue
from medvirkning.grants.schemes import Round
from medvirkning.grants.second_words import SecondStanding
from medvirkning.grants.seconding import LACKING
from medvirkning.grants.words import DECIDED, AttachmentPlan
from medvirkning.kernel.clock import now, oslo_date, today
from medvirkning.review.rows import Row
from medvirkning.review.rules import preliminary_due
from medvirkning.review.words import Closed, Ground
from medvirkning.web.filters import best, short_day
from medvirkning.web.labels.lookup import label

Badge = tuple[str, str, str]  # text, kind, icon

WHY_OUT = {
    Ground.PARTY: _l("You step aside: you are behind the application"),
    Ground.FAMILY: _l("You step aside: close family"),
    Ground.HOUSEHOLD: _l("You step aside: cohabitant or step family"),
    Ground.ON_BEHALF: _l("You step aside: you act for the applicant"),
    Ground.BOARD: _l("You step aside: you sit on the board"),
    Ground.DEPUTY: _l("You step aside: you are a deputy on the board"),
    Ground.SUBORDINATE: _l("You step aside: your manager does"),
    Ground.HELPED: _l("You step aside: you have helped with it"),
    Ground.PREPARED: _l("You step aside: you have prepared the case"),
    Ground.CLOSE: _l("You step aside: close ties"),
}


def badges(row: Row, the_round: Round, warnings: Sequence[RegisterWarning] = ()) -> list[Badge]:
    """A row's marks, the most urgent first. Nothing of the case's inside where it is closed to this person."""
    if row.steps_aside:
        return [(_why_out(row), "disqualified", "person-cross"), *_decided(row)]
    warned = [(label(warning), "missing", "exclamationmark-triangle") for warning in warnings]
    stands = [*_correction(row), *_second(row), *_missing(row, the_round)]
    return [*_said(row), *_answer(row, the_round), *stands, *warned, *_decided(row)]


def _why_out(row: Row) -> str:
    code = row.closed[0].code
    if code == Closed.OWN_APPLICATION:
        return _("You step aside: you have applied")
    if code == Closed.UNSURE:
        return _("Closed to you until the group has found out")
    return str(WHY_OUT[row.ground]) if row.ground else _("You step aside")


def _said(row: Row) -> list[Badge]:
    """What waits for somebody: a message, a preliminary answer that is due, something to look into."""
    found: list[Badge] = []
    if row.unread:
        found.append((ngettext("%(num)d new message", "%(num)d new messages", row.unread), "due", "chat"))
    sent_at, state = row.application.sent_at, row.application.state
    if sent_at is not None and preliminary_due(state, sent_at, told=row.told_to_wait, at=now()):
        found.append((_("Send a preliminary answer"), "due", "hourglass"))
    return [*found, *((word, "missing", "bell") for word in row.flags)]


def _answer(row: Row, the_round: Round) -> list[Badge]:
    """When the applicant was promised an answer, where applications come at any time: each has a day of its own."""
    sent_at = row.application.sent_at
    if sent_at is None or the_round.answer_by is not None or row.application.state in DECIDED:
        return []
    day = the_round.answer_day(oslo_date(sent_at))
    if day is None:
        return []
    if day < today():
        return [(_("The answer was due %(day)s", day=short_day(day)), "missing", "exclamationmark-triangle")]
    return [(_("Answer by %(day)s", day=short_day(day)), "due", "clock")]


def _correction(row: Row) -> list[Badge]:
    """Whether it is complete, or waits for something the applicant is to correct."""
    if row.due is not None and overdue(row.due, on=today()):
        return [(_("The deadline for the correction has passed"), "missing", "exclamationmark-triangle")]
    if row.due is not None:
        return [(_("Correction by %(day)s", day=short_day(row.due)), "due", "clock")]
    return [(_("Complete"), "ok", "checkmark")] if row.checked and row.application.state not in DECIDED else []


def _second(row: Row) -> list[Badge]:
    """Whether a second person is still to confirm, or has said no."""
    if row.second is SecondStanding.REFUSED:
        return [(_("The second person says no"), "missing", "exclamationmark-triangle")]
    if row.second in LACKING and row.application.state not in DECIDED:
        return [(_("Lacks confirmation"), "missing", "exclamationmark-triangle")]
    return []


def _missing(row: Row, the_round: Round) -> list[Badge]:
    if row.missing:
        names = {wanted.key: best(wanted.name) for wanted in the_round.scheme.wanted}
        what = ", ".join(names.get(key, key).lower() for key in row.missing)
        return [(_("Missing: %(what)s", what=what), "missing", "exclamationmark-triangle")]
    if AttachmentPlan.LATER in row.application.attachment_plans.values():
        return [(_("What was to come later is here"), "ok", "checkmark")]
    return []


def _decided(row: Row) -> list[Badge]:
    return [(_("Decided"), "plain", "gavel")] if row.application.state in DECIDED else []


def progress(row: Row) -> str:
    """How many of the group have handed in points; nothing before anybody has, or once it is decided."""
    if row.application.state in DECIDED or not row.assessed:
        return ""
    return _("group %(assessed)d/%(members)d", assessed=row.assessed, members=row.members)
