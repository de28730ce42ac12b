"""What to notice about a contribution in the list: what is late, whose it is, what it seems to hold."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from medvirkning.attachments.models import Attachment
from medvirkning.contributions.actions import UNSEEN_PHOTO
from medvirkning.contributions.models import Contribution
from medvirkning.contributions.rules import personal_data
from medvirkning.contributions.words import ContributionState, Desk
from medvirkning.kernel.deadlines import working_days_after
from medvirkning.people.models import Person
from medvirkning.web.filters import short_day
from medvirkning.web.labels.lookup import label

Badge = tuple[str, str, str]  # text, kind, icon


def badges(
    one: Contribution, *, photos: Sequence[Attachment], reader: Person, reply_days: int, today: date
) -> list[Badge]:
    """The badges of a row, the most pressing first."""
    found: list[Badge] = []
    read_by = working_days_after(one.received_on, reply_days)
    if one.desk is Desk.NEW and read_by < today:
        found.append((_("Should have been read by %(day)s", day=short_day(read_by)), "due", "clock"))
    if one.reply_by is not None and one.desk in (Desk.NEW, Desk.WAITING):
        late = one.reply_by < today
        found.append((_("Answer by %(day)s", day=short_day(one.reply_by)), "due" if late else "plain", "clock"))
    if one.desk in (Desk.NEW, Desk.WAITING):
        found += [
            (_("May hold %(what)s", what=label(kind)), "missing", "exclamationmark-triangle")
            for kind in sorted(personal_data(one.text, one.place))
        ]
    if one.outcome is not None:
        found.append((label(one.outcome), "ok", "checkmark"))
    elif one.state is ContributionState.IN_PROGRESS:
        found.append((label(one.state), "ok", "checkmark"))
    if one.assigned_to is not None:
        mine = one.assigned_to_id == reader.id
        found.append((_("You have it") if mine else one.assigned_to.name, "plain", "person"))
    if one.supporters:
        found.append((ngettext("%(num)d agrees", "%(num)d agree", one.supporters), "plain", "thumb-up"))
    if photos:
        found.append((ngettext("%(num)d photo", "%(num)d photos", len(photos)), "plain", "camera"))
    if any(photo.about == UNSEEN_PHOTO for photo in photos):
        found.insert(0, (_("New photo to look at"), "missing", "camera"))
    return found
